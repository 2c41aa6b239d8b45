import { ACTIONS } from '../env/env.ts';
import type { ClipSteps } from './clip-dataset.ts';
import type { Parameters } from './parameters.ts';
import { fromPatches, numPatches, patchLength, toPatches, type PatchGrid } from './patches.ts';
import * as tf from './tf.ts';
import { Transformer, type TransformerConfig } from './transformer.ts';
import { Transport } from './transport.ts';

export interface WorldModelConfig extends TransformerConfig, PatchGrid {
  /** Most frames the model looks back on, T. */
  readonly contextLength: number;
}

/** The condition of a frame whose action is not told: not chosen yet, or to be guessed. */
export const UNTOLD = ACTIONS.length;
const NUM_CONDITIONS = ACTIONS.length + 1;

/** Frames one after another: bytes (F, H, W, 3), or their patches (F·K, …) as `toPatches` has them, already a tensor. */
export type Frames = Uint8Array | tf.Tensor2D;

/** What the model trains on: clips with noise on what it sees and some actions untold. */
export interface PretrainBatch extends ClipSteps {
  /** (B, T) the first T frames of each clip as the model sees them. */
  readonly context: Frames;
  /** (B, T) the frames that came after them. */
  readonly next: Frames;
  /** (B, T) index into `ACTIONS`, or `UNTOLD`. */
  readonly conditions: Uint8Array;
}

/** Weight of the small heads (motion, blocked, action between two frames) beside that of the pixels. */
const HEADS_WEIGHT = 0.02;

/**
 * Predicts the next frame from past frames and actions: the frames' patches are tokens of a block-causal transformer
 * in which frame t carries action t. Of the tokens of frame t, and of its blocks moved by where the tokens point, the
 * patches of frame t + 1 are made.
 * Small heads read from a frame's tokens how far the action moves the agent, whether it is blocked, and, where the
 * previous action was untold, which one it was.
 *
 * Regression of pixels is well posed because the simulator is deterministic but for what comes into view.
 */
export class WorldModel {
  readonly numTokens: number;
  readonly #transformer: Transformer;
  readonly #transport: Transport;
  readonly #embed: tf.Tensor2D;
  readonly #place: tf.Tensor;
  readonly #paint: tf.Tensor2D;
  readonly #paintBias: tf.Tensor;
  readonly #heads: tf.Tensor2D;

  constructor(
    readonly config: WorldModelConfig,
    readonly parameters: Parameters,
  ) {
    const { width, contextLength } = config;
    const length = patchLength(config);
    this.numTokens = numPatches(config);
    this.#embed = parameters.addDense('embed', length, width) as tf.Tensor2D;
    this.#place = parameters.add('place', [contextLength, this.numTokens * width], 0.02);
    this.#transformer = new Transformer(config, parameters, NUM_CONDITIONS);
    this.#transport = new Transport(config, width, NUM_CONDITIONS, parameters);
    this.#paint = parameters.addDense('paint', width, length, 0.02) as tf.Tensor2D;
    this.#paintBias = parameters.add('paintBias', [length], 0);
    this.#heads = parameters.addDense('heads', this.numTokens * width, 3 + ACTIONS.length, 0.5) as tf.Tensor2D;
  }

