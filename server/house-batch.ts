import { AGENT } from '../env/env.ts';
import { episodeSource, type EpisodeSource } from '../env/episode.ts';
import { UsageError } from '../env/errors.ts';
import type { Gpu } from '../env/gpu.ts';
import { MultiAgentEnv } from '../env/multi-agent-env.ts';
import { rulesOf } from '../env/tasks.ts';
import { VectorEnv } from '../env/vector-env.ts';
import { houseForSeed } from '../scenes/house-source.ts';
import { library } from '../scenes/library.ts';
import type { BatchSources } from './batch-env.ts';
import type { BatchOptions } from './batch-request.ts';

/** Batches in generated houses, drawn by one GPU that belongs to the caller; without one nothing can be drawn. */
export function createHouseBatches(gpu: Gpu | null): BatchSources {
  return {
    device: gpu && `${gpu.driver} (${gpu.adapter})`,
    createBatch: async (options) => {
      const { numEnvs, agents, sensors, camera, level, autoreset } = options;
      if (gpu === null && sensors.length > 0) {
        throw new UsageError('Batch: this server has no GPU to draw with; ask for no sensors.');
      }
      const shared = { episodes: episodesOf(options), library, sensors, camera, level, gpu: gpu ?? undefined };
      if (agents === 1) return VectorEnv.create({ ...shared, numEnvs, autoreset });
      return (await MultiAgentEnv.create({ ...shared, numAgents: agents })).batch;
    },
  };
}

/** The same episodes that `oikos eval` draws, in houses of a given number of rooms where that is asked for. */
function episodesOf({ task, split, rooms, residents, stepLimit }: BatchOptions): EpisodeSource {
  const rules = stepLimit === undefined ? undefined : { ...rulesOf({ task }), agent: AGENT, stepLimit };
  const inRooms = (path: string): string => (rooms === undefined ? path : `${path}/rooms-${rooms}`);
  const source = episodeSource({
    task,
    split,
    library,
    rules,
    residents,
    houseForSeed: (path) => houseForSeed(inRooms(path)),
  });
  return (seed) => {
    const episode = source(seed);
    return { ...episode, spec: { ...episode.spec, house: inRooms(episode.spec.house) } };
  };
}
