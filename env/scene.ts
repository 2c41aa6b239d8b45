import { ShapeUtils, Vector2 } from 'three';
import { categoryId } from './categories.ts';
import { floorShade } from './floor-shade.ts';
import type { Color, Quat, Vec2, Vec3 } from './geometry.ts';
import { IDENTITY, rotate, yawQuat } from './geometry.ts';
import type { House, MovableRef, TextureName } from './house.ts';
import { listMovables, PERSON_SIZE, POSTURES, TEXTURES } from './house.ts';
import { initialOpenness, OUT_OF_SIGHT, type Placement, placePart, placePerson } from './joint.ts';
import type { ModelLibrary } from './model.ts';
import { initialAngle, LEAF_THICKNESS, leafPose } from './door-leaf.ts';
import type { LightPlan } from './room-light.ts';
import { planLight } from './room-light.ts';
import { initialSwitches, isGlowing } from './switches.ts';
import { FACE_THICKNESS, inwardNormal, roomAt, wallPieces, yawAlong } from './walls.ts';

/** One drawn thing's placement: affine map of a model's unit cube into the world (or into its movable body's frame). */
export interface Instance {
  /** `Model.key`. */
  readonly model: string;
  /** Column-major 3x4: three scaled axes, then the translation. */
  readonly matrix: readonly number[];
  readonly color: Color;
  /** Texture layer that replaces the model's own, or null. */
  readonly layer: number | null;
  /** Index into `CATEGORIES`. */
  readonly semantic: number;
  /** 1 + index into `Scene.things`. */
  readonly instance: number;
  /** Body index (`listMovables`), or -1 for what never moves. */
  readonly body: number;
  /** Index of the room it stands in, whose light falls on it. */
  readonly light: number;
  /** Index of the object whose switch its own light follows; left out where it always shines. */
  readonly switch?: number;
}

/** Names what instance ids stand for. */
export interface Thing {
  readonly id: string;
  readonly category: string;
}

/** A house turned into instances of models; the batched renderer and the viewer both draw this. */
export interface Scene {
  readonly instances: readonly Instance[];
  readonly things: readonly Thing[];
  readonly light: LightPlan;
  /** Which objects are on at first, see `initialSwitches`. */
  readonly switches: Uint8Array;
  /** min x, min z, max x, max z, metres. */
  readonly bounds: readonly [number, number, number, number];
  readonly ceilingHeight: number;
  /** (S, S) light on the floor, see `floorShade`. */
  readonly floorShade: Uint8Array<ArrayBuffer>;
}

/** Doors' and windows' frames stand this far out of the partition, metres. */
const FRAME_DEPTH = 0.1;

