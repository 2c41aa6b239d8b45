import type { EpisodeSpec } from '../env.ts';
import { computeSpl, computeSuccess, displacement } from '../measures.ts';
import { Physics } from '../physics/physics.ts';
import { LatticePlanner } from '../navigation/planner.ts';
import type { Site, Task } from './task.ts';
import { World } from '../world.ts';

/** Where the best the real actions can do is a worse SPL than this, the steps' coarseness would be measured, not the agent. */
const LEAST_SPL = 0.85;

/** Tries out what could be asked in one house: whether the oracle solves it well with the real actions. */
export class Rehearsal {
  readonly #site: Site;
  readonly #task: Task;
  /** Enough for what is one walk; made when first needed. */
  #walk: { readonly planner: LatticePlanner; readonly physics: Physics } | null = null;

  constructor(site: Site, task: Task) {
    this.#site = site;
    this.#task = task;
  }

  isSolvable(spec: EpisodeSpec): boolean {
    return this.#task.isOneWalk ? this.#isWalkable(spec) : this.#isPlayable(spec);
  }

  dispose(): void {
    this.#walk?.physics.dispose();
  }

  /** Whether the plan, carried out in the real physics, ends at a goal without a long detour. */
  #isWalkable({ start, goals, geodesicDistance }: EpisodeSpec): boolean {
    const { house, library, navMesh, rules } = this.#site;
    this.#walk ??= {
      planner: new LatticePlanner(house, library, rules.agent),
      physics: new Physics(house, library, { agent: rules.agent }),
    };
    const { planner, physics } = this.#walk;
    const plan = planner.plan(start, goals, rules.successDistance);
    if (plan === null) return false;
    physics.reset();
    physics.placeAgent(start);
    let pathLength = 0;
    for (const action of plan) {
      const { position } = physics.agent;
      physics.actuate(action);
      pathLength += displacement(position, physics.agent.position);
    }
    const distance = navMesh.distanceToAny(physics.agent.position, goals);
    const success = computeSuccess(true, distance, rules.successDistance);
    return computeSpl(success, geodesicDistance, pathLength) >= LEAST_SPL;
  }

  /** Whether the oracle, let loose in a world of its own, succeeds without a long detour. */
  #isPlayable(spec: EpisodeSpec): boolean {
    const { house, library } = this.#site;
    const world = new World({ house, spec, task: this.#task, library });
    try {
      const { createOracle, leastSpl = LEAST_SPL } = this.#task;
      const act = createOracle(world);
      while (!world.ended) world.step(act());
      const { success, spl } = world.measures;
      return success === 1 && spl >= leastSpl;
    } finally {
      world.dispose();
    }
  }
}
