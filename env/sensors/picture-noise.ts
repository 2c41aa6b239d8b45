import type { Rng } from '../random.ts';

/** Adds to every channel a normal error of this standard deviation, as a share of full brightness (habitat-sim `GaussianNoiseModel`). */
export function addColorNoise(rgb: Uint8Array, intensity: number, rng: Rng): Uint8Array {
  return Uint8Array.from(rgb, (value) => clamp(Math.round(value + 255 * intensity * rng.normal()), 255));
}

/** Focal length times baseline of a PrimSense camera, metres times disparity. */
const DISPARITY_AT_ONE_METRE = 35.13;
/** Standard deviation of a disparity. */
const DISPARITY_ERROR = 0.027778;
/** Steps in which it tells disparities apart. */
const STEPS_PER_DISPARITY = 8;
/** Standard deviation of where a pixel looks, pixels. */
const JITTER = 0.25;
/** It sees no further, metres. */
const FARTHEST = 10;

/**
 * Depth as a PrimSense camera measures it: neighbouring pixels share a value, and the error grows with the square of the
 * distance. What is too far reads 0. The lens distortion of the original, a table measured for one camera, is left out.
 *
 * @see Choi, Zhou & Koltun 2015, "Robust reconstruction of indoor scenes" (redwood-data.org/indoor/data/simdepth.py)
 */
export function addRedwoodNoise(
  depth: Float32Array,
  { width, height }: { readonly width: number; readonly height: number },
  multiplier: number,
  rng: Rng,
): Float32Array {
  const look = (at: number, size: number): number => {
    const jittered = clamp(Math.round(at + JITTER * multiplier * rng.normal()), size - 1);
    return jittered - (jittered % 2);
  };
  return Float32Array.from(depth, (_, i) => {
    const x = look(i % width, width);
    const y = look(Math.floor(i / width), height);
    const metres = depth[y * width + x];
    if (metres <= 0 || metres >= FARTHEST) return 0;
    const disparity = DISPARITY_AT_ONE_METRE / metres + DISPARITY_ERROR * multiplier * rng.normal();
    const steps = Math.round(disparity * STEPS_PER_DISPARITY);
    return steps > 0 ? (DISPARITY_AT_ONE_METRE * STEPS_PER_DISPARITY) / steps : 0;
  });
}

function clamp(value: number, high: number): number {
  return Math.max(0, Math.min(high, value));
}
