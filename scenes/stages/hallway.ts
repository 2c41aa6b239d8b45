import type { Rng } from '../../env/random.ts';
import { standAgainstWall } from './pieces.ts';
import type { RoomSpace } from './room-space.ts';

/** Free floor before what stands in a hallway, metres: people pass there. */
const WAY = 0.75;
/** Deepest furniture a hallway has room for, metres. */
const SHALLOW = 0.4;

/** A narrow table or shelf at the side of the way, and what one takes off on coming home. */
export function furnishHallway(rng: Rng, space: RoomSpace): void {
  const wanted = ({ size }: { readonly size: readonly number[] }): boolean => size[2] < SHALLOW;
  if (rng.chance(0.6)) standAgainstWall(rng.child('table'), space, 'SideTable', { access: WAY, wanted });
  if (rng.chance(0.35)) standAgainstWall(rng.child('shelf'), space, 'ShelvingUnit', { access: WAY, wanted });
  if (rng.chance(0.5)) standAgainstWall(rng.child('boots'), space, 'Boots', { access: WAY, corner: 0.5, loose: true });
}
