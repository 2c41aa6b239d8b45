import type { Rng } from '../../env/random.ts';
import { areaOf, boundsOf } from '../polygon.ts';
import { standAgainstWall, standNextTo } from './pieces.ts';
import type { RoomSpace } from './room-space.ts';
import { cornerness, pickSlot } from './slots.ts';
import { hang, hangFrom } from './wall-objects.ts';
import { pointAt } from './walls.ts';
import type { WallStretch } from './walls.ts';

/** Side of the square under a shower, metres. */
const SHOWER = 0.95;
/** Heights of what hangs in a bathroom, bottom above the floor, metres. */
const CURTAIN_BOTTOM = 0.12;
const SHOWER_BOTTOM = 0.75;
const PAPER_BOTTOM = 0.6;
const TOWEL_BOTTOM = 1.35;
const HAND_TOWEL_BOTTOM = 1.15;

/** Toilet, basin, shower, towels, and a washing machine where there is room. */
export function furnishBathroom(rng: Rng, space: RoomSpace): void {
  standShower(rng.child('shower'), space);
  standToilet(rng.child('toilet'), space);
  standBasin(rng.child('basin'), space);
  hangTowel(rng.child('towel'), space);
  const area = areaOf(space.room.polygon);
  if (area > 5.5 && rng.chance(0.5)) standAgainstWall(rng.child('washer'), space, 'WashingMachine', { corner: 1 });
  if (area > 7 && rng.chance(0.35)) standAgainstWall(rng.child('dryer'), space, 'ClothesDryer', { corner: 1 });
  if (rng.chance(0.5))
    standAgainstWall(rng.child('hamper'), space, 'LaundryHamper', { corner: 1, access: 0.2, loose: true });
  if (rng.chance(0.5))
    standAgainstWall(rng.child('can'), space, 'GarbageCan', { corner: 0.5, access: 0.2, loose: true });
  if (area > 6.5 && rng.chance(0.3)) {
    standAgainstWall(rng.child('table'), space, 'SideTable', { corner: 0.6, wanted: ({ size }) => size[0] < 0.6 });
  }
}

function standToilet(rng: Rng, space: RoomSpace): void {
  const asset = space.draw(rng, 'Toilet');
  const slot = pickSlot(rng, space.wallSlots(asset.size, { access: 0.5 }), cornerness);
  if (slot === null || slot.wall === null) return;
  space.stand(rng, asset, slot);
  const { wall, t } = slot;
  const depth = asset.size[2];
  space.reserve(boundsOf([pointAt(wall, t - 0.25, depth + 0.1), pointAt(wall, t + 0.25, depth + 0.5)]));
  for (const category of ['Plunger', 'ScrubBrush'] as const) {
    if (!rng.chance(0.5)) continue;
    const tool = space.draw(rng, category);
    const place = standNextTo(rng, space, tool, slot, asset.size[0], 0.06);
    if (place !== null) space.stand(rng, tool, place, { loose: true });
  }
  const hanger = space.draw(rng, 'ToiletPaperHanger');
  const side = rng.pick([1, -1]);
  for (const turn of [side, -side]) {
    const at = t + turn * (asset.size[0] / 2 + 0.12 + hanger.size[0] / 2);
    if (hang(rng, space, hanger, wall, at, PAPER_BOTTOM) !== null) return;
  }
}

function standBasin(rng: Rng, space: RoomSpace): void {
  const asset = space.draw(rng, 'Sink', ({ size }) => size[1] > 0.6);
  const slot = pickSlot(rng, space.wallSlots(asset.size, { access: 0.55 }), (s) => -0.3 * cornerness(s));
  if (slot === null || slot.wall === null) return;
  space.stand(rng, asset, slot);
  const { wall, t } = slot;
  space.reserve(boundsOf([pointAt(wall, t - 0.3, asset.size[2] + 0.1), pointAt(wall, t + 0.3, asset.size[2] + 0.55)]));
  const holder = space.draw(rng, 'HandTowelHolder');
  const side = rng.pick([1, -1]);
  for (const turn of [side, -side]) {
    const at = t + turn * (asset.size[0] / 2 + 0.12 + holder.size[0] / 2);
    const hung = rng.chance(0.7) ? hang(rng, space, holder, wall, at, HAND_TOWEL_BOTTOM) : null;
    if (hung === null) continue;
    hangFrom(rng, space, space.draw(rng, 'HandTowel'), hung, wall, at, hung.position[1]);
    return;
  }
}

function hangTowel(rng: Rng, space: RoomSpace): void {
  const holder = space.draw(rng, 'TowelHolder');
  for (const wall of rng.shuffle(space.sides)) {
    for (let attempt = 0; attempt < 4; attempt++) {
      const t = rng.uniform(
        holder.size[0] / 2 + 0.1,
        Math.max(holder.size[0] / 2 + 0.1, wall.length - holder.size[0] / 2 - 0.1),
      );
      const towel = space.draw(rng, 'Towel', ({ size }) => size[0] < holder.size[0]);
      const hung = hang(rng, space, holder, wall, t, TOWEL_BOTTOM, towel.size[1]);
      if (hung === null) continue;
      if (!rng.chance(0.85)) return;
      hangFrom(rng, space, towel, hung, wall, t, hung.position[1] + hung.size[1] / 2);
      return;
    }
  }
}

/** A corner with a shower head on one wall, and a curtain that runs out from the other end of the square. */
function standShower(rng: Rng, space: RoomSpace): void {
  const head = space.draw(rng, 'ShowerHead');
  const curtain = space.draw(rng, 'ShowerCurtain');
  for (const { wall, start } of rng.shuffle(corners(space))) {
    const near = start ? 0 : wall.length;
    const inner = start ? 1 : -1;
    const square = boundsOf([
      pointAt(wall, near + inner * 0.05, 0.05),
      pointAt(wall, near + inner * (SHOWER + 0.1), SHOWER),
    ]);
    const exit = boundsOf([
      pointAt(wall, near + inner * 0.1, SHOWER),
      pointAt(wall, near + inner * (SHOWER - 0.1), SHOWER + 0.4),
    ]);
    if (!space.fits(square, 2, [exit])) continue;
    const hung = hang(rng, space, head, wall, near + (inner * SHOWER) / 2, SHOWER_BOTTOM);
    if (hung === null) continue;
    space.occupy(square);
    const reach = 0.02 + curtain.size[0] / 2;
    const [x, z] = pointAt(wall, near + inner * (SHOWER + 0.03), reach);
    const yaw = Math.atan2(-wall.along[0] * inner, -wall.along[1] * inner);
    space.add(rng, curtain, [x, CURTAIN_BOTTOM + curtain.size[1] / 2, z], yaw, {});
    return;
  }
}

function corners(space: RoomSpace): { wall: WallStretch; start: boolean }[] {
  return space.sides
    .filter(({ length }) => length > SHOWER + 0.3)
    .flatMap((wall) => [
      { wall, start: true },
      { wall, start: false },
    ]);
}
