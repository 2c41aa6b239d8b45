import type { HouseObject } from '../../env/house.ts';
import type { Rng } from '../../env/random.ts';
import { contentsIn, contentsOfFloor, contentsOn } from '../receptacle-contents.ts';
import { standAgainstWall } from './pieces.ts';
import type { RoomSpace } from './room-space.ts';
import { putInside, standOn } from './small-objects.ts';

/** How far back on its receptacle a thing lies: pillows at a bed's head, televisions anywhere. */
const DEPTHWISE: Readonly<Record<string, number>> = {
  'Bed Pillow': 0.95,
  'Sofa Pillow': 0.8,
  'Desk Desktop': 0.9,
  'Desk DeskLamp': 0.8,
};

/** Heavy or standing things that nobody knocks over by walking by. */
const FIXED: ReadonlySet<string> = new Set([
  'Television',
  'Desktop',
  'DeskLamp',
  'Microwave',
  'HousePlant',
  'TableTopDecor',
]);

/** Floor things that are light enough to be pushed. */
const LOOSE: ReadonlySet<string> = new Set([
  'Box',
  'BasketBall',
  'Boots',
  'GarbageCan',
  'BaseballBat',
  'WateringCan',
  'Dumbbell',
]);

/** Lamps that are on, of all lamps. */
const LIT = 0.6;

/** Spreads small things over the floor's edges, over every receptacle of a room, and into those that open. */
export function scatter(rng: Rng, space: RoomSpace): void {
  for (const { category, chance } of contentsOfFloor(space.room.type)) {
    const stream = rng.child(`floor-${category}`);
    if (!stream.chance(chance)) continue;
    standAgainstWall(stream, space, category, {
      corner: 1,
      access: 0.15,
      loose: LOOSE.has(category),
      lit: category === 'FloorLamp' ? stream.chance(LIT) : undefined,
      lying: category === 'BaseballBat',
    });
  }
  for (const receptacle of [...space.objects]) {
    if (receptacle.parentId === null) cover(rng.child(receptacle.id), space, receptacle);
    fill(rng.child(`${receptacle.id}/inside`), space, receptacle);
  }
}

function cover(rng: Rng, space: RoomSpace, receptacle: HouseObject): void {
  // The more room, the more things: a large table carries more than a small one.
  const plenty = Math.min(1.6, Math.max(0.7, receptacle.size[0] * receptacle.size[2] + 0.5));
  for (const { category, chance } of contentsOn(receptacle.category, space.room.type)) {
    if (!rng.chance(chance * plenty)) continue;
    const asset = space.draw(rng, category, ({ size }) => size[1] < 0.6);
    const depthwise = DEPTHWISE[`${receptacle.category} ${category}`];
    const isOn = category === 'DeskLamp' ? rng.chance(LIT) : undefined;
    standOn(rng, space, receptacle, asset, { fixed: FIXED.has(category), depthwise, isOn });
  }
}

function fill(rng: Rng, space: RoomSpace, receptacle: HouseObject): void {
  for (const enclosure of ['door', 'drawer'] as const) {
    for (const { category, chance } of contentsIn(receptacle.category, enclosure)) {
      if (rng.chance(chance)) putInside(rng, space, receptacle, space.draw(rng, category), enclosure);
    }
  }
}
