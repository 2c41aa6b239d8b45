import type { Vec2 } from '../../env/geometry.ts';
import type { RoomType } from '../../env/house.ts';
import type { Rng } from '../../env/random.ts';
import type { Rect } from '../polygon.ts';
import { depthOf, layOut, LEAST_WIDTH, snap, widthOf } from './layout.ts';
import type { Cut } from './layout.ts';
import type { RoomUse, WantedRoom } from './programme.ts';

/** A room with its place in the house. */
export interface PlannedRoom {
  readonly id: string;
  readonly type: RoomType;
  readonly use: RoomUse;
  /** Counter-clockwise seen from above, metres. */
  readonly polygon: readonly Vec2[];
}

/** Room numbers of ProcTHOR begin here: 0 is nothing, 1 is outdoors. */
const FIRST_ROOM = 2;
const NUM_ATTEMPTS = 60;
/** Two rooms that should be joined share at least this much wall, metres; a hallway's end is narrower. */
const JOINT = 1.4;
const HALLWAY_JOINT = 1.3;
/** Walls that miss each other by less than this look like a mistake, metres. */
const JOG = 0.5;
/** A corner cut out of a house leaves this much room on either side, metres. */
const MIN_ARM = 2.7;

/** Lays the home out again and again; the plan with the least to complain about is taken. */
export function planFloor(rng: Rng, wanted: readonly WantedRoom[]): PlannedRoom[] {
  let best: Cut[] = [];
  let bestPenalty = Infinity;
  for (let attempt = 0; attempt < NUM_ATTEMPTS && bestPenalty > 0; attempt++) {
    const cuts = layOut(rng.child(attempt), wanted);
    const penalty = penaltyOf(cuts);
    if (penalty < bestPenalty) [best, bestPenalty] = [cuts, penalty];
  }
  const outlines = notchCorner(
    rng.child('notch'),
    best.map(({ rect }) => rect),
  );
  return best.map(({ room: { use } }, index) => ({
    id: `room|${FIRST_ROOM + index}`,
    type: use === 'Studio' ? 'LivingRoom' : use,
    use,
    polygon: outlines[index],
  }));
}

/** Counts what is wrong with a plan: narrow or long rooms, and rooms that could not be joined as a home's are. */
function penaltyOf(cuts: readonly Cut[]): number {
  let penalty = 0;
  for (const { rect, room } of cuts) {
    const [narrow, long] = [widthOf(rect), depthOf(rect)].sort((a, b) => a - b);
    const least = LEAST_WIDTH[room.use];
    if (narrow < least) penalty += 4 + 10 * (least - narrow);
    if (room.use === 'Hallway') continue;
    if (long > 6.5) penalty += 2 * (long - 6.5);
    if (long / narrow > 2) penalty += 2 * (long / narrow - 2);
  }
  for (const one of cuts) {
    const others = cuts.filter((other) => other !== one && other.room.use !== 'Bathroom');
    if (others.length > 0 && !others.some((other) => areJoined(one, other))) penalty += 5;
    const ways = cuts.filter((other) => other !== one && isHub(other));
    const fromHub = ways.some((hub) => areJoined(one, hub));
    if (one.room.use !== 'Bathroom' && ways.length > 0 && !fromHub) penalty += 3;
    if (one.room.use === 'Hallway' && !ways.some((hub) => hub.room.use !== 'Hallway' && areJoined(one, hub)))
      penalty += 20;
  }
  return penalty + 100 * (numGroups(cuts) - 1) + numJogs(cuts);
}

/** Rooms one walks through on the way to others. */
function isHub({ room: { use } }: Cut): boolean {
  return use === 'LivingRoom' || use === 'Kitchen' || use === 'Hallway' || use === 'Studio';
}

function areJoined(a: Cut, b: Cut): boolean {
  const least = a.room.use === 'Hallway' || b.room.use === 'Hallway' ? HALLWAY_JOINT : JOINT;
  return sharedWall(a.rect, b.rect) >= least - 1e-6;
}

