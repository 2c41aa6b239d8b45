import { Rng } from '../env/random.ts';
import { Parameters } from './parameters.ts';
import { patchLength, toPatches } from './patches.ts';
import type { Recording } from './recording.ts';
import { applyLinear, fitRidge, type Rows } from './ridge.ts';
import * as tf from './tf.ts';
import { UNTOLD, WorldModel } from './world-model.ts';

/** One downstream task, read from frozen features by a linear map. */
export interface ProbeScore {
  readonly name: 'depth' | 'semantics';
  readonly metric: 'R2' | 'balancedAccuracy';
  readonly model: number;
  /** The same architecture before any training. */
  readonly untrained: number;
  readonly rawPixels: number;
}

/** Every so many frames of a recording one is looked at: neighbours are nearly alike. */
const STRIDE = 4;
const DEEPEST_METRES = 8;
/** Categories that are told apart: those that most patches belong to. */
const NUM_CLASSES = 12;
const BATCH = 32;

/** Frames cut into patches, with what is true of each patch. */
interface Patches {
  /** (F, H, W, 3) */
  readonly frames: Uint8Array;
  readonly numFrames: number;
  /** (F·K) mean depth, metres. */
  readonly depth: Float32Array;
  /** (F·K) the category that most pixels belong to. */
  readonly category: Uint8Array;
}

/**
 * What a linear map can read of depth and of categories from the model's frozen tokens, patch by patch, against the same
 * network untrained and against the pixels themselves. Fitted on training houses, scored on others.
 */
export async function probe(
  model: WorldModel,
  train: Recording[],
  unseen: Recording[],
  seed: number,
): Promise<ProbeScore[]> {
  const known = cutPatches(train, model);
  const other = cutPatches(unseen, model);
  const untrained = new WorldModel(model.config, new Parameters(new Rng(`${seed}/untrained`)));
  const features = {
    model: [await tokensOf(model, known), await tokensOf(model, other)],
    untrained: [await tokensOf(untrained, known), await tokensOf(untrained, other)],
    rawPixels: [pixelsOf(model, known), pixelsOf(model, other)],
  } as const;
  untrained.parameters.dispose();
  const score = (measure: (fit: Rows, test: Rows) => number) => ({
    model: measure(...features.model),
    untrained: measure(...features.untrained),
    rawPixels: measure(...features.rawPixels),
  });
  const classes = mostFrequent(known.category);
  return [
    { name: 'depth', metric: 'R2', ...score((fit, test) => scoreDepth(fit, known, test, other)) },
    {
      name: 'semantics',
      metric: 'balancedAccuracy',
      ...score((fit, test) => scoreClasses(fit, known, test, other, classes)),
    },
  ];
}

function cutPatches(recordings: readonly Recording[], { config, numTokens }: WorldModel): Patches {
  const { size, patch } = config;
  const side = size / patch;
  const chosen = recordings.flatMap((recording) =>
    Array.from({ length: Math.ceil(recording.depth.length / (size * size) / STRIDE) }, (_, i) => ({
      recording,
      start: i * STRIDE * size * size,
    })),
  );
  const frames = new Uint8Array(chosen.length * size * size * 3);
  const depth = new Float32Array(chosen.length * numTokens);
  const category = new Uint8Array(chosen.length * numTokens);
  chosen.forEach(({ recording, start }, f) => {
    frames.set(recording.rgb.subarray(start * 3, (start + size * size) * 3), f * size * size * 3);
    for (let token = 0; token < numTokens; token++) {
      const pixels = Array.from({ length: patch * patch }, (_, i) => {
        const v = Math.floor(token / side) * patch + Math.floor(i / patch);
        return start + v * size + (token % side) * patch + (i % patch);
      });
      const metres = pixels.map((pixel) => Math.min(DEEPEST_METRES, recording.depth[pixel] / 1000));
      depth[f * numTokens + token] = metres.reduce((sum, value) => sum + value, 0) / pixels.length;
      category[f * numTokens + token] = mostFrequent(pixels.map((pixel) => recording.semantic[pixel]))[0];
    }
  });
  return { frames, numFrames: chosen.length, depth, category };
}

/** Values by how often they come, at most so many as are told apart; the smaller of equals first. */
function mostFrequent(values: ArrayLike<number>): number[] {
  const counts = new Map<number, number>();
  for (let i = 0; i < values.length; i++) counts.set(values[i], (counts.get(values[i]) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return sorted.slice(0, NUM_CLASSES).map(([value]) => value);
}

async function tokensOf(model: WorldModel, { frames, numFrames }: Patches): Promise<Rows> {
  const { width, size } = model.config;
  const length = model.numTokens * width;
  const values = new Float32Array(numFrames * length);
  for (let first = 0; first < numFrames; first += BATCH) {
    const count = Math.min(BATCH, numFrames - first);
    const looks = frames.subarray(first * size * size * 3, (first + count) * size * size * 3);
    const tokens = tf.tidy(() => model.encode(looks, new Uint8Array(count).fill(UNTOLD), count));
    values.set((await tokens.data()) as Float32Array, first * length);
    tokens.dispose();
  }
  return { values, width };
}

/** Each patch's pixels at half their resolution. */
function pixelsOf({ config, numTokens }: WorldModel, { frames, numFrames }: Patches): Rows {
  const full = new Float32Array(frames.length);
  toPatches(frames, config, full);
  const half = config.patch / 2;
  const width = half * half * 3;
  const values = new Float32Array(numFrames * numTokens * width);
  for (let i = 0; i < values.length; i++) {
    const c = i % 3;
    const x = Math.floor(i / 3) % half;
    const y = Math.floor((i % width) / (3 * half));
    const start = Math.floor(i / width) * patchLength(config);
    const at = (dy: number, dx: number): number => full[start + ((2 * y + dy) * config.patch + 2 * x + dx) * 3 + c];
    values[i] = (at(0, 0) + at(0, 1) + at(1, 0) + at(1, 1)) / 4;
  }
  return { values, width };
}

/** Share of the variance of depth that is explained. */
function scoreDepth(fit: Rows, known: Patches, test: Rows, other: Patches): number {
  const map = fitRidge(fit, { values: known.depth, width: 1 }, new Float32Array(known.depth.length).fill(1));
  const { values } = applyLinear(map, test);
  const mean = other.depth.reduce((sum, value) => sum + value, 0) / other.depth.length;
  const missed = other.depth.reduce((sum, value, i) => sum + (value - values[i]) ** 2, 0);
  const spread = other.depth.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return 1 - missed / spread;
}

/** Mean over the classes of the share of their patches that are named rightly. */
function scoreClasses(fit: Rows, known: Patches, test: Rows, other: Patches, classes: readonly number[]): number {
  const counts = classes.map((id) => known.category.reduce((sum, value) => sum + Number(value === id), 0));
  const labels = new Float32Array(known.category.length * classes.length);
  const weights = Float32Array.from(known.category, (id, i) => {
    const index = classes.indexOf(id);
    if (index < 0) return 0;
    labels[i * classes.length + index] = 1;
    return 1 / counts[index];
  });
  const map = fitRidge(fit, { values: labels, width: classes.length }, weights);
  const { values, width } = applyLinear(map, test);
  const recalls = classes.flatMap((id, index) => {
    const rows = [...other.category.keys()].filter((row) => other.category[row] === id);
    const right = rows.filter((row) => {
      const scores = values.subarray(row * width, (row + 1) * width);
      return scores.every((score) => score <= scores[index]);
    });
    return rows.length > 0 ? [right.length / rows.length] : [];
  });
  return recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length;
}
