import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PhysicsLevel } from '../env/env.ts';
import { type EpisodeSource, episodeSeed } from '../env/episode.ts';
import { UsageError } from '../env/errors.ts';
import { writeFileAtomic } from '../env/files.ts';
import type { Gpu } from '../env/gpu.ts';
import type { ModelLibrary } from '../env/model.ts';
import { VectorEnv } from '../env/vector-env.ts';
import type { WorldSource } from '../env/vector/world-source.ts';
import { shardName } from './clip-dataset.ts';
import { Explorer } from './explorer.ts';
import { recordEpisodes } from './record-episodes.ts';
import type { Recording } from './recording.ts';
import { readShard, writeShard } from './shard.ts';

export interface CollectOptions {
  /** Folder for the shards. */
  readonly out: string;
  readonly numEpisodes: number;
  readonly seed: number;
  /** Must draw from training houses. */
  readonly episodes: EpisodeSource;
  readonly library: ModelLibrary;
  readonly gpu: Gpu;
  /** Frames of an episode. */
  readonly length?: number;
  /** Episodes recorded side by side; the recordings do not depend on it. */
  readonly numEnvs?: number;
  /** How the houses move; `rigid` when left out. */
  readonly level?: PhysicsLevel;
  /** Threads the episodes run in, see `VectorEnvOptions.workers`; the recordings do not depend on it. */
  readonly workers?: number;
  /** Where those threads find `episodes` and `library`. */
  readonly source?: WorldSource;
  readonly signal?: AbortSignal;
  readonly onShard?: (numEpisodes: number, numFrames: number) => void;
}

export const COLLECT_DEFAULTS = { length: 128, numEnvs: 8 };

/**
 * Lets an exploring agent wander through training houses and records what it sees, a shard for each batch of episodes.
 * Called off, it leaves whole shards; called again on the same folder, it goes on behind them.
 *
 * @throws UsageError when an episode's house is not one for training.
 */
export async function collect(options: CollectOptions): Promise<{ numEpisodes: number }> {
  const { out, numEpisodes, seed, signal } = options;
  const { length, numEnvs } = { ...COLLECT_DEFAULTS, ...options };
  const { episodes, library, gpu, level = 'rigid', workers, source } = options;
  await claimFolder(out, { seed, length, numEnvs, ...(level !== 'rigid' && { level }) });
  const sensors = ['rgb', 'depth', 'semantic'] as const;
  const kept = await countShards(out, numEnvs);
  let first = kept * numEnvs;
  const numUsed = Math.max(1, Math.min(numEnvs, numEpisodes - first));
  const worlds = { episodes, library, level, workers, source };
  const env = await VectorEnv.create({ ...worlds, numEnvs: numUsed, gpu, sensors, layout: 'targets' });
  try {
    for (let shard = kept; first < numEpisodes && !signal?.aborted; shard++) {
      const coming = Array.from({ length: Math.min(2 * numEnvs, numEpisodes - first) }, (_, i) =>
        episodeSeed(seed, 'train', first + i),
      );
      const seeds = coming.slice(0, numEnvs);
      env.expect(coming);
      const recordings = await recordEpisodes(env, seeds, () => new Explorer(), length, signal);
      if (recordings === null) break;
      checkHouses(recordings);
      await writeShard(join(out, shardName(shard)), recordings);
      first += seeds.length;
      options.onShard?.(first, first * length);
    }
    return { numEpisodes: Math.min(first, numEpisodes) };
  } finally {
    await env.close();
  }
}

/** Full shards that are there already; a last one with fewer episodes is recorded again. */
async function countShards(folder: string, numEnvs: number): Promise<number> {
  const names: string[] = await readdir(folder).catch(() => []);
  let count = 0;
  while (names.includes(shardName(count))) count++;
  if (count === 0) return 0;
  const last = await readShard(join(folder, shardName(count - 1)));
  return last.length < numEnvs ? count - 1 : count;
}

/** @throws UsageError when the folder was begun with other options, whose episodes would not fit. */
async function claimFolder(folder: string, config: Record<string, number | string>): Promise<void> {
  const file = join(folder, 'config.json');
  const before = await readFile(file, 'utf8').catch(() => null);
  const now = `${JSON.stringify(config, null, 2)}\n`;
  if (before === null) await writeFileAtomic(file, now);
  else if (before !== now) {
    throw new UsageError(
      `collect: ${folder} was begun with ${before.replace(/\s+/g, ' ').trim()}, not ${JSON.stringify(config)}; use the same options or another --out.`,
    );
  }
}

function checkHouses(recordings: readonly Recording[]): void {
  const foreign = recordings.find(({ house }) => !house.startsWith('train/'));
  if (foreign) {
    throw new UsageError(`collect: ${foreign.seed} is in house ${foreign.house}; record training houses only.`);
  }
}