/** How many separate homes the plan would be. */
function numGroups(cuts: readonly Cut[]): number {
  const unseen = new Set(cuts);
  let groups = 0;
  for (const first of cuts) {
    if (!unseen.delete(first)) continue;
    groups++;
    const reached = [first];
    for (let one = reached.pop(); one !== undefined; one = reached.pop()) {
      for (const other of unseen) {
        if (!areJoined(one, other)) continue;
        unseen.delete(other);
        reached.push(other);
      }
    }
  }
  return groups;
}

/** Length of the wall two rooms share, metres. */
function sharedWall(a: Rect, b: Rect): number {
  const x = Math.min(a.maxX, b.maxX) - Math.max(a.minX, b.minX);
  const z = Math.min(a.maxZ, b.maxZ) - Math.max(a.minZ, b.minZ);
  const touchX = Math.abs(a.maxX - b.minX) < 1e-6 || Math.abs(b.maxX - a.minX) < 1e-6;
  const touchZ = Math.abs(a.maxZ - b.minZ) < 1e-6 || Math.abs(b.maxZ - a.minZ) < 1e-6;
  return touchX ? z : touchZ ? x : 0;
}

/** Pairs of neighbours whose sides just miss being in line. */
function numJogs(cuts: readonly Cut[]): number {
  const misses = (a: number, b: number): number => (Math.abs(a - b) > 1e-6 && Math.abs(a - b) < JOG ? 1 : 0);
  return cuts.reduce((sum, { rect: a }, i) => {
    const jogs = cuts.slice(i + 1).map(({ rect: b }) => {
      if (sharedWall(a, b) <= 0) return 0;
      const besides = Math.abs(a.maxX - b.minX) < 1e-6 || Math.abs(b.maxX - a.minX) < 1e-6;
      return besides
        ? misses(a.minZ, b.minZ) + misses(a.maxZ, b.maxZ)
        : misses(a.minX, b.minX) + misses(a.maxX, b.maxX);
    });
    return sum + jogs.reduce((total, jog) => total + jog, 0);
  }, 0);
}

/** The corners of a rectangle, counter-clockwise seen from above. */
function outline({ minX, minZ, maxX, maxZ }: Rect): Vec2[] {
  return [
    [minX, maxZ],
    [maxX, maxZ],
    [maxX, minZ],
    [minX, minZ],
  ];
}

/** Now and then a large room at a corner of the house loses that corner, so that not every room is a rectangle. */
function notchCorner(rng: Rng, rects: readonly Rect[]): Vec2[][] {
  const outlines = rects.map(outline);
  if (!rng.chance(0.4)) return outlines;
  const minZ = Math.min(...rects.map((rect) => rect.minZ));
  const maxX = Math.max(...rects.map((rect) => rect.maxX));
  const corners = rects.flatMap((rect, room) => {
    const play: Vec2 = [widthOf(rect) - MIN_ARM, depthOf(rect) - MIN_ARM];
    if (Math.min(...play) < 0.8) return [];
    const atHouse = outlines[room].flatMap(([x, z], index) =>
      (x === 0 || x === maxX) && (z === 0 || z === minZ) ? [index] : [],
    );
    return atHouse.map((index) => ({ room, index, play }));
  });
  if (corners.length === 0) return outlines;
  const { room, index, play } = rng.pick(corners);
  const [x, z] = outlines[room][index];
  const [width, depth] = play.map((most) => snap(rng.uniform(0.8, Math.min(2.2, most))));
  const innerX = snap(x === rects[room].minX ? x + width : x - width);
  const innerZ = snap(z === rects[room].minZ ? z + depth : z - depth);
  // Every other corner is come to along x.
  const alongX = index % 2 === 1;
  const steps: Vec2[] = [alongX ? [innerX, z] : [x, innerZ], [innerX, innerZ], alongX ? [x, innerZ] : [innerX, z]];
  outlines[room].splice(index, 1, ...steps);
  return outlines;
}
