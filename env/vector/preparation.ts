import type { PreparedEpisode } from './prepared-episode.ts';

/** Makes one episode ready at a time, elsewhere. */
export interface Preparer {
  /** Null where an episode cannot be handed over. */
  prepare(seed: string): Promise<PreparedEpisode | null>;
  stop(): Promise<void>;
}

/**
 * Has episodes made ready before they begin. What is ready changes no result: an episode that was
 * not expected, or whose preparation failed, is made when it begins.
 */
export class Preparation {
  readonly #preparers: readonly Preparer[];
  readonly #idle: Set<Preparer>;
  /** Episodes that nobody has begun with. */
  #queue: string[] = [];
  /** Those under way or ready, by their seeds. */
  readonly #prepared = new Map<string, Promise<PreparedEpisode | null>>();

  /** Owns the preparers. */
  constructor(preparers: readonly Preparer[]) {
    this.#preparers = preparers;
    this.#idle = new Set(preparers);
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
    await Promise.all(this.#preparers.map((preparer) => preparer.stop()));
  }

  /** Gives each idle preparer an episode of the queue. */
  #dispatch(): void {
    for (const preparer of this.#idle) {
      const seed = this.#queue.shift();
      if (seed === undefined) return;
      this.#idle.delete(preparer);
      // What failed fails again, and is reported, when the episode begins.
      const prepared = preparer.prepare(seed).catch(() => null);
      this.#prepared.set(seed, prepared);
      void prepared.then(() => {
        this.#idle.add(preparer);
        this.#dispatch();
      });
    }
  }
}
