import type { Outcome, World } from '../world.ts';
import { toError } from './attempt.ts';
import type { Preparation } from './preparation.ts';
import type { MeshedEpisode, PreparedEpisode } from './prepared-episode.ts';
import { RemoteView, SharedState } from './shared-state.ts';
import type { Thread } from './thread.ts';
import { type Move, type Start, type ThreadBegun, type ThrownError, isThrown, unpackError } from './thread-message.ts';
import type { Begun, Worlds } from './worlds.ts';

/** The worlds of a batch in other threads: environment `i` lives in thread `i` modulo their number. */
export class ThreadedWorlds implements Worlds {
  readonly inThreads = true;
  readonly #threads: readonly Thread[];
  readonly #preparation: Preparation | null;
  readonly #views = new Map<number, RemoteView>();

  private constructor(threads: readonly Thread[], preparation: Preparation | null) {
    this.#threads = threads;
    this.#preparation = preparation;
  }

  /** Owns the threads and the preparation. @throws what opening the threads' episodes throws */
  static async open(threads: readonly Thread[], preparation: Preparation | null): Promise<ThreadedWorlds> {
    const worlds = new ThreadedWorlds(threads, preparation);
    try {
      await Promise.all(threads.map((thread) => thread.call({ kind: 'open' })));
      return worlds;
    } catch (error) {
      await worlds.close();
      throw error;
    }
  }

  async begin(starts: readonly Start[]): Promise<(Begun | Error)[]> {
    const prepared = await Promise.all(starts.map(({ seed }) => this.#preparation?.take(seed) ?? null));
    const tasks = starts.map((start, i) => ({ ...start, prepared: withoutScene(prepared[i]) }));
    const answers = await this.#ask(tasks, (thread, part) => thread.call({ kind: 'begin', starts: part }));
    return answers.map((answer, i) => (answer instanceof Error ? answer : this.#view(starts[i], answer, prepared[i])));
  }

  async step(moves: readonly Move[]): Promise<(Outcome | Error)[]> {
    const answers = await this.#ask(moves, (thread, part) => thread.call({ kind: 'step', moves: part }));
    return answers.map((answer, i) => {
      const view = this.#views.get(moves[i].index);
      if (answer instanceof Error) return answer;
      if (view === undefined) throw new Error(`ThreadedWorlds: environment ${moves[i].index} was never begun.`);
      view.error = answer;
      return view.outcome;
    });
  }

  expect(seeds: readonly string[]): void {
    this.#preparation?.expect(seeds);
  }

  worldAt(index: number): World {
    throw new Error(
      `VectorEnv.worldAt: the world of environment ${index} lives in another thread; read viewAt, or take workers: 0.`,
    );
  }

  async close(): Promise<void> {
    this.#views.clear();
    await Promise.all([...this.#threads.map((thread) => thread.stop()), this.#preparation?.close()]);
  }

  #view(
    { index }: Start,
    { facts, state, size, rejected, scene }: ThreadBegun,
    prepared: PreparedEpisode | null,
  ): Begun {
    const view = new RemoteView(facts, new SharedState(state, size));
    this.#views.set(index, view);
    return { view, rejected, scene: scene ?? prepared?.scene ?? null };
  }

  /** Asks each thread for its environments' part at once; gives the answers in the order of the tasks. */
  async #ask<Task extends { readonly index: number }, Answer>(
    tasks: readonly Task[],
    ask: (thread: Thread, part: readonly Task[]) => Promise<readonly (Answer | ThrownError)[]>,
  ): Promise<(Answer | Error)[]> {
    const answers = new Array<Answer | Error>(tasks.length);
    const asking = this.#threads.map(async (thread, number) => {
      const places = [...tasks.keys()].filter((place) => tasks[place].index % this.#threads.length === number);
      if (places.length === 0) return;
      const part = places.map((place) => tasks[place]);
      const given = await ask(thread, part).catch((error: unknown) => part.map(() => toError(error)));
      places.forEach((place, i) => (answers[place] = unpack(given[i])));
    });
    await Promise.all(asking);
    return answers;
  }
}

function unpack<Answer>(answer: Answer | ThrownError | Error): Answer | Error {
  return isThrown(answer) ? unpackError(answer) : answer;
}

/** A world has no use for what is drawn. */
function withoutScene(prepared: PreparedEpisode | null): MeshedEpisode | null {
  return prepared && { episode: prepared.episode, mesh: prepared.mesh };
}
