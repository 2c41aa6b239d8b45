import type { Quat, Vec3 } from '../env/geometry.ts';
import { rotate } from '../env/geometry.ts';
import type { HouseObject } from '../env/house.ts';
import { halfHeight } from './footprint.ts';
import { innerSurfaces, supportSurfaces } from './library.ts';

/** Smallest part of a surface a thing's middle keeps from its edge, metres. */
const RIM = 0.02;

/** So near to where it belongs a thing is left alone, metres. */
const SETTLED = 1e-3;

/**
 * Puts a thing down on the surface of its receptacle that is nearest in height: a file was made for other shapes than ours,
 * whose seats and shelves are elsewhere in the same box. What lies in a thing
 * without surfaces (a ball in a box) or hangs from it (a towel) stays and is fixed.
 */
export function settle(object: HouseObject, receptacle: HouseObject): HouseObject {
  const turned = receptacle.rotation;
  const upright = Math.abs(rotate(turned, [0, 1, 0])[1]) > 0.999;
  const { category, variant } = receptacle;
  const surfaces = upright ? [...supportSurfaces(category, variant), ...innerSurfaces(category, variant)] : [];
  if (surfaces.length === 0) return isHeld(object, receptacle) ? { ...object, fixed: true } : object;
  const offset = object.position.map((value, k) => value - receptacle.position[k]);
  const local = rotate(inverse(turned), [offset[0], offset[1], offset[2]]);
  const bottom = local[1] - halfHeight(object);
  const places = surfaces.map(({ center, half }) => {
    const [x, y, z] = center.map((value, k) => value * receptacle.size[k]);
    const place: Vec3 = [
      clamp(local[0], x, half[0] * receptacle.size[0] - RIM),
      y,
      clamp(local[2], z, half[1] * receptacle.size[2] - RIM),
    ];
    const aside = Math.hypot(place[0] - local[0], place[2] - local[2]);
    return { place, cost: Math.abs(y - bottom) + aside };
  });
  const nearest = places.reduce((a, b) => (b.cost < a.cost ? b : a));
  // What is there already keeps the file's numbers, so that a house that is written and read again stays the same.
  if (nearest.cost < SETTLED) return object;
  const [x, y, z] = rotate(turned, nearest.place);
  const [baseX, baseY, baseZ] = receptacle.position;
  return { ...object, position: [baseX + x, baseY + y + halfHeight(object), baseZ + z] };
}

/** Whether a thing lies in its receptacle or hangs from it: part of it is lower than the receptacle's top. */
function isHeld(object: HouseObject, receptacle: HouseObject): boolean {
  return object.position[1] - halfHeight(object) < receptacle.position[1] + halfHeight(receptacle);
}

function inverse([x, y, z, w]: Quat): Quat {
  return [-x, -y, -z, w];
}

function clamp(value: number, middle: number, reach: number): number {
  return Math.min(middle + Math.max(0, reach), Math.max(middle - Math.max(0, reach), value));
}
