import type { EpisodeSpec } from './env.ts';
import type { House } from './house.ts';
import { computeSpl, computeSuccess, displacement } from './measures.ts';
import type { ModelLibrary } from './model.ts';
import { NavMesh } from './navigation.ts';
import { Physics } from './physics.ts';
import { LatticePlanner } from './planner.ts';
import { Rng } from './random.ts';
import { type Proposal, type TaskName, SUCCESS_DISTANCE, createProposer } from './tasks.ts';

/** How many houses each split has: `train/0` to `train/999999`, and so on. */
export const SPLITS = { train: 1_000_000, val: 1000, test: 1000 } as const;
export type SplitName = keyof typeof SPLITS;
export const SPLIT_NAMES: readonly SplitName[] = ['train', 'val', 'test'];

const ATTEMPTS_PER_HOUSE = 30;
const NUM_HOUSES = 20;
/** Where the best the real actions can do is a worse SPL than this, the steps' coarseness would be measured, not the agent. */
const LEAST_SPL = 0.85;
export interface EpisodeOptions {
  readonly task: TaskName;
  readonly split: SplitName;
  readonly library: ModelLibrary;
  /** Builds the house of a seed path such as `val/17`; the same path gives the same house. */
  readonly houseForSeed: (path: string) => House;
}

/** An episode ready to run. */
export interface GeneratedEpisode {
  readonly spec: EpisodeSpec;
  readonly house: House;
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
  let rejected = 0;
  for (let i = 0; i < NUM_HOUSES; i++) {
    const path = `${options.split}/${houses.int(0, SPLITS[options.split] - 1)}`;
    const house = options.houseForSeed(path);
    const result = generateIn(house, options, rng.child(`house-${i}`));
    rejected += result.rejected;
    if (result.proposal !== null) {
      return { spec: { seed, house: path, task: options.task, ...result.proposal }, house, rejected };
    }
  }
  throw new Error(`generateEpisode: ${NUM_HOUSES} houses gave no ${options.task} episode for seed "${seed}".`);
}

interface Draw {
  readonly proposal: Proposal | null;
  readonly rejected: number;
}

function generateIn(house: House, { task, library }: EpisodeOptions, rng: Rng): Draw {
  const navMesh = NavMesh.build(house, library);
  const planner = new LatticePlanner(house, library);
  const physics = new Physics(house, library);
  const propose = createProposer(task, house, library, navMesh);
  let rejected = 0;
  try {
    for (let i = 0; i < ATTEMPTS_PER_HOUSE; i++) {
      const proposal = propose(rng.child(`attempt-${i}`));
      if (proposal === null) continue;
      if (isSolvable(proposal, SUCCESS_DISTANCE[task], { navMesh, planner, physics })) return { proposal, rejected };
      rejected++;
    }
    return { proposal: null, rejected };
  } finally {
    physics.dispose();
    navMesh.dispose();
  }
}

interface Site {
  readonly navMesh: NavMesh;
  readonly planner: LatticePlanner;
  readonly physics: Physics;
}

/** Whether the oracle's plan, carried out in the real physics, ends at a goal without a long detour. */
function isSolvable(proposal: Proposal, successDistance: number, { navMesh, planner, physics }: Site): boolean {
  const { start, goals, geodesicDistance } = proposal;
  const plan = planner.plan(start, goals, successDistance);
  if (plan === null) return false;
  physics.reset();
  physics.placeAgent(start);
  let pathLength = 0;
  for (const action of plan) {
    const { position } = physics.agent;
    physics.actuate(action);
    pathLength += displacement(position, physics.agent.position);
  }
  const distance = navMesh.distanceToAny(physics.agent.position, goals);
  return computeSpl(computeSuccess(true, distance, successDistance), geodesicDistance, pathLength) >= LEAST_SPL;
}
