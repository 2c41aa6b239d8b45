import { CAMERA_DEFAULTS, type FinalResult, type StepResult } from './env.ts';
import { type Command, resolveCommand } from './interaction/actions.ts';
import { initNavigation } from './navigation/navigation.ts';
import type { RenderLayout } from './rendering/renderer.ts';
import { type SensorSuite, channelsOf } from './sensors/sensor-suite.ts';
import { attempt } from './vector/attempt.ts';
import { countUp } from './vector/autoreset.ts';
import { BatchSenses, type SensedEpisode } from './vector/batch-senses.ts';
import type { EnvView } from './vector/env-view.ts';
import { failedResult } from './vector/failed-result.ts';
import { openWorlds } from './vector/open-worlds.ts';
import type { Move, Start } from './vector/thread-message.ts';
import type { VectorEnvOptions } from './vector/vector-env-options.ts';
import type { Begun, Worlds } from './vector/worlds.ts';
import type { Outcome, World } from './world.ts';

export type { VectorEnvOptions } from './vector/vector-env-options.ts';

/** One environment of the batch, which was reset once at least. */
interface Slot {
  /** The seed of its last explicit reset, and how many episodes it has begun by itself since. */
  readonly firstSeed: string;
  readonly number: number;
  /** Its episode, or what that failed of. */
  episode: SensedEpisode | Error;
  /** What its last reset or step led to; null until that is seen. */
  result: StepResult | null;
}

/** An episode to begin, and its place among those that an environment begins by itself. */
type NumberedStart = Start & Pick<Slot, 'firstSeed' | 'number'>;

/** What an environment's reset or step came to, before it is seen. */
interface Arrival {
  readonly index: number;
  readonly outcome: Outcome | Error;
}

/**
 * N episodes side by side. What fails in one environment stands in that one's result (`StepResult.failure`) and leaves the
 * others alone. Half of a batch is drawn while the other half steps, in other threads if there are `workers`. A caller
 * gains more by keeping two halves going itself, for calls about different environments may overlap:
 *
 *     let left = env.step(commandsOfLeft);   // null for every environment of the right half
 *     let right = env.step(commandsOfRight); // steps while the left half is drawn, and the agent thinks
 *     for (;;) {
 *       left = env.step(think(await left));
 *       right = env.step(think(await right));
 *     }
 */
export class VectorEnv {
  readonly #slots: (Slot | null)[];
  /** Environments whose reset or step is under way. */
  readonly #busy = new Set<number>();
  readonly #worlds: Worlds;
  readonly #senses: BatchSenses;

  private constructor(
    readonly options: VectorEnvOptions,
    worlds: Worlds,
    senses: BatchSenses,
  ) {
    this.#slots = Array.from({ length: options.numEnvs }, () => null);
    this.#worlds = worlds;
    this.#senses = senses;
  }

  /** @throws Error when sensors are asked for without a GPU; UsageError for threads without a source that opens */
  static async create(options: VectorEnvOptions): Promise<VectorEnv> {
    await initNavigation();
    const { sensors = [], camera, suite = { sensors, camera: { ...CAMERA_DEFAULTS, ...camera } } } = options;
    const senses = await BatchSenses.create({ ...options, suite });
    try {
      const worlds = await openWorlds({ ...options, hasScenes: channelsOf(suite).length > 0 });
      return new VectorEnv(options, worlds, senses);
    } catch (error) {
      senses.dispose();
      throw error;
    }
  }

  get numEnvs(): number {
    return this.options.numEnvs;
  }

  get suite(): SensorSuite {
    return this.#senses.suite;
  }

  /** Null where nothing is drawn. */
  get layout(): RenderLayout | null {
    return this.#senses.renderer?.layout ?? null;
  }

  /** What can be read of one environment, the state that agents may not see included. @throws Error before its first reset, and what its episode failed of */
  viewAt(index: number): EnvView {
    return this.#runningAt(index).view;
  }

  /** What an environment lost its episode to; null while it has one. @throws Error before its first reset */
  failureAt(index: number): Error | null {
    const { episode } = this.#slotAt(index);
    return episode instanceof Error ? episode : null;
  }

