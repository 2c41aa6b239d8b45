import type { Vec2 } from '../../env/geometry.ts';
import type { RoomType } from '../../env/house.ts';
import type { Rng } from '../../env/random.ts';
import type { Rect } from '../polygon.ts';
import type { WantedRoom } from './programme.ts';

/** A room with its place in the house. */
export interface PlannedRoom {
  readonly id: string;
  readonly type: RoomType;
  /** Counter-clockwise seen from above, metres. */
  readonly polygon: readonly Vec2[];
}

interface Cut {
  readonly rect: Rect;
  readonly room: WantedRoom;
}

/** Room numbers of ProcTHOR begin here: 0 is nothing, 1 is outdoors. */
const FIRST_ROOM = 2;
const NUM_ATTEMPTS = 40;
const GRID = 0.1;
/** Two rooms that should be joined share at least this much wall, metres. */
const JOINT = 1.4;
/** A corner cut out of a house leaves this much room on either side, metres. */
const MIN_ARM = 2.7;

const snap = (value: number): number => Math.round(value / GRID) / (1 / GRID);
const widthOf = (rect: Rect): number => rect.maxX - rect.minX;
const depthOf = (rect: Rect): number => rect.maxZ - rect.minZ;

/** Cuts a rectangle into rooms, again and again; the plan with the least to complain about is taken. */
export function planFloor(rng: Rng, wanted: readonly WantedRoom[]): PlannedRoom[] {
  let best: Cut[] = [];
  let bestPenalty = Infinity;
  for (let attempt = 0; attempt < NUM_ATTEMPTS && bestPenalty > 0; attempt++) {
    const cuts = cutHouse(rng.child(attempt), wanted);
    const penalty = penaltyOf(cuts);
    if (penalty < bestPenalty) [best, bestPenalty] = [cuts, penalty];
  }
  const rooms = best.map(({ rect, room }, index) => ({
    id: `room|${FIRST_ROOM + index}`,
    type: room.type,
    polygon: outline(rect),
  }));
  return notchCorner(rng.child('notch'), best, rooms);
}

function outline({ minX, minZ, maxX, maxZ }: Rect): Vec2[] {
  return [
    [minX, maxZ],
    [maxX, maxZ],
    [maxX, minZ],
    [minX, minZ],
  ];
}

/** The house lies at x ≥ 0 and z ≤ 0, so that the file's coordinates (where z is turned round) are positive. */
function cutHouse(rng: Rng, wanted: readonly WantedRoom[]): Cut[] {
  const area = wanted.reduce((sum, room) => sum + room.area, 0);
  const aspect = wanted.length === 1 ? rng.uniform(0.8, 1.25) : rng.uniform(0.65, 1.55);
  const width = snap(Math.sqrt(area * aspect));
  const depth = snap(area / width);
  return cut(rng, { minX: 0, minZ: -depth, maxX: width, maxZ: 0 }, rng.shuffle(wanted)).sort(
    (a, b) => wanted.indexOf(a.room) - wanted.indexOf(b.room),
  );
}

function cut(rng: Rng, rect: Rect, rooms: readonly WantedRoom[]): Cut[] {
  if (rooms.length === 1) return [{ rect, room: rooms[0] }];
  const count = rooms.length <= 3 ? 1 : rng.int(1, rooms.length - 1);
  const [first, second] = [rooms.slice(0, count), rooms.slice(count)];
  const areaOf = (some: readonly WantedRoom[]): number => some.reduce((sum, room) => sum + room.area, 0);
  const share = areaOf(first) / areaOf(rooms);
  const acrossX = rng.chance(0.85) === widthOf(rect) > depthOf(rect);
  if (acrossX) {
    const x = snap(rect.minX + widthOf(rect) * share);
    return [...cut(rng, { ...rect, maxX: x }, first), ...cut(rng, { ...rect, minX: x }, second)];
  }
  const z = snap(rect.minZ + depthOf(rect) * share);
  return [...cut(rng, { ...rect, maxZ: z }, first), ...cut(rng, { ...rect, minZ: z }, second)];
}

