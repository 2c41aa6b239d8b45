import { type EpisodeOptions, type SplitName, episodeSeed, episodeSource } from '../env/episode.ts';
import { openGpu } from '../env/gpu.ts';
import type { ModelLibrary } from '../env/model.ts';
import { VectorEnv } from '../env/vector-env.ts';
import { Explorer } from './explorer.ts';
import { recordEpisodes } from './record-episodes.ts';
import type { Recording } from './recording.ts';

export interface ExploreOptions {
  readonly split: SplitName;
  readonly seed: number;
  readonly numHouses: number;
  /** Frames in each house. */
  readonly length: number;
  readonly library: ModelLibrary;
  readonly houseForSeed: EpisodeOptions['houseForSeed'];
  readonly signal?: AbortSignal;
  readonly onHouses?: (count: number) => void;
}

/** Houses explored side by side. */
const MAX_ENVS = 8;

/** Explores houses of a split and keeps what was seen in memory: the material of reports, never of training. */
export async function exploreHouses(options: ExploreOptions): Promise<Recording[]> {
  const { split, seed, numHouses, length, library, houseForSeed, signal } = options;
  const episodes = episodeSource({ task: 'objectnav', split, library, houseForSeed });
  const numEnvs = Math.min(MAX_ENVS, numHouses);
  const gpu = await openGpu();
  const sensors = ['rgb', 'depth', 'semantic'] as const;
  const env = await VectorEnv.create({ numEnvs, episodes, library, gpu, sensors, layout: 'targets' });
  const recordings: Recording[] = [];
  try {
    while (recordings.length < numHouses) {
      const first = recordings.length;
      const count = Math.min(numEnvs, numHouses - first);
      const seeds = Array.from({ length: count }, (_, i) => episodeSeed(seed, split, first + i));
      const recorded = await recordEpisodes(env, seeds, () => new Explorer(), length, signal);
      if (recorded === null) break;
      recordings.push(...recorded);
      options.onHouses?.(recordings.length);
    }
    return recordings;
  } finally {
    await env.close();
  }
}
