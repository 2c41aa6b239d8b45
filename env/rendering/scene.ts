import { categoryId } from '../categories.ts';
import { LEAF_THICKNESS, leafPose } from '../physics/door-leaf.ts';
import { floorShade } from './floor-shade.ts';
import type { Vec2, Vec3 } from '../geometry.ts';
import { IDENTITY, yawQuat } from '../geometry.ts';
import type { House, MovableRef } from '../house.ts';
import { listMovables, PERSON_SIZE, POSTURES } from '../house.ts';
import { initialPlacement } from '../physics/initial-placement.ts';
import type { Instance, NameThing, Thing } from './instance.ts';
import { boxMatrix } from './instance.ts';
import type { ModelLibrary } from '../model.ts';
import type { LightPlan } from './room-light.ts';
import { planLight } from './room-light.ts';
import { FRAME_DEPTH, shellInstances } from './scene-shell.ts';
import { initialSwitches, isGlowing } from '../interaction/switches.ts';
import { type WallOcclusion, wallOcclusion } from './wall-occlusion.ts';
import { isInside, yawAlong } from '../walls.ts';

/** A house turned into instances of models; the batched renderer and the viewer both draw this. */
export interface Scene {
  readonly instances: readonly Instance[];
  readonly things: readonly Thing[];
  /** Floor outlines of the rooms: what moves is lit by the one it is in. */
  readonly rooms: readonly (readonly Vec2[])[];
  readonly light: LightPlan;
  /** Which objects are on at first, see `initialSwitches`. */
  readonly switches: Uint8Array;
  /** min x, min z, max x, max z, metres. */
  readonly bounds: readonly [number, number, number, number];
  readonly ceilingHeight: number;
  /** What nobody inside sees past. */
  readonly occlusion: WallOcclusion;
  /** (S, S) light on the floor, see `floorShade`. */
  readonly floorShade: Uint8Array<ArrayBuffer>;
}

/** What objects, doors and people need to become instances. */
interface Furnishing {
  readonly house: House;
  readonly library: ModelLibrary;
  readonly nameThing: NameThing;
  /** The body of what moves, by kind and index, for example `door 2`. */
  readonly bodies: ReadonlyMap<string, number>;
  /** Index of a room. */
  readonly lightOf: (roomId: string | null, position: Vec3) => number;
}

/** The instances of a house: its shell, doors, people and every object drawn with its category's model and the parts of that. */
export function buildScene(house: House, library: ModelLibrary): Scene {
  const things: Thing[] = [];
  const nameThing: NameThing = (id, category) => {
    things.push({ id, category });
    return { semantic: categoryId(category), instance: things.length };
  };
  const rooms = house.rooms.map(({ polygon }) => polygon);
  const indices = new Map(house.rooms.map(({ id }, index) => [id, index]));
  const lightOf = (roomId: string | null, [x, , z]: Vec3): number =>
    (roomId === null ? roomIndexAt(rooms, [x, z]) : indices.get(roomId)) ?? 0;
  const light = planLight(house);
  const furnishing: Furnishing = { house, library, nameThing, bodies: bodyIndices(house, library), lightOf };
  const instances = [
    ...shellInstances(house, light, nameThing),
    ...doorInstances(furnishing),
    ...objectInstances(furnishing),
    ...personInstances(furnishing),
  ];
  const xs = rooms.flatMap((polygon) => polygon.map((point) => point[0]));
  const zs = rooms.flatMap((polygon) => polygon.map((point) => point[1]));
  const bounds = [Math.min(...xs), Math.min(...zs), Math.max(...xs), Math.max(...zs)] as const;
  return {
    instances,
    things,
    rooms,
    light,
    switches: initialSwitches(house),
    bounds,
    occlusion: wallOcclusion(house),
    floorShade: floorShade(house, bounds),
    ceilingHeight: house.ceilingHeight,
  };
}

