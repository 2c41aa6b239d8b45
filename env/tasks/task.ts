import type { ResolvedCommand } from '../interaction/actions.ts';
import type { EpisodeRules, EpisodeSpec, Observation } from '../env.ts';
import type { House } from '../house.ts';
import type { Measures } from '../measures.ts';
import type { ModelLibrary } from '../model.ts';
import type { NavMesh } from '../navigation/navigation.ts';
import type { Rng } from '../random.ts';
import type { World } from '../world.ts';

/** One kind of episode: what is asked, when it is over, what is measured, and how it can be solved. */
export interface Task {
  /** What episodes, reports and hashes call it. */
  readonly name: string;
  /** What holds unless an episode says otherwise. */
  readonly rules: TaskRules;
  /** What it can ask in this house. */
  readonly createProposer: (site: Site) => Proposer;
  /** Starts to judge an episode; the agent stands at the start. */
  readonly begin: (world: World) => Trial;
  /** Who knows the house and solves the episode with the actions that all have. */
  readonly createOracle: (world: World) => Oracle;
  /** Solved by one walk to the nearest goal, which the planner alone can rehearse. */
  readonly isOneWalk: boolean;
  /** The worst SPL with which the oracle counts as having solved it well; 0.85 when left out. */
  readonly leastSpl?: number;
}

/** When a goal counts as reached, and when time is up. */
export type TaskRules = Pick<EpisodeRules, 'successDistance' | 'stepLimit'>;

/** Where episodes are drawn: a house, and who is to live in it. */
export interface Site {
  readonly house: House;
  readonly library: ModelLibrary;
  readonly navMesh: NavMesh;
  readonly rules: EpisodeRules;
  /** Of the episode to be drawn. */
  readonly seed: string;
}

/** The part of an episode that the task decides. */
export type Proposal = Omit<EpisodeSpec, 'seed' | 'house' | 'task' | 'rules'>;

/** Draws what could be asked in one house; null when a draw breaks the task's rules. */
export type Proposer = (rng: Rng) => Proposal | null;

/** Gives the next command of a solution. */
export type Oracle = () => ResolvedCommand;

/** What the world counts in every episode. */
export interface Tally {
  /** Sum of the Euclidean displacements of all steps, metres. */
  readonly pathLength: number;
  readonly collisions: number;
  readonly steps: number;
}

/** What an agent is told of its goal besides the words. */
export type GoalSense = Pick<Observation, 'objectGoal' | 'pointGoal'>;

/** An episode under way, as its task judges it. */
export interface Trial {
  /** Takes note of an action, after the world has carried it out. */
  advance(command: ResolvedCommand): void;
  /** The task has its answer: stop was said, all was found, or too much went wrong. */
  readonly ended: boolean;
  /** Metres still to go; the reward pays for every metre less. */
  readonly distance: number;
  readonly goal: GoalSense;
  /** All measures so far. */
  measure(tally: Tally): Measures;
}
