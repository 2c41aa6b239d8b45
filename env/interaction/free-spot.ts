import { type Quat, type Vec3, multiplyQuat, rotate } from '../geometry.ts';
import { type Placement, moveFrom } from '../physics/joint.ts';
import type { SolidBox } from '../physics/static-boxes.ts';
import { type Solid, findBetween, findHit } from '../physics/surroundings.ts';

/** Places are tried this far from one another, metres. */
const GRID = 0.06;
/** A surface narrower than this carries nothing, metres. */
const MIN_SURFACE = 0.1;
/** A thing stands firmly when at least this part of it, in each direction, is over what carries it. */
const SUPPORTED = 0.8;
/** What is set down keeps this distance from what is below and beside it, metres. */
const GAP = 2e-3;
const QUARTER: Quat = [0, Math.SQRT1_2, 0, Math.SQRT1_2];

/** What is to be set down, and who does it. */
export interface SpotQuery {
  /** Extent of the thing along its own x, y, z, metres. */
  readonly size: Vec3;
  /** What it is put on or in: its body and its parts. */
  readonly receptacle: readonly Solid[];
  readonly solids: readonly Solid[];
  readonly eye: Vec3;
  /** Metres from the eye. */
  readonly reach: number;
}

/** The place on a receptacle nearest to the eye where a thing stands upright, touches nothing, and which the eye can see; or null. */
export function findFreeSpot({ size, receptacle, solids, eye, reach }: SpotQuery): Placement | null {
  const spots = receptacle
    .flatMap(({ boxes }) => boxes.flatMap((box) => spotsOn(box, size)))
    .map((spot) => ({ spot, distance: Math.hypot(...spot.position.map((value, axis) => value - eye[axis])) }))
    .filter(({ distance }) => distance <= reach)
    .sort((a, b) => a.distance - b.distance);
  const index = receptacle[0]?.index;
  const opaque = solids.filter(({ kind, index: own, loose }) => !loose && (kind !== 'object' || own !== index));
  const half: Vec3 = [size[0] / 2, size[1] / 2, size[2] / 2];
  const found = spots.find(({ spot }) => {
    const box: SolidBox = { center: spot.position, half, rotation: spot.rotation };
    return findBetween(eye, spot.position, opaque) === null && findHit([box], solids, 0) === null;
  });
  return found?.spot ?? null;
}

/** Upright places on a box whose top looks up, in both directions that follow its edges. */
function spotsOn({ center, half, rotation }: SolidBox, size: Vec3): Placement[] {
  const isLevel = rotate(rotation, [0, 1, 0])[1] > 0.9999;
  if (!isLevel || 2 * Math.min(half[0], half[2]) < MIN_SURFACE) return [];
  return [false, true].flatMap((turned) => {
    const [w, d] = turned ? [size[2], size[0]] : [size[0], size[2]];
    const xs = steps(half[0] - (w / 2) * SUPPORTED);
    const zs = steps(half[2] - (d / 2) * SUPPORTED);
    const y = half[1] + size[1] / 2 + GAP;
    return xs.flatMap((x) =>
      zs.map((z) => ({
        position: moveFrom({ position: center, rotation }, [x, y, z]),
        rotation: turned ? multiplyQuat(rotation, QUARTER) : rotation,
      })),
    );
  });
}

/** Even steps from -limit to limit, the middle included; none where the limit is negative. */
function steps(limit: number): number[] {
  if (limit < 0) return [];
  const count = Math.floor(limit / GRID);
  return Array.from({ length: 2 * count + 1 }, (_, i) => (i - count) * GRID);
}