/** Index of the room a ground point lies in; undefined between and outside rooms. */
export function roomIndexAt(rooms: Scene['rooms'], point: Vec2): number | undefined {
  const index = rooms.findIndex((polygon) => isInside(polygon, point));
  return index < 0 ? undefined : index;
}

/** (numMovables, 7): x y z qx qy qz qw of each movable thing where the house puts it. */
export function initialPoses(house: House, library: ModelLibrary): Float64Array {
  const poses = listMovables(house, library).map((movable) => {
    const { position, rotation } = initialPlacement(house, library, movable);
    return [...position, ...rotation];
  });
  return Float64Array.from(poses.flat());
}

/** The body of each thing that moves, by its kind and index. */
function bodyIndices(house: House, library: ModelLibrary): Map<string, number> {
  const nameOf = (movable: MovableRef): string => {
    if (movable.kind === 'part') return `part ${movable.index} ${movable.part}`;
    return `${movable.kind === 'person' ? movable.posture : movable.kind} ${movable.index}`;
  };
  return new Map(listMovables(house, library).map((movable, body) => [nameOf(movable), body]));
}

function doorInstances({ house, nameThing, bodies, lightOf }: Furnishing): Instance[] {
  return house.doors.flatMap((door, index) => {
    const { position, width, height } = door;
    const ids = nameThing(door.id, 'Door');
    const shared = { color: door.color, layer: null, ...ids, light: lightOf(door.rooms[0], position) };
    const upright = yawQuat(yawAlong(door.along));
    const middle: Vec3 = [position[0], position[1] + height / 2, position[2]];
    const matrix = boxMatrix(middle, upright, [width, height, FRAME_DEPTH]);
    const frame = { ...shared, model: 'DoorFrame/0', matrix, body: -1 };
    const size: Vec3 = [width, height, LEAF_THICKNESS];
    const leaf = { ...shared, model: 'DoorLeaf/0' };
    const body = bodies.get(`door ${index}`);
    if (body !== undefined) return [frame, { ...leaf, matrix: boxMatrix([0, 0, 0], IDENTITY, size), body }];
    if (!door.front) return [frame];
    return [frame, { ...leaf, matrix: boxMatrix(leafPose(door, 0).position, upright, size), body: -1 }];
  });
}

function objectInstances({ house, library, nameThing, bodies, lightOf }: Furnishing): Instance[] {
  return house.objects.flatMap((object, index) => {
    const { id, category, variant, position, rotation, size, color } = object;
    const body = bodies.get(`object ${index}`) ?? -1;
    const model = library.getModel(category, variant);
    const inBody = boxMatrix([0, 0, 0], IDENTITY, size);
    const whole: Instance = {
      model: model.key,
      matrix: body < 0 ? boxMatrix(position, rotation, size) : inBody,
      color,
      layer: null,
      ...nameThing(id, category),
      body,
      light: lightOf(object.roomId, position),
      ...(isGlowing(category) && { switches: [index] }),
    };
    const parts = (model.parts ?? []).map((part, i): Instance => {
      const own = bodies.get(`part ${index} ${i}`);
      return { ...whole, model: part.model, ...(own !== undefined && { matrix: inBody, body: own }) };
    });
    return [whole, ...parts];
  });
}

/** A person standing and the same person seated; whichever they are not is out of sight. */
function personInstances({ house, library, nameThing, bodies, lightOf }: Furnishing): Instance[] {
  return (house.people ?? []).flatMap(({ id, start, color }, index) => {
    const ids = nameThing(id, 'Person');
    return POSTURES.map((posture) => ({
      model: library.getModel(posture === 'standing' ? 'Person' : 'SeatedPerson', index).key,
      matrix: boxMatrix([0, 0, 0], IDENTITY, PERSON_SIZE[posture]),
      color,
      layer: null,
      ...ids,
      body: bodies.get(`${posture} ${index}`) ?? -1,
      light: lightOf(null, start.position),
    }));
  });
}
