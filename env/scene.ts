import { ShapeUtils, Vector2 } from 'three';
import { categoryId } from './categories.ts';
import { floorShade } from './floor-shade.ts';
import type { Color, Quat, Vec2, Vec3 } from './geometry.ts';
import { IDENTITY, rotate, yawQuat } from './geometry.ts';
import type { Door, House, Room, TextureName } from './house.ts';
import { listMovables, PERSON_SIZE, TEXTURES } from './house.ts';
import { initialOpenness, type Placement, placePart } from './joint.ts';
import type { ModelLibrary } from './model.ts';
import { initialAngle, LEAF_THICKNESS, leafPose } from './door-leaf.ts';
import { FACE_THICKNESS, inwardNormal, isInside, roomAt, wallPieces, yawAlong } from './walls.ts';

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
  /** Index into `Scene.lights`: the light of the room it stands in. */
  readonly light: number;
}

/** Names what instance ids stand for. */
export interface Thing {
  readonly id: string;
  readonly category: string;
}

/** Light of one room: a lamp near the ceiling over a hemisphere of ambient light; linear colours times intensity. */
export interface RoomLight {
  readonly position: readonly [number, number, number];
  readonly lamp: Color;
  readonly sky: Color;
  readonly ground: Color;
}

/** A house turned into instances of models; the batched renderer and the viewer both draw this. */
export interface Scene {
  readonly instances: readonly Instance[];
  readonly things: readonly Thing[];
  readonly lights: readonly RoomLight[];
  /** min x, min z, max x, max z, metres. */
  readonly bounds: readonly [number, number, number, number];
  readonly ceilingHeight: number;
  /** (S, S) light on the floor, see `floorShade`. */
  readonly floorShade: Uint8Array<ArrayBuffer>;
}

/** Doors' and windows' frames stand this far out of the partition, metres. */
const FRAME_DEPTH = 0.1;
const LAMP_DROP = 0.35;

/** The instances of a house: its shell, doors, windows and every object drawn with its category's model and the parts of that. */
export function buildScene(house: House, library: ModelLibrary): Scene {
  const things: Thing[] = [];
  const instances: Instance[] = [];
  const rooms = new Map(house.rooms.map((room, index) => [room.id, { room, index }]));
  const lightOf = (roomId: string | null): number => (roomId === null ? 0 : (rooms.get(roomId)?.index ?? 0));
  const bodies = new Map(listMovables(house).map((movable, body) => [`${movable.kind} ${movable.index}`, body]));
  const addThing = (id: string, category: string): Pick<Instance, 'semantic' | 'instance'> => {
    things.push({ id, category });
    return { semantic: categoryId(category), instance: things.length };
  };

  for (const room of house.rooms) {
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

  for (const window of house.windows) {
    const ids = addThing(window.id, 'Window');
    const size: Vec3 = [window.width, window.height, FRAME_DEPTH];
    const matrix = boxMatrix(window.position, yawQuat(yawAlong(window.along)), size);
    instances.push({
      model: 'WindowPane/0',
      matrix,
      color: [1, 1, 1],
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
    };
    instances.push(whole);
    model.parts?.forEach((part, i) => {
      const own = bodies.get(`part ${index} ${i}`);
      const place = own === undefined ? {} : { matrix: inBody, body: own };
      instances.push({ ...whole, model: part.model, ...place });
    });
  });

  const xs = house.rooms.flatMap((room) => room.polygon.map((point) => point[0]));
  const zs = house.rooms.flatMap((room) => room.polygon.map((point) => point[1]));
  const bounds = [Math.min(...xs), Math.min(...zs), Math.max(...xs), Math.max(...zs)] as const;
  return {
    instances,
    things,
    lights: house.rooms.map((room) => roomLight(house, room)),
    bounds,
    floorShade: floorShade(house, bounds),
    ceilingHeight: house.ceilingHeight,
  };
}

/** (numMovables, 7): x y z qx qy qz qw of each movable thing where the house puts it. */
export function initialPoses(house: House): Float64Array {
  const poses = listMovables(house).map((movable) => {
    const { position, rotation } =
      movable.kind === 'door' ? initialLeafPose(house.doors[movable.index]) : house.objects[movable.index];
    return [...position, ...rotation];
  });
  return Float64Array.from(poses.flat());
}

function initialLeafPose(door: Door): LeafPose {
  return leafPose(door, initialAngle(door));
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

/** The light of a room: its own lamps where the house has them, else one below the middle of the ceiling. */
function roomLight(house: House, room: Room): RoomLight {
  const lamp = house.lights.find((light) => light.type === 'point' && light.roomId === room.id);
  const sum = room.polygon.reduce((total, point) => [total[0] + point[0], total[1] + point[1]], [0, 0]);
  const middle: Vec2 = [sum[0] / room.polygon.length, sum[1] / room.polygon.length];
  const [x, z] = isInside(room.polygon, middle) ? middle : room.polygon[0];
  const color = lamp?.color ?? [1, 0.96, 0.9];
  const strength = lamp?.intensity ?? 1;
  return {
    position: [lamp?.position[0] ?? x, house.ceilingHeight - LAMP_DROP, lamp?.position[2] ?? z],
    lamp: [color[0] * strength, color[1] * strength, color[2] * strength],
    sky: [0.55, 0.57, 0.6],
    ground: [0.34, 0.31, 0.28],
  };
}
