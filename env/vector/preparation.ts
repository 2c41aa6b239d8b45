import type { PreparedEpisode } from './prepared-episode.ts';
import type { Thread } from './thread.ts';

/**
 * Makes episodes ready in threads of their own before they begin. What is ready changes no result: an episode that was
 * not expected, or whose preparation failed, is made when it begins.
 */
export class Preparation {
  readonly #threads: readonly Thread[];
  /** Episodes that no thread has begun with. */
  #queue: string[] = [];
  /** Those under way or ready, by their seeds. */
  readonly #prepared = new Map<string, Promise<PreparedEpisode | null>>();

  /** Owns the threads. */
  constructor(threads: readonly Thread[]) {
    this.#threads = threads;
  }

  /** Names the episodes that will begin next, the soonest first; what else was made ready is dropped. */
  expect(seeds: readonly string[]): void {
    const expected = new Set(seeds);
    for (const seed of this.#prepared.keys()) if (!expected.has(seed)) this.#prepared.delete(seed);
    this.#queue = [...expected].filter((seed) => !this.#prepared.has(seed));
    this.#dispatch();
  }

  /** Hands out an episode, once; null where it was not begun with, or failed. */
  async take(seed: string): Promise<PreparedEpisode | null> {
    const prepared = this.#prepared.get(seed) ?? null;
    this.#prepared.delete(seed);
    this.#queue = this.#queue.filter((waiting) => waiting !== seed);
    return prepared;
  }

  async close(): Promise<void> {
    this.#queue = [];
    this.#prepared.clear();
    await Promise.all(this.#threads.map((thread) => thread.stop()));
  }

  /** Gives each idle thread an episode of the queue. */
  #dispatch(): void {
    for (const thread of this.#threads) {
      const seed = thread.isBusy ? undefined : this.#queue.shift();
      if (seed === undefined) continue;
      // What failed fails again, and is reported, when the episode begins.
      const prepared = thread.call({ kind: 'prepare', seed }).catch(() => null);
      this.#prepared.set(seed, prepared);
      void prepared.then(() => this.#dispatch());
    }
  }
}
