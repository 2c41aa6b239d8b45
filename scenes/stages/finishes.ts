import type { Color } from '../../env/geometry.ts';
import type { RoomType, Surface } from '../../env/house.ts';
import type { Rng } from '../../env/random.ts';
import { surfaceOf } from '../materials.ts';
import type { WallStretch } from './walls.ts';

/** How a home's walls, floors and ceilings look. */
export interface Finishes {
  readonly floorOf: (roomType: RoomType, roomId: string) => Surface;
  readonly wallOf: (roomType: RoomType, roomId: string) => Surface;
  readonly outside: Surface;
  readonly ceiling: Surface;
}

/** ProcTHOR's names of floors. */
const WOOD_FLOORS = [
  ...[
    'WoodFloorsCross',
    'DarkWoodFloors',
    'BedroomFloor1',
    'WoodFineDarkFloorsRedNRM',
    'GreyFloor',
    'LightWoodCabinets',
  ],
  ...['WoodGrain_Tan', 'OrangeWood', 'WhiteWood', 'MediumWoodSmooth', 'LightWoodCounters'],
];
const CARPETS = ['BedroomCarpet', 'Carpet2', 'Carpet4', 'CarpetWhite', 'CarpetDark'];
const TILES = [
  'CeramicTiles2',
  'HexTiles',
  'bathroomTilesGrey',
  'DarkTiles',
  'bathroomTilesTan3',
  'KitchenTiles3',
  'Tiles2',
];
const WALL_TILES = [
  'SubwayTilesAO',
  'bathroomTilesBlue',
  'bathroomTilesGreen1',
  'CeramicTiles1',
  'SmallTiles',
  'bathroomTilesTan',
];
const OUTSIDE = ['RedBrick', 'WhiteBrick', 'WallDrywallWhite', 'ConcreteBoards1'];

/** Wall paints, light ones more often than strong ones. */
const PAINTS: readonly (readonly [Color, number])[] = [
  [[0.95, 0.93, 0.88], 4],
  [[0.93, 0.9, 0.84], 3],
  [[0.9, 0.9, 0.89], 3],
  [[0.86, 0.83, 0.77], 3],
  [[0.83, 0.87, 0.85], 2],
  [[0.78, 0.84, 0.88], 2],
  [[0.84, 0.88, 0.79], 2],
  [[0.93, 0.85, 0.75], 2],
  [[0.91, 0.8, 0.76], 1.5],
  [[0.72, 0.76, 0.7], 1.5],
  [[0.62, 0.7, 0.74], 1],
  [[0.8, 0.68, 0.58], 1],
  [[0.55, 0.62, 0.57], 0.7],
  [[0.95, 0.87, 0.68], 1],
  [[0.44, 0.5, 0.56], 0.4],
];

/**
 * Chooses the materials of a home: one wood for most of it, tiles where it is wet, a paint for each room; rooms that lie open
 * to each other have the same paint.
 */
export function chooseFinishes(rng: Rng, openWalls: readonly WallStretch[]): Finishes {
  const paintedLike = new Map<string, string>();
  for (const { room, behind } of openWalls) {
    if (behind === null) continue;
    const paintedAs = paintedLike.get(room.id) ?? room.id;
    for (const id of [room.id, behind.id]) paintedLike.set(id, paintedAs);
  }
  const wood = rng.pick(WOOD_FLOORS);
  const paint = (stream: Rng): Surface => {
    const [[r, g, b]] = stream.pickWeighted(
      PAINTS,
      PAINTS.map(([, weight]) => weight),
    );
    return surfaceOf('PureWhite', { r, g, b });
  };
  const common = rng.chance(0.3) ? paint(rng.child('paint')) : null;
  return {
    floorOf(type, id) {
      const stream = rng.child(`floor/${id}`);
      if (type === 'Bathroom') return surfaceOf(stream.pick(TILES));
      if (type === 'Kitchen' && stream.chance(0.55)) return surfaceOf(stream.pick(TILES));
      if (type === 'Bedroom' && stream.chance(0.35)) return surfaceOf(stream.pick(CARPETS));
      return surfaceOf(stream.chance(0.85) ? wood : stream.pick(WOOD_FLOORS));
    },
    wallOf(type, id) {
      const stream = rng.child(`wall/${paintedLike.get(id) ?? id}`);
      if (type === 'Bathroom' && stream.chance(0.6)) return surfaceOf(stream.pick(WALL_TILES));
      if (type === 'Kitchen' && !paintedLike.has(id) && stream.chance(0.2)) return surfaceOf(stream.pick(WALL_TILES));
      if (type === 'LivingRoom' && !paintedLike.has(id) && stream.chance(0.06)) return surfaceOf('RedBrick');
      return common ?? paint(stream.child('paint'));
    },
    outside: surfaceOf(rng.pick(OUTSIDE)),
    ceiling: surfaceOf('PureWhite', { r: 0.96, g: 0.96, b: 0.94 }),
  };
}
