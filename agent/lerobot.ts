import { readdir } from 'node:fs/promises';
import { UsageError } from '../env/errors.ts';
import type { PictureName } from './lerobot-features.ts';
import { LeRobotWriter } from './lerobot-writer.ts';
import type { Take } from './recording.ts';
import { readShard } from './shard.ts';

/** Where takes come from: so many data files, the takes of one at a time. */
export interface TakeSource {
  readonly numFiles: number;
  readonly files: AsyncIterable<readonly Take[]>;
}

export interface LeRobotOptions {
  readonly source: TakeSource;
  /** Folder for the dataset; must be absent or empty. */
  readonly out: string;
  /** What to show; LeRobot's own policies want colour alone. */
  readonly pictures?: readonly PictureName[];
  readonly signal?: AbortSignal;
  /** Called after each data file. */
  readonly onFile?: (numFiles: number, numFrames: number) => void;
}

export const LEROBOT_DEFAULTS = { pictures: ['rgb'] } as const satisfies Partial<LeRobotOptions>;

/** What the exploring agent was up to; the instruction of the episode it was recorded in was not followed. */
const EXPLORE = 'explore the house';

/** The takes of shards that `oikos collect` wrote. */
export function shardSource(shards: readonly string[]): TakeSource {
  return { numFiles: shards.length, files: readShards(shards) };
}

async function* readShards(shards: readonly string[]): AsyncGenerator<Take[]> {
  for (const shard of shards) yield (await readShard(shard)).map((recording) => ({ recording, task: EXPLORE }));
}

/**
 * Writes takes as a LeRobotDataset v3.0, which LeRobot trains on and Rerun opens: a row group for each episode, and a
 * row for each action with what was seen before it. Called off, it leaves data files without `meta/info.json`, which
 * nothing takes for a dataset.
 *
 * @throws UsageError when there are no takes, or damaged ones, or of several frame sizes, or `out` holds files.
 * @see https://huggingface.co/docs/lerobot/lerobot-dataset-v3
 */
export async function exportLeRobot(options: LeRobotOptions): Promise<{ numEpisodes: number; numFrames: number }> {
  const { source, out, signal } = options;
  const { pictures } = { ...LEROBOT_DEFAULTS, ...options };
  const present = await readdir(out).catch(() => []);
  if (present.length > 0) throw new UsageError(`exportLeRobot: ${out} is not empty; choose another folder.`);
  let dataset: LeRobotWriter | null = null;
  let numFiles = 0;
  for await (const takes of source.files) {
    dataset ??= new LeRobotWriter(out, pictures, takes[0].recording);
    await dataset.add(takes);
    options.onFile?.(++numFiles, dataset.numFrames);
    if (signal?.aborted) return { numEpisodes: dataset.numEpisodes, numFrames: dataset.numFrames };
  }
  if (dataset === null) throw new UsageError('exportLeRobot: there are no episodes to write; record some first.');
  await dataset.finish();
  return { numEpisodes: dataset.numEpisodes, numFrames: dataset.numFrames };
}
