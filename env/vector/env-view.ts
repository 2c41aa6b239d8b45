import type { EpisodeRules, EpisodeSpec, PhysicsLevel } from '../env.ts';
import type { Pose } from '../geometry.ts';
import type { House } from '../house.ts';
import type { Measures } from '../measures.ts';
import type { Proprioception } from '../sensors/sensor-rig.ts';

/**
 * What can be read of an environment's episode wherever its world lives, what agents may not see included. A `World` is
 * one; of a world in another thread it shows the state after its last step, and is not to be read while one is under way.
 */
export interface EnvView {
  /** With the residents of the episode. */
  readonly house: House;
  readonly spec: EpisodeSpec;
  readonly rules: EpisodeRules;
  readonly level: PhysicsLevel;
  readonly pose: Pose;
  /** (M, 7): x y z qx qy qz qw in the order of `listMovables(house)`; valid until the next step. */
  readonly poses: Float64Array;
  /** (numObjects) which objects are on: 1 on, 0 off; valid until the next step. */
  readonly switches: Uint8Array;
  /** Index of the object the agent carries, or null. */
  readonly held: number | null;
  readonly measures: Measures;
  readonly ended: boolean;
  readonly traceHash: string;
  /** What the agent knows besides its pictures. */
  observe(): Proprioception;
}
