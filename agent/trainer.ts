import { setImmediate } from 'node:timers/promises';
import { Adam, type AdamOptions } from './adam.ts';
import type { Parameters } from './parameters.ts';
import type { RunFolder } from './run-folder.ts';
import * as tf from './tf.ts';

/** Anything that learns by gradients from batches. */
export interface Trainable<Batch> {
  readonly parameters: Parameters;
  computeLoss(batch: Batch): { loss: tf.Scalar; parts: Record<string, tf.Scalar> };
}

export interface TrainerOptions {
  readonly numSteps: number;
  readonly learningRate: number;
  /** Steps over which the learning rate rises from 0; afterwards it falls along a cosine to 0 at `numSteps`. */
  readonly warmupSteps?: number;
  /** Steps between lines of metrics. */
  readonly logEvery?: number;
  /** Steps between checkpoints. */
  readonly saveEvery?: number;
  readonly adam?: AdamOptions;
}

export const TRAINER_DEFAULTS = { warmupSteps: 100, logEvery: 20, saveEvery: 500, adam: {} };

export interface TrainingEvents {
  /** A line of metrics is due; called every `logEvery` steps. */
  readonly onMetrics?: (step: number, metrics: Record<string, number>) => void;
  /** The weights were saved; called every `saveEvery` steps and at the end. */
  readonly onSave?: (step: number) => Promise<void>;
  readonly signal?: AbortSignal;
  /** Stops after this step, to go on later; the learning rate still falls towards the last one. */
  readonly until?: number;
}

/**
 * Trains whatever has a loss, and knows nothing else of it. The batch of a step is a function of the step alone, so a
 * resumed run goes on bit by bit as if it had never stopped (on the wasm backend).
 */
export class Trainer<Batch> {
  readonly #options: TrainerOptions & typeof TRAINER_DEFAULTS;
  readonly #adam: Adam;
  #step = 0;

  constructor(
    readonly model: Trainable<Batch>,
    readonly run: RunFolder,
    options: TrainerOptions,
  ) {
    this.#options = { ...TRAINER_DEFAULTS, ...options };
    this.#adam = new Adam(model.parameters, this.#options.adam);
  }

  /** Steps made so far. */
  get step(): number {
    return this.#step;
  }

  /** Goes back to the last checkpoint of the run. @throws UsageError when it is absent, damaged, or of another model. */
  async resume(): Promise<void> {
    const { record, weights } = await this.run.readTraining();
    this.model.parameters.load(weights);
    this.#adam.load(weights);
    this.#step = Number(record.step);
    await this.run.truncateMetrics(this.#step);
  }

  /** Trains to the last step, or until the signal aborts; either way the run is saved before it returns. */
  async train(sample: (step: number) => Batch | Promise<Batch>, events: TrainingEvents = {}): Promise<void> {
    const { numSteps, logEvery, saveEvery } = this.#options;
    const end = Math.min(numSteps, events.until ?? numSteps);
    while (this.#step < end && !events.signal?.aborted) {
      const metrics = this.#update(await sample(this.#step));
      this.#step++;
      if (this.#step % logEvery === 0 || this.#step === numSteps) {
        const values = await readScalars(metrics);
        await this.run.appendMetrics({ step: this.#step, ...values });
        events.onMetrics?.(this.#step, values);
      }
      tf.dispose(metrics);
      if (this.#step % saveEvery === 0 && this.#step < numSteps) await this.#save(events);
      // Lets the process hear Ctrl-C.
      await setImmediate();
    }
    await this.#save(events);
  }

  dispose(): void {
    this.#adam.dispose();
  }

  #update(batch: Batch): Record<string, tf.Scalar> {
    const { parameters } = this.model;
    return tf.tidy(() => {
      let parts: Record<string, tf.Scalar> = {};
      const { value: loss, grads } = tf.variableGrads(() => {
        const computed = this.model.computeLoss(batch);
        parts = Object.fromEntries(Object.entries(computed.parts).map(([name, part]) => [name, tf.keep(part)]));
        return computed.loss;
      }, parameters.variables);
      const gradients = parameters.variables.map(({ name }) => grads[name]);
      const norm = this.#adam.apply(gradients, this.#step + 1, this.#learningRate());
      return { loss, ...parts, norm };
    });
  }

  #learningRate(): number {
    const { learningRate, warmupSteps, numSteps } = this.#options;
    const warmth = Math.min(1, (this.#step + 1) / (warmupSteps + 1));
    const progress = Math.max(0, this.#step - warmupSteps) / Math.max(1, numSteps - warmupSteps);
    return learningRate * warmth * 0.5 * (1 + Math.cos(Math.PI * progress));
  }

  async #save({ onSave }: TrainingEvents): Promise<void> {
    const weights = await this.model.parameters.read();
    const adam = await this.#adam.read();
    await this.run.writeTraining({ record: { step: this.#step }, weights: new Map([...weights, ...adam]) });
    await onSave?.(this.#step);
  }
}

async function readScalars(scalars: Record<string, tf.Scalar>): Promise<Record<string, number>> {
  const values: Record<string, number> = {};
  for (const [name, scalar] of Object.entries(scalars)) values[name] = (await scalar.data())[0];
  return values;
}
