import { Rng } from '../env/random.ts';
import type { ClipBatch } from './clip-dataset.ts';
import { UNTOLD, type PretrainBatch } from './world-model.ts';

export interface CorruptOptions {
  /** Standard deviation of the noise on what the model sees, in bytes; it learns to live with its own predictions. */
  readonly noise?: number;
  /** Share of the actions that are not told. */
  readonly untold?: number;
}

export const CORRUPT_DEFAULTS: Required<CorruptOptions> = { noise: 4, untold: 0.15 };

/** Normal numbers; drawing one for every pixel would cost more than a step of training. */
const NOISE = ((): Float32Array => {
  const rng = new Rng('corrupt/noise');
  return Float32Array.from({ length: 65_521 }, () => rng.normal());
})();

/**
 * Clips with noise on the frames the model sees and some of the actions hidden.
 *
 * @see https://gamengen.github.io on noise in the context against drift
 */
export function corrupt(batch: ClipBatch, rng: Rng, options: CorruptOptions = {}): PretrainBatch {
  const { noise, untold } = { ...CORRUPT_DEFAULTS, ...options };
  const { numClips, numFrames, size, rgb, actions } = batch;
  const frame = size * size * 3;
  const context = new Uint8ClampedArray(numClips * numFrames * frame);
  const next = new Uint8Array(context.length);
  for (let index = 0; index < numClips * numFrames; index++) {
    const clip = Math.floor(index / numFrames);
    const from = (index + clip) * frame;
    let place = rng.int(0, NOISE.length - 1);
    for (let i = 0; i < frame; i++) {
      context[index * frame + i] = rgb[from + i] + noise * NOISE[place];
      if (++place === NOISE.length) place = 0;
    }
    next.set(rgb.subarray(from + frame, from + 2 * frame), index * frame);
  }
  const conditions = hideActions(actions, rng, untold);
  const { motion, blocked } = batch;
  const seen = { context: new Uint8Array(context.buffer), next };
  return { numClips, numFrames, actions, motion, blocked, conditions, ...seen };
}

/** Conditions (B, T): the actions, some of them untold. */
export function hideActions(actions: Uint8Array, rng: Rng, untold = CORRUPT_DEFAULTS.untold): Uint8Array {
  return actions.map((action) => (rng.chance(untold) ? UNTOLD : action));
}

/** Normal numbers for frames on the GPU, (rows, length): which row a frame takes is drawn for each. */
export function noiseRows(numRows: number, length: number): Float32Array {
  const rng = new Rng('corrupt/rows');
  return Float32Array.from({ length: numRows * length }, () => NOISE[rng.int(0, NOISE.length - 1)]);
}
