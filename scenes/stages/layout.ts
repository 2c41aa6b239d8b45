import type { Rng } from '../../env/random.ts';
import { boundsOf } from '../polygon.ts';
import type { Rect } from '../polygon.ts';
import type { RoomUse, WantedRoom } from './programme.ts';

/** A room's rectangle on the ground. */
export interface Cut {
  readonly rect: Rect;
  readonly room: WantedRoom;
}

const GRID = 0.1;
/** Narrowest a room may be, metres. */
export const LEAST_WIDTH: Readonly<Record<RoomUse, number>> = {
  Kitchen: 2.8,
  LivingRoom: 3.3,
  Bedroom: 2.8,
  Bathroom: 1.9,
  Hallway: 1.3,
  Studio: 4,
};
const HALLWAY_WIDTH = [1.3, 1.6] as const;
/** Depth of the rooms along a hallway, metres. */
const ROW_DEPTH = [3.1, 4.3] as const;
/** The last room of a row touches a hallway that ends early by this much, metres: a door's width. */
const LAST_TOUCH = 1.4;
/** Homes with so many private rooms have them on two sides of the others. */
const TWO_WINGS = 5;

export const snap = (value: number): number => Math.round(value / GRID) / (1 / GRID);
export const widthOf = (rect: Rect): number => rect.maxX - rect.minX;
export const depthOf = (rect: Rect): number => rect.maxZ - rect.minZ;

const areaOfAll = (rooms: readonly WantedRoom[]): number => rooms.reduce((sum, room) => sum + room.area, 0);
const isPrivate = ({ use }: WantedRoom): boolean => use === 'Bedroom' || use === 'Bathroom';

/**
 * Cuts one proposal of a home into rectangles: a single block, a block with wings, or a block with a hallway that has rooms on
 * both its sides. The home lies at x ≥ 0 and z ≤ 0, so that the file's coordinates (where z is turned round) are positive.
 */
export function layOut(rng: Rng, wanted: readonly WantedRoom[]): Cut[] {
  const hallway = wanted.find(({ use }) => use === 'Hallway');
  const shared = wanted.filter((room) => room !== hallway && !isPrivate(room));
  const own = wanted.filter(isPrivate);
  const winged = shared.length > 0 && own.length > 0 && rng.chance(own.length >= TWO_WINGS ? 0.85 : 0.5);
  const cuts =
    hallway !== undefined
      ? alongHallway(rng, shared, own, hallway)
      : winged
        ? withWings(rng, shared, own)
        : cut(rng, block(rng, wanted), rng.shuffle(wanted));
  return moveToOrigin(turnRound(rng, cuts)).sort((a, b) => wanted.indexOf(a.room) - wanted.indexOf(b.room));
}

/** A rectangle with the floor some rooms need. */
function block(rng: Rng, rooms: readonly WantedRoom[]): Rect {
  const area = areaOfAll(rooms);
  const aspect = rooms.length === 1 ? rng.uniform(0.8, 1.25) : rng.uniform(0.65, 1.55);
  const width = snap(Math.sqrt(area * aspect));
  return { minX: 0, minZ: 0, maxX: width, maxZ: snap(area / width) };
}

/** Cuts a rectangle in two, again and again, mostly across its longer side. */
function cut(rng: Rng, rect: Rect, rooms: readonly WantedRoom[]): Cut[] {
  if (rooms.length === 1) return [{ rect, room: rooms[0] }];
  const count = rng.int(1, rooms.length - 1);
  const [first, second] = [rooms.slice(0, count), rooms.slice(count)];
  const share = areaOfAll(first) / areaOfAll(rooms);
  const acrossX = rng.chance(0.85) === widthOf(rect) > depthOf(rect);
  if (acrossX) {
    const x = snap(rect.minX + widthOf(rect) * share);
    return [...cut(rng, { ...rect, maxX: x }, first), ...cut(rng, { ...rect, minX: x }, second)];
  }
  const z = snap(rect.minZ + depthOf(rect) * share);
  return [...cut(rng, { ...rect, maxZ: z }, first), ...cut(rng, { ...rect, minZ: z }, second)];
}

