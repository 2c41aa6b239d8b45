import { MOVE_FORWARD, TURN_LEFT, TURN_RIGHT, type Action, type Agent, type Observation } from '../env/env.ts';
import { Rng } from '../env/random.ts';

/** Steps for which the agent turns the same way out of a corner. */
const SPELL = 12;

/** Walks on, turns now and then, and turns away from what it meets; it needs no eyes. */
export class Wanderer implements Agent {
  readonly name = 'wander';
  readonly sensors = [] as const;
  #rng = new Rng('wander');
  #turn: Action = TURN_LEFT;
  #step = 0;

  reset(seed: string): void {
    this.#rng = new Rng(`${seed}/wander`);
    this.#step = 0;
  }

  act(observation: Observation): Action {
    if (this.#step++ % SPELL === 0) this.#turn = this.#rng.pick([TURN_LEFT, TURN_RIGHT]);
    return wander(observation, this.#turn, this.#rng);
  }
}

/** One step of walking about: mostly ahead, and by `turn` out of where it is blocked. */
export function wander(observation: Observation, turn: Action, rng: Rng): Action {
  if (observation.collided && rng.chance(0.8)) return turn;
  return rng.pickWeighted([MOVE_FORWARD, TURN_LEFT, TURN_RIGHT], [6, 1, 1]);
}
