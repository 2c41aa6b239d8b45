import { type Vec2, type Vec3, IDENTITY } from '../../env/geometry.ts';
import type { Door, Hole, House, HouseObject, Surface, Wall } from '../../env/house.ts';
import type { Model, ModelLibrary } from '../../env/model.ts';

const PLASTER: Surface = { material: 'White', texture: 'plaster', color: [1, 1, 1] };
const WOOD: Surface = { material: 'Oak', texture: 'planks', color: [0.6, 0.4, 0.2] };
const HEIGHT = 2.5;

const cube: Omit<Model, 'key'> = {
  size: [1, 1, 1],
  positions: new Float32Array(),
  normals: new Float32Array(),
  colors: new Float32Array(),
  tints: new Float32Array(),
  layers: new Uint8Array(),
  occlusion: new Float32Array(),
  emission: new Float32Array(),
  indices: new Uint32Array(),
  colliders: [{ center: [0, 0, 0], half: [0.5, 0.5, 0.5] }],
};

/** Every category is one solid box that nobody can see. */
export const boxLibrary: ModelLibrary = {
  getModel: (category, variant) => ({ ...cube, key: `${category}/${variant}` }),
  listModels: () => [],
};

/** A box-shaped object standing upright; `position` is its centre. */
export function makeObject(
  category: string,
  position: Vec3,
  size: Vec3,
  options: Partial<HouseObject> = {},
): HouseObject {
  return {
    id: `${category}|${position.join('|')}`,
    assetId: `${category}_1`,
    category,
    position,
    rotation: IDENTITY,
    size,
    variant: 0,
    color: [0.5, 0.5, 0.5],
    fixed: true,
    parentId: null,
    roomId: null,
    openness: null,
    isOn: null,
    ...options,
  };
}

function makeWall(roomId: string, from: Vec2, to: Vec2, exterior: boolean, holes: readonly Hole[] = []): Wall {
  const id = `wall|${roomId}|${[...from, ...to].join('|')}`;
  return { id, roomId, from, to, height: HEIGHT, surface: PLASTER, exterior, empty: false, holes };
}

/** One room of 4 by 4 metres, x and z from 0 to 4, without doors. */
export function oneRoomHouse(objects: readonly HouseObject[] = []): House {
  const polygon: Vec2[] = [
    [0, 0],
    [0, 4],
    [4, 4],
    [4, 0],
  ];
  return {
    id: 'one-room',
    rooms: [{ id: 'room|2', type: 'LivingRoom', polygon, floor: WOOD }],
    walls: polygon.map((from, i) => makeWall('room|2', from, polygon[(i + 1) % 4], false)),
    doors: [],
    windows: [],
    objects,
    lights: [],
    ceilingHeight: HEIGHT,
    ceiling: PLASTER,
    roomSpecId: 'living-room',
  };
}

interface TwoRoomOptions {
  readonly objects?: readonly HouseObject[];
  /** Changes the inner door, for example `{ hasLeaf: true }`. */
  readonly door?: Partial<Door>;
}

/**
 * Two rooms side by side, each 4 by 4 metres: x from 0 to 4 and from 4 to 8, z from 0 to 4. In the partition x = 4 a
 * door opening of 0.9 m is centred on z = 1; without other options it has no leaf.
 */
export function twoRoomHouse({ objects = [], door = {} }: TwoRoomOptions = {}): House {
  const opening = { id: 'door|2|3', x0: 0.55, x1: 1.45, y0: 0, y1: 2.1 };
  const left = oneRoomHouse();
  const shift = ([x, z]: Vec2): Vec2 => [x + 4, z];
  const outer = left.walls.filter((wall) => wall.from[0] !== 4 || wall.to[0] !== 4);
  const mirrored = left.walls.filter((wall) => wall.from[0] !== 0 || wall.to[0] !== 0);
  const partition = [
    makeWall('room|2', [4, 0], [4, 4], false, [opening]),
    makeWall('room|3', [4, 0], [4, 4], false, [opening]),
  ];
  return {
    ...left,
    id: 'two-rooms',
    rooms: [...left.rooms, { id: 'room|3', type: 'Kitchen', polygon: left.rooms[0].polygon.map(shift), floor: WOOD }],
    walls: [
      ...outer,
      ...mirrored.map((wall) => makeWall('room|3', shift(wall.from), shift(wall.to), false)),
      ...partition,
    ],
    doors: [
      {
        id: opening.id,
        assetId: 'Doorway_1',
        rooms: ['room|2', 'room|3'],
        walls: [partition[0].id, partition[1].id],
        position: [4, 0, 1],
        along: [0, 1],
        width: 0.9,
        height: 2.1,
        front: false,
        hasLeaf: false,
        openable: true,
        openness: 0,
        swing: 1,
        color: [0.8, 0.7, 0.6],
        ...door,
      },
    ],
    objects,
    roomSpecId: 'kitchen-living',
  };
}
