import { rotate } from '../../env/geometry.ts';
import type { HouseObject } from '../../env/house.ts';
import type { Rng } from '../../env/random.ts';
import type { Asset } from '../assets.ts';
import { areaOf, boundsOf } from '../polygon.ts';
import type { Rect } from '../polygon.ts';
import { standDiningTable } from './dining.ts';
import { standAgainstWall } from './pieces.ts';
import type { RoomSpace } from './room-space.ts';
import { WALL_GAP, cornerness, pickSlot, slotAgainst } from './slots.ts';
import type { Slot } from './slots.ts';
import { standOn } from './small-objects.ts';
import { pointAt } from './walls.ts';

/** Between pieces of a kitchen line, metres. */
const LINE_GAP = 0.02;
/** Free floor before a kitchen line, metres. */
const WORK_FLOOR = 0.8;
/** Counters along a wall are less deep than this, islands less than that, metres. */
const BAR_DEPTH = 0.8;
const ISLAND_DEPTH = 1.1;
/** Counters longer than this have a cooker, metres. */
const COOKER_BAR = 1.6;
/** Free floor around an island, metres. */
const ISLAND_WAY = 0.8;

/** The shape of `Sink` whose tap is a thing of its own. */
const SINK_WITHOUT_TAP = 0;

/** A line of counters with sink and fridge, its machines, and a table to eat at. */
export function furnishKitchen(rng: Rng, space: RoomSpace): void {
  standLine(rng.child('line'), space);
  const area = areaOf(space.room.polygon);
  if (area > 15 && rng.chance(0.35)) standIsland(rng.child('island'), space);
  const table = area > 12 ? standDiningTable(rng.child('dining'), space) : null;
  if (table === null) standDiningTable(rng.child('small-dining'), space, ({ size }) => size[0] < 1.3);
  standAgainstWall(rng.child('can'), space, 'GarbageCan', { corner: 1, access: 0.2, loose: true });
  if (rng.chance(0.3)) standAgainstWall(rng.child('shelf'), space, 'ShelvingUnit', { corner: 0.6 });
  if (rng.chance(0.25)) standAgainstWall(rng.child('cart'), space, 'Cart', { corner: 0.4 });
  if (rng.chance(0.35)) standAgainstWall(rng.child('stool'), space, 'Stool', { access: 0.2 });
  if (rng.chance(0.2)) standAgainstWall(rng.child('bag'), space, 'GarbageBag', { corner: 1, access: 0.1, loose: true });
}

/** Fridge and counters side by side along one wall; where no such line fits, each for itself. */
export function standLine(rng: Rng, space: RoomSpace): void {
  const fridge = space.draw(rng, 'Fridge');
  const color = space.color(rng, 'CounterTop');
  for (const counters of counterRuns(rng, space)) {
    const line = findLine(rng, space, rng.shuffle([true, false]), [fridge, ...counters]);
    if (line === null) continue;
    const standing = line.pieces.map((piece, i) =>
      space.stand(rng, piece, line.places[i], piece === fridge ? {} : { color }),
    );
    space.reserve(line.floor);
    const bars = standing.filter(({ category }) => category === 'CounterTop');
    const longest = bars.reduce((best, bar) => (bar.size[0] > best.size[0] ? bar : best));
    for (const bar of bars) fitOut(rng, space, bar, bar === longest);
    return;
  }
  standAgainstWall(rng, space, 'Fridge', { corner: 1, access: 0.7 });
  const alone = standAgainstWall(rng, space, 'CounterTop', {
    access: 0.7,
    wanted: ({ size }) => size[0] < 1.6 && size[2] < BAR_DEPTH,
  });
  if (alone !== null) fitOut(rng, space, alone, true);
}

/** Counters for one line, the runs one would rather have first. */
function counterRuns(rng: Rng, space: RoomSpace): Asset[][] {
  const bars = rng.shuffle(space.assets('CounterTop').filter(({ size }) => size[2] < BAR_DEPTH && size[0] < 2.6));
  const pairs = bars.flatMap((a) => bars.map((b) => [a, b]));
  const lengthOf = (run: readonly Asset[]): number => run.reduce((sum, { size }) => sum + size[0], 0);
  const cooks = (run: readonly Asset[]): boolean => run.some(({ size }) => size[0] > COOKER_BAR);
  const usual = rng.shuffle(pairs).filter((pair) => {
    const oneCooker = pair.filter(({ size }) => size[0] > COOKER_BAR).length <= 1;
    return oneCooker && lengthOf(pair) > 1.7 && lengthOf(pair) < 4;
  });
  const single = bars.map((bar) => [bar]).sort((a, b) => lengthOf(b) - lengthOf(a));
  return [...usual.filter(cooks).slice(0, 2), ...single.filter(cooks), ...usual.slice(0, 2), ...single];
}

