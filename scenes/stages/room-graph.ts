import type { RoomType } from '../../env/house.ts';
import type { Rng } from '../../env/random.ts';
import type { PlannedRoom } from './floor-plan.ts';
import type { WallStretch } from './walls.ts';

/** How two rooms are joined: a door with a leaf, a doorway without one, or no wall at all between them. */
export type Opening = 'leaf' | 'doorway' | 'open';

/** Two rooms that are joined, and the stretches of wall between them (each seen from the first room). */
export interface Joint {
  readonly walls: readonly WallStretch[];
  readonly opening: Opening;
}

interface Neighbours {
  readonly a: PlannedRoom;
  readonly b: PlannedRoom;
  readonly walls: readonly WallStretch[];
  readonly cost: number;
}

/** Shortest wall a door fits in, metres. */
const MIN_WALL = 1.25;

/** How unusual a door between two kinds of room is. */
const COSTS: Readonly<Record<string, number>> = {
  'Hallway LivingRoom': 0.5,
  'Kitchen LivingRoom': 1,
  'LivingRoom LivingRoom': 1,
  'Hallway Kitchen': 1.2,
  'Bedroom Hallway': 1.3,
  'Bedroom LivingRoom': 2.2,
  'Bathroom Hallway': 2.6,
  'Bathroom Bedroom': 3,
  'Bathroom LivingRoom': 3.5,
  'Bedroom Kitchen': 5,
  'Bedroom Bedroom': 6,
  'Bathroom Kitchen': 7,
  'Bathroom Bathroom': 12,
};
/** A home's only bathroom is not somebody's own, where several sleep. */
const OWN_BATHROOM = 3;
/** Joints up to this cost are made even where there is another way, now and then. */
const WELCOME = 2;

/** Between rooms that may lie open to each other, the weights of a leaf, a doorway and no wall. */
const OPENINGS: readonly Opening[] = ['leaf', 'doorway', 'open'];
const OPENING_WEIGHTS: Readonly<Record<string, readonly number[]>> = {
  'Kitchen LivingRoom': [0.25, 0.4, 0.35],
  'LivingRoom LivingRoom': [0.1, 0.45, 0.45],
  'Hallway LivingRoom': [0.25, 0.45, 0.3],
  'Hallway Kitchen': [0.5, 0.5, 0],
};

/** Joins all rooms of a home: a tree of the most usual doors, and sometimes more where one expects them. */
export function joinRooms(rng: Rng, walls: readonly WallStretch[]): Joint[] {
  const pairs = neighbours(rng, walls);
  const groups = new Map<PlannedRoom, PlannedRoom>();
  const rootOf = (room: PlannedRoom): PlannedRoom => {
    const parent = groups.get(room);
    return parent === undefined ? room : rootOf(parent);
  };
  const joined: Neighbours[] = [];
  const join = (pair: Neighbours): void => {
    const [a, b] = [rootOf(pair.a), rootOf(pair.b)];
    if (a === b) return;
    groups.set(a, b);
    joined.push(pair);
  };
  // Bathrooms come last, so that nobody walks through one when there is another way.
  pairs.filter((pair) => !isBath(pair)).forEach(join);
  const bathsDone = new Set<PlannedRoom>();
  for (const pair of pairs.filter(isBath)) {
    const bath = pair.a.type === 'Bathroom' ? pair.a : pair.b;
    const both = pair.a.type === pair.b.type;
    if (both || bathsDone.has(bath)) continue;
    bathsDone.add(bath);
    join(pair);
  }
  pairs.forEach(join);
  const extra = pairs.filter((pair) => !joined.includes(pair) && pair.cost < WELCOME && rng.chance(0.35));
  return [...joined, ...extra].map((pair) => ({
    walls: pair.walls,
    opening: rng.pickWeighted(OPENINGS, OPENING_WEIGHTS[typesOf(pair)] ?? [1, 0, 0]),
  }));
}

function isBath({ a, b }: Neighbours): boolean {
  return a.type === 'Bathroom' || b.type === 'Bathroom';
}

function typesOf({ a, b }: { readonly a: { type: RoomType }; readonly b: { type: RoomType } }): string {
  return [a.type, b.type].sort().join(' ');
}

/** Pairs of rooms with enough wall between them, the most usual pair first. */
function neighbours(rng: Rng, walls: readonly WallStretch[]): Neighbours[] {
  const byPair = new Map<string, WallStretch[]>();
  for (const wall of walls) {
    if (wall.behind === null || wall.room.id > wall.behind.id || wall.length < MIN_WALL) continue;
    const key = `${wall.room.id} ${wall.behind.id}`;
    byPair.set(key, [...(byPair.get(key) ?? []), wall]);
  }
  const numOf = (type: RoomType): number => new Set(walls.flatMap(({ room }) => (room.type === type ? room : []))).size;
  const onlyBath = numOf('Bathroom') === 1 && numOf('Bedroom') > 1;
  return [...byPair.values()]
    .flatMap((shared) => {
      const { room: a, behind: b } = shared[0];
      if (b === null) return [];
      const types = typesOf({ a, b });
      const odd = onlyBath && types === 'Bathroom Bedroom' ? OWN_BATHROOM : 0;
      const cost = (COSTS[types] ?? 4) + odd + rng.uniform(0, 0.8);
      return [{ a, b, walls: shared, cost }];
    })
    .sort((p, q) => p.cost - q.cost);
}
