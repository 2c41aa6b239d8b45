import type { HouseObject } from '../../env/house.ts';
import type { Rng } from '../../env/random.ts';
import type { Asset } from '../assets.ts';
import { boundsOf, grow, overlap, rectAround } from '../polygon.ts';
import type { Rect } from '../polygon.ts';
import type { RoomSpace } from './room-space.ts';
import { yawInto } from './slots.ts';
import { pointAt } from './walls.ts';
import type { WallStretch } from './walls.ts';

/** From a wall's line to the back of what hangs on it, metres: the wall's half. */
const FACE = 0.02;
/** Between things on a wall, metres. */
const SPACING = 0.06;
/** What hangs lower than this keeps furniture away, metres. */
const ABOVE_FURNITURE = 1.25;
const SWITCH_CENTER = 1.2;
/** From a door's opening to the switch beside it, metres. */
const SWITCH_GAP = 0.2;
/** A picture's middle, metres above the floor. */
const EYE_LEVEL = 1.6;

/**
 * Hangs an object on a wall with its bottom at a height and its middle `t` metres along; null where a door, a window or
 * something else is in the way. `below` is how far something will hang down from it.
 */
export function hang(
  rng: Rng,
  space: RoomSpace,
  asset: Asset,
  wall: WallStretch,
  t: number,
  bottom: number,
  below = 0,
): HouseObject | null {
  const [width, height, depth] = asset.size;
  if (t - width / 2 < SPACING || t + width / 2 > wall.length - SPACING) return null;
  const rect = boundsOf([pointAt(wall, t - width / 2, FACE), pointAt(wall, t + width / 2, FACE + depth)]);
  if (!isFree(space, grow(rect, SPACING), bottom - below, bottom + height)) return null;
  if (bottom - below < ABOVE_FURNITURE) {
    if (space.blocksDoor(rect)) return null;
    space.occupy(rect);
  }
  const [x, z] = pointAt(wall, t, FACE + depth / 2);
  return space.add(rng, asset, [x, bottom + height / 2, z], yawInto(wall));
}

/** Hangs a towel before its holder, its upper edge at a height. */
export function hangFrom(
  rng: Rng,
  space: RoomSpace,
  asset: Asset,
  holder: HouseObject,
  wall: WallStretch,
  t: number,
  top: number,
): void {
  const [x, z] = pointAt(wall, t, FACE + holder.size[2] + asset.size[2] / 2);
  const object = space.add(rng, asset, [x, top - asset.size[1] / 2, z], yawInto(wall), { parent: holder });
  space.occupy(space.rectOf(object));
}

/** Whether nothing is in this space: no opening of a wall, no object. */
function isFree(space: RoomSpace, rect: Rect, bottom: number, top: number): boolean {
  const openings = [
    ...space.doors.map((door) => ({ ...door, low: 0, high: door.height + SPACING })),
    ...space.windows.map((window) => ({
      ...window,
      low: window.position[1] - window.height / 2 - SPACING,
      high: window.position[1] + window.height / 2 + SPACING,
    })),
    ...space.openWalls.map(({ from, to, along, length }) => ({
      position: [(from[0] + to[0]) / 2, 0, (from[1] + to[1]) / 2] as const,
      along,
      width: length,
      low: 0,
      high: Infinity,
    })),
  ];
  for (const { position, along, width, low, high } of openings) {
    if (top <= low || bottom >= high) continue;
    const half = width / 2 + SPACING;
    const opening = grow(
      boundsOf([
        [position[0] - along[0] * half, position[2] - along[1] * half],
        [position[0] + along[0] * half, position[2] + along[1] * half],
      ]),
      0.02,
    );
    if (overlap(opening, rect)) return false;
  }
  return !meetsObject(space, rect, bottom, top);
}

