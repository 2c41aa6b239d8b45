import { multiplyQuat, rotate, yawQuat } from '../../env/geometry.ts';
import type { Vec3 } from '../../env/geometry.ts';
import type { HouseObject } from '../../env/house.ts';
import type { Rng } from '../../env/random.ts';
import { cos, sin } from '../../env/trigonometry.ts';
import type { Asset } from '../assets.ts';
import { innerSurfaces, library, supportSurfaces } from '../library.ts';
import type { SupportSurface } from '../models/shapes.ts';
import { overlap, rectAround } from '../polygon.ts';
import type { RoomSpace } from './room-space.ts';

export interface StandOnOptions {
  /** It never moves. */
  readonly fixed?: boolean;
  /** In the middle of the surface, looking the way the receptacle does; it may be wider than that. */
  readonly centered?: boolean;
  /** Looking exactly the way the receptacle does. */
  readonly straight?: boolean;
  readonly isOn?: boolean;
  /** Where along the receptacle's depth, -1 its front to 1 its back; anywhere when left out. */
  readonly depthwise?: number;
}

/** Tried places for one small object. */
const NUM_TRIES = 8;
/** From an object to the edge of its surface and to its neighbours, metres. */
const MARGIN = 0.012;

/** Things with a front, which they turn to where the receptacle's own front looks. */
const LOOKS_AHEAD: ReadonlySet<string> = new Set([
  ...['AlarmClock', 'CoffeeMachine', 'Desktop', 'Laptop', 'Microwave', 'Television', 'Toaster', 'TeddyBear', 'Statue'],
  ...['Pillow', 'DeskLamp', 'TableTopDecor', 'Faucet', 'Sink', 'Box', 'TissueBox'],
]);

/**
 * Puts an object on one of a receptacle's surfaces, where nothing else stands and nothing is above it; its bottom is exactly
 * at the surface. Null when no tried place is free.
 */
export function standOn(
  rng: Rng,
  space: RoomSpace,
  receptacle: HouseObject,
  asset: Asset,
  options: StandOnOptions = {},
): HouseObject | null {
  const surfaces = supportSurfaces(receptacle.category, receptacle.variant);
  if (!options.centered) return onSomeOf(surfaces, rng, space, receptacle, asset, options);
  for (const surface of [...surfaces].reverse()) {
    const placed = place(surface, rng, space, receptacle, asset, options);
    if (placed !== null) return placed;
  }
  return null;
}

/** What of a receptacle is opened to get at its inside. */
export type Enclosure = 'door' | 'drawer';

/** Puts an object behind one of a receptacle's doors or into one of its drawers; null when it has none or no tried place is free. */
export function putInside(
  rng: Rng,
  space: RoomSpace,
  receptacle: HouseObject,
  asset: Asset,
  enclosure: Enclosure,
): HouseObject | null {
  const surfaces = innerSurfaces(receptacle.category, receptacle.variant).filter(({ behind = '' }) =>
    behind.includes(enclosure),
  );
  return onSomeOf(surfaces, rng, space, receptacle, asset, {});
}

function onSomeOf(
  surfaces: readonly SupportSurface[],
  rng: Rng,
  space: RoomSpace,
  receptacle: HouseObject,
  asset: Asset,
  options: StandOnOptions,
): HouseObject | null {
  if (surfaces.length === 0) return null;
  const areas = surfaces.map(({ half }) => half[0] * half[1]);
  for (let attempt = 0; attempt < NUM_TRIES; attempt++) {
    const placed = place(rng.pickWeighted(surfaces, areas), rng, space, receptacle, asset, options);
    if (placed !== null) return placed;
  }
  return null;
}

/** Tries one place on a surface. */
function place(
  surface: SupportSurface,
  rng: Rng,
  space: RoomSpace,
  receptacle: HouseObject,
  asset: Asset,
  { fixed = false, centered = false, straight = centered, isOn, depthwise }: StandOnOptions,
): HouseObject | null {
  const [sizeX, sizeY, sizeZ] = receptacle.size;
  const ahead = centered || LOOKS_AHEAD.has(asset.category);
  const turn = straight ? 0 : ahead ? rng.uniform(-0.2, 0.2) : rng.uniform(-Math.PI, Math.PI);
  const [c, s] = [Math.abs(cos(turn)), Math.abs(sin(turn))];
  const extent = [asset.size[0] * c + asset.size[2] * s, asset.size[0] * s + asset.size[2] * c];
  const playX = surface.half[0] * sizeX - extent[0] / 2 - MARGIN;
  const playZ = surface.half[1] * sizeZ - extent[1] / 2 - MARGIN;
  if ((playX < 0 && !centered) || playZ < 0) return null;
  const local: Vec3 = [
    surface.center[0] * sizeX + (centered ? 0 : rng.uniform(-playX, playX)),
    surface.center[1] * sizeY + asset.size[1] / 2,
    surface.center[2] * sizeZ + (centered ? 0 : (depthwise ?? rng.uniform(-1, 1)) * playZ),
  ];
  if (meetsReceptacle(receptacle, local, extent, asset.size[1])) return null;
  const position = toWorld(receptacle, local);
  if (position[1] + asset.size[1] / 2 > space.ceilingHeight) return null;
  const around = rectAround([position[0], position[2]], ...worldExtent(receptacle, extent));
  const meets = space.objects.some(
    (other) =>
      other !== receptacle && sharesLevel(other, position[1], asset.size[1]) && overlap(around, space.rectOf(other)),
  );
  if (meets) return null;
  const rotation = multiplyQuat(receptacle.rotation, yawQuat(turn));
  return space.add(rng, asset, position, 0, { parent: receptacle, loose: !fixed, rotation, isOn });
}

function toWorld({ position, rotation }: HouseObject, local: Vec3): Vec3 {
  const [x, y, z] = rotate(rotation, local);
  return [position[0] + x, position[1] + y, position[2] + z];
}

/** Receptacles stand at quarter turns. */
function worldExtent({ rotation }: HouseObject, [x, z]: readonly number[]): [number, number] {
  return Math.abs(rotation[1] * rotation[3]) > 0.4 ? [z, x] : [x, z];
}

function meetsReceptacle(
  { category, variant, size }: HouseObject,
  local: Vec3,
  [x, z]: readonly number[],
  y: number,
): boolean {
  const half: Vec3 = [x / 2, y / 2 - 0.002, z / 2];
  const { colliders, parts = [] } = library.getModel(category, variant);
  return [...colliders, ...parts.flatMap((part) => part.colliders)].some((box) =>
    [0, 1, 2].every(
      (k) => Math.abs(box.center[k] * size[k] - local[k]) < box.half[k] * size[k] + half[k] - (k === 1 ? 0.004 : 0),
    ),
  );
}

function sharesLevel(other: HouseObject, y: number, height: number): boolean {
  return Math.abs(other.position[1] - y) < (other.size[1] + height) / 2;
}
