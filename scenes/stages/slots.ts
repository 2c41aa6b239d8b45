import type { Vec2, Vec3 } from '../../env/geometry.ts';
import type { Rng } from '../../env/random.ts';
import { sin } from '../../env/trigonometry.ts';
import { boundsOf } from '../polygon.ts';
import type { Rect } from '../polygon.ts';
import { pointAt } from './walls.ts';
import type { WallStretch } from './walls.ts';

/** From a wall's line to furniture that stands against it, metres: half a wall and a finger's breadth. */
export const WALL_GAP = 0.05;

/** A place on the floor for a piece of furniture. */
export interface Slot {
  readonly center: Vec2;
  /** Which way its front looks. */
  readonly yaw: number;
  readonly rect: Rect;
  /** The wall it stands against, and how far along; null in the middle of the room. */
  readonly wall: WallStretch | null;
  readonly t: number;
}

/** The place against a wall at `t` metres along it. */
export function slotAgainst(wall: WallStretch, t: number, [width, , depth]: Vec3, gap = WALL_GAP): Slot {
  return {
    center: pointAt(wall, t, gap + depth / 2),
    yaw: yawInto(wall),
    rect: boundsOf([pointAt(wall, t - width / 2, gap), pointAt(wall, t + width / 2, gap + depth)]),
    wall,
    t,
  };
}

/** The place around a point; `yaw` is a multiple of a quarter turn. */
export function slotAt(center: Vec2, yaw: number, [width, , depth]: Vec3): Slot {
  const turned = Math.abs(sin(yaw)) > 0.5;
  const [halfX, halfZ] = turned ? [depth / 2, width / 2] : [width / 2, depth / 2];
  const rect = { minX: center[0] - halfX, minZ: center[1] - halfZ, maxX: center[0] + halfX, maxZ: center[1] + halfZ };
  return { center, yaw, rect, wall: null, t: 0 };
}

/** Yaw of a thing with its back to a wall. */
export function yawInto({ inward }: WallStretch): number {
  return Math.atan2(-inward[0], -inward[1]);
}

/** How near a slot is to a corner of the room: 0 in the middle of its wall, 1 at an end. */
export function cornerness({ wall, t }: Slot): number {
  return wall === null ? 0 : Math.abs((2 * t) / wall.length - 1);
}

/** The slot with the highest score, a little chance mixed in; null when there is none. */
export function pickSlot(rng: Rng, slots: readonly Slot[], score: (slot: Slot) => number = () => 0): Slot | null {
  let best: Slot | null = null;
  let highest = -Infinity;
  for (const slot of slots) {
    const value = score(slot) + rng.uniform(0, 0.5);
    if (value > highest) [best, highest] = [slot, value];
  }
  return best;
}