/** The instances of a house: its shell, doors, windows and every object drawn with its category's model and the parts of that. */
export function buildScene(house: House, library: ModelLibrary): Scene {
  const things: Thing[] = [];
  const instances: Instance[] = [];
  const rooms = new Map(house.rooms.map((room, index) => [room.id, { room, index }]));
  const lightOf = (roomId: string | null): number => (roomId === null ? 0 : (rooms.get(roomId)?.index ?? 0));
  const bodies = bodyIndices(house, library);
  const addThing = (id: string, category: string): Pick<Instance, 'semantic' | 'instance'> => {
    things.push({ id, category });
    return { semantic: categoryId(category), instance: things.length };
  };

  for (const room of house.stage ? [] : house.rooms) {
    const floor = {
      ...addThing(`${room.id}|floor`, 'Floor'),
      color: room.floor.color,
      layer: layerOf(room.floor.texture),
    };
    const ceiling = {
      ...addThing(`${room.id}|ceiling`, 'Ceiling'),
      color: house.ceiling.color,
      layer: layerOf(house.ceiling.texture),
    };
    const shared = { model: 'Floor/0', body: -1, light: lightOf(room.id) };
    for (const [a, b, c] of triangulate(room.polygon)) {
      instances.push({ ...shared, ...floor, matrix: triangleMatrix(a, b, c, 0, 1) });
      instances.push({ ...shared, ...ceiling, matrix: triangleMatrix(a, c, b, house.ceilingHeight, -1) });
    }
  }

  for (const { id, category, model, center, size } of house.stage?.parts ?? []) {
    const matrix = boxMatrix(center, IDENTITY, size);
    instances.push({ model, matrix, color: [1, 1, 1], layer: null, ...addThing(id, category), body: -1, light: 0 });
  }

  for (const wall of house.walls) {
    const home = rooms.get(wall.roomId);
    if (wall.exterior || wall.empty || !home) continue;
    const ids = addThing(wall.id, 'Wall');
    const normal = inwardNormal(wall, home.room);
    const along = unit(wall.from, wall.to);
    for (const piece of wallPieces(wall)) {
      const middle = (piece.x0 + piece.x1) / 2;
      const center: Vec3 = [
        wall.from[0] + along[0] * middle + (normal[0] * FACE_THICKNESS) / 2,
        (piece.y0 + piece.y1) / 2,
        wall.from[1] + along[1] * middle + (normal[1] * FACE_THICKNESS) / 2,
      ];
      const size: Vec3 = [piece.x1 - piece.x0, piece.y1 - piece.y0, FACE_THICKNESS];
      instances.push({
        model: 'Cube/0',
        matrix: boxMatrix(center, yawQuat(yawAlong(along)), size),
        color: wall.surface.color,
        layer: layerOf(wall.surface.texture),
        ...ids,
        body: -1,
        light: home.index,
      });
    }
  }

  house.doors.forEach((door, index) => {
    const ids = addThing(door.id, 'Door');
    const shared = { color: door.color, layer: null, ...ids, light: lightOf(door.rooms[0]) };
    const upright = yawQuat(yawAlong(door.along));
    const center: Vec3 = [door.position[0], door.position[1] + door.height / 2, door.position[2]];
    instances.push({
      ...shared,
      model: 'DoorFrame/0',
      matrix: boxMatrix(center, upright, [door.width, door.height, FRAME_DEPTH]),
      body: -1,
    });
    const body = bodies.get(`door ${index}`);
    if (body !== undefined) {
      instances.push({
        ...shared,
        model: 'DoorLeaf/0',
        matrix: boxMatrix([0, 0, 0], IDENTITY, [door.width, door.height, LEAF_THICKNESS]),
        body,
      });
    } else if (door.front) {
      instances.push({
        ...shared,
        model: 'DoorLeaf/0',
        matrix: boxMatrix(leafPose(door, 0).position, upright, [door.width, door.height, LEAF_THICKNESS]),
        body: -1,
      });
    }
  });

  const light = planLight(house);
  for (const window of house.windows) {
    const ids = addThing(window.id, 'Window');
    const size: Vec3 = [window.width, window.height, FRAME_DEPTH];
    const matrix = boxMatrix(window.position, yawQuat(yawAlong(window.along)), size);
    instances.push({
      model: 'WindowPane/0',
      matrix,
      color: light.outside,
      layer: null,
      ...ids,
      body: -1,
      light: lightOf(window.roomId),
    });
  }

  house.objects.forEach((object, index) => {
    const body = bodies.get(`object ${index}`) ?? -1;
    const model = library.getModel(object.category, object.variant);
    const inPlace = boxMatrix(object.position, object.rotation, object.size);
    const inBody = boxMatrix([0, 0, 0], IDENTITY, object.size);
    const whole: Instance = {
      model: model.key,
      matrix: body < 0 ? inPlace : inBody,
      color: object.color,
      layer: null,
      ...addThing(object.id, object.category),
      body,
      light: lightOf(object.roomId ?? roomAt(house, [object.position[0], object.position[2]])?.id ?? null),
      ...(isGlowing(object.category) && { switch: index }),
    };
    instances.push(whole);
    model.parts?.forEach((part, i) => {
      const own = bodies.get(`part ${index} ${i}`);
      const place = own === undefined ? {} : { matrix: inBody, body: own };
      instances.push({ ...whole, model: part.model, ...place });
    });
  });

  house.people?.forEach(({ id, start, color }, index) => {
    const shared = {
      color,
      layer: null,
      ...addThing(id, 'Person'),
      light: lightOf(roomAt(house, [start.position[0], start.position[2]])?.id ?? null),
    };
    for (const posture of POSTURES) {
      instances.push({
        ...shared,
        model: library.getModel(posture === 'standing' ? 'Person' : 'SeatedPerson', index).key,
        matrix: boxMatrix([0, 0, 0], IDENTITY, PERSON_SIZE[posture]),
        body: bodies.get(`${posture} ${index}`) ?? -1,
      });
    }
  });

  const xs = house.rooms.flatMap((room) => room.polygon.map((point) => point[0]));
  const zs = house.rooms.flatMap((room) => room.polygon.map((point) => point[1]));
  const bounds = [Math.min(...xs), Math.min(...zs), Math.max(...xs), Math.max(...zs)] as const;
  return {
    instances,
    things,
    light,
    switches: initialSwitches(house),
    bounds,
    floorShade: floorShade(house, bounds),
    ceilingHeight: house.ceilingHeight,
  };
}

