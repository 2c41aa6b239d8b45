import { UsageError } from '../env/errors.ts';
import type { Gpu } from '../env/gpu.ts';
import { MultiAgentEnv } from '../env/multi-agent-env.ts';
import { rulesOf } from '../env/tasks.ts';
import { VectorEnv } from '../env/vector-env.ts';
import { houseEpisodes, type HouseEpisodesOptions, openHouseEpisodes } from '../scenes/house-episodes.ts';
import type { BatchSources } from './batch-env.ts';
import type { BatchOptions } from './batch-request.ts';

export interface HouseBatchesOptions {
  /** Draws for all batches and belongs to the caller; without one nothing can be drawn. */
  readonly gpu: Gpu | null;
  /** Threads in which the worlds of a large batch step; none when left out. */
  readonly workers?: number;
}

/** Threads cost memory and time to start, which fewer environments than this do not win back. */
const FEWEST_IN_THREADS = 16;

/** Batches in generated houses: the same episodes that `oikos eval` draws. */
export function createHouseBatches({ gpu, workers = 0 }: HouseBatchesOptions): BatchSources {
  return {
    device: gpu && `${gpu.driver} (${gpu.adapter})`,
    createBatch: async (options, rest) => {
      const { numEnvs, agents, sensors, camera, level, autoreset } = options;
      if (gpu === null && sensors.length > 0) {
        throw new UsageError('Batch: this server has no GPU to draw with; ask for no sensors.');
      }
      const asked = episodesOf(options);
      const shared = { ...(await openHouseEpisodes(asked)), sensors, camera, level, rest, gpu: gpu ?? undefined };
      if (agents > 1) return (await MultiAgentEnv.create({ ...shared, numAgents: agents })).batch;
      const threads = numEnvs >= FEWEST_IN_THREADS ? { workers, source: houseEpisodes(asked) } : {};
      return VectorEnv.create({ ...shared, ...threads, numEnvs, autoreset });
    },
  };
}

function episodesOf({ task, split, rooms, residents, stepLimit }: BatchOptions): HouseEpisodesOptions {
  const rules = stepLimit === undefined ? undefined : { ...rulesOf({ task }), stepLimit };
  return { task, split, rooms, residents, rules };
}
