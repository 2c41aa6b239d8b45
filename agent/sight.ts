import { AGENT, CAMERA_DEFAULTS, type Observation } from '../env/env.ts';
import { BELIEF_SIDE } from './beliefs.ts';

/** Blocks along a picture's side; each has four squares of the beliefs, and the detector describes it by one vector. */
export const BLOCK_SIDE = BELIEF_SIDE / 2;
/** Windows of a sight. */
export const NUM_WINDOWS = 4 * BLOCK_SIDE * BLOCK_SIDE;
/** Red, green, blue, nearness and height. */
const CHANNELS = 5;

/** A picture with depth, of (H, W) pixels, H = W. */
export interface Sight {
  readonly size: number;
  /** (H, W, 3) sRGB. */
  readonly rgb: Uint8Array;
  /** (H, W) metres along the camera's axis; 0 where nothing is. */
  readonly depth: Float32Array;
  /** Radians, positive looks up. */
  readonly pitch: number;
}

/** What the agent sees. */
export function sightOf({ width, height, rgb, depth, pitch }: Observation): Sight {
  return {
    size: width,
    rgb: rgb ?? new Uint8Array(width * height * 3),
    depth: depth ?? new Float32Array(width * height),
    pitch,
  };
}

/** Values of one window of a picture of this size. */
export function windowLength(size: number): number {
  return (size / BLOCK_SIDE) ** 2 * CHANNELS;
}

/**
 * Writes the windows (BLOCK_SIDE², 4, windowLength) of a sight to `out` from `offset` on, four around each block: at each
 * pixel colour, nearness, and height above the floor, all from -1 to 1. Each is as large as a block; they overlap by half,
 * and what hangs over the picture's edge is 0.
 *
 * @see https://arxiv.org/abs/1407.5736 for height above the ground beside depth, as pictures to recognise things by
 */
export function cutWindows(sight: Sight, out: Float32Array, offset: number): void {
  const { size } = sight;
  const pixels = describePixels(sight);
  const stride = size / BLOCK_SIDE / 2;
  const row = 2 * stride * CHANNELS;
  for (let window = 0; window < NUM_WINDOWS; window++) {
    const block = Math.floor(window / 4);
    const top = (2 * Math.floor(block / BLOCK_SIDE) + Math.floor((window % 4) / 2)) * stride - stride / 2;
    const left = (2 * (block % BLOCK_SIDE) + (window % 2)) * stride - stride / 2;
    const first = Math.max(0, -left);
    const last = Math.min(2 * stride, size - left);
    for (let y = 0; y < 2 * stride; y++) {
      if (top + y < 0 || top + y >= size) continue;
      const from = ((top + y) * size + left) * CHANNELS;
      const to = offset + window * row * 2 * stride + y * row;
      out.set(pixels.subarray(from + first * CHANNELS, from + last * CHANNELS), to + first * CHANNELS);
    }
  }
}

/** (H, W, CHANNELS) */
function describePixels({ size, rgb, depth, pitch }: Sight): Float32Array {
  const pixels = new Float32Array(size * size * CHANNELS);
  const focal = size / 2 / Math.tan((CAMERA_DEFAULTS.hfovDeg * Math.PI) / 360);
  const [cos, sin] = [Math.cos(pitch), Math.sin(pitch)];
  for (let pixel = 0; pixel < size * size; pixel++) {
    const to = pixel * CHANNELS;
    for (let i = 0; i < 3; i++) pixels[to + i] = rgb[pixel * 3 + i] / 127.5 - 1;
    const ahead = depth[pixel];
    const slope = (size / 2 - Math.floor(pixel / size) - 0.5) / focal;
    pixels[to + 3] = ahead > 0 ? 2 / (1 + ahead) - 1 : -1;
    // A metre above the floor is 0.
    pixels[to + 4] = Math.min(1, Math.max(-1, AGENT.cameraHeight + ahead * (slope * cos + sin) - 1));
  }
  return pixels;
}
