import type { Vec3 } from './geometry.ts';

/** What some tasks measure besides; absent where a task does not. */
export interface TaskMeasures {
  /** MultiON: the share of the goals found. @see Wani et al. 2020, "MultiON", section 3 */
  readonly progress?: number;
  /** MultiON: progress weighted by path length. */
  readonly ppl?: number;
  /** Fetch: 1 once the thing was picked up. */
  readonly picked?: number;
  /** Fetch: 1 while the thing lies where it belongs. */
  readonly placed?: number;
  /** Follow: the share of the steps spent near enough and with the person in view. */
  readonly following?: number;
  /** Follow, FindPerson: 1 once the person was near and in view. */
  readonly found?: number;
}

export const TASK_MEASURES = [
  'progress',
  'ppl',
  'picked',
  'placed',
  'following',
  'found',
] as const satisfies readonly (keyof TaskMeasures)[];

/** Habitat's navigation measures (habitat-lab habitat/tasks/nav/nav.py). */
export interface NavigationMeasures {
  readonly success: number;
  readonly spl: number;
  readonly softSpl: number;
  /** Geodesic, metres; Infinity when no goal can be reached. */
  readonly distanceToGoal: number;
  /** Actions that ended against an obstacle. */
  readonly collisions: number;
  readonly steps: number;
}

/** What every task measures, and the task's own. */
export interface Measures extends NavigationMeasures, TaskMeasures {}

/** A distance is measured again only after a longer move than this, metres (habitat-lab `DistanceToGoal`, atol). */
export const MOVE_TOLERANCE = 1e-4;

/** What the measures of one episode are computed from; metres. */
export interface EpisodeSummary {
  /** The agent said stop. */
  readonly stopped: boolean;
  /** Geodesic distance to the nearest goal at the start. */
  readonly startDistance: number;
  /** Geodesic distance to the nearest goal now. */
  readonly distance: number;
  /** Sum of the Euclidean displacements of all steps. */
  readonly pathLength: number;
  readonly successDistance: number;
  readonly collisions: number;
  readonly steps: number;
}

/** All measures of an episode so far; no field is ever NaN. */
export function computeMeasures(summary: EpisodeSummary): Measures {
  const { startDistance, pathLength, collisions, steps } = summary;
  const distance = orUnreachable(summary.distance);
  const success = computeSuccess(summary.stopped, distance, summary.successDistance);
  return {
    success,
    spl: computeSpl(success, startDistance, pathLength),
    softSpl: computeSoftSpl(startDistance, distance, pathLength),
    distanceToGoal: distance,
    collisions,
    steps,
  };
}

/** 1 when stop was said nearer to a goal than `successDistance` (strictly, as Habitat), else 0. */
export function computeSuccess(stopped: boolean, distance: number, successDistance: number): number {
  return stopped && distance < successDistance ? 1 : 0;
}

/** Success weighted by path length. @see Anderson et al. 2018, "On evaluation of embodied navigation agents", equation 1 */
export function computeSpl(success: number, startDistance: number, pathLength: number): number {
  return success * pathEfficiency(startDistance, pathLength);
}

/** SPL with the progress made in place of success: `max(0, 1 - d/d0) · d0 / max(d0, L)`. */
export function computeSoftSpl(startDistance: number, distance: number, pathLength: number): number {
  return progressMade(startDistance, distance) * pathEfficiency(startDistance, pathLength);
}

/** Length of one step as the measures count it, metres. */
export function displacement(from: Vec3, to: Vec3): number {
  return Math.hypot(to[0] - from[0], to[1] - from[1], to[2] - from[2]);
}

/**
 * `d0 / max(d0, L)`, which Habitat leaves undefined for three starts. Here, starting at the goal (d0 = 0) is efficient
 * for who does not move and wasteful for who does, and where no shortest path is known (infinite, NaN) none was followed: 0.
 */
function pathEfficiency(startDistance: number, pathLength: number): number {
  if (!Number.isFinite(startDistance) || !Number.isFinite(pathLength)) return 0;
  const longer = Math.max(startDistance, pathLength);
  return longer === 0 ? 1 : startDistance / longer;
}

/** `max(0, 1 - d/d0)`; from d0 = 0 all progress is made as long as the agent is at the goal. */
function progressMade(startDistance: number, distance: number): number {
  if (!Number.isFinite(startDistance) || !Number.isFinite(distance)) return 0;
  if (startDistance === 0) return distance === 0 ? 1 : 0;
  return Math.max(0, 1 - distance / startDistance);
}

function orUnreachable(distance: number): number {
  return Number.isNaN(distance) ? Infinity : distance;
}
