import { BELIEF_SIDE, SHOWN_SHARE } from './beliefs.ts';
import { INSTRUCTION_LENGTH } from './instruction.ts';
import type { Parameters } from './parameters.ts';
import { BLOCK_SIDE, cutWindows, NUM_WINDOWS, type Sight, windowLength } from './sight.ts';
import * as tf from './tf.ts';
import { UNTOLD, type WorldModel } from './world-model.ts';

const NUM_BLOCKS = BLOCK_SIDE * BLOCK_SIDE;
/** Each window has a square of the beliefs in its middle. */
const NUM_SQUARES = NUM_WINDOWS;
const WINDOW_WIDTH = 64;
const BLOCK_WIDTH = 128;
const WORD_WIDTH = 128;
/** Length of the vectors in which squares and words are compared. */
const MEANING_WIDTH = 64;
/** Log odds of a square showing a thing, before anything is learned. */
const PRIOR_LOGIT = -3;
/** Few squares show a thing: so much more do these count. The odds come out too high by the same factor, and are divided by it where they are read. */
const SHOWN_WEIGHT = 3;
/** A square that shows little of a thing may as well not show it. */
const DOUBTFUL_WEIGHT = 0.3;

/** Sights, and how much of each of their squares shows what each text names. */
export interface DetectorBatch {
  readonly sights: readonly Sight[];
  /** (C, INSTRUCTION_LENGTH) */
  readonly texts: Float32Array;
  /** (B, BELIEF_SIDE², C) 0 to 1. */
  readonly shares: Float32Array;
}

/**
 * Finds what words name in a picture with depth: a small network over windows and blocks of the picture, which is told the
 * world model's tokens too, gives each square a vector, the words give another, and their product is the logit.
 */
export class Detector {
  readonly #look: tf.Variable;
  readonly #merge: tf.Variable;
  readonly #overview: tf.Variable;
  readonly #recall: tf.Variable;
  readonly #around: readonly tf.Variable[];
  readonly #mean: tf.Variable;
  readonly #detail: tf.Variable;
  readonly #read: tf.Variable;
  readonly #name: tf.Variable;

  constructor(
    readonly worldModel: WorldModel,
    parameters: Parameters,
  ) {
    const { config } = worldModel;
    this.#look = parameters.addDense('look', windowLength(config.size), WINDOW_WIDTH, Math.SQRT2);
    this.#merge = parameters.addDense('merge', 4 * WINDOW_WIDTH, BLOCK_WIDTH, Math.SQRT2);
    this.#overview = parameters.addDense('overview', BLOCK_WIDTH, BLOCK_WIDTH);
    this.#recall = parameters.addDense('recall', config.width, BLOCK_WIDTH);
    this.#around = [1, 2].map((n) => parameters.addDense(`around${n}`, 9 * BLOCK_WIDTH, BLOCK_WIDTH));
    this.#mean = parameters.addDense('mean', BLOCK_WIDTH, 4 * MEANING_WIDTH);
    this.#detail = parameters.addDense('detail', WINDOW_WIDTH, MEANING_WIDTH);
    this.#read = parameters.addDense('read', INSTRUCTION_LENGTH, WORD_WIDTH, Math.SQRT2);
    this.#name = parameters.addDense('name', WORD_WIDTH, MEANING_WIDTH + 1);
  }

  /** Weighted cross-entropy, summed over the texts and averaged over the squares; call it within `tf.tidy`. */
  computeLoss({ sights, texts, shares }: DetectorBatch): tf.Scalar {
    const numTexts = texts.length / INSTRUCTION_LENGTH;
    const shape: [number, number] = [sights.length * NUM_SQUARES, numTexts];
    const logits = this.#compare(this.#see(sights), texts);
    const ordered = shares.map((_, i) => {
      const square = Math.floor(i / numTexts);
      return shares[(square - (square % NUM_SQUARES) + SQUARES[square % NUM_SQUARES]) * numTexts + (i % numTexts)];
    });
    const shown = ordered.map((share) => Number(share >= SHOWN_SHARE));
    const labels = tf.tensor2d(shown, shape);
    const weights = tf.tensor2d(ordered.map(weightOf), shape);
    return tf.mul(tf.losses.sigmoidCrossEntropy(labels, logits, weights), numTexts) as tf.Scalar;
  }

  /** Probability that each square (B, BELIEF_SIDE²) of the sights shows what the sight's own text (B, INSTRUCTION_LENGTH) names. */
  async detect(sights: readonly Sight[], texts: Float32Array): Promise<Float32Array> {
    const numSights = sights.length;
    const own = tf.tidy(() => {
      const all = this.#compare(this.#see(sights), texts).reshape([numSights, NUM_SQUARES, numSights]);
      const isOwn = tf.eye(numSights).reshape([numSights, 1, numSights]);
      return tf.sigmoid(tf.sub(tf.sum(tf.mul(all, isOwn), 2), Math.log(SHOWN_WEIGHT)));
    });
    const ordered = (await own.data()) as Float32Array;
    own.dispose();
    const beliefs = new Float32Array(ordered.length);
    ordered.forEach((belief, i) => (beliefs[i - (i % NUM_SQUARES) + SQUARES[i % NUM_SQUARES]] = belief));
    return beliefs;
  }

