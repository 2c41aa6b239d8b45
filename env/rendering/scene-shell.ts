import type { Vec2, Vec3 } from '../geometry.ts';
import { IDENTITY, yawQuat } from '../geometry.ts';
import type { House, TextureName } from '../house.ts';
import { TEXTURES } from '../house.ts';
import type { Instance, NameThing } from './instance.ts';
import { boxMatrix } from './instance.ts';
import type { LightPlan } from './room-light.ts';
import { triangulate } from './triangulate.ts';
import { FACE_THICKNESS, inwardNormal, wallPieces, yawAlong } from '../walls.ts';

/** Doors' and windows' frames stand this far out of the partition, metres. */
export const FRAME_DEPTH = 0.1;

/** A lamp's dome under the ceiling, metres. */
const LAMP_SIZE: Vec3 = [0.42, 0.13, 0.42];

/** What a house is built of and what is built in: floors, ceilings and their lamps, walls, windows, or a modelled stage. */
export function shellInstances(house: House, light: LightPlan, nameThing: NameThing): Instance[] {
  const indexOf = new Map(house.rooms.map((room, index) => [room.id, index]));
  const roomIndex = (id: string): number => indexOf.get(id) ?? 0;
  return [
    ...(house.stage ? [] : house.rooms).flatMap((_, index) => floorAndCeiling(house, light, index, nameThing)),
    ...stageParts(house, nameThing),
    ...walls(house, roomIndex, nameThing),
    ...windows(house, light, roomIndex, nameThing),
  ];
}

function floorAndCeiling(house: House, light: LightPlan, index: number, nameThing: NameThing): Instance[] {
  const room = house.rooms[index];
  const shared = { body: -1, light: index };
  const floor = {
    ...shared,
    ...nameThing(`${room.id}|floor`, 'Floor'),
    color: room.floor.color,
    layer: layerOf(room.floor.texture),
  };
  const ceiling = {
    ...shared,
    ...nameThing(`${room.id}|ceiling`, 'Ceiling'),
    color: house.ceiling.color,
    layer: layerOf(house.ceiling.texture),
  };
  const surfaces = floorTriangles(room.polygon).flatMap(([a, b, c]): Instance[] => [
    { ...floor, model: 'Floor/0', matrix: triangleMatrix(a, b, c, 0, 1) },
    { ...ceiling, model: 'Floor/0', matrix: triangleMatrix(a, c, b, house.ceilingHeight, -1) },
  ]);
  const { switches } = light.rooms[index];
  const lamps = house.lights
    .filter(({ type, roomId }) => type === 'point' && roomId === room.id)
    .map(({ position: [x, , z], color }): Instance => {
      const center: Vec3 = [x, house.ceilingHeight - LAMP_SIZE[1] / 2, z];
      const matrix = boxMatrix(center, IDENTITY, LAMP_SIZE);
      return {
        ...ceiling,
        model: 'CeilingLamp/0',
        matrix,
        color,
        layer: null,
        ...(switches.length > 0 && { switches }),
      };
    });
  return [...surfaces, ...lamps];
}

function stageParts({ stage }: House, nameThing: NameThing): Instance[] {
  return (stage?.parts ?? []).map(({ id, category, model, center, size }) => ({
    model,
    matrix: boxMatrix(center, IDENTITY, size),
    color: [1, 1, 1],
    layer: null,
    ...nameThing(id, category),
    body: -1,
    light: 0,
  }));
}

function walls(house: House, roomIndex: (id: string) => number, nameThing: NameThing): Instance[] {
  const rooms = new Map(house.rooms.map((room) => [room.id, room]));
  return house.walls.flatMap((wall) => {
    const room = rooms.get(wall.roomId);
    if (wall.exterior || wall.empty || !room) return [];
    const normal = inwardNormal(wall, room);
    const along = unit(wall.from, wall.to);
    const shared = {
      model: 'Cube/0',
      color: wall.surface.color,
      layer: layerOf(wall.surface.texture),
      ...nameThing(wall.id, 'Wall'),
      body: -1,
      light: roomIndex(room.id),
    };
    return wallPieces(wall).map((piece): Instance => {
      const middle = (piece.x0 + piece.x1) / 2;
      const center: Vec3 = [
        wall.from[0] + along[0] * middle + (normal[0] * FACE_THICKNESS) / 2,
        (piece.y0 + piece.y1) / 2,
        wall.from[1] + along[1] * middle + (normal[1] * FACE_THICKNESS) / 2,
      ];
      const size: Vec3 = [piece.x1 - piece.x0, piece.y1 - piece.y0, FACE_THICKNESS];
      return { ...shared, matrix: boxMatrix(center, yawQuat(yawAlong(along)), size) };
    });
  });
}

function windows(
  house: House,
  { outside }: LightPlan,
  roomIndex: (id: string) => number,
  nameThing: NameThing,
): Instance[] {
  return house.windows.map(({ id, position, along, width, height, roomId }) => ({
    model: 'WindowPane/0',
    matrix: boxMatrix(position, yawQuat(yawAlong(along)), [width, height, FRAME_DEPTH]),
    color: outside,
    layer: null,
    ...nameThing(id, 'Window'),
    body: -1,
    light: roomIndex(roomId),
  }));
}

function layerOf(texture: TextureName): number {
  return TEXTURES.indexOf(texture);
}

function unit(from: Vec2, to: Vec2): Vec2 {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
  return [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
}

/** Triangles of a floor outline, each counter-clockwise seen from above. */
function floorTriangles(polygon: readonly Vec2[]): [Vec2, Vec2, Vec2][] {
  return triangulate(polygon).map((corners) => {
    const [a, b, c] = corners.map((corner) => polygon[corner]);
    const turn = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
    return turn > 0 ? [a, b, c] : [a, c, b];
  });
}

/** Maps the model `Floor` (corners 0, +x, +z; normal +y) onto a horizontal triangle that faces up or down. */
function triangleMatrix(a: Vec2, b: Vec2, c: Vec2, y: number, up: 1 | -1): number[] {
  return [b[0] - a[0], 0, b[1] - a[1], 0, up, 0, c[0] - a[0], 0, c[1] - a[1], a[0], y, a[1]];
}
