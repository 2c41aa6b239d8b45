import type { EpisodeRules, EpisodeSpec } from './env.ts';
import type { House } from './house.ts';
import type { ModelLibrary } from './model.ts';
import { NavMesh } from './navigation/navigation.ts';
import { Rng } from './random.ts';
import { Rehearsal } from './tasks/rehearsal.ts';
import type { Site, Task } from './tasks/task.ts';
import { type TaskName, rulesOf, taskNamed } from './tasks.ts';

/** How many houses each split has: `train/0` to `train/999999`, and so on. */
export const SPLITS = { train: 1_000_000, val: 1000, test: 1000, style: 1000 } as const;
/** One of `SPLITS`. */
export type SplitName = keyof typeof SPLITS;
export const SPLIT_NAMES: readonly SplitName[] = ['train', 'val', 'test', 'style'];

const ATTEMPTS_PER_HOUSE = 30;
const NUM_HOUSES = 20;

/** Which episodes are drawn, and in which houses. */
export interface EpisodeOptions {
  /** One of `TASKS`, or a task of one's own. */
  readonly task: TaskName | Task;
  readonly split: SplitName;
  readonly library: ModelLibrary;
  /** Builds the house of a seed path such as `val/17`; the same path gives the same house. */
  readonly houseForSeed: (path: string) => House;
  /** The task's own, and those of the usual agent, when left out. */
  readonly rules?: EpisodeRules;
  /** How many people go about the house meanwhile; a task that is about a person brings its own. */
  readonly residents?: number;
}

/** An episode ready to run. */
export interface GeneratedEpisode {
  readonly spec: EpisodeSpec;
  readonly house: House;
  /** Who judges it; the task that `spec` names when left out. */
  readonly task?: Task;
  /** Proposals that were thrown away because the oracle could not solve them well. */
  readonly rejected: number;
}

/** Gives the episode of a seed path; the same path gives the same episode. */
export type EpisodeSource = (seed: string) => GeneratedEpisode;

/** The seed path of a numbered episode, for example `1/val/episode-3`. */
export function episodeSeed(seed: number, split: SplitName, index: number): string {
  return `${seed}/${split}/episode-${index}`;
}

/** The source that generates its episodes; needs `initNavigation` first. */
export function episodeSource(options: EpisodeOptions): EpisodeSource {
  return (seed) => generateEpisode(seed, options);
}

/**
 * Draws a house of the split and an episode in it that the oracle solves well with the real actions; needs `initNavigation` first.
 *
 * @throws Error when many houses gave no such episode
 */
export function generateEpisode(seed: string, options: EpisodeOptions): GeneratedEpisode {
  const rng = new Rng(seed);
  const houses = rng.child('house');
  const { task } = options;
  const judge = typeof task === 'string' ? taskNamed(task) : task;
  let rejected = 0;
  for (let i = 0; i < NUM_HOUSES; i++) {
    const path = `${options.split}/${houses.int(0, SPLITS[options.split] - 1)}`;
    const house = options.houseForSeed(path);
    const draw = drawIn(house, { seed, house: path }, judge, options, rng.child(`house-${i}`));
    rejected += draw.rejected;
    if (draw.spec !== null) return { spec: draw.spec, house, rejected, ...(typeof task !== 'string' && { task }) };
  }
  throw new Error(`generateEpisode: ${NUM_HOUSES} houses gave no ${judge.name} episode for seed "${seed}".`);
}

interface Draw {
  readonly spec: EpisodeSpec | null;
  readonly rejected: number;
}

function drawIn(
  house: House,
  names: Pick<EpisodeSpec, 'seed' | 'house'>,
  task: Task,
  { library, rules, residents }: EpisodeOptions,
  rng: Rng,
): Draw {
  const asked = { ...names, task: task.name, ...(rules && { rules }), ...(residents && { residents }) };
  const navMesh = NavMesh.build(house, library, rules?.agent);
  const site: Site = { house, library, navMesh, rules: rulesOf(asked, task), seed: names.seed };
  const propose = task.createProposer(site);
  const rehearsal = new Rehearsal(site, task);
  let rejected = 0;
  try {
    for (let i = 0; i < ATTEMPTS_PER_HOUSE; i++) {
      const proposal = propose(rng.child(`attempt-${i}`));
      if (proposal === null) continue;
      const spec = { ...asked, ...proposal };
      if (rehearsal.isSolvable(spec)) return { spec, rejected };
      rejected++;
    }
    return { spec: null, rejected };
  } finally {
    rehearsal.dispose();
    site.navMesh.dispose();
  }
}
