import { UsageError } from '../env/errors.ts';
import type { Agent, CameraOptions } from '../env/env.ts';
import type { Gpu } from '../env/gpu.ts';
import type { House } from '../env/house.ts';
import type { ModelLibrary } from '../env/model.ts';
import { readRecordedEpisode, type RecordedEpisode } from '../env/recorded-episode.ts';
import { VectorEnv } from '../env/vector-env.ts';
import type { TakeSource } from './lerobot.ts';
import { recordEpisodes } from './record-episodes.ts';
import type { Recording, Take } from './recording.ts';

export interface ReliveOptions {
  readonly gpu: Gpu;
  /** The house that an episode names, and what draws it. */
  readonly openHouse: (name: string) => Promise<{ house: House; library: ModelLibrary }>;
  readonly camera?: Partial<CameraOptions>;
}

/** Episodes of one data file. */
const EPISODES_A_FILE = 8;

/** What was seen in episodes that `oikos eval --record` wrote. */
export function recordedSource(episodes: readonly string[], options: ReliveOptions): TakeSource {
  return { numFiles: Math.ceil(episodes.length / EPISODES_A_FILE), files: reliveAll(episodes, options) };
}

async function* reliveAll(episodes: readonly string[], options: ReliveOptions): AsyncGenerator<Take[]> {
  for (let first = 0; first < episodes.length; first += EPISODES_A_FILE) {
    const takes: Take[] = [];
    for (const file of episodes.slice(first, first + EPISODES_A_FILE)) {
      const episode = await readRecordedEpisode(file);
      takes.push({ recording: await relive(episode, options), task: episode.spec.instruction });
    }
    yield takes;
  }
}

/**
 * Lives through a recorded episode again with its eyes open.
 *
 * @throws UsageError when it was not lived by navigation alone, or does not go as it was recorded.
 */
export async function relive(episode: RecordedEpisode, options: ReliveOptions): Promise<Recording> {
  const { spec, level, traceHashes } = episode;
  const actions = episode.actions.map((action) => {
    if (typeof action === 'number') return action;
    throw new UsageError(`relive: ${spec.seed} holds ${action.action}; give episodes of the six discrete actions.`);
  });
  const { house, library } = await options.openHouse(spec.house);
  const env = await VectorEnv.create({
    numEnvs: 1,
    episodes: () => ({ spec, house, rejected: 0 }),
    library,
    gpu: options.gpu,
    camera: options.camera,
    level,
    sensors: ['rgb', 'depth', 'semantic'],
    layout: 'targets',
  });
  try {
    const recordings = await recordEpisodes(env, [spec.seed], () => scripted(actions), actions.length + 1);
    if (recordings === null || env.worldAt(0).traceHash !== traceHashes.at(-1)) {
      throw new UsageError(`relive: ${spec.seed} does not go as it was recorded; record it again.`);
    }
    return recordings[0];
  } finally {
    await env.close();
  }
}

/** Does what it is given, in order. */
function scripted(actions: readonly number[]): Agent {
  let next = 0;
  return { name: 'scripted', sensors: [], reset: () => {}, act: () => actions[next++] };
}