  /** (B·NUM_SQUARES, MEANING_WIDTH) what is seen in each square, as its block and its window tell. */
  #see(sights: readonly Sight[]): tf.Tensor2D {
    const numSights = sights.length;
    const length = windowLength(this.worldModel.config.size);
    const windows = new Float32Array(numSights * NUM_WINDOWS * length);
    sights.forEach((sight, i) => cutWindows(sight, windows, i * NUM_WINDOWS * length));
    const looked = relu(matMul(tf.tensor2d(windows, [numSights * NUM_WINDOWS, length]), this.#look));
    const merged = relu(matMul(looked.reshape([numSights * NUM_BLOCKS, 4 * WINDOW_WIDTH]), this.#merge));
    const perSight = merged.reshape([numSights, NUM_BLOCKS, BLOCK_WIDTH]);
    const overview = matMul(tf.mean(perSight, 1), this.#overview).reshape([numSights, 1, BLOCK_WIDTH]);
    const told = tf.add(tf.add(perSight, overview), this.#recallTokens(sights));
    const blocks = this.#around.reduce<tf.Tensor2D>(
      (before, weight) => relu(tf.add(matMul(gatherAround(before), weight), before)),
      relu(told.reshape([numSights * NUM_BLOCKS, BLOCK_WIDTH])),
    );
    const meant = matMul(blocks, this.#mean).reshape([numSights * NUM_SQUARES, MEANING_WIDTH]);
    return tf.add(meant, matMul(looked, this.#detail)) as tf.Tensor2D;
  }

  /** (B, NUM_BLOCKS, BLOCK_WIDTH) what the world model's tokens say of each block. */
  #recallTokens(sights: readonly Sight[]): tf.Tensor {
    const { config, numTokens } = this.worldModel;
    const numSights = sights.length;
    const frames = new Uint8Array(numSights * config.size ** 2 * 3);
    sights.forEach(({ rgb }, i) => frames.set(rgb, i * rgb.length));
    const tokens = this.worldModel.encode(frames, new Uint8Array(numSights).fill(UNTOLD), numSights);
    const side = Math.sqrt(numTokens);
    const along = (place: number): number => Math.floor((place * side) / BLOCK_SIDE);
    const places = Int32Array.from({ length: numSights * NUM_BLOCKS }, (_, i) => {
      const block = i % NUM_BLOCKS;
      const token = along(Math.floor(block / BLOCK_SIDE)) * side + along(block % BLOCK_SIDE);
      return Math.floor(i / NUM_BLOCKS) * numTokens + token;
    });
    const recalled = tf.gather(matMul(tokens, this.#recall), tf.tensor1d(places, 'int32'));
    return recalled.reshape([numSights, NUM_BLOCKS, BLOCK_WIDTH]);
  }

  /** (B·NUM_SQUARES, C) logits of each square for each text. */
  #compare(squares: tf.Tensor2D, texts: Float32Array): tf.Tensor2D {
    const bags = tf.tensor2d(texts, [texts.length / INSTRUCTION_LENGTH, INSTRUCTION_LENGTH]);
    const [names, ease] = tf.split<tf.Tensor2D>(
      matMul(relu(matMul(bags, this.#read)), this.#name),
      [MEANING_WIDTH, 1],
      1,
    );
    const products = tf.matMul(squares, tf.transpose(names));
    return tf.add(tf.add(products, tf.transpose(ease)), PRIOR_LOGIT) as tf.Tensor2D;
  }
}

/** Square of the beliefs, row by row, that lies in the middle of each window. */
const SQUARES = Array.from({ length: NUM_WINDOWS }, (_, window) => {
  const block = Math.floor(window / 4);
  const row = 2 * Math.floor(block / BLOCK_SIDE) + Math.floor((window % 4) / 2);
  return row * BELIEF_SIDE + 2 * (block % BLOCK_SIDE) + (window % 2);
});

/** (B·NUM_BLOCKS, 9·d) each block with its eight neighbours in the picture, zeros beyond its edge, of blocks (B·NUM_BLOCKS, d). */
function gatherAround(blocks: tf.Tensor2D): tf.Tensor2D {
  const [numRows, width] = blocks.shape;
  const beyond = numRows;
  const places = Int32Array.from({ length: numRows * 9 }, (_, i) => {
    const block = Math.floor(i / 9) % NUM_BLOCKS;
    const row = Math.floor(block / BLOCK_SIDE) + Math.floor((i % 9) / 3) - 1;
    const column = (block % BLOCK_SIDE) + (i % 3) - 1;
    const isInside = Math.min(row, column) >= 0 && Math.max(row, column) < BLOCK_SIDE;
    return isInside ? Math.floor(i / 9 / NUM_BLOCKS) * NUM_BLOCKS + row * BLOCK_SIDE + column : beyond;
  });
  const padded = tf.concat([blocks, tf.zeros<tf.Rank.R2>([1, width])]);
  return tf.gather(padded, tf.tensor1d(places, 'int32')).reshape([numRows, 9 * width]);
}

function weightOf(share: number): number {
  if (share >= SHOWN_SHARE) return SHOWN_WEIGHT;
  return share > 0 ? DOUBTFUL_WEIGHT : 1;
}

function relu(x: tf.Tensor): tf.Tensor2D {
  return tf.relu(x as tf.Tensor2D);
}

function matMul(x: tf.Tensor, weight: tf.Variable): tf.Tensor2D {
  return tf.matMul(x as tf.Tensor2D, weight as tf.Tensor2D);
}
