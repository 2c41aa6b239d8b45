import { forwardOf } from '../../env/geometry.ts';
import type { Vec2, Vec3 } from '../../env/geometry.ts';
import type { HouseObject } from '../../env/house.ts';
import type { Rng } from '../../env/random.ts';
import { objectBoxes } from '../../env/physics/static-boxes.ts';
import type { Asset } from '../assets.ts';
import { library } from '../library.ts';
import { penetration } from '../penetration.ts';
import { overlap } from '../polygon.ts';
import type { RoomSpace } from './room-space.ts';

/** Two things may stand in each other so far, metres. */
const TOUCH = 0.005;
/** A chair that meets its table's legs or another chair is drawn out by steps, metres. */
const DRAWN_OUT = [0, 0.06, 0.12];

/** Where a chair may stand, and which way it looks. */
export interface SeatPlace {
  readonly at: Vec2;
  readonly yaw: number;
}

/** Pushes a chair under a table at the first of some places, as far as legs, drawers and other chairs let it; null when at none. */
export function sit(
  rng: Rng,
  space: RoomSpace,
  chair: Asset,
  places: readonly SeatPlace[],
  color = space.color(rng, chair.category),
): HouseObject | null {
  for (const out of DRAWN_OUT) {
    for (const { at, yaw } of places) {
      const [aheadX, aheadZ] = forwardOf(yaw);
      const position: Vec3 = [at[0] - aheadX * out, chair.size[1] / 2, at[1] - aheadZ * out];
      const draft = space.draft(rng, chair, position, yaw, { color });
      if (!meetsAnything(space, draft)) return space.add(rng, chair, position, yaw, { color });
    }
  }
  return null;
}

function meetsAnything(space: RoomSpace, draft: HouseObject): boolean {
  const boxes = objectBoxes(draft, library);
  return space.objects.some(
    (other) =>
      overlap(space.rectOf(other), space.rectOf(draft)) &&
      objectBoxes(other, library).some((a) => boxes.some((b) => penetration(a, b) > TOUCH)),
  );
}
