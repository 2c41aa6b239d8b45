import { rotate } from '../../env/geometry.ts';
import type { HouseObject } from '../../env/house.ts';
import type { Rng } from '../../env/random.ts';
import type { Asset } from '../assets.ts';
import { areaOf, boundsOf } from '../polygon.ts';
import { standDiningTable } from './dining.ts';
import { standAgainstWall } from './pieces.ts';
import { WALL_GAP, cornerness, slotAgainst } from './room-space.ts';
import type { RoomSpace, Slot } from './room-space.ts';
import { standOn } from './small-objects.ts';
import { pointAt } from './walls.ts';

/** Between pieces of a kitchen line, metres. */
const LINE_GAP = 0.02;
/** Free floor before a kitchen line, metres. */
const WORK_FLOOR = 0.8;

/** The shape of `Sink` whose tap is a thing of its own. */
const SINK_WITHOUT_TAP = 0;

/** A line of counters with sink and fridge, its machines, and a table to eat at. */
export function furnishKitchen(rng: Rng, space: RoomSpace): void {
  standLine(rng.child('line'), space);
  const area = areaOf(space.room.polygon);
  const table = area > 12 ? standDiningTable(rng.child('dining'), space) : null;
  if (table === null) standDiningTable(rng.child('small-dining'), space, ({ size }) => size[0] < 1.3);
  standAgainstWall(rng.child('can'), space, 'GarbageCan', { corner: 1, access: 0.2, loose: true });
  if (rng.chance(0.3)) standAgainstWall(rng.child('shelf'), space, 'ShelvingUnit', { corner: 0.6 });
  if (rng.chance(0.25)) standAgainstWall(rng.child('cart'), space, 'Cart', { corner: 0.4 });
  if (rng.chance(0.35)) standAgainstWall(rng.child('stool'), space, 'Stool', { access: 0.2 });
  if (rng.chance(0.2)) standAgainstWall(rng.child('bag'), space, 'GarbageBag', { corner: 1, access: 0.1, loose: true });
}

/** The pieces of the line stand side by side along one wall; where all do not fit, the last are left out. */
export function standLine(rng: Rng, space: RoomSpace): void {
  const fridge = space.draw(rng, 'Fridge');
  const counter = space.draw(rng, 'CounterTop', ({ size }) => size[2] < 0.8 && size[0] < 2.6);
  const color = space.color(rng, 'CounterTop');
  const run = [fridge, counter, ...(rng.chance(0.6) ? [counter] : [])];
  for (let count = run.length; count >= 2; count--) {
    const pieces = rng.chance(0.5) ? run.slice(0, count) : run.slice(0, count).reverse();
    const width = pieces.reduce((sum, { size }) => sum + size[0] + LINE_GAP, 0);
    const depth = Math.max(...pieces.map(({ size }) => size[2]));
    const slots = space.wallSlots([width, counter.size[1], depth], { access: WORK_FLOOR });
    const places = rng
      .shuffle(slots)
      .sort((a, b) => cornerness(b) - cornerness(a))
      .map((slot) => ({ slot, places: lineUp(slot, width, pieces) }));
    const line = places.find((option) => option.places.every((place, i) => space.fits(place.rect, pieces[i].size[1])));
    if (line === undefined || line.slot.wall === null) continue;
    const { wall, t } = line.slot;
    line.places.forEach((place, i) => {
      const object = space.stand(rng, pieces[i], place, pieces[i] === counter ? { color } : {});
      if (object.category === 'CounterTop')
        fitOut(rng, space, object, line.places.indexOf(place) === pieces.indexOf(counter));
    });
    space.reserve(
      boundsOf([pointAt(wall, t - width / 2, depth + WALL_GAP), pointAt(wall, t + width / 2, depth + 0.6)]),
    );
    return;
  }
  standAgainstWall(rng, space, 'Fridge', { corner: 1, access: 0.7 });
  const alone = standAgainstWall(rng, space, 'CounterTop', {
    access: 0.7,
    wanted: ({ size }) => size[0] < 1.6 && size[2] < 0.8,
  });
  if (alone !== null) fitOut(rng, space, alone, true);
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

/** The first counter holds the sink, every counter some of the machines. */
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
