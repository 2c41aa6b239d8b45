import type { AgentMaker } from '../agent/make-agent.ts';
import { episodeSeed, episodeSource } from '../env/episode.ts';
import { UsageError } from '../env/errors.ts';
import type { Gpu } from '../env/gpu.ts';
import { HouseEnv } from '../env/house-env.ts';
import { houseForSeed } from '../scenes/house-source.ts';
import { library } from '../scenes/library.ts';
import type { SessionSources, WatchedAgent } from './watched.ts';

export interface HouseSourcesOptions {
  /** Shared by all sessions. */
  readonly gpu: Gpu;
  /** Who may be asked for, by name; a client can name nobody else, and so no folder of this machine. */
  readonly agents: ReadonlyMap<string, AgentMaker>;
  /** How many people go about each house; none when left out. */
  readonly residents?: number;
}

/** Sessions in generated houses, with the agents given. */
export function createHouseSources({ gpu, agents, residents }: HouseSourcesOptions): SessionSources {
  return {
    createEnv: ({ task, split }) =>
      HouseEnv.create({
        episodes: episodeSource({ task, split, library, houseForSeed, residents }),
        library,
        sensors: ['rgb', 'depth', 'semantic'],
        gpu,
      }),
    createAgent: (name: string, env: HouseEnv): Promise<WatchedAgent> => {
      const maker = agents.get(name);
      if (!maker) {
        throw new UsageError(`Server: "${name}" is no agent here; choose one of ${[...agents.keys()].join(', ')}.`);
      }
      return maker.privileged ? maker.create(() => env.world) : maker.create();
    },
    episodeSeed: ({ seed, split, episode }) => episodeSeed(seed, split, episode),
  };
}
