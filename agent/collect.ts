import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Observation } from '../env/env.ts';
import { type EpisodeSource, episodeSeed } from '../env/episode.ts';
import { UsageError } from '../env/errors.ts';
import { writeFileAtomic } from '../env/files.ts';
import type { Gpu } from '../env/gpu.ts';
import type { ModelLibrary } from '../env/model.ts';
import { VectorEnv } from '../env/vector-env.ts';
import { shardName } from './clip-dataset.ts';
import { Explorer } from './explorer.ts';
import { type Recording, toMillimetres } from './recording.ts';
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
  const { episodes, library, gpu } = options;
  await claimFolder(out, { seed, length, numEnvs });
  const sensors = ['rgb', 'depth', 'semantic'] as const;
  const env = await VectorEnv.create({ numEnvs, episodes, library, gpu, sensors, layout: 'targets' });
  const kept = await countShards(out, numEnvs);
  let first = kept * numEnvs;
  try {
    for (let shard = kept; first < numEpisodes && !signal?.aborted; shard++) {
      const seeds = Array.from({ length: Math.min(numEnvs, numEpisodes - first) }, (_, i) =>
        episodeSeed(seed, 'train', first + i),
      );
      const recordings = await record(env, seeds, length, signal);
      if (recordings === null) break;
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
async function claimFolder(folder: string, config: Record<string, number>): Promise<void> {
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

/** One episode for each seed; null when called off on the way. */
async function record(
  env: VectorEnv,
  seeds: readonly string[],
  length: number,
  signal?: AbortSignal,
): Promise<Recording[] | null> {
  const slots = Array.from({ length: env.numEnvs }, (_, i) => seeds[i] ?? null);
  let results = await env.reset(slots);
  const drafts = seeds.map((seed, i) => {
    const { spec, house } = env.worldAt(i);
    if (!spec.house.startsWith('train/')) {
      throw new UsageError(`collect: episode ${seed} is in house ${spec.house}; record training houses only.`);
    }
    const agent = new Explorer();
    agent.reset(seed);
    return new Draft(agent, { seed, house: spec.house, numRooms: house.rooms.length, instruction: spec.instruction });
  });
  drafts.forEach((draft, i) => draft.add(results[i].observation));
  for (let step = 1; step < length; step++) {
    if (signal?.aborted) return null;
    const actions = slots.map((seed, i) => (seed === null ? null : drafts[i].act(results[i].observation)));
    results = await env.step(actions);
    drafts.forEach((draft, i) => draft.add(results[i].observation));
  }
  return drafts.map((draft) => draft.finish());
}

type Facts = Pick<Recording, 'seed' | 'house' | 'numRooms' | 'instruction'>;

/** A recording while it grows. */
class Draft {
  readonly #frames: Observation[] = [];
  readonly #actions: number[] = [];

  constructor(
    readonly agent: Explorer,
    readonly facts: Facts,
  ) {}

  add(observation: Observation): void {
    this.#frames.push(observation);
  }

  act(observation: Observation): number {
    const action = this.agent.act(observation);
    this.#actions.push(action);
    return action;
  }

  finish(): Recording {
    const frames = this.#frames;
    const [{ width, height }] = frames;
    const size = width * height;
    const rgb = new Uint8Array(frames.length * size * 3);
    const depth = new Uint16Array(frames.length * size);
    const semantic = new Uint8Array(frames.length * size);
    frames.forEach((frame, t) => {
      rgb.set(frame.rgb ?? [], t * size * 3);
      depth.set(toMillimetres(frame.depth ?? new Float32Array()), t * size);
      semantic.set(frame.semantic ?? [], t * size);
    });
    return {
      ...this.facts,
      width,
      height,
      rgb,
      depth,
      semantic,
      actions: Uint8Array.from(this.#actions),
      // In the frame of the start: x to the right, z backwards.
      poses: Float32Array.from(frames.flatMap(({ gps, compass, pitch }) => [-gps[1], -gps[0], compass, pitch])),
      collided: Uint8Array.from(frames.slice(1), (frame) => Number(frame.collided)),
    };
  }
}