  /** Everything about one environment. @throws as `viewAt`, and Error when it lives in another thread */
  worldAt(index: number): World {
    this.#runningAt(index);
    return this.#worlds.worldAt(index);
  }

  /** Proposals that were thrown away before this environment's episode was found. @throws as `viewAt` */
  rejectedAt(index: number): number {
    return this.#runningAt(index).rejected;
  }

  /**
   * Starts the episode each seed names; where the seed is null, that environment is left as it is.
   * Gives the latest result of every environment.
   *
   * @throws RangeError when the number of seeds is not N; Error for an environment whose last call is under way
   */
  async reset(seeds: readonly (string | null)[]): Promise<StepResult[]> {
    this.#checkLength('reset', seeds.length);
    const starts = seeds.flatMap((seed, index) => (seed === null ? [] : [{ index, seed }]));
    await this.#alone(starts, () =>
      this.#begin(starts.map((start) => ({ ...start, firstSeed: start.seed, number: 0 }))),
    );
    return this.#results();
  }

  /**
   * Steps the environments that have a command; those with null wait. Gives the latest result of every environment.
   *
   * @throws RangeError for what is no command, or when their number is not N; Error for a command in an episode that
   * ended (where none resets by itself), and in an environment whose last call is under way. In all cases nothing changes.
   */
  async step(commands: readonly (Command | null)[]): Promise<StepResult[]> {
    this.#checkLength('step', commands.length);
    const given = commands.flatMap((command, index) => (command === null ? [] : [{ index, command }]));
    for (const { index, command } of given) {
      resolveCommand(command);
      this.#checkStep(index);
    }
    await this.#alone(given, async () => {
      const moves = given.filter(({ index }) => !this.#isOver(index));
      const ended = given.filter(({ index }) => this.#isOver(index));
      await Promise.all([this.#move(moves), this.#begin(ended.map(({ index }) => this.#next(index)))]);
      if (this.options.autoreset === 'same-step') await this.#replaceEnded(moves);
    });
    return this.#results();
  }

  /**
   * Names the episodes that will be begun next, the soonest first, so that they are made ready meanwhile; it replaces
   * what was named before. Environments that reset by themselves name theirs by themselves.
   */
  expect(seeds: readonly string[]): void {
    this.#worlds.expect(seeds);
  }

  /** Frees what this created; the GPU belongs to the caller. */
  async close(): Promise<void> {
    this.#slots.fill(null);
    await this.#worlds.close();
    this.#senses.dispose();
    await this.options.onClose?.();
  }

  /** Carries out commands and lets the agents see what came of it, one part of them while the next steps. */
  async #move(moves: readonly Move[]): Promise<void> {
    const parts = this.#senses.partsOf(moves);
    const stepping = this.#worlds.inThreads ? parts.map((part) => this.#worlds.step(part)) : [];
    const seeing: Promise<void>[] = [];
    try {
      for (const [i, part] of parts.entries()) {
        const arrived = await (stepping[i] ?? this.#worlds.step(part));
        seeing.push(this.#see(part.map(({ index }, k) => ({ index, outcome: arrived[k] }))));
      }
    } finally {
      await Promise.allSettled(seeing);
    }
    await Promise.all(seeing);
  }

  /** Begins episodes and lets the agents look around. */
  async #begin(starts: readonly NumberedStart[]): Promise<void> {
    if (starts.length === 0) return;
    const begun = await this.#worlds.begin(starts);
    const outcomes = starts.map((start, i) => this.#enter(start, begun[i]));
    this.#expectNext();
    await this.#see(starts.map(({ index }, i) => ({ index, outcome: outcomes[i] })));
  }

  #enter({ index, firstSeed, number }: NumberedStart, begun: Begun | Error): Outcome | Error {
    const episode = begun instanceof Error ? begun : attempt(() => this.#senses.begin(index, begun));
    this.#slots[index] = { firstSeed, number, episode, result: null };
    if (episode instanceof Error) return episode;
    return { reward: 0, terminated: false, truncated: false, measures: episode.view.measures };
  }

  /** Autoreset `same-step`: puts the next episode's first observation in the place of the last one's. */
  async #replaceEnded(moves: readonly Move[]): Promise<void> {
    const ended = moves.filter(({ index }) => this.#isOver(index)).map(({ index }) => this.#next(index));
    const finals = ended.map(({ index }): FinalResult => {
      const { episode } = this.#slotAt(index);
      return { ...this.#resultAt(index), traceHash: episode instanceof Error ? null : episode.view.traceHash };
    });
    await this.#begin(ended);
    ended.forEach(({ index }, i) => {
      const { reward, terminated, truncated } = finals[i];
      this.#slotAt(index).result = { ...this.#resultAt(index), reward, terminated, truncated, final: finals[i] };
    });
  }

  /** Notes what environments came to, and lets the agents of those with an episode see it. */
  async #see(arrivals: readonly Arrival[]): Promise<void> {
    const seen: { readonly slot: Slot; readonly episode: SensedEpisode; readonly outcome: Outcome }[] = [];
    for (const { index, outcome } of arrivals) {
      const slot = this.#slotAt(index);
      if (outcome instanceof Error) {
        slot.episode = outcome;
        slot.result = failedResult(this.suite, outcome.message);
      } else {
        seen.push({ slot, episode: this.#runningAt(index), outcome });
      }
    }
    const observations = await this.#senses.observe(seen.map(({ episode }) => episode));
    seen.forEach(({ slot, outcome }, i) => (slot.result = { observation: observations[i], ...outcome }));
  }

  /** The start that follows an environment's episode by itself. */
  #next(index: number): NumberedStart {
    const { nextSeed = countUp } = this.options;
    const { firstSeed, number } = this.#slotAt(index);
    return { index, firstSeed, number: number + 1, seed: nextSeed(index, number + 1, firstSeed) };
  }

  #expectNext(): void {
    const { autoreset = 'disabled' } = this.options;
    if (autoreset === 'disabled') return;
    const begun = [...this.#slots.keys()].filter((index) => this.#slots[index] !== null);
    this.expect(begun.map((index) => this.#next(index).seed));
  }

  /** Works on environments that nobody else works on. */
  async #alone(claimed: readonly { readonly index: number }[], work: () => Promise<void>): Promise<void> {
    for (const { index } of claimed) {
      if (!this.#busy.has(index)) continue;
      throw new Error(`VectorEnv: the last reset or step of environment ${index} is under way; wait for it first.`);
    }
    for (const { index } of claimed) this.#busy.add(index);
    try {
      await work();
    } finally {
      for (const { index } of claimed) this.#busy.delete(index);
    }
  }

  /** Whether there is nothing to be stepped. */
  #isOver(index: number): boolean {
    const { episode } = this.#slotAt(index);
    return episode instanceof Error || episode.view.ended;
  }

  #checkStep(index: number): void {
    const { autoreset = 'disabled' } = this.options;
    if (this.#busy.has(index) || !this.#isOver(index) || autoreset !== 'disabled') return;
    const { seed } = this.viewAt(index).spec;
    throw new Error(`VectorEnv.step: episode ${seed} of environment ${index} ended; reset it first.`);
  }

  #slotAt(index: number): Slot {
    const slot = this.#slots[index];
    if (!slot) throw new Error(`VectorEnv: environment ${index} has no episode; reset it first.`);
    return slot;
  }

  #runningAt(index: number): SensedEpisode {
    const { episode } = this.#slotAt(index);
    if (episode instanceof Error) throw episode;
    return episode;
  }

  #resultAt(index: number): StepResult {
    const { result } = this.#slotAt(index);
    if (result === null) throw new Error(`VectorEnv: environment ${index} was reset but never seen; reset it again.`);
    return result;
  }

  #results(): StepResult[] {
    return this.#slots.map((_, index) => this.#resultAt(index));
  }

  #checkLength(method: string, length: number): void {
    if (length === this.numEnvs) return;
    throw new RangeError(`VectorEnv.${method}: ${length} entries for ${this.numEnvs} environments; give one each.`);
  }
}
