import { readdir } from 'node:fs/promises';
import { UsageError } from '../env/errors.ts';
import { listShards } from './clip-dataset.ts';
import type { PictureName } from './lerobot-features.ts';
import { LeRobotWriter } from './lerobot-writer.ts';
import { readShard } from './shard.ts';

export interface LeRobotOptions {
  /** Folder that `oikos collect` wrote. */
  readonly data: string;
  /** Folder for the dataset; must be absent or empty. */
  readonly out: string;
  /** What to show; LeRobot's own policies want colour alone. */
  readonly pictures?: readonly PictureName[];
  readonly signal?: AbortSignal;
  readonly onShard?: (numShards: number, numFrames: number) => void;
}

export const LEROBOT_DEFAULTS = { pictures: ['rgb'] } as const satisfies Partial<LeRobotOptions>;

/**
 * Writes recordings as a LeRobotDataset v3.0, which LeRobot trains on and Rerun opens: a data file for each shard with a
 * row group for each episode, and a row for each action with what was seen before it. Called off, it leaves data files
 * without `meta/info.json`, which nothing takes for a dataset.
 *
 * @throws UsageError when the data is missing, damaged or of several frame sizes, or `out` holds files.
 * @see https://huggingface.co/docs/lerobot/lerobot-dataset-v3
 */
export async function exportLeRobot(options: LeRobotOptions): Promise<{ numEpisodes: number; numFrames: number }> {
  const { data, out, signal } = options;
  const { pictures } = { ...LEROBOT_DEFAULTS, ...options };
  const shards = await listShards(data);
  const present = await readdir(out).catch(() => []);
  if (present.length > 0) throw new UsageError(`exportLeRobot: ${out} is not empty; choose another folder.`);
  let dataset: LeRobotWriter | null = null;
  for (const [file, path] of shards.entries()) {
    const recordings = await readShard(path);
    dataset ??= new LeRobotWriter(out, pictures, recordings[0]);
    await dataset.add(recordings, file);
    options.onShard?.(file + 1, dataset.numFrames);
    if (signal?.aborted) return { numEpisodes: dataset.numEpisodes, numFrames: dataset.numFrames };
  }
  if (dataset === null) throw new UsageError(`exportLeRobot: no episodes in ${data}; run oikos collect first.`);
  await dataset.finish();
  return { numEpisodes: dataset.numEpisodes, numFrames: dataset.numFrames };
}
