import { CATEGORIES } from '../env/categories.ts';
import type { Command } from '../env/interaction/actions.ts';
import { ACTIONS } from '../env/env.ts';
import type { StepResult } from '../env/env.ts';
import { episodeSeed } from '../env/episode.ts';
import { UsageError } from '../env/errors.ts';
import { rulesOf } from '../env/tasks.ts';
import { countUp } from '../env/vector/autoreset.ts';
import { checkLength, readActions } from './batch-actions.ts';
import { MEASURES, ObservationColumns, ResultColumns, spacesOf } from './batch-columns.ts';
import type { BatchEnv, BatchSources } from './batch-env.ts';
import type { MadeMessage, ResultsMessage } from './batch-message.ts';
import type { BatchOptions, ResetRequest, StepRequest } from './batch-request.ts';
import { bytesOf } from './protocol.ts';

type Ended = ResultsMessage['ended'][number];
/** A results message but for its address. */
export type Results = Omit<ResultsMessage, 'type' | 'id' | 'batch'>;

/** Environments that one client steps in lock-step. */
export class Batch {
  readonly #options: BatchOptions;
  readonly #env: BatchEnv;
  readonly #columns: ResultColumns;
  /** The result each row of the columns shows. */
  readonly #shown: (StepResult | null)[];
  /** The seed of each environment's last episode, before the first the one it begins with by itself. */
  readonly #seeds: (string | null)[];

  private constructor(options: BatchOptions, env: BatchEnv) {
    this.#options = options;
    this.#env = env;
    this.#columns = new ResultColumns(options, env.numEnvs);
    this.#shown = Array.from({ length: env.numEnvs }, () => null);
    this.#seeds = Array.from({ length: env.numEnvs }, () => null);
  }

  /** @throws UsageError for what cannot be together */
  static async create(options: BatchOptions, sources: BatchSources, rest: () => Promise<void>): Promise<Batch> {
    if (options.agents > 1 && (options.numEnvs > 1 || options.autoreset !== 'disabled')) {
      throw new UsageError('Batch: several agents share one house; leave out numEnvs and autoreset.');
    }
    if (new Set(options.sensors).size < options.sensors.length) {
      throw new UsageError('Batch: a sensor is named twice; name each once.');
    }
    return new Batch(options, await sources.createBatch(options, rest));
  }

  describe(device: string | null): Omit<MadeMessage, 'type' | 'id' | 'batch'> {
    const { agents, task, split, level, autoreset, sensors, stepLimit = rulesOf({ task }).stepLimit } = this.#options;
    return {
      numEnvs: this.#env.numEnvs,
      agents,
      task,
      split,
      level,
      autoreset,
      stepLimit,
      observation: spacesOf(this.#options),
      actions: [...ACTIONS],
      measures: [...MEASURES],
      categories: [...CATEGORIES],
      device: sensors.length > 0 ? device : null,
    };
  }

  /** The answer's columns are views: they change with the next request. @throws UsageError when nothing was done */
  async reset({ seeds, mask }: ResetRequest): Promise<Results> {
    const { numEnvs } = this.#env;
    if (seeds) checkLength('seeds', seeds.length, numEnvs);
    if (mask) checkLength('mask entries', mask.length, numEnvs);
    const leader = this.#options.agents > 1 ? 0 : null;
    const named = Array.from({ length: numEnvs }, (_, i) => {
      const index = leader ?? i;
      return mask && mask[index] === 0 ? null : this.#seedOf(index, seeds?.[index] ?? null);
    });
    if (this.#shown.some((result, i) => result === null && named[i] === null)) {
      throw new UsageError('Batch: some environments have had no episode yet; reset all of them first.');
    }
    return this.#tell(await this.#env.reset(named), false);
  }

  /** As `reset`. */
  async step(request: StepRequest): Promise<Results> {
    const commands = readActions(request, this.#env.numEnvs);
    this.#checkSteps(commands);
    return this.#tell(await this.#env.step(commands), true);
  }

  close(): Promise<void> {
    return this.#env.close();
  }

  #seedOf(index: number, asked: string | number | null): string {
    const { split } = this.#options;
    if (typeof asked === 'string') return asked;
    if (asked !== null) return episodeSeed(asked, split, 0);
    const last = this.#seeds[index];
    return last === null ? episodeSeed(index, split, 0) : countUp(index, 1, last);
  }

  #checkSteps(commands: readonly (Command | null)[]): void {
    const { autoreset } = this.#options;
    commands.forEach((command, i) => {
      const last = this.#shown[i];
      if (last === null) throw new UsageError(`Batch: environment ${i} has no episode; send "resetBatch" first.`);
      if (command === null || autoreset !== 'disabled' || !(last.terminated || last.truncated)) return;
      throw new UsageError(`Batch: the episode of environment ${i} ended; reset it, or let it wait.`);
    });
  }

  /** Brings the columns up to date, and says what began, ended and went wrong. */
  #tell(results: readonly StepResult[], isStep: boolean): Results {
    const changed = [...results.keys()].filter((i) => results[i] !== this.#shown[i]);
    for (const i of changed) {
      this.#columns.set(i, results[i]);
      this.#shown[i] = results[i];
    }
    const alive = changed.filter((i) => results[i].failure === undefined);
    return {
      ...this.#columns.bytes,
      began: alive.filter((i) => results[i].observation.step === 0).map((i) => this.#began(i, results[i])),
      ended: isStep ? changed.flatMap((i) => this.#ended(i, results[i])) : [],
      errors: alive.flatMap((index) => {
        const { error } = (results[index].final ?? results[index]).observation;
        return error === null ? [] : [{ index, message: error }];
      }),
      failures: changed.flatMap((index) => {
        const message = results[index].failure ?? results[index].final?.failure;
        return message === undefined ? [] : [{ index, message }];
      }),
      final: this.#finals(changed.filter((i) => results[i].final).map((i) => [i, results[i]])),
    };
  }

  #began(index: number, { observation }: StepResult): Results['began'][number] {
    const { spec, house } = this.#env.viewAt(index);
    this.#seeds[index] = spec.seed;
    const { seed, instruction, category, geodesicDistance } = spec;
    const imageGoal = observation.imageGoal ?? null;
    const rooms = house.rooms.length;
    return { index, seed, house: spec.house, rooms, instruction, category, geodesicDistance, imageGoal };
  }

  #ended(index: number, result: StepResult): Ended[] {
    const { terminated, truncated, measures, failure } = result.final ?? result;
    if (failure !== undefined || !(terminated || truncated)) return [];
    const traceHash = result.final?.traceHash ?? this.#env.viewAt(index).traceHash;
    return [{ index, reason: terminated ? 'stop' : 'limit', traceHash, measures: { ...measures } }];
  }

  #finals(rows: readonly (readonly [index: number, result: StepResult])[]): Results['final'] {
    if (this.#options.autoreset !== 'same-step') return null;
    const columns = new ObservationColumns(this.#options, rows.length);
    rows.forEach(([, { final, observation }], row) => columns.set(row, (final ?? { observation }).observation));
    return { index: bytesOf(Int32Array.from(rows, ([index]) => index)), observation: columns.bytes };
  }
}
