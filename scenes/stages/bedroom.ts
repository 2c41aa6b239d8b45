import type { HouseObject } from '../../env/house.ts';
import type { Rng } from '../../env/random.ts';
import { areaOf, boundsOf } from '../polygon.ts';
import { standAgainstWall, standDesk } from './pieces.ts';
import type { RoomSpace } from './room-space.ts';
import { cornerness, pickSlot, slotAgainst } from './slots.ts';
import type { Slot } from './slots.ts';
import { pointAt } from './walls.ts';

/** From the side of a bed to the nightstand, metres. */
const BEDSIDE_GAP = 0.06;
/** Free floor along one long side of a bed, metres. */
const BEDSIDE_FLOOR = 0.6;
/** Free floor at the foot of a bed, metres: as much as one would like, and as much as one gets past on. */
const FOOT_FLOORS = [0.65, 0.54];

/** A bed with its nightstands, clothes, a desk, and what else fits. */
export function furnishBedroom(rng: Rng, space: RoomSpace): void {
  const area = areaOf(space.room.polygon);
  const double = area > 15 || (area > 12 && rng.chance(0.5));
  const bed =
    (double ? standBed(rng.child('double'), space, true) : null) ?? standBed(rng.child('single'), space, false);
  standAgainstWall(rng.child('dresser'), space, 'Dresser', { corner: 0.2 });
  if (area > 11 && rng.chance(0.65)) standDesk(rng.child('desk'), space);
  if (rng.chance(0.4)) standAgainstWall(rng.child('shelf'), space, 'ShelvingUnit', { corner: 0.6 });
  if (area > 14 && rng.chance(0.4)) standAgainstWall(rng.child('chair'), space, 'ArmChair', { corner: 1 });
  if (rng.chance(0.35)) standAgainstWall(rng.child('hamper'), space, 'LaundryHamper', { corner: 1, loose: true });
  if (bed === null || rng.chance(0.3))
    standAgainstWall(rng.child('lamp'), space, 'FloorLamp', { corner: 1, lit: true });
  if (area > 13 && rng.chance(0.25)) standAgainstWall(rng.child('dog'), space, 'DogBed', { corner: 0.8 });
}

/** The bed stands with its head to a wall and at least one long side free; nightstands fill the head's sides. */
export function standBed(rng: Rng, space: RoomSpace, double: boolean): HouseObject | null {
  const asset = space.draw(rng, 'Bed', ({ size }) => size[0] > 1.3 === double);
  const [width, , depth] = asset.size;
  const sideFloor = (slot: Slot, side: 1 | -1): ReturnType<typeof boundsOf> => {
    const { wall, t } = slot;
    if (wall === null) return slot.rect;
    const edge = t + (side * width) / 2;
    return boundsOf([pointAt(wall, edge, 0.6), pointAt(wall, edge + side * BEDSIDE_FLOOR, depth)]);
  };
  const freeSides = (slot: Slot): (1 | -1)[] =>
    ([1, -1] as const).filter((side) => space.isOpen(sideFloor(slot, side)));
  const slots = FOOT_FLOORS.map((access) =>
    space.wallSlots(asset.size, { access }).filter((slot) => freeSides(slot).length > 0),
  ).find((places) => places.length > 0);
  if (slots === undefined) return null;
  const slot = pickSlot(rng, slots, (s) => freeSides(s).length * 0.6 - (width > 1.3 ? 0.3 * cornerness(s) : 0));
  if (slot === null || slot.wall === null) return null;
  const bed = space.stand(rng, asset, slot);
  const sides = freeSides(slot);
  for (const side of sides) space.reserve(sideFloor(slot, side));
  const table = space.draw(rng, 'SideTable', ({ size }) => size[0] < 0.7 && size[1] < 0.75);
  const color = space.color(rng, 'SideTable');
  for (const side of sides) {
    const t = slot.t + side * (width / 2 + BEDSIDE_GAP + table.size[0] / 2);
    const place = slotAgainst(slot.wall, t, table.size);
    if (t > 0 && t < slot.wall.length && space.fits(place.rect, table.size[1]))
      space.stand(rng, table, place, { color });
  }
  return bed;
}
