import type { Vec3 } from '../../env/geometry.ts';
import { multiplyQuat, rotate, yawQuat } from '../../env/geometry.ts';
import type { HouseObject } from '../../env/house.ts';
import type { Rng } from '../../env/random.ts';
import { cos, sin } from '../../env/trigonometry.ts';
import type { Asset } from '../assets.ts';
import { library, supportSurfaces } from '../library.ts';
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
  { fixed = false, centered = false, straight = centered, isOn, depthwise }: StandOnOptions = {},
): HouseObject | null {
  const surfaces = supportSurfaces(receptacle.category, receptacle.variant);
  if (surfaces.length === 0) return null;
  const [sizeX, sizeY, sizeZ] = receptacle.size;
  const neighbours = space.objects.filter((object) => object !== receptacle);
  for (let attempt = 0; attempt < (centered ? surfaces.length : NUM_TRIES); attempt++) {
    const surface = centered
      ? surfaces[surfaces.length - 1 - attempt]
      : rng.pickWeighted(
          surfaces,
          surfaces.map(({ half }) => half[0] * half[1]),
        );
    const ahead = centered || LOOKS_AHEAD.has(asset.category);
    const turn = straight ? 0 : ahead ? rng.uniform(-0.2, 0.2) : rng.uniform(-Math.PI, Math.PI);
    const [c, s] = [Math.abs(cos(turn)), Math.abs(sin(turn))];
    const extent = [asset.size[0] * c + asset.size[2] * s, asset.size[0] * s + asset.size[2] * c];
    const playX = surface.half[0] * sizeX - extent[0] / 2 - MARGIN;
    const playZ = surface.half[1] * sizeZ - extent[1] / 2 - MARGIN;
    if ((playX < 0 && !centered) || playZ < 0) continue;
    const x = surface.center[0] * sizeX + (centered ? 0 : rng.uniform(-playX, playX));
    const z = surface.center[2] * sizeZ + (centered ? 0 : (depthwise ?? rng.uniform(-1, 1)) * playZ);
    const y = surface.center[1] * sizeY;
    const local: Vec3 = [x, y + asset.size[1] / 2, z];
    if (meetsReceptacle(receptacle, local, extent, asset.size[1])) continue;
    const position = toWorld(receptacle, local);
    if (position[1] + asset.size[1] / 2 > space.ceilingHeight) continue;
    const around = rectAround([position[0], position[2]], ...worldExtent(receptacle, extent));
    if (
      neighbours.some((other) => sharesLevel(other, position[1], asset.size[1]) && overlap(around, space.rectOf(other)))
    )
      continue;
    const rotation = multiplyQuat(receptacle.rotation, yawQuat(turn));
    return space.add(rng, asset, position, 0, { parent: receptacle, loose: !fixed, rotation, isOn });
  }
  return null;
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
  return library
    .getModel(category, variant)
    .colliders.some((box) =>
      [0, 1, 2].every(
        (k) => Math.abs(box.center[k] * size[k] - local[k]) < box.half[k] * size[k] + half[k] - (k === 1 ? 0.01 : 0),
      ),
    );
}

function sharesLevel(other: HouseObject, y: number, height: number): boolean {
  return Math.abs(other.position[1] - y) < (other.size[1] + height) / 2;
}
