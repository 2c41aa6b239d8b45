import type { Rng } from '../../env/random.ts';
import { standAgainstWall } from './pieces.ts';
import type { RoomSpace } from './room-space.ts';

/** Free floor before what stands in a hallway, metres: people pass there. */
const WAY = 0.75;
/** So much of a hallway's length has one piece of furniture, metres. */
const PER_PIECE = 3;
/** Deepest furniture a hallway has room for, metres. */
const SHALLOW = 0.4;

/** A narrow table or shelf at the side of the way, and what one takes off on coming home. */
export function furnishHallway(rng: Rng, space: RoomSpace): void {
  const wanted = ({ size }: { readonly size: readonly number[] }): boolean => size[2] < SHALLOW;
  const longest = Math.max(...space.sides.map(({ length }) => length));
  for (let i = 0; i < Math.ceil(longest / PER_PIECE); i++) {
    const stream = rng.child(`piece-${i}`);
    const category = stream.pickWeighted(['SideTable', 'ShelvingUnit', 'Dresser', 'Stool', ''], [4, 2, 1, 1, 2]);
    if (category !== '') standAgainstWall(stream, space, category, { access: WAY, wanted });
  }
  if (rng.chance(0.5)) standAgainstWall(rng.child('boots'), space, 'Boots', { access: WAY, corner: 0.5, loose: true });
}
