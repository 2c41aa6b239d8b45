import type { RoomType } from '../../env/house.ts';
import type { Rng } from '../../env/random.ts';
import type { PlannedRoom } from './floor-plan.ts';
import type { WallStretch } from './walls.ts';

/** Two rooms that get a door, and the stretches of wall it may stand in (each seen from the first room). */
export interface Joint {
  readonly walls: readonly WallStretch[];
  /** An open doorway rather than a door with a leaf. */
  readonly open: boolean;
}

interface Neighbours {
  readonly a: PlannedRoom;
  readonly b: PlannedRoom;
  readonly walls: readonly WallStretch[];
  readonly cost: number;
}

/** Shortest wall a door fits in, metres. */
const MIN_WALL = 1.15;

/** How unusual a door between two kinds of room is. */
const COSTS: Readonly<Record<string, number>> = {
  'Kitchen LivingRoom': 1,
  'Bedroom LivingRoom': 2,
  'Bathroom Bedroom': 3,
  'Bathroom LivingRoom': 3.5,
  'Bedroom Kitchen': 5,
  'Bedroom Bedroom': 6,
  'Bathroom Kitchen': 7,
  'Bathroom Bathroom': 12,
};

/** Joins all rooms of a home (a tree of the most usual doors), and sometimes two more that one expects to be joined. */
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
  const extra = pairs.filter((pair) => !joined.includes(pair) && pair.cost < 3 && rng.chance(0.35));
  return [...joined, ...extra].map((pair) => ({
    walls: pair.walls,
    open: typesOf(pair) === 'Kitchen LivingRoom' && rng.chance(0.7),
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
  return [...byPair.values()]
    .flatMap((shared) => {
      const { room: a, behind: b } = shared[0];
      if (b === null) return [];
      const cost = (COSTS[typesOf({ a, b })] ?? 4) + rng.uniform(0, 0.8);
      return [{ a, b, walls: shared, cost }];
    })
    .sort((p, q) => p.cost - q.cost);
}
