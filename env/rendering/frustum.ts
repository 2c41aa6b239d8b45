import type { Vec3 } from '../geometry.ts';

/** Half space a x + b y + c z + d >= 0 with unit (a, b, c). */
export type Plane = readonly [a: number, b: number, c: number, d: number];

/** What an eye can see. */
export interface Frustum {
  readonly eye: Vec3;
  /** The near plane first, then the four sides. */
  readonly planes: readonly Plane[];
  /** Metres across that fill one pixel at a distance of 1 m, halved: a radius. */
  readonly pixelRadius: number;
}

/** Things whose bounding sphere is narrower than this many pixels are not drawn: a pencil across the room. */
const LEAST_PIXELS = 1;

/**
 * How many pixels wide a sphere looks; 0 where it lies outside the frustum or is too small to be drawn, Infinity where
 * it reaches the eye's plane.
 */
export function pixelsAcross(
  { planes, pixelRadius }: Frustum,
  x: number,
  y: number,
  z: number,
  radius: number,
): number {
  const ahead = distance(planes[0], x, y, z);
  if (radius < LEAST_PIXELS * pixelRadius * ahead) return 0;
  for (const plane of planes) if (distance(plane, x, y, z) < -radius) return 0;
  return ahead > radius ? radius / (pixelRadius * ahead) : Infinity;
}

function distance(plane: Plane, x: number, y: number, z: number): number {
  return plane[0] * x + plane[1] * y + plane[2] * z + plane[3];
}
