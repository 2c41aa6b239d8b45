import type { Action } from '../env.ts';
import { MOVE_FORWARD, STOP } from '../env.ts';
import { type Pose, type Vec3, forwardOf } from '../geometry.ts';
import { displacement } from '../measures.ts';
import { movableFootprints } from '../physics/movable-footprints.ts';
import { LatticePlanner } from './planner.ts';
import type { World } from '../world.ts';

/** Farther than this from where its plan expects it, the agent plans anew, metres. */
const DEVIATION = 1e-6;

/** Walks an agent along shortest ways that its real actions allow, and plans anew when it is led astray. */
export class Route {
  readonly #world: World;
  readonly #planner: LatticePlanner;
  #goals: readonly Vec3[] = [];
  #radius = 0;
  /** What is still to be done. */
  #actions: readonly Action[] = [];
  /** Where the agent is before the next of them. */
  #expected: Vec3;

  constructor(world: World) {
    const { house, library, rules, pose } = world;
    this.#world = world;
    this.#planner = new LatticePlanner(house, library, rules.agent);
    this.#expected = pose.position;
  }

  /** Sets out from where the agent is, to within `radius` metres of the nearest goal; false when there is no way. */
  setGoals(goals: readonly Vec3[], radius: number): boolean {
    this.#goals = goals;
    this.#radius = radius;
    return this.#plan();
  }

  /** The next action; `STOP` at the end, or where there is no way. */
  next(): Action {
    const { pose } = this.#world;
    if (displacement(pose.position, this.#expected) > DEVIATION) this.#plan();
    const [action = STOP, ...rest] = this.#actions;
    this.#actions = rest;
    this.#expected = action === MOVE_FORWARD ? this.#stepFrom(pose) : pose.position;
    return action;
  }

  /** From where the agent really is, around what can be moved where it is now. */
  #plan(): boolean {
    const { pose, house, library, physics } = this.#world;
    const movable = movableFootprints(house, library, physics.poses);
    const plan = this.#planner.plan(pose, this.#goals, this.#radius, movable);
    this.#actions = plan ?? [];
    this.#expected = pose.position;
    return plan !== null;
  }

  #stepFrom({ position: [x, y, z], yaw }: Pose): Vec3 {
    const [dx, dz] = forwardOf(yaw);
    const { stepLength } = this.#world.rules.agent;
    return [x + dx * stepLength, y, z + dz * stepLength];
  }
}

/** The oracle of every task that is one walk to the nearest goal. */
export function walkToGoal(world: World): () => Action {
  const route = new Route(world);
  route.setGoals(world.spec.goals, world.rules.successDistance);
  return () => route.next();
}
