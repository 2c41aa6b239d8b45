/** An agent of one's own: walks straight to a point, and around what stands in the way. Evaluated as all others are. */
import {
  type Action,
  type Agent,
  MOVE_FORWARD,
  type Observation,
  Rng,
  STOP,
  TURN_LEFT,
  TURN_RIGHT,
  evaluate,
} from 'oikos';

/** Actions it goes aside for after it has run into something. */
const DETOUR = 6;

class Walker implements Agent {
  readonly name = 'walker';
  readonly sensors = [];
  #rng = new Rng('walker');
  #detour: Action[] = [];

  reset(seed: string): void {
    this.#rng = new Rng(`${seed}/walker`);
    this.#detour = [];
  }

  act({ pointGoal, collided }: Observation): Action {
    const [distance, bearing] = pointGoal ?? [0, 0];
    if (distance < 0.3) return STOP;
    if (collided) {
      const turn = this.#rng.chance(0.5) ? TURN_LEFT : TURN_RIGHT;
      this.#detour = [turn, turn, ...Array<Action>(DETOUR).fill(MOVE_FORWARD)];
    }
    const planned = this.#detour.shift();
    if (planned !== undefined) return planned;
    if (Math.abs(bearing) > Math.PI / 12) return bearing > 0 ? TURN_LEFT : TURN_RIGHT;
    return MOVE_FORWARD;
  }
}

const maker = { name: 'walker', sensors: [], privileged: false, create: async () => new Walker() } as const;
const report = await evaluate({ maker, task: 'pointnav', split: 'val', seed: 1, episodes: 5, envs: 5 });
for (const { instruction, success, steps } of report.perEpisode)
  console.log(`${instruction}: ${success} in ${steps} steps`);
console.log(`success ${report.measures.success?.mean}, trace ${report.traceHash}`);
