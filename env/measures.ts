/** Habitat's navigation measures (habitat-lab habitat/tasks/nav/nav.py). */
export interface Measures {
  readonly success: number;
  readonly spl: number;
  readonly softSpl: number;
  /** Geodesic, metres; Infinity when no goal can be reached. */
  readonly distanceToGoal: number;
  /** Actions that ended against an obstacle. */
  readonly collisions: number;
  readonly steps: number;
}