interface Line {
  readonly pieces: readonly Asset[];
  readonly places: readonly Slot[];
  /** Before it, where the cook stands. */
  readonly floor: Rect;
}

/** A place along a wall for pieces side by side, in this order or, as `ways` say, the other way round. */
function findLine(rng: Rng, space: RoomSpace, ways: readonly boolean[], run: readonly Asset[]): Line | null {
  const width = run.reduce((sum, { size }) => sum + size[0] + LINE_GAP, 0);
  const depth = Math.max(...run.map(({ size }) => size[2]));
  const lowest = Math.min(...run.map(({ size }) => size[1]));
  const slots = rng.shuffle(space.wallSlots([width, lowest, depth], { access: WORK_FLOOR }));
  slots.sort((a, b) => cornerness(b) - cornerness(a));
  for (const slot of slots) {
    for (const forward of ways) {
      const pieces = forward ? run : [...run].reverse();
      const places = lineUp(slot, width, pieces);
      const { wall, t } = slot;
      if (wall === null || !places.every((place, i) => space.fits(place.rect, pieces[i].size[1]))) continue;
      const [from, to] = [pointAt(wall, t - width / 2, depth + WALL_GAP), pointAt(wall, t + width / 2, depth + 0.6)];
      return { pieces, places, floor: boundsOf([from, to]) };
    }
  }
  return null;
}

/** A block to work at from all sides. */
function standIsland(rng: Rng, space: RoomSpace): void {
  const islands = space.assets('CounterTop').filter(({ size }) => size[2] > BAR_DEPTH && size[2] < ISLAND_DEPTH);
  if (islands.length === 0) return;
  const island = rng.pick(islands);
  const slot = pickSlot(rng, space.middleSlots(island.size, ISLAND_WAY));
  if (slot !== null) space.stand(rng, island, slot, { color: space.color(rng, 'CounterTop') });
}

function lineUp(slot: Slot, width: number, pieces: readonly Asset[]): Slot[] {
  const { wall } = slot;
  if (wall === null) return [];
  let t = slot.t - width / 2;
  return pieces.map((piece) => {
    const place = slotAgainst(wall, t + piece.size[0] / 2, piece.size);
    t += piece.size[0] + LINE_GAP;
    return place;
  });
}

/** The longest counter holds the sink, every counter some of the machines. */
function fitOut(rng: Rng, space: RoomSpace, counter: HouseObject, withSink: boolean): void {
  if (withSink) {
    const sink = space.draw(rng, 'Sink', ({ size }) => size[1] < 0.6);
    const placed = standOn(rng, space, counter, sink, { fixed: true, depthwise: 0, straight: true });
    if (placed?.variant === SINK_WITHOUT_TAP) standTap(rng, space, placed);
  }
  for (const [category, chance] of [
    ['Microwave', 0.45],
    ['CoffeeMachine', 0.5],
    ['Toaster', 0.5],
  ] as const) {
    if (space.objects.some((object) => object.category === category) || !rng.chance(chance)) continue;
    standOn(rng, space, counter, space.draw(rng, category), { fixed: category === 'Microwave', depthwise: 0.8 });
  }
}

/** A tap on the back rim of a sink, its spout over the basin. */
function standTap(rng: Rng, space: RoomSpace, sink: HouseObject): void {
  const tap = space.draw(rng, 'Faucet', ({ size }) => size[0] < sink.size[0] / 3);
  const [x, y, z] = rotate(sink.rotation, [0, (sink.size[1] + tap.size[1]) / 2, (sink.size[2] - tap.size[2]) / 2]);
  const position = [sink.position[0] + x, sink.position[1] + y, sink.position[2] + z] as const;
  space.add(rng, tap, position, 0, { parent: sink, rotation: sink.rotation });
}