/** The shared rooms in the middle, the private ones in wings at one or two sides that may reach past it or stop short. */
function withWings(rng: Rng, shared: readonly WantedRoom[], own: readonly WantedRoom[]): Cut[] {
  const core = block(rng, shared);
  const rooms = rng.shuffle(own);
  const half = own.length >= TWO_WINGS ? Math.ceil(own.length / 2) : own.length;
  const wings = [rooms.slice(0, half), rooms.slice(half)].filter((wing) => wing.length > 0);
  const placed = wings.flatMap((wing, side) => {
    const depth = snap(depthOf(core) * rng.uniform(0.6, 1.3));
    const width = snap(areaOfAll(wing) / depth);
    const slack = depthOf(core) - depth;
    const minZ = snap(rng.pick([0, slack, slack / 2, slack + rng.uniform(0.6, 2), -rng.uniform(0.6, 2)]));
    const minX = side === 0 ? core.maxX : core.minX - width;
    return cut(rng, { minX, minZ, maxX: minX + width, maxZ: minZ + depth }, wing);
  });
  return [...cut(rng, core, rng.shuffle(shared)), ...placed];
}

/** A hallway that begins at the block of shared rooms, and the private rooms in two rows along it. */
function alongHallway(rng: Rng, shared: readonly WantedRoom[], own: readonly WantedRoom[], hallway: WantedRoom): Cut[] {
  const core = block(rng, shared);
  const width = snap(rng.uniform(...HALLWAY_WIDTH));
  const nearZ = snap(rng.uniform(0, depthOf(core) - width));
  const rows = [1, -1].map((side) => ({
    side,
    depth: snap(rng.uniform(...ROW_DEPTH)),
    end: core.maxX,
    last: core.maxX,
  }));
  const placed = rng.shuffle(own).map((room): Cut => {
    const row = rows[0].end <= rows[1].end ? rows[0] : rows[1];
    const from = row.end;
    row.last = from;
    row.end = snap(from + Math.max(room.area / row.depth, LEAST_WIDTH[room.use]));
    const edge = row.side > 0 ? nearZ + width : nearZ - row.depth;
    return { room, rect: { minX: from, minZ: edge, maxX: row.end, maxZ: edge + row.depth } };
  });
  const [longer, shorter] = rows[0].end > rows[1].end ? rows : [rows[1], rows[0]];
  const early = Math.max(shorter.end, longer.last + LAST_TOUCH, core.maxX + 2);
  const end = rng.chance(0.5) ? Math.min(early, longer.end) : longer.end;
  const passage = { minX: core.maxX, minZ: nearZ, maxX: end, maxZ: nearZ + width };
  return [...cut(rng, core, rng.shuffle(shared)), ...placed, { room: hallway, rect: passage }];
}

/** Turns a plan by a quarter and mirrors it, each by chance. */
function turnRound(rng: Rng, cuts: readonly Cut[]): Cut[] {
  const [turned, mirrored, flipped] = [rng.chance(0.5), rng.chance(0.5), rng.chance(0.5)];
  return cuts.map(({ rect: { minX, minZ, maxX, maxZ }, room }) => {
    const [x0, x1] = mirrored ? [-maxX, -minX] : [minX, maxX];
    const [z0, z1] = flipped ? [-maxZ, -minZ] : [minZ, maxZ];
    const rect = turned ? { minX: z0, minZ: x0, maxX: z1, maxZ: x1 } : { minX: x0, minZ: z0, maxX: x1, maxZ: z1 };
    return { room, rect };
  });
}

function moveToOrigin(cuts: readonly Cut[]): Cut[] {
  const { minX, maxZ } = boundsOf(
    cuts.flatMap(({ rect }) => [
      [rect.minX, rect.minZ],
      [rect.maxX, rect.maxZ],
    ]),
  );
  const x = (value: number): number => snap(value - minX) || 0;
  const z = (value: number): number => snap(value - maxZ) || 0;
  return cuts.map(({ rect, room }) => ({
    room,
    rect: { minX: x(rect.minX), minZ: z(rect.minZ), maxX: x(rect.maxX), maxZ: z(rect.maxZ) },
  }));
}
