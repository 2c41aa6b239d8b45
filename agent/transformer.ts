import type { Parameters } from './parameters.ts';
import * as tf from './tf.ts';

export interface TransformerConfig {
  /** Width d of a token. */
  readonly width: number;
  /** Layers; even ones attend within a frame, odd ones along time. */
  readonly numLayers: number;
  readonly numHeads: number;
}

/** Shape of a batch of token grids: B clips of T frames of K tokens. */
export interface GridShape {
  readonly numClips: number;
  readonly numFrames: number;
  readonly numTokens: number;
}

/** Width of the hidden layer of a block's MLP, in widths of a token. */
const MLP_RATIO = 4;
const EPSILON = 1e-5;
/** Added to the scores of keys that lie in the future. */
const FORBIDDEN = -1e9;

interface Layer {
  readonly scale1: tf.Variable;
  readonly shift1: tf.Variable;
  readonly query: tf.Variable;
  readonly key: tf.Variable;
  readonly value: tf.Variable;
  readonly out: tf.Variable;
  readonly scale2: tf.Variable;
  readonly shift2: tf.Variable;
  readonly up: tf.Variable;
  readonly down: tf.Variable;
}

/**
 * A block-causal transformer over token grids: layers that attend within a frame alternate with layers in which the
 * n-th token attends to the n-th tokens of its own and earlier frames. A condition (the action) scales and shifts what
 * each block reads.
 *
 * Factorised attention costs a tenth of attending to all earlier tokens and predicts as well.
 *
 * @see https://arxiv.org/abs/2304.02639 (alternating layers), https://arxiv.org/abs/2212.09748 (adaptive normalisation)
 */
export class Transformer {
  readonly #layers: readonly Layer[];

  constructor(
    readonly config: TransformerConfig,
    parameters: Parameters,
    numConditions: number,
  ) {
    const { width, numLayers } = config;
    // Residual branches start small, so that the sum over layers keeps its size.
    const branchGain = 1 / Math.sqrt(2 * numLayers);
    this.#layers = Array.from({ length: numLayers }, (_, index) => {
      const name = `layer${index}`;
      return {
        scale1: parameters.add(`${name}.scale1`, [numConditions, width], 0.02),
        shift1: parameters.add(`${name}.shift1`, [numConditions, width], 0.02),
        query: parameters.addDense(`${name}.query`, width, width),
        key: parameters.addDense(`${name}.key`, width, width),
        value: parameters.addDense(`${name}.value`, width, width),
        out: parameters.addDense(`${name}.out`, width, width, branchGain),
        scale2: parameters.add(`${name}.scale2`, [numConditions, width], 0.02),
        shift2: parameters.add(`${name}.shift2`, [numConditions, width], 0.02),
        up: parameters.addDense(`${name}.up`, width, MLP_RATIO * width),
        down: parameters.addDense(`${name}.down`, MLP_RATIO * width, width, branchGain),
      };
    });
  }

  /** Tokens (B·T·K, d) and their conditions, one-hot (B·T·K, conditions), to tokens (B·T·K, d). */
  apply(tokens: tf.Tensor2D, conditions: tf.Tensor2D, grid: GridShape): tf.Tensor2D {
    let x = tokens;
    this.#layers.forEach((layer, index) => {
      const modulate = (y: tf.Tensor2D, scale: tf.Variable, shift: tf.Variable): tf.Tensor2D =>
        tf.add(
          tf.add(y, tf.mul(y, tf.matMul(conditions, scale as tf.Tensor2D))),
          tf.matMul(conditions, shift as tf.Tensor2D),
        );
      const read = modulate(rmsNorm(x), layer.scale1, layer.shift1);
      const attended = index % 2 === 0 ? this.#attendInFrame(read, layer, grid) : this.#attendInTime(read, layer, grid);
      x = tf.add(x, tf.matMul(attended, layer.out as tf.Tensor2D));
      const hidden = tf.relu(tf.matMul(modulate(rmsNorm(x), layer.scale2, layer.shift2), layer.up as tf.Tensor2D));
      x = tf.add(x, tf.matMul(hidden, layer.down as tf.Tensor2D));
    });
    return rmsNorm(x);
  }

  #attendInFrame(x: tf.Tensor2D, layer: Layer, grid: GridShape): tf.Tensor2D {
    const { numHeads, width } = this.config;
    const { numClips, numFrames, numTokens } = grid;
    // (B·T, K, H, d/H)
    const split = [numClips * numFrames, numTokens, numHeads, width / numHeads] as const;
    return attend(x, layer, split, null);
  }

  #attendInTime(x: tf.Tensor2D, layer: Layer, grid: GridShape): tf.Tensor2D {
    const { numHeads, width } = this.config;
    const { numClips, numFrames, numTokens } = grid;
    // (B, T, K·H, d/H)
    const split = [numClips, numFrames, numTokens * numHeads, width / numHeads] as const;
    return attend(x, layer, split, causalMask(numFrames));
  }
}

/** Attention along axis 1 of the split (outer, length, heads, d/H), for every outer index and head by itself. */
function attend(
  x: tf.Tensor2D,
  layer: Layer,
  split: readonly [number, number, number, number],
  mask: tf.Tensor | null,
): tf.Tensor2D {
  const heads = (weight: tf.Variable): tf.Tensor =>
    tf.transpose(tf.matMul(x, weight as tf.Tensor2D).reshape([...split]), [0, 2, 1, 3]);
  const scores = tf.mul(tf.matMul(heads(layer.query), heads(layer.key), false, true), 1 / Math.sqrt(split[3]));
  const weights = tf.softmax(mask ? tf.add(scores, mask) : scores);
  return tf.transpose(tf.matMul(weights, heads(layer.value)), [0, 2, 1, 3]).reshape(x.shape);
}

/** (T, T) zero where row t may look at column s ≤ t. */
function causalMask(length: number): tf.Tensor2D {
  const values = Float32Array.from({ length: length * length }, (_, i) =>
    i % length > Math.floor(i / length) ? FORBIDDEN : 0,
  );
  return tf.tensor2d(values, [length, length]);
}

/**
 * Rows (N, d) scaled to a mean square of 1; without a gain, since what reads the result has one.
 * The gradient is written out because the automatic one takes three times the kernels.
 *
 * @see https://arxiv.org/abs/1910.07467
 */
export function rmsNorm(x: tf.Tensor2D): tf.Tensor2D {
  const normalise = tf.customGrad((input, save) => {
    const rows = input as tf.Tensor2D;
    const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(rows), -1, true), EPSILON));
    const value = tf.mul(rows, inverse);
    (save as tf.GradSaveFunc)([value, inverse]);
    return {
      value,
      gradFunc: (dy, saved) => {
        const [y, scale] = saved as tf.Tensor[];
        return tf.mul(scale, tf.sub(dy, tf.mul(y, tf.mean(tf.mul(dy, y), -1, true))));
      },
    };
  });
  return normalise(x) as tf.Tensor2D;
}
