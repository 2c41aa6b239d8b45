import type { PhysicsLevel } from '../env.ts';
import type { Command } from '../interaction/actions.ts';
import { type Outcome, World } from '../world.ts';
import { type MeshedEpisode, adoptEpisode } from './prepared-episode.ts';
import type { WorldSupply } from './world-source.ts';

/** A world that has just begun. */
export interface StartedWorld {
  readonly world: World;
  /** Proposals that were thrown away before its episode was found. */
  readonly rejected: number;
}

/** What the worlds of one thread are made of. */
export interface WorldHostOptions extends WorldSupply {
  readonly level?: PhysicsLevel;
  /** Makes each environment's world; by default one of its own for the episode of the seed. */
  readonly createWorld?: (index: number, seed: string) => StartedWorld;
}

/** The worlds of some environments, by the environments' numbers, all in one thread. Needs `initNavigation` first. */
export class WorldHost {
  readonly #options: WorldHostOptions;
  readonly #worlds = new Map<number, World>();

  constructor(options: WorldHostOptions) {
    this.#options = options;
  }

  /**
   * Begins an environment's next episode, which was prepared or is made now. What is thrown on the way leaves the
   * environment without an episode.
   */
  begin(index: number, seed: string, prepared: MeshedEpisode | null): StartedWorld {
    const { createWorld } = this.#options;
    const before = this.#worlds.get(index);
    this.#worlds.delete(index);
    try {
      const started = createWorld?.(index, seed) ?? this.#start(seed, prepared);
      this.#worlds.set(index, started.world);
      return started;
    } finally {
      before?.dispose();
    }
  }

  /** Carries out one command. What is thrown leaves the environment without an episode. */
  step(index: number, command: Command): Outcome {
    const world = this.worldAt(index);
    try {
      return world.step(command);
    } catch (error) {
      this.#worlds.delete(index);
      world.dispose();
      throw error;
    }
  }

  /** @throws Error when the environment has no episode here */
  worldAt(index: number): World {
    const world = this.#worlds.get(index);
    if (world === undefined) {
      throw new Error(`VectorEnv: the episode of environment ${index} was lost with the thread it ran in; reset it.`);
    }
    return world;
  }

  dispose(): void {
    for (const world of this.#worlds.values()) world.dispose();
    this.#worlds.clear();
  }

  #start(seed: string, prepared: MeshedEpisode | null): StartedWorld {
    const { episodes, library, level } = this.#options;
    const { rejected, ...episode } = prepared ? adoptEpisode(prepared, library) : episodes(seed);
    return { world: new World({ ...episode, library, level }), rejected };
  }
}
