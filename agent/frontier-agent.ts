import type { Action, Agent, Observation } from '../env/env.ts';
import { MOVE_FORWARD } from '../env/env.ts';
import { trueBeliefs } from './beliefs.ts';
import { actAsExpert } from './expert.ts';
import { SpatialMemory } from './spatial-memory.ts';

/**
 * Explores with its own depth and odometry towards the nearest edge of the unknown, until the semantic sensor shows what
 * is asked for; then goes there, faces it and stops.
 *
 * @see Yamauchi 1997, "A frontier-based approach for autonomous exploration"
 */
export class FrontierAgent implements Agent {
  readonly name = 'frontier';
  readonly sensors = ['depth', 'semantic'] as const;
  #memory = new SpatialMemory();
  #last: Action = MOVE_FORWARD;

  reset(): void {
    this.#memory = new SpatialMemory();
    this.#last = MOVE_FORWARD;
  }

  act(observation: Observation): Action {
    this.#memory.observe(observation, trueBeliefs(observation, observation.width), this.#last);
    this.#last = actAsExpert(this.#memory, SpatialMemory.placeOf(observation));
    return this.#last;
  }
}
