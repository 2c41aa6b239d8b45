import { AGENT, type AgentBody } from '../env.ts';
import { type Quat, type Vec3, rotate } from '../geometry.ts';
import type { House, HouseObject } from '../house.ts';
import { displacement } from '../measures.ts';
import type { ModelLibrary } from '../model.ts';
import type { NavMesh } from './navigation.ts';
import { Obstacles } from '../physics/obstacles.ts';
import { type Rectangle, type SolidBox, footprintOf, objectBoxes, shellBoxes } from '../physics/static-boxes.ts';

/** How near an object's surface counts as being there, metres (habitat-challenge 2020 to 2022). */
export const VIEW_DISTANCE = 1;
/** Edge of the grid of viewpoints, metres: half its diagonal is below ObjectNav's success distance, so that no gap is left. */
const SPACING = 0.14;

/** Places where the agent can stand within a metre of one of these objects and see it; each once, in a fixed order. */
export function findGoalViewpoints(
  objects: readonly HouseObject[],
  house: House,
  library: ModelLibrary,
  navMesh: NavMesh,
  agent: AgentBody = AGENT,
): Vec3[] {
  const walls = shellBoxes(house);
  const found = new Map<string, Vec3>();
  for (const object of objects) {
    const others = house.objects.filter((other) => other !== object && isNear(other, object));
    const occluders = [...walls, ...others.flatMap((other) => objectBoxes(other, library))];
    const footprint = footprintOf(boxOf(object));
    const surface = new Obstacles([footprint]);
    for (const [i, j] of gridAround(footprint)) {
      const key = `${i} ${j}`;
      if (found.has(key)) continue;
      const point = standNear([i * SPACING, 0, j * SPACING], navMesh);
      if (point === null || surface.clearance([point[0], point[2]], VIEW_DISTANCE) >= VIEW_DISTANCE) continue;
      if (canSee(eyeAbove(point, agent), object, occluders)) found.set(key, point);
    }
  }
  return [...found.values()];
}

/** The point itself, or where the mesh begins beside it: a strip of floor narrower than the grid gets viewpoints too. */
function standNear(point: Vec3, navMesh: NavMesh): Vec3 | null {
  if (navMesh.isNavigable(point)) return point;
  const edge = navMesh.snap(point);
  return edge !== null && displacement(edge, point) < SPACING * Math.SQRT1_2 ? edge : null;
}

/** Grid cells over a rectangle widened by the view distance. */
function gridAround({ center, half }: Rectangle): [number, number][] {
  const reach = Math.hypot(...half) + VIEW_DISTANCE;
  const cells: [number, number][] = [];
  for (let i = Math.ceil((center[0] - reach) / SPACING); i * SPACING <= center[0] + reach; i++) {
    for (let j = Math.ceil((center[1] - reach) / SPACING); j * SPACING <= center[1] + reach; j++) cells.push([i, j]);
  }
  return cells;
}

/** Whether the other object may stand between this one and a viewpoint of it. */
function isNear(other: HouseObject, object: HouseObject): boolean {
  const gap = Math.hypot(other.position[0] - object.position[0], other.position[2] - object.position[2]);
  return gap < VIEW_DISTANCE + (Math.hypot(...other.size) + Math.hypot(...object.size)) / 2;
}

function eyeAbove([x, y, z]: Vec3, { cameraHeight }: AgentBody): Vec3 {
  return [x, y + cameraHeight, z];
}

/** Whether a straight line reaches from an eye to one of the object's spots. */
function canSee(eye: Vec3, object: HouseObject, occluders: readonly SolidBox[]): boolean {
  return spotsOf(object).some((spot) => !occluders.some((box) => crosses(eye, spot, box)));
}

/** Where on an object one may look, as shares of its size from its centre: centre, sides, top, and near the corners. */
const SPOTS: readonly Vec3[] = [
  [0, 0, 0],
  [0, 0.5, 0],
  [0.5, 0, 0],
  [-0.5, 0, 0],
  [0, 0, 0.5],
  [0, 0, -0.5],
  ...[-0.45, 0.45].flatMap((x) => [-0.45, 0.45].flatMap((y) => [-0.45, 0.45].map((z): Vec3 => [x, y, z]))),
];

function spotsOf({ position, rotation, size }: HouseObject): Vec3[] {
  return SPOTS.map((spot) => {
    const [x, y, z] = rotate(rotation, [spot[0] * size[0], spot[1] * size[1], spot[2] * size[2]]);
    return [position[0] + x, position[1] + y, position[2] + z];
  });
}

function boxOf({ position, rotation, size }: HouseObject): SolidBox {
  return { center: position, rotation, half: [size[0] / 2, size[1] / 2, size[2] / 2] };
}

/** Whether the segment passes through the box (slab test in the box's own frame). */
function crosses(from: Vec3, to: Vec3, { center, half, rotation }: SolidBox): boolean {
  const inverse: Quat = [-rotation[0], -rotation[1], -rotation[2], rotation[3]];
  const start = rotate(inverse, [from[0] - center[0], from[1] - center[1], from[2] - center[2]]);
  const delta = rotate(inverse, [to[0] - from[0], to[1] - from[1], to[2] - from[2]]);
  let enter = 0;
  let leave = 1;
  for (let axis = 0; axis < 3; axis++) {
    if (delta[axis] === 0) {
      if (Math.abs(start[axis]) >= half[axis]) return false;
      continue;
    }
    const a = (-half[axis] - start[axis]) / delta[axis];
    const b = (half[axis] - start[axis]) / delta[axis];
    enter = Math.max(enter, Math.min(a, b));
    leave = Math.min(leave, Math.max(a, b));
  }
  return enter < leave;
}
