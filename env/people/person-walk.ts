import type { ResolvedCommand, VelocityAction } from '../interaction/actions.ts';
import { STOP } from '../env.ts';
import type { Vec3 } from '../geometry.ts';
import { displacement } from '../measures.ts';
import type { PersonTarget } from './person-target.ts';
import { Route } from '../navigation/route.ts';
import type { World } from '../world.ts';

/** The way to a person ends this near to them, metres: nearer than company reaches, farther than they could be pushed. */
const APPROACH = 1.2;
/** A way is planned anew when they have gone on by this much, metres. */
const DRIFT = 0.4;

/** Standing still for a step, as velocity control can. */
export const WAIT: VelocityAction = { action: 'Velocity', linear: 0, angular: 0 };

/** Walks an agent to a person who may walk themselves. */
export class PersonWalk {
  readonly #target: PersonTarget;
  readonly #route: Route;
  /** Where the way leads to now. */
  #goal: Vec3 | null = null;

  constructor(world: World, target: PersonTarget) {
    this.#target = target;
    this.#route = new Route(world);
  }

  /** The next action; null when the agent is near enough and faces them. */
  next(): ResolvedCommand | null {
    if (this.#target.isNear) {
      const [turn = null] = this.#target.turnsTowards;
      if (turn !== null || this.#target.distance <= APPROACH + DRIFT) return turn;
    }
    const action = this.#follow();
    if (action !== STOP) return action;
    // The way was planned to where they no longer are.
    this.#goal = null;
    const again = this.#follow();
    return again === STOP ? (this.#target.turnsTowards[0] ?? null) : again;
  }

  #follow(): ResolvedCommand {
    const { ground } = this.#target;
    if (this.#goal === null || displacement(this.#goal, ground) > DRIFT) {
      this.#goal = ground;
      this.#route.setGoals([ground], APPROACH);
    }
    return this.#route.next();
  }
}
