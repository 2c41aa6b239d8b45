import type { AgentMaker } from '../agent/make-agent.ts';
import { UsageError } from '../env/errors.ts';
import type { Gpu } from '../env/gpu.ts';
import { initNavigation } from '../env/navigation/navigation.ts';
import { library } from '../scenes/library.ts';
import { HouseWatch } from './house-watch.ts';
import { prepareEpisode, readOwnHouse } from './prepare-episode.ts';
import type { RecordingFolder, SessionSources, WatchedAgent, WatchedEnv } from './watched.ts';

export interface HouseSourcesOptions {
  /** Shared by all sessions; with null nothing is drawn for agents. */
  readonly gpu: Gpu | null;
  /** Who may be asked for, by name; a client can name nobody else, and so no folder of this machine. */
  readonly agents: ReadonlyMap<string, AgentMaker>;
  /** How many people go about each house; none when left out. */
  readonly residents?: number;
  /** Where recorded episodes lie; none are kept when left out. */
  readonly recordings?: RecordingFolder;
}

/** Sessions in generated houses, with the agents given. */
export function createHouseSources({ gpu, agents, residents, recordings }: HouseSourcesOptions): SessionSources {
  return {
    recordings: recordings ?? null,
    readHouse: readOwnHouse,
    createEnv: async (level) =>
      HouseWatch.create({ level, library, ...(gpu && { gpu, sensors: ['rgb', 'depth', 'semantic', 'instance'] }) }),
    prepare: async (request, ownHouse) => {
      await initNavigation();
      return prepareEpisode(request, ownHouse, { library, residents });
    },
    createAgent: async (name: string, env: WatchedEnv): Promise<WatchedAgent> => {
      const maker = agents.get(name);
      if (!maker) {
        throw new UsageError(`Server: "${name}" is no agent here; choose one of ${[...agents.keys()].join(', ')}.`);
      }
      if (!maker.privileged) return maker.create();
      if (!(env instanceof HouseWatch)) throw new Error(`Server: ${name} needs to know the house.`);
      return maker.create(() => env.world);
    },
  };
}
