import type { Action, Agent } from '../env/env.ts';
import { MOVE_FORWARD, STOP, TURN_LEFT, TURN_RIGHT } from '../env/env.ts';
import { Rng } from '../env/random.ts';

/** How often an agent that perceives nothing says stop: once in a hundred actions, so that its episodes end. */
export const STOP_PROBABILITY = 0.01;

/** Goes forward or turns by chance; the floor under every measure. */
export class RandomAgent implements Agent {
  readonly name = 'random';
  readonly sensors = [];
  #rng = new Rng(this.name);

  reset(seed: string): void {
    this.#rng = new Rng(`${seed}/${this.name}`);
  }

  act(): Action {
    if (this.#rng.chance(STOP_PROBABILITY)) return STOP;
    return this.#rng.pick([MOVE_FORWARD, TURN_LEFT, TURN_RIGHT]);
  }
}
