import type { Action, Agent, Observation } from '../env/env.ts';
import { MOVE_FORWARD, STOP, TURN_LEFT, TURN_RIGHT } from '../env/env.ts';
import { Rng } from '../env/random.ts';
import { STOP_PROBABILITY } from './random-agent.ts';

/** At most half a turn. */
const MOST_TURNS = 6;

/** Walks straight ahead; when blocked it turns to a random side, by one to six turns. */
export class ForwardAgent implements Agent {
  readonly name = 'forward';
  readonly sensors = [];
  #rng = new Rng(this.name);
  #turn: Action = TURN_LEFT;
  #turnsLeft = 0;

  reset(seed: string): void {
    this.#rng = new Rng(`${seed}/${this.name}`);
    this.#turnsLeft = 0;
  }

  act({ collided }: Observation): Action {
    if (this.#rng.chance(STOP_PROBABILITY)) return STOP;
    if (collided) {
      this.#turn = this.#rng.pick([TURN_LEFT, TURN_RIGHT]);
      this.#turnsLeft = this.#rng.int(1, MOST_TURNS);
    }
    if (this.#turnsLeft === 0) return MOVE_FORWARD;
    this.#turnsLeft--;
    return this.#turn;
  }
}
