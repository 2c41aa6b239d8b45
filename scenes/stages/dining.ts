import type { HouseObject } from '../../env/house.ts';
import type { Rng } from '../../env/random.ts';
import { cos, sin } from '../../env/trigonometry.ts';
import type { Asset } from '../assets.ts';
import type { RoomSpace } from './room-space.ts';
import { sit } from './sit.ts';
import { pickSlot, slotAt, WALL_GAP } from './slots.ts';
import type { Slot } from './slots.ts';
import { pointAt } from './walls.ts';

/** How far a chair is pushed under its table, metres. */
const TUCK = 0.18;
/** Width of table a sitter needs, metres. */
const SEAT_WIDTH = 0.62;
/** Floor a sitter needs behind the table's edge beside a wall, metres. */
const RISE = 0.45;

/** A chair's middle from its table's, in the table's frame, and its turn against the table. */
interface Seat {
  readonly x: number;
  readonly z: number;
  readonly turn: number;
}

/** A dining table in the open with chairs on two or four sides; where there is no room for that, one side at a wall. */
export function standDiningTable(rng: Rng, space: RoomSpace, wanted?: (asset: Asset) => boolean): HouseObject | null {
  const table = space.draw(rng, 'DiningTable', wanted);
  const chair = space.draw(rng, 'Chair', ({ size }) => size[0] < 0.55);
  const atEnds = rng.chance(0.5);
  return inTheOpen(rng, space, table, chair, atEnds) ?? atTheWall(rng, space, table, chair, atEnds);
}

function inTheOpen(rng: Rng, space: RoomSpace, table: Asset, chair: Asset, atEnds: boolean): HouseObject | null {
  const [width, height, depth] = table.size;
  const reach = chair.size[2] - TUCK;
  const group = [width + (atEnds ? 2 * reach : 0), height, depth + 2 * reach] as const;
  const slot = pickSlot(rng, space.middleSlots(group, 0.1), (s) => (space.isRoomy(s.rect, 0.5) ? 1 : 0));
  if (slot === null) return null;
  const sides = longSides(table, chair, atEnds);
  const seats = [...sides, ...sides.map(({ x, z }): Seat => ({ x, z: -z, turn: Math.PI }))];
  return seat(rng, space, slot, table, chair, [...seats, ...(atEnds ? ends(table, chair) : [])]);
}

/** The table's back at a wall: chairs before it, and at its ends where there is floor. */
function atTheWall(rng: Rng, space: RoomSpace, table: Asset, chair: Asset, atEnds: boolean): HouseObject | null {
  const [width, height, depth] = table.size;
  const reach = chair.size[2] - TUCK;
  const group = [width + (atEnds ? 2 * reach : 0), height, depth + reach] as const;
  const slot = pickSlot(rng, space.wallSlots(group, { access: RISE }));
  if (slot === null || slot.wall === null) return null;
  const front = longSides(table, chair, atEnds).map(({ x, z }): Seat => ({ x, z: -z, turn: Math.PI }));
  const place = { ...slot, center: pointAt(slot.wall, slot.t, WALL_GAP + depth / 2) };
  return seat(rng, space, place, table, chair, [...front, ...(atEnds ? ends(table, chair) : [])]);
}

/** Chairs behind the table, looking the way it does. */
function longSides({ size: [width, , depth] }: Asset, chair: Asset, atEnds: boolean): Seat[] {
  const usable = atEnds ? width - 2 * TUCK : width * 0.94;
  const count = Math.max(1, Math.min(3, Math.floor(usable / SEAT_WIDTH)));
  const z = depth / 2 - TUCK + chair.size[2] / 2;
  return Array.from({ length: count }, (_, i) => ({ x: ((i + 0.5) / count - 0.5) * usable, z, turn: 0 }));
}

function ends({ size: [width] }: Asset, chair: Asset): Seat[] {
  const x = width / 2 - TUCK + chair.size[2] / 2;
  return [
    { x, z: 0, turn: Math.PI / 2 },
    { x: -x, z: 0, turn: -Math.PI / 2 },
  ];
}

/** Stands the table in the middle of its slot, and most of the chairs around it. */
function seat(
  rng: Rng,
  space: RoomSpace,
  { center, yaw, rect }: Slot,
  table: Asset,
  chair: Asset,
  seats: readonly Seat[],
): HouseObject {
  const color = space.color(rng, 'Chair');
  const standing = space.stand(rng, table, slotAt(center, yaw, table.size));
  const [c, s] = [cos(yaw), sin(yaw)];
  for (const { x, z, turn } of seats) {
    if (rng.chance(0.1)) continue;
    const at = [center[0] + x * c + z * s, center[1] - x * s + z * c] as const;
    sit(rng, space, chair, [{ at, yaw: yaw + turn }], color);
  }
  space.occupy(rect);
  return standing;
}
