import { type Scene, buildScene } from '../rendering/scene.ts';
import type { Outcome, World } from '../world.ts';
import { attempt } from './attempt.ts';
import type { Preparation } from './preparation.ts';
import type { PreparedEpisode } from './prepared-episode.ts';
import type { Move, Start } from './thread-message.ts';
import { WorldHost, type WorldHostOptions } from './world-host.ts';
import type { Begun, Worlds } from './worlds.ts';

/** What worlds in this thread are made of. */
export interface LocalWorldsOptions extends WorldHostOptions {
  /** Whether houses are drawn. */
  readonly hasScenes: boolean;
  /** Makes episodes ready in other threads; null where nothing is made ready. */
  readonly preparation: Preparation | null;
  /**
   * Awaited between one world and the next, so that whoever else this thread serves is served in between; what it throws
   * ends the call. When left out, houses are made a turn of the event loop each, and steps are not interrupted.
   */
  readonly rest?: () => Promise<void>;
}

/** All worlds of a batch in this thread. */
export class LocalWorlds implements Worlds {
  readonly inThreads = false;
  readonly #options: LocalWorldsOptions;
  readonly #host: WorldHost;

  constructor(options: LocalWorldsOptions) {
    this.#options = options;
    this.#host = new WorldHost(options);
  }

  async begin(starts: readonly Start[]): Promise<(Begun | Error)[]> {
    const prepared = await Promise.all(starts.map(({ seed }) => this.#options.preparation?.take(seed) ?? null));
    const { rest = eventLoopTurn } = this.#options;
    const begun: (Begun | Error)[] = [];
    for (const [i, start] of starts.entries()) {
      if (i > 0) await rest();
      begun.push(attempt(() => this.#begin(start, prepared[i])));
    }
    return begun;
  }

  async step(moves: readonly Move[]): Promise<(Outcome | Error)[]> {
    const { rest } = this.#options;
    const outcomes: (Outcome | Error)[] = [];
    for (const { index, command } of moves) {
      outcomes.push(attempt(() => this.#host.step(index, command)));
      if (rest) await rest();
    }
    return outcomes;
  }

  expect(seeds: readonly string[]): void {
    this.#options.preparation?.expect(seeds);
  }

  worldAt(index: number): World {
    return this.#host.worldAt(index);
  }

  async close(): Promise<void> {
    this.#host.dispose();
    await this.#options.preparation?.close();
  }

  #begin({ index, seed }: Start, prepared: PreparedEpisode | null): Begun {
    const { world, rejected } = this.#host.begin(index, seed, prepared);
    return { view: world, rejected, scene: this.#sceneOf(world, prepared) };
  }

  #sceneOf({ house }: World, prepared: PreparedEpisode | null): Scene | null {
    const { hasScenes, library } = this.#options;
    return hasScenes ? (prepared?.scene ?? buildScene(house, library)) : null;
  }
}

/** Node has `setImmediate`; a browser's timers do as well. */
function eventLoopTurn(): Promise<void> {
  return new Promise((resolve) => (typeof setImmediate === 'function' ? setImmediate(resolve) : setTimeout(resolve)));
}
