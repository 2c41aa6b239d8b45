import { forwardOf } from '../../env/geometry.ts';
import type { HouseObject } from '../../env/house.ts';
import type { Rng } from '../../env/random.ts';
import { areaOf, boundsOf } from '../polygon.ts';
import { standDiningTable } from './dining.ts';
import { standAgainstWall, standBeside, standDesk } from './pieces.ts';
import type { RoomSpace } from './room-space.ts';
import { cornerness, slotAgainst, slotAt } from './slots.ts';
import type { Slot } from './slots.ts';
import { standOn } from './small-objects.ts';
import { pointAt } from './walls.ts';

/** From the front of the television's stand to the front of the sofa, metres. */
const VIEWING = [1.7, 2, 2.3, 2.6, 1.5];
/** From the front of the sofa to the coffee table, metres. */
const COFFEE_GAP = 0.4;

/** A sofa before a television, armchairs, and a place to eat or to work when the home has no other. */
export function furnishLivingRoom(rng: Rng, space: RoomSpace, { dining }: { readonly dining: boolean }): void {
  const area = areaOf(space.room.polygon);
  standSofaGroup(rng.child('sofa'), space, area);
  if (dining && area > 15) standDiningTable(rng.child('dining'), space);
  if (rng.chance(0.6)) standAgainstWall(rng.child('shelf'), space, 'ShelvingUnit', { corner: 0.5 });
  if (rng.chance(0.35)) standAgainstWall(rng.child('dresser'), space, 'Dresser');
  if (area > 18 && rng.chance(0.35)) standDesk(rng.child('desk'), space);
  if (area > 16 && rng.chance(0.4)) standAgainstWall(rng.child('armchair'), space, 'ArmChair', { corner: 1 });
  if (rng.chance(0.4)) standAgainstWall(rng.child('table'), space, 'SideTable', { corner: 0.4 });
  if (rng.chance(0.25)) standAgainstWall(rng.child('dog'), space, 'DogBed', { corner: 1 });
}

/** The sofa looks at the television across a coffee table; where that fits nowhere, both stand at a wall. */
export function standSofaGroup(rng: Rng, space: RoomSpace, area: number): void {
  const stand = space.draw(rng, 'TVStand');
  const sofa = space.draw(rng, 'Sofa', ({ size }) => size[2] < 1.2 && (area > 20 || size[0] < 2.2));
  const pairs = findPairs(rng, space, stand.size, sofa.size);
  if (pairs === null) {
    const single = standAgainstWall(rng, space, 'Sofa', { wanted: ({ size }) => size[0] < 2.2 && size[2] < 1.2 });
    const television = standAgainstWall(rng, space, 'TVStand');
    if (television !== null) addTelevision(rng, space, television);
    if (single !== null) lightSofa(rng, space, single);
    return;
  }
  addTelevision(rng, space, space.stand(rng, stand, pairs.stand));
  const seat = space.stand(rng, sofa, pairs.sofa);
  const table = space.draw(rng, 'CoffeeTable', ({ size }) => size[0] < sofa.size[0]);
  const ahead = forwardOf(pairs.sofa.yaw);
  const reach = sofa.size[2] / 2 + COFFEE_GAP + table.size[2] / 2;
  const center = [pairs.sofa.center[0] + ahead[0] * reach, pairs.sofa.center[1] + ahead[1] * reach] as const;
  const place = slotAt(center, pairs.sofa.yaw, table.size);
  const between = Math.hypot(pairs.stand.center[0] - center[0], pairs.stand.center[1] - center[1]);
  const roomy = between > stand.size[2] / 2 + table.size[2] / 2 + 0.55;
  if (roomy && space.fits(place.rect, table.size[1])) space.stand(rng, table, place);
  lightSofa(rng, space, seat);
}

function lightSofa(rng: Rng, space: RoomSpace, sofa: HouseObject): void {
  if (rng.chance(0.6)) standBeside(rng, space, space.draw(rng, 'FloorLamp'), sofa, true);
  if (rng.chance(0.6)) {
    standBeside(
      rng,
      space,
      space.draw(rng, 'SideTable', ({ size }) => size[0] < 0.7 && size[1] < 0.75),
      sofa,
    );
  }
}

function findPairs(
  rng: Rng,
  space: RoomSpace,
  stand: readonly [number, number, number],
  sofa: readonly [number, number, number],
): { stand: Slot; sofa: Slot } | null {
  const stands = rng.shuffle(space.wallSlots(stand, { access: 0.9 })).sort((a, b) => cornerness(a) - cornerness(b));
  for (const slot of stands.slice(0, 40)) {
    const { wall, t } = slot;
    if (wall === null) continue;
    // Against the opposite wall when that is near enough, else free in the room with a way round it.
    const across = depthOfRoom(space, slot) - 0.05 - sofa[2] / 2;
    const front = 0.05 + stand[2];
    const free = VIEWING.map((gap) => front + gap + sofa[2] / 2).filter(
      (d) => d + sofa[2] / 2 + 0.8 < across + sofa[2] / 2,
    );
    const near = across - sofa[2] / 2 - front < 3.2 ? [across] : [];
    for (const distance of [...near, ...free]) {
      for (const shift of [0, 0.2, -0.2, 0.5, -0.5]) {
        const seat = slotAt(pointAt(wall, t + shift, distance), slot.yaw + Math.PI, sofa);
        if (distance - sofa[2] / 2 - front < 1.3) continue;
        const view = boundsOf([pointAt(wall, t - 0.3, front), pointAt(wall, t + 0.3, distance - sofa[2] / 2)]);
        if (space.fits(seat.rect, sofa[1], [view])) return { stand: slotAgainst(wall, t, stand), sofa: seat };
      }
    }
  }
  return null;
}

/** How far the room reaches before a slot's wall, metres. */
function depthOfRoom(space: RoomSpace, { wall, t }: Slot): number {
  if (wall === null) return 0;
  let depth = 0.5;
  while (depth < 12 && space.isInRoom(pointAt(wall, t, depth + 0.1))) depth += 0.1;
  const beyond = pointAt(wall, t, depth + 0.1);
  const sides = space.sides.map((side) =>
    Math.abs((side.from[0] - beyond[0]) * side.inward[0] + (side.from[1] - beyond[1]) * side.inward[1]),
  );
  const opposite = space.sides.filter(
    (side, i) => sides[i] <= 0.11 && side.inward[0] === -wall.inward[0] && side.inward[1] === -wall.inward[1],
  );
  if (opposite.length === 0) return depth;
  const [x, z] = opposite[0].from;
  return Math.abs((x - wall.from[0]) * wall.inward[0] + (z - wall.from[1]) * wall.inward[1]);
}

/** A television on its stand, looking the same way. */
function addTelevision(rng: Rng, space: RoomSpace, stand: HouseObject): void {
  const television = space.draw(rng, 'Television', ({ size }) => size[2] < stand.size[2] * 0.9);
  const placed = standOn(rng, space, stand, television, { fixed: true, centered: true, isOn: rng.chance(0.3) });
  if (placed !== null) space.occupy(space.rectOf(placed));
}
