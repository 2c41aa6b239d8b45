import type { HouseObject } from '../../env/house.ts';
import type { Rng } from '../../env/random.ts';
import { cos, sin } from '../../env/trigonometry.ts';
import type { Asset } from '../assets.ts';
import { boundsOf } from '../polygon.ts';
import type { RoomSpace } from './room-space.ts';
import { sit } from './sit.ts';
import { WALL_GAP, cornerness, pickSlot, slotAt, slotAgainst } from './slots.ts';
import type { Slot } from './slots.ts';
import { pointAt } from './walls.ts';

export interface PieceOptions {
  /** How much a corner is preferred (negative: avoided). */
  readonly corner?: number;
  /** Free floor in front, metres. */
  readonly access?: number;
  /** It can be pushed. */
  readonly loose?: boolean;
  /** A lamp that is on. */
  readonly lit?: boolean;
  /** A long thing that lies on the floor rather than stands. */
  readonly lying?: boolean;
  readonly wanted?: (asset: Asset) => boolean;
}

/** Stands one piece of a category against a wall where it fits; null when there is no place. */
export function standAgainstWall(
  rng: Rng,
  space: RoomSpace,
  category: string,
  { corner = 0, access = 0.55, loose = false, lit, lying = false, wanted }: PieceOptions = {},
): HouseObject | null {
  const asset = space.draw(rng, category, wanted);
  const [x, y, z] = asset.size;
  const slots = space.wallSlots(lying ? [y, z, x] : asset.size, { access });
  const slot = pickSlot(rng, slots, (s) => corner * cornerness(s));
  if (slot === null) return null;
  if (lying) return space.lay(rng, asset, slot, { loose });
  if (access >= 0.5) space.reserve(frontFloor(slot, asset, 0.45));
  return space.stand(rng, asset, slot, { loose, isOn: lit });
}

/** The floor before a piece that stands against a wall. */
export function frontFloor({ wall, t, rect }: Slot, { size: [width, , depth] }: Asset, reach: number): typeof rect {
  if (wall === null) return rect;
  return boundsOf([pointAt(wall, t - width / 2, depth + 0.1), pointAt(wall, t + width / 2, depth + 0.1 + reach)]);
}

/** From the middle of a desk to that of the room for knees beside its drawers, metres. */
const BESIDE_DRAWERS = 0.2;

/** A desk at a wall and its chair, half pushed in. */
export function standDesk(rng: Rng, space: RoomSpace): HouseObject | null {
  const asset = space.draw(rng, 'Desk');
  const chair = space.draw(rng, 'Chair');
  const reach = chair.size[2] * 0.7;
  // The part of the chair that is not under the desk.
  const chairFloor = ({ wall, t, rect }: Slot): typeof rect =>
    wall === null
      ? rect
      : boundsOf([
          pointAt(wall, t - chair.size[0] / 2 - BESIDE_DRAWERS, WALL_GAP + asset.size[2] + 0.03),
          pointAt(wall, t + chair.size[0] / 2 + BESIDE_DRAWERS, WALL_GAP + asset.size[2] + reach),
        ]);
  const slots = space
    .wallSlots(asset.size, { access: reach + 0.35 })
    .filter((slot) => space.fits(chairFloor(slot), chair.size[1]));
  const slot = pickSlot(rng, slots, cornerness);
  if (slot === null || slot.wall === null) return null;
  const desk = space.stand(rng, asset, slot);
  const { wall, t, yaw } = slot;
  const depth = WALL_GAP + asset.size[2] + reach - chair.size[2] / 2;
  const places = [0, BESIDE_DRAWERS, -BESIDE_DRAWERS].map((aside) => ({
    at: pointAt(wall, t + aside, depth),
    yaw: yaw + Math.PI,
  }));
  sit(rng, space, chair, places);
  space.occupy(chairFloor(slot));
  return desk;
}

/** Things beside the long side of a piece that stands at a wall: a lamp or a small table next to a sofa. */
export function standBeside(
  rng: Rng,
  space: RoomSpace,
  asset: Asset,
  of: HouseObject,
  lit?: boolean,
): HouseObject | null {
  const yaw = 2 * Math.atan2(of.rotation[1], of.rotation[3]);
  const [c, s] = [cos(yaw), sin(yaw)];
  const x = of.size[0] / 2 + 0.05 + asset.size[0] / 2;
  const z = of.size[2] / 2 - asset.size[2] / 2;
  for (const side of rng.shuffle([1, -1])) {
    const center = [of.position[0] + side * x * c + z * s, of.position[2] - side * x * s + z * c] as const;
    const slot = slotAt(center, yaw, asset.size);
    if (space.fits(slot.rect, asset.size[1])) return space.stand(rng, asset, slot, { isOn: lit });
  }
  return null;
}

/** A piece against the same wall as another, right after it. */
export function standNextTo(
  rng: Rng,
  space: RoomSpace,
  asset: Asset,
  slot: Slot,
  width: number,
  gap: number,
): Slot | null {
  if (slot.wall === null) return null;
  const { wall } = slot;
  for (const side of rng.shuffle([1, -1])) {
    const t = slot.t + side * (width / 2 + gap + asset.size[0] / 2);
    if (t - asset.size[0] / 2 < 0 || t + asset.size[0] / 2 > wall.length) continue;
    const place = slotAgainst(wall, t, asset.size);
    if (space.fits(place.rect, asset.size[1])) return place;
  }
  return null;
}
