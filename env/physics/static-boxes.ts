import { LEAF_THICKNESS } from './door-leaf.ts';
import type { AgentBody } from '../env.ts';
import { IDENTITY, type Quat, type Vec2, type Vec3, rotate, yawQuat } from '../geometry.ts';
import type { Door, House, HouseObject, Wall } from '../house.ts';
import { initialOpenness, placeBoxes, placePart } from './joint.ts';
import type { ModelLibrary } from '../model.ts';
import { FACE_THICKNESS, wallPieces, yawAlong } from '../walls.ts';

/** A solid box in the world. */
export interface SolidBox {
  readonly center: Vec3;
  readonly half: Vec3;
  readonly rotation: Quat;
}

/** A box seen from above; `half` is along the local x and z, which `yaw` turns into the world. */
export interface Rectangle {
  readonly center: Vec2;
  readonly half: Vec2;
  readonly yaw: number;
}

/** What is lower than this does not stop the agent: it steps over. Metres. */
export const STEP_OVER = 0.05;

/** Walls shorter than this are left out, metres. */
const SLIVER = 1e-3;

/** What stands where the house has it, once: the shell and the fixed objects, with their parts. */
export function staticBoxes(house: House, library: ModelLibrary): SolidBox[] {
  const furniture = house.objects.filter((object) => object.fixed).flatMap((object) => objectBoxes(object, library));
  return [...shellBoxes(house), ...furniture];
}

/** Walls around their door openings, front doors, and a stage's boxes. A window is as solid as its wall. */
export function shellBoxes(house: House): SolidBox[] {
  const windows = new Set(house.windows.map((window) => window.id));
  const walls = new Map<string, SolidBox>();
  for (const wall of house.walls) {
    // The two faces of a partition give the same boxes.
    for (const box of wallBoxes(wall, windows)) walls.set(keyOf(box), box);
  }
  const stage = house.stage?.boxes.map((box) => ({ ...box, rotation: IDENTITY })) ?? [];
  return [...walls.values(), ...house.doors.filter((door) => door.front).map(doorBox), ...stage];
}

/** The collider boxes of an object where the house puts it, its parts as far open as there. */
export function objectBoxes(object: HouseObject, library: ModelLibrary): SolidBox[] {
  const { parts = [] } = library.getModel(object.category, object.variant);
  const openness = initialOpenness(object);
  const moving = parts.flatMap((part) =>
    placeBoxes(part.colliders, placePart(object, object.size, part, openness), object.size),
  );
  return [...carcassBoxes(object, library), ...moving];
}

/** The collider boxes of an object without its parts. */
export function carcassBoxes(object: HouseObject, library: ModelLibrary): SolidBox[] {
  return placeBoxes(library.getModel(object.category, object.variant).colliders, object, object.size);
}

/** Lowest and highest point of a box, metres. */
export function heightRange(box: SolidBox): { low: number; high: number } {
  const reach = axesOf(box.rotation).reduce((sum, axis, i) => sum + Math.abs(axis[1]) * box.half[i], 0);
  return { low: box.center[1] - reach, high: box.center[1] + reach };
}

/** Whether a box is at a height where the agent's body is. */
export function standsInTheWay(box: SolidBox, { height }: AgentBody): boolean {
  const { low, high } = heightRange(box);
  return high > STEP_OVER && low < height;
}

/** A box from above: exact when one of its axes is vertical, else the axis-aligned rectangle around it. */
export function footprintOf(box: SolidBox): Rectangle {
  const axes = axesOf(box.rotation);
  const center: Vec2 = [box.center[0], box.center[2]];
  const vertical = axes.findIndex((axis) => Math.abs(axis[1]) > 0.9999);
  if (vertical >= 0) {
    const first = vertical === 0 ? 1 : 0;
    const second = vertical === 2 ? 1 : 2;
    const yaw = yawAlong([axes[first][0], axes[first][2]]);
    return { center, half: [box.half[first], box.half[second]], yaw };
  }
  const reach = (k: 0 | 2): number => axes.reduce((sum, axis, i) => sum + Math.abs(axis[k]) * box.half[i], 0);
  return { center, half: [reach(0), reach(2)], yaw: 0 };
}

function axesOf(rotation: Quat): Vec3[] {
  return [rotate(rotation, [1, 0, 0]), rotate(rotation, [0, 1, 0]), rotate(rotation, [0, 0, 1])];
}

/** The solid parts of a wall, as thick to one side of its line as to the other. */
function wallBoxes(wall: Wall, windows: ReadonlySet<string>): SolidBox[] {
  const length = Math.hypot(wall.to[0] - wall.from[0], wall.to[1] - wall.from[1]);
  if (length < SLIVER) return [];
  const along: Vec2 = [(wall.to[0] - wall.from[0]) / length, (wall.to[1] - wall.from[1]) / length];
  const rotation = yawQuat(yawAlong(along));
  const openings = wall.holes.filter((hole) => !windows.has(hole.id));
  return wallPieces({ ...wall, holes: openings }).map(({ x0, x1, y0, y1 }) => {
    const x = (x0 + x1) / 2;
    return {
      center: [wall.from[0] + along[0] * x, (y0 + y1) / 2, wall.from[1] + along[1] * x],
      half: [(x1 - x0) / 2, (y1 - y0) / 2, FACE_THICKNESS],
      rotation,
    };
  });
}

function doorBox(door: Door): SolidBox {
  const [x, y, z] = door.position;
  return {
    center: [x, y + door.height / 2, z],
    half: [door.width / 2, door.height / 2, LEAF_THICKNESS / 2],
    rotation: yawQuat(yawAlong(door.along)),
  };
}

/** Names a wall box by its place to the millimetre and the line it lies on, whichever way the wall runs. */
function keyOf(box: SolidBox): string {
  const axis = rotate(box.rotation, [1, 0, 0]);
  const numbers = [...box.center, ...box.half, Math.abs(axis[0]), axis[0] * axis[2]];
  return numbers.map((value) => Math.round(value * 1000)).join(' ');
}
