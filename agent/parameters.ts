import { UsageError } from '../env/errors.ts';
import type { Rng } from '../env/random.ts';
import type { Weights } from './checkpoint.ts';
import * as tf from './tf.ts';

/** The named weights of a model, in the order they were added; whoever creates it disposes it. */
export class Parameters {
  readonly #variables = new Map<string, tf.Variable>();

  constructor(readonly rng: Rng) {}

  /**
   * Adds a weight drawn from a normal distribution of this standard deviation, from a random stream of its own name.
   * Every weight is a variable without a name of its own, because TensorFlow.js allows a name once a process.
   */
  add(name: string, shape: number[], deviation: number): tf.Variable {
    const rng = this.rng.child(name);
    const size = shape.reduce((product, length) => product * length, 1);
    return this.place(
      name,
      shape,
      Float32Array.from({ length: size }, () => (deviation === 0 ? 0 : deviation * rng.normal())),
    );
  }

  /** Adds a weight that begins with these values. */
  place(name: string, shape: number[], values: Float32Array): tf.Variable {
    const variable = tf.tidy(() => tf.variable(tf.tensor(values, shape)));
    this.#variables.set(name, variable);
    return variable;
  }

  /** A weight (inputs, outputs) for `matMul`, scaled so that the output's size does not depend on the input's width. */
  addDense(name: string, inputs: number, outputs: number, gain = 1): tf.Variable {
    return this.add(name, [inputs, outputs], gain / Math.sqrt(inputs));
  }

  get entries(): readonly (readonly [name: string, variable: tf.Variable])[] {
    return [...this.#variables];
  }

  get variables(): tf.Variable[] {
    return [...this.#variables.values()];
  }

  get size(): number {
    return this.variables.reduce((sum, variable) => sum + variable.size, 0);
  }

  /** The weights' present values, each name with this prefix. */
  async read(prefix = ''): Promise<Map<string, Weights>> {
    const weights = new Map<string, Weights>();
    for (const [name, variable] of this.#variables) {
      weights.set(prefix + name, { shape: variable.shape, values: (await variable.data()) as Float32Array });
    }
    return weights;
  }

  /** Takes over values that `read` gave. @throws UsageError when a weight is missing or of another shape. */
  load(weights: ReadonlyMap<string, Weights>, prefix = ''): void {
    for (const [name, variable] of this.#variables) {
      const given = weights.get(prefix + name);
      const shape = given?.shape.join('x') ?? 'absent';
      if (!given || shape !== variable.shape.join('x')) {
        throw new UsageError(
          `Parameters.load: weight ${prefix + name} is ${shape}, the model has ${variable.shape.join('x')}; use the checkpoint of this model and preset.`,
        );
      }
      tf.tidy(() => variable.assign(tf.tensor(given.values, variable.shape)));
    }
  }

  dispose(): void {
    for (const variable of this.#variables.values()) variable.dispose();
  }
}