/** The body of each thing that moves, by its kind and index. */
function bodyIndices(house: House, library: ModelLibrary): Map<string, number> {
  const nameOf = (movable: MovableRef): string => {
    if (movable.kind === 'part') return `part ${movable.index} ${movable.part}`;
    return `${movable.kind === 'person' ? movable.posture : movable.kind} ${movable.index}`;
  };
  return new Map(listMovables(house, library).map((movable, body) => [nameOf(movable), body]));
}

/** (numMovables, 7): x y z qx qy qz qw of each movable thing where the house puts it. */
export function initialPoses(house: House, library: ModelLibrary): Float64Array {
  const poses = listMovables(house, library).map((movable) => {
    const { position, rotation } = initialPlacement(house, library, movable);
    return [...position, ...rotation];
  });
  return Float64Array.from(poses.flat());
}

function initialPlacement(house: House, library: ModelLibrary, movable: MovableRef): Placement {
  const { kind, index } = movable;
  if (kind === 'door') return leafPose(house.doors[index], initialAngle(house.doors[index]));
  if (kind === 'person') {
    const { start } = (house.people ?? [])[index];
    return movable.posture === 'standing' ? placePerson(start, 'standing') : OUT_OF_SIGHT;
  }
  const object = house.objects[index];
  const part = kind === 'part' && library.getModel(object.category, object.variant).parts?.[movable.part];
  return part ? placePart(object, object.size, part, initialOpenness(object)) : object;
}

function layerOf(texture: TextureName): number {
  return TEXTURES.indexOf(texture);
}

function unit(from: Vec2, to: Vec2): Vec2 {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
  return [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
}

/** Triangles of a floor outline, each counter-clockwise seen from above. */
function triangulate(polygon: readonly Vec2[]): [Vec2, Vec2, Vec2][] {
  const contour = polygon.map(([x, z]) => new Vector2(x, z));
  return ShapeUtils.triangulateShape(contour, []).map(([i, j, k]) => {
    const [a, b, c] = [polygon[i], polygon[j], polygon[k]];
    const turn = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
    return turn > 0 ? [a, b, c] : [a, c, b];
  });
}

/** Maps the model `Floor` (corners 0, +x, +z; normal +y) onto a horizontal triangle that faces up or down. */
function triangleMatrix(a: Vec2, b: Vec2, c: Vec2, y: number, up: 1 | -1): number[] {
  return [b[0] - a[0], 0, b[1] - a[1], 0, up, 0, c[0] - a[0], 0, c[1] - a[1], a[0], y, a[1]];
}

function boxMatrix(center: Vec3, rotation: Quat, size: Vec3): number[] {
  return [
    ...rotate(rotation, [size[0], 0, 0]),
    ...rotate(rotation, [0, size[1], 0]),
    ...rotate(rotation, [0, 0, size[2]]),
    ...center,
  ];
}