/** Counts what is wrong with a plan: narrow or long rooms, and rooms that could not be joined as a home's are. */
function penaltyOf(cuts: readonly Cut[]): number {
  let penalty = 0;
  for (const { rect, room } of cuts) {
    const [narrow, long] = [widthOf(rect), depthOf(rect)].sort((a, b) => a - b);
    const least = room.type === 'Bathroom' ? 1.9 : room.type === 'LivingRoom' ? 3.3 : 2.8;
    if (narrow < least) penalty += 4 + 10 * (least - narrow);
    if (long > 6.5) penalty += 2 * (long - 6.5);
    if (long / narrow > 2) penalty += 2 * (long / narrow - 2);
  }
  const joined = (a: Cut, b: Cut): boolean => sharedWall(a.rect, b.rect) >= JOINT;
  const hubs = cuts.filter(({ room }) => room.type === 'LivingRoom' || room.type === 'Kitchen');
  for (const one of cuts) {
    const others = cuts.filter((other) => other !== one && other.room.type !== 'Bathroom');
    if (others.length > 0 && !others.some((other) => joined(one, other))) penalty += 5;
    const fromHub = hubs.some((hub) => hub !== one && joined(one, hub));
    if (one.room.type === 'Bedroom' && hubs.length > 0 && !fromHub) penalty += 3;
  }
  if (hubs.length === 2 && !joined(hubs[0], hubs[1])) penalty += 3;
  return penalty;
}

/** Length of the wall two rooms share, metres. */
function sharedWall(a: Rect, b: Rect): number {
  const x = Math.min(a.maxX, b.maxX) - Math.max(a.minX, b.minX);
  const z = Math.min(a.maxZ, b.maxZ) - Math.max(a.minZ, b.minZ);
  const touchX = Math.abs(a.maxX - b.minX) < 1e-6 || Math.abs(b.maxX - a.minX) < 1e-6;
  const touchZ = Math.abs(a.maxZ - b.minZ) < 1e-6 || Math.abs(b.maxZ - a.minZ) < 1e-6;
  return touchX ? z : touchZ ? x : 0;
}

/** Now and then a large room at a corner of the house loses that corner, so that not every home is a rectangle. */
function notchCorner(rng: Rng, cuts: readonly Cut[], rooms: readonly PlannedRoom[]): PlannedRoom[] {
  if (!rng.chance(0.45)) return [...rooms];
  const house = cuts.map(({ rect }) => rect);
  const minZ = Math.min(...house.map((rect) => rect.minZ));
  const maxX = Math.max(...house.map((rect) => rect.maxX));
  const corners = cuts.flatMap(({ rect }, index) => {
    const [roomX, roomZ] = [widthOf(rect) - MIN_ARM, depthOf(rect) - MIN_ARM];
    if (roomX < 0.8 || roomZ < 0.8) return [];
    return [
      { index, roomX, roomZ, left: true, back: true, at: rect.minX === 0 && rect.minZ === minZ },
      { index, roomX, roomZ, left: false, back: true, at: rect.maxX === maxX && rect.minZ === minZ },
      { index, roomX, roomZ, left: true, back: false, at: rect.minX === 0 && rect.maxZ === 0 },
      { index, roomX, roomZ, left: false, back: false, at: rect.maxX === maxX && rect.maxZ === 0 },
    ].filter((corner) => corner.at);
  });
  if (corners.length === 0) return [...rooms];
  const corner = rng.pick(corners);
  const width = snap(rng.uniform(0.8, Math.min(2.2, corner.roomX)));
  const depth = snap(rng.uniform(0.8, Math.min(2.2, corner.roomZ)));
  const { minX: x0, minZ: z0, maxX: x1, maxZ: z1 } = cuts[corner.index].rect;
  const x = snap(corner.left ? x0 + width : x1 - width);
  const z = snap(corner.back ? z0 + depth : z1 - depth);
  const [frontLeft, frontRight, backRight, backLeft]: Vec2[][] = [
    corner.left && !corner.back
      ? [
          [x0, z],
          [x, z],
          [x, z1],
        ]
      : [[x0, z1]],
    !corner.left && !corner.back
      ? [
          [x, z1],
          [x, z],
          [x1, z],
        ]
      : [[x1, z1]],
    !corner.left && corner.back
      ? [
          [x1, z],
          [x, z],
          [x, z0],
        ]
      : [[x1, z0]],
    corner.left && corner.back
      ? [
          [x, z0],
          [x, z],
          [x0, z],
        ]
      : [[x0, z0]],
  ];
  const polygon = [...frontLeft, ...frontRight, ...backRight, ...backLeft];
  return rooms.map((room, index) => (index === corner.index ? { ...room, polygon } : room));
}
