import type { Rng } from '../../env/random.ts';
import { areaOf } from '../polygon.ts';
import { standBed } from './bedroom.ts';
import { standDiningTable } from './dining.ts';
import { standLine } from './kitchen.ts';
import { standSofaGroup } from './living-room.ts';
import { standAgainstWall, standDesk } from './pieces.ts';
import type { RoomSpace } from './room-space.ts';

/** One room to live in: a kitchen line, a bed, a sofa before a television, a small table to eat at. */
export function furnishStudio(rng: Rng, space: RoomSpace): void {
  standLine(rng.child('line'), space);
  const area = areaOf(space.room.polygon);
  standBed(rng.child('bed'), space, area > 28 && rng.chance(0.5));
  standSofaGroup(rng.child('sofa'), space, 0);
  standDiningTable(rng.child('dining'), space, ({ size }) => size[0] < 1.3);
  standAgainstWall(rng.child('dresser'), space, 'Dresser', { corner: 0.4 });
  if (rng.chance(0.4)) standDesk(rng.child('desk'), space);
  if (rng.chance(0.5)) standAgainstWall(rng.child('shelf'), space, 'ShelvingUnit', { corner: 0.6 });
  standAgainstWall(rng.child('can'), space, 'GarbageCan', { corner: 1, access: 0.2, loose: true });
}
