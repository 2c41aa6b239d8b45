import { type Action, MOVE_FORWARD, TURN_LEFT, TURN_RIGHT } from '../../env/env.ts';
import { type EpisodeSource, episodeSource } from '../../env/episode.ts';
import type { Rng } from '../../env/random.ts';
import { rulesOf } from '../../env/tasks.ts';
import type { WorldSource, WorldSupply } from '../../env/vector/world-source.ts';
import { houseForSeed } from '../../scenes/house-source.ts';
import { library } from '../../scenes/library.ts';

/** The episodes that a benchmark lives through; plain data, for it travels to threads. */
export interface BenchSupplyOptions {
  readonly rooms: number;
  /** After how many actions an episode is cut. */
  readonly stepLimit: number;
  /** Whether an episode that was made once is kept for all who ask for it again. */
  readonly keeps: boolean;
}

const TASK = 'objectnav';
const known = new Map<string, EpisodeSource>();

/** Opens the object-goal episodes of training houses with so many rooms. */
export function openBenchSupply(options: unknown): WorldSupply {
  const { rooms, stepLimit, keeps } = options as BenchSupplyOptions;
  const key = JSON.stringify({ rooms, stepLimit });
  const make = episodeSource({
    task: TASK,
    split: 'train',
    library,
    houseForSeed: (path) => houseForSeed(path, { rooms }),
    rules: { ...rulesOf({ task: TASK }), stepLimit },
  });
  const episodes = keeps ? (known.get(key) ?? remembering(make)) : make;
  if (keeps) known.set(key, episodes);
  return { episodes, library };
}

/** Names the supply for threads. */
export function benchSource(options: BenchSupplyOptions): WorldSource {
  return { module: import.meta.url, open: openBenchSupply.name, options };
}

/** An aimless walk that never says stop. */
export function wander(rng: Rng): Action {
  return rng.pick([MOVE_FORWARD, MOVE_FORWARD, TURN_LEFT, TURN_RIGHT]);
}

function remembering(make: EpisodeSource): EpisodeSource {
  const made = new Map<string, ReturnType<EpisodeSource>>();
  return (seed) => {
    const episode = made.get(seed) ?? make(seed);
    made.set(seed, episode);
    return episode;
  };
}