function meetsObject(space: RoomSpace, rect: Rect, bottom: number, top: number): boolean {
  return space.objects.some((object) => {
    const low = object.position[1] - object.size[1] / 2;
    return low < top && low + object.size[1] > bottom && overlap(space.rectOf(object), rect);
  });
}

/** Extents along the world's x and z of a thing on a wall. */
function extentOf({ size }: Asset, { along }: WallStretch): [number, number] {
  return Math.abs(along[0]) > 0.5 ? [size[0], size[2]] : [size[2], size[0]];
}

/** Pictures, a light switch beside a door, blinds over windows. */
export function hangThings(rng: Rng, space: RoomSpace): void {
  hangSwitch(rng.child('switch'), space);
  if (space.room.type !== 'Kitchen') hangBlinds(rng.child('blinds'), space);
  const pictures = space.room.type === 'Bathroom' || space.room.type === 'Kitchen' ? rng.int(0, 1) : rng.int(1, 3);
  for (let i = 0; i < pictures; i++) hangPicture(rng.child(`picture-${i}`), space);
}

function hangPicture(rng: Rng, space: RoomSpace): void {
  const asset = space.draw(rng, 'Painting');
  for (let attempt = 0; attempt < 12; attempt++) {
    const wall = rng.pick(space.sides);
    if (wall.length < asset.size[0] + 0.4) continue;
    const t = rng.uniform(asset.size[0] / 2 + 0.2, wall.length - asset.size[0] / 2 - 0.2);
    if (hang(rng, space, asset, wall, t, EYE_LEVEL - asset.size[1] / 2) !== null) return;
  }
}

function hangSwitch(rng: Rng, space: RoomSpace): void {
  const asset = space.draw(rng, 'LightSwitch');
  for (const door of rng.shuffle(space.doors)) {
    for (const side of rng.shuffle([1, -1])) {
      const reach = side * (door.width / 2 + SWITCH_GAP + asset.size[0] / 2);
      const [x, z] = [door.position[0] + door.along[0] * reach, door.position[2] + door.along[1] * reach];
      const wall = space.sides.find((candidate) => distanceTo(candidate, x, z) < 0.01);
      if (wall === undefined) continue;
      const t = (x - wall.from[0]) * wall.along[0] + (z - wall.from[1]) * wall.along[1];
      if (hang(rng, space, asset, wall, t, SWITCH_CENTER - asset.size[1] / 2) !== null) return;
    }
  }
}

/** Rolled-up blinds hang before the upper edge of a window. */
function hangBlinds(rng: Rng, space: RoomSpace): void {
  for (const window of space.windows) {
    if (!rng.chance(0.45)) continue;
    const asset = space.draw(rng, 'Blinds', ({ size }) => Math.abs(size[0] - window.width) < 0.25);
    if (Math.abs(asset.size[0] - window.width) > 0.45) continue;
    const wall = space.sides.find((side) => distanceTo(side, window.position[0], window.position[2]) < 0.01);
    if (wall === undefined) continue;
    const [x, , z] = window.position;
    // Before the window's frame, which stands out of the wall.
    const depth = 0.06 + asset.size[2] / 2;
    const top = window.position[1] + window.height / 2 + 0.04;
    const room = grow(
      rectAround([x + wall.inward[0] * depth, z + wall.inward[1] * depth], ...extentOf(asset, wall)),
      0.01,
    );
    if (meetsObject(space, room, top - asset.size[1], top)) continue;
    space.add(
      rng,
      asset,
      [x + wall.inward[0] * depth, top - asset.size[1] / 2, z + wall.inward[1] * depth],
      yawInto(wall),
    );
  }
}

function distanceTo(wall: WallStretch, x: number, z: number): number {
  const [dx, dz] = [x - wall.from[0], z - wall.from[1]];
  const t = dx * wall.along[0] + dz * wall.along[1];
  if (t < 0 || t > wall.length) return Infinity;
  return Math.abs(dx * wall.inward[0] + dz * wall.inward[1]);
}
