import type { Weights } from './checkpoint.ts';
import type { Parameters } from './parameters.ts';
import { UsageError } from '../env/errors.ts';
import * as tf from './tf.ts';

export interface AdamOptions {
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
  /** Gradients are scaled down to this global norm. */
  readonly clipNorm?: number;
}

export const ADAM_DEFAULTS: Required<AdamOptions> = { beta1: 0.9, beta2: 0.98, epsilon: 1e-8, clipNorm: 1 };

interface Moments {
  mean: tf.Tensor;
  square: tf.Tensor;
}

/**
 * Adam with clipping by global norm. A step assigns new tensors and never writes into old ones: the wasm backend caches
 * packed weights by tensor.
 *
 * @see https://arxiv.org/abs/1412.6980, algorithm 1 in the efficient form of section 2.
 */
export class Adam {
  readonly #options: Required<AdamOptions>;
  readonly #moments: Moments[];

  constructor(
    readonly parameters: Parameters,
    options: AdamOptions = {},
  ) {
    this.#options = { ...ADAM_DEFAULTS, ...options };
    this.#moments = parameters.variables.map(({ shape }) => ({ mean: tf.zeros(shape), square: tf.zeros(shape) }));
  }

  /** Applies one gradient for each variable of the parameters, in their order; `step` counts from 1. Answers their norm. */
  apply(gradients: readonly tf.Tensor[], step: number, learningRate: number): tf.Scalar {
    const { beta1, beta2, epsilon, clipNorm } = this.#options;
    const rate = (learningRate * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step);
    return tf.tidy(() => {
      const squares = gradients.map((gradient) => tf.sum(tf.square(gradient)).reshape([1]));
      const norm = tf.sqrt(tf.sum(tf.concat(squares))).asScalar();
      const scale = tf.minimum(1, tf.div(clipNorm, tf.add(norm, 1e-6)));
      this.parameters.variables.forEach((variable, index) => {
        const old = this.#moments[index];
        const gradient = tf.mul(gradients[index], scale);
        const mean = tf.add(tf.mul(old.mean, beta1), tf.mul(gradient, 1 - beta1));
        const square = tf.add(tf.mul(old.square, beta2), tf.mul(tf.square(gradient), 1 - beta2));
        const change = tf.div(tf.mul(mean, rate), tf.add(tf.sqrt(square), epsilon));
        variable.assign(tf.sub(variable, change));
        tf.dispose([old.mean, old.square]);
        this.#moments[index] = { mean: tf.keep(mean), square: tf.keep(square) };
      });
      return norm;
    });
  }

  async read(): Promise<Map<string, Weights>> {
    const weights = new Map<string, Weights>();
    for (const [index, [name, { shape }]] of this.parameters.entries.entries()) {
      const { mean, square } = this.#moments[index];
      weights.set(`adam.mean.${name}`, { shape, values: (await mean.data()) as Float32Array });
      weights.set(`adam.square.${name}`, { shape, values: (await square.data()) as Float32Array });
    }
    return weights;
  }

  /** @throws UsageError when a moment is missing. */
  load(weights: ReadonlyMap<string, Weights>): void {
    this.parameters.entries.forEach(([name, { shape }], index) => {
      const mean = weights.get(`adam.mean.${name}`);
      const square = weights.get(`adam.square.${name}`);
      if (!mean || !square) {
        throw new UsageError(`Adam.load: no moments of ${name} in the checkpoint; resume the run that wrote it.`);
      }
      tf.dispose([this.#moments[index].mean, this.#moments[index].square]);
      this.#moments[index] = { mean: tf.tensor(mean.values, shape), square: tf.tensor(square.values, shape) };
    });
  }

  dispose(): void {
    for (const { mean, square } of this.#moments) tf.dispose([mean, square]);
  }
}