  /** The training loss and its parts; call it within `tf.tidy`. */
  computeLoss(batch: PretrainBatch): { loss: tf.Scalar; parts: Record<string, tf.Scalar> } {
    const { numClips, numFrames } = batch;
    const context = this.#toPatches(batch.context);
    const tokens = this.encodeAll(context, batch.conditions, numClips);
    const missed = tf.sub(this.#paintNext(tokens, context, batch.conditions), this.#toPatches(batch.next));
    const squares = tf.square(missed);
    const mse = tf.mean(squares) as tf.Scalar;
    // The absolute error, rounded off at zero: what does not move is predicted exactly, where `tf.abs` has a wrong slope.
    const l1 = tf.mean(tf.sqrt(tf.add(squares, 1e-6))) as tf.Scalar;

    const rows = numClips * numFrames;
    const heads = tf.matMul(tokens.as2D(rows, this.numTokens * this.config.width), this.#heads);
    const [motion, blocked, inverse] = tf.split(heads, [2, 1, ACTIONS.length], 1);
    const motionLoss = tf.mean(tf.squaredDifference(motion, tf.tensor2d(batch.motion, [rows, 2]))) as tf.Scalar;
    const blockedLoss = tf.losses.sigmoidCrossEntropy(
      tf.tensor2d(Float32Array.from(batch.blocked), [rows, 1]),
      blocked,
    ) as tf.Scalar;
    const inverseLoss = this.#guessActions(inverse as tf.Tensor2D, batch);

    const pixels = tf.mul(0.5, tf.add(mse, l1));
    const small = tf.mul(HEADS_WEIGHT, tf.addN([motionLoss, blockedLoss, inverseLoss]));
    return {
      loss: tf.add(pixels, small) as tf.Scalar,
      parts: { mse, l1, motion: motionLoss, blocked: blockedLoss, inverse: inverseLoss },
    };
  }

  /**
   * The frames that follow, one after another, each fed back: `context` (B, T0, H, W, 3) with the T0 - 1 actions between
   * its frames, then the actions to imagine; `actions` (B, T0 - 1 + steps). Gives (B, steps, H, W, 3).
   */
  async imagine(context: Uint8Array, actions: Uint8Array, numClips: number, steps: number): Promise<Uint8Array> {
    const frame = this.config.size ** 2 * 3;
    const numActions = actions.length / numClips;
    let known = numActions - steps + 1;
    const film = new Uint8Array(numClips * (known + steps) * frame);
    const length = known + steps;
    for (let clip = 0; clip < numClips; clip++) {
      film.set(context.subarray(clip * known * frame, (clip + 1) * known * frame), clip * length * frame);
    }
    for (let step = 0; step < steps; step++, known++) {
      const numFrames = Math.min(known, this.config.contextLength);
      const window = new Uint8Array(numClips * numFrames * frame);
      const conditions = new Uint8Array(numClips * numFrames);
      for (let clip = 0; clip < numClips; clip++) {
        const first = clip * length + known - numFrames;
        window.set(film.subarray(first * frame, (first + numFrames) * frame), clip * numFrames * frame);
        const start = clip * numActions + known - numFrames;
        conditions.set(actions.subarray(start, start + numFrames), clip * numFrames);
      }
      const next = await this.predict(window, conditions, numClips);
      for (let clip = 0; clip < numClips; clip++) {
        film.set(next.subarray(clip * frame, (clip + 1) * frame), (clip * length + known) * frame);
      }
    }
    const imagined = new Uint8Array(numClips * steps * frame);
    for (let clip = 0; clip < numClips; clip++) {
      const start = (clip * length + known - steps) * frame;
      imagined.set(film.subarray(start, start + steps * frame), clip * steps * frame);
    }
    return imagined;
  }

  /** The frame after the last of each window (B, T, H, W, 3) whose frames carry `conditions` (B, T): (B, H, W, 3). */
  async predict(windows: Uint8Array, conditions: Uint8Array, numClips: number): Promise<Uint8Array> {
    const frame = this.config.size ** 2 * 3;
    const numFrames = conditions.length / numClips;
    const last = new Uint8Array(numClips * frame);
    const told = new Uint8Array(numClips);
    for (let clip = 0; clip < numClips; clip++) {
      const end = (clip + 1) * numFrames;
      last.set(windows.subarray((end - 1) * frame, end * frame), clip * frame);
      told[clip] = conditions[end - 1];
    }
    const patches = tf.tidy(() => this.#paintNext(this.encode(windows, conditions, numClips), last, told));
    const values = (await patches.data()) as Float32Array;
    patches.dispose();
    return fromPatches(values, this.config);
  }

  /** The tokens (B·K, d) of the last frame of each window (B, T, H, W, 3), T at most the context; call it within `tf.tidy`. */
  encode(windows: Uint8Array, conditions: Uint8Array, numClips: number): tf.Tensor2D {
    const numFrames = conditions.length / numClips;
    const tokens = this.encodeAll(windows, conditions, numClips);
    if (numFrames === 1) return tokens;
    const row = this.numTokens * this.config.width;
    return tf
      .slice(tokens.reshape([numClips, numFrames, row]), [0, numFrames - 1, 0], [numClips, 1, row])
      .reshape([numClips * this.numTokens, this.config.width]);
  }

  /** The tokens (B·T·K, d) of all frames (B, T) under their conditions (B, T); call it within `tf.tidy`. */
  encodeAll(frames: Frames, conditions: Uint8Array, numClips: number): tf.Tensor2D {
    const { config } = this;
    const { width } = config;
    const numFrames = conditions.length / numClips;
    const row = this.numTokens * width;
    const patches = this.#toPatches(frames);
    const places = tf.slice(this.#place, [0, 0], [numFrames, row]);
    const tokens = tf
      .add(tf.matMul(patches, this.#embed).reshape([numClips, numFrames, row]), places)
      .as2D(conditions.length * this.numTokens, width);
    const grid = { numClips, numFrames, numTokens: this.numTokens };
    return this.#transformer.apply(tokens, oneHot(conditions, this.numTokens), grid);
  }

  #toPatches(frames: Frames): tf.Tensor2D {
    if (!(frames instanceof Uint8Array)) return frames;
    const patches = new Float32Array(frames.length);
    toPatches(frames, this.config, patches);
    const length = patchLength(this.config);
    return tf.tensor2d(patches, [frames.length / length, length]);
  }

  /** The patches (F·K, …) after each frame (F) with this condition: the frame moved, and what else the tokens tell. */
  #paintNext(tokens: tf.Tensor2D, frames: Frames, conditions: Uint8Array): tf.Tensor2D {
    const moved = this.#transport.apply(this.#toPatches(frames), oneHot(conditions, 1), tokens);
    return tf.add(moved, tf.add(tf.matMul(tokens, this.#paint), this.#paintBias));
  }

  /** Cross-entropy of the untold actions, guessed from the frame that came of them. */
  #guessActions(logits: tf.Tensor2D, { actions, conditions, numClips, numFrames }: PretrainBatch): tf.Scalar {
    const labels = new Float32Array(actions.length * ACTIONS.length);
    let numGuesses = 0;
    for (let clip = 0; clip < numClips; clip++) {
      for (let t = 1; t < numFrames; t++) {
        const index = clip * numFrames + t;
        if (conditions[index - 1] !== UNTOLD) continue;
        labels[index * ACTIONS.length + actions[index - 1]] = 1;
        numGuesses++;
      }
    }
    // Rows without a guess have no label, so they add nothing.
    const picked = tf.mul(tf.logSoftmax(logits), tf.tensor2d(labels, [actions.length, ACTIONS.length]));
    return tf.div(tf.neg(tf.sum(picked)), Math.max(1, numGuesses)) as tf.Scalar;
  }
}

/** (frames · times, conditions): each frame's condition, as many times as it has tokens. */
function oneHot(conditions: Uint8Array, times: number): tf.Tensor2D {
  const values = new Float32Array(conditions.length * times * NUM_CONDITIONS);
  for (let row = 0; row < conditions.length * times; row++) {
    values[row * NUM_CONDITIONS + conditions[Math.floor(row / times)]] = 1;
  }
  return tf.tensor2d(values, [conditions.length * times, NUM_CONDITIONS]);
}
