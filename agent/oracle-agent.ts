import { type Action, type Agent, AGENT, MOVE_FORWARD, STOP } from '../env/env.ts';
import { type Pose, type Vec3, forwardOf } from '../env/geometry.ts';
import { displacement } from '../env/measures.ts';
import { movableFootprints } from '../env/movable-footprints.ts';
import { LatticePlanner } from '../env/planner.ts';
import { SUCCESS_DISTANCE } from '../env/tasks.ts';
import type { World } from '../env/world.ts';

/** Farther than this from where its plan expects it, the agent plans anew, metres. */
const DEVIATION = 1e-6;

/** An episode's way as planned. */
interface Route {
  readonly world: World;
  readonly planner: LatticePlanner;
  /** What is still to be done. */
  actions: readonly Action[];
  /** Where the agent is before the next of them. */
  expected: Vec3;
}

/** Knows the house and the goal and walks the shortest way that the real actions allow: the ceiling over every measure. */
export class OracleAgent implements Agent {
  readonly name = 'oracle';
  readonly sensors = [];
  readonly #currentWorld: () => World;
  #route: Route | null = null;

  /** `currentWorld` gives the episode that runs now: knowledge that no other agent is handed. */
  constructor(currentWorld: () => World) {
    this.#currentWorld = currentWorld;
  }

  reset(): void {
    const world = this.#currentWorld();
    const planner = new LatticePlanner(world.house, world.library);
    const { start, goals, task } = world.spec;
    const actions = planner.plan(start, goals, SUCCESS_DISTANCE[task]) ?? [];
    this.#route = { world, planner, actions, expected: start.position };
  }

  /** @throws Error before the first reset */
  act(): Action {
    const route = this.#route;
    if (route === null) throw new Error('OracleAgent.act: no episode; reset the agent first.');
    const { pose } = route.world;
    if (displacement(pose.position, route.expected) > DEVIATION) route.actions = replan(route);
    const [action = STOP, ...rest] = route.actions;
    route.actions = rest;
    route.expected = action === MOVE_FORWARD ? stepFrom(pose) : pose.position;
    return action;
  }
}

function stepFrom({ position: [x, y, z], yaw }: Pose): Vec3 {
  const [dx, dz] = forwardOf(yaw);
  return [x + dx * AGENT.stepLength, y, z + dz * AGENT.stepLength];
}

/** From where the agent really is, around what has moved where it is now. */
function replan({ world, planner }: Route): readonly Action[] {
  const { pose, spec, house, library, physics } = world;
  const movable = movableFootprints(house, library, physics.poses);
  return planner.plan(pose, spec.goals, SUCCESS_DISTANCE[spec.task], movable) ?? [];
}
