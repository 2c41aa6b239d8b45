import { MOVE_FORWARD, TURN_LEFT, TURN_RIGHT, type Action, type Agent, type Observation } from '../env/env.ts';
import { Rng } from '../env/random.ts';
import { SpatialMemory } from './spatial-memory.ts';
import { steerDown } from './steer.ts';
import { wander } from './wanderer.ts';

/** Steps for which the agent keeps to one way of moving. */
const SHORTEST_SPELL = 6;
const LONGEST_SPELL = 20;

type Mood = 'search' | 'wander' | 'look';

/**
 * Moves so that there is much to learn from: it searches for what it has not seen, wanders, and looks around, in spells.
 * It rarely walks into things on purpose, and sometimes does, since being blocked is to be learned too.
 */
export class Explorer implements Agent {
  readonly name = 'explore';
  readonly sensors = ['rgb', 'depth'] as const;
  #rng = new Rng('explore');
  #memory = new SpatialMemory();
  #mood: Mood = 'search';
  #spell = 0;
  #turn: Action = TURN_LEFT;
  #last: Action = MOVE_FORWARD;

  reset(seed: string): void {
    this.#rng = new Rng(`${seed}/explore`);
    this.#memory = new SpatialMemory();
    this.#spell = 0;
    this.#last = MOVE_FORWARD;
  }

  act(observation: Observation): Action {
    this.#memory.observe(observation, [0], this.#last);
    if (this.#spell === 0) {
      this.#mood = this.#rng.pickWeighted<Mood>(['search', 'wander', 'look'], [5, 4, 1]);
      this.#spell = this.#rng.int(SHORTEST_SPELL, LONGEST_SPELL);
      this.#turn = this.#rng.pick([TURN_LEFT, TURN_RIGHT]);
    }
    this.#spell--;
    this.#last = this.#move(observation);
    return this.#last;
  }

  #move(observation: Observation): Action {
    if (this.#mood === 'look') return this.#turn;
    if (this.#mood === 'search') {
      const place = SpatialMemory.placeOf(observation);
      const step = steerDown(this.#memory, this.#memory.distanceToFrontier(place), place);
      if (step !== null && !this.#rng.chance(0.1)) return step;
    }
    return wander(observation, this.#turn, this.#rng);
  }
}
