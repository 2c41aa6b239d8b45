import type { ResolvedCommand } from './actions.ts';
import { categoryId } from './categories.ts';
import { type Observation, type Stage, STOP } from './env.ts';
import { GoalDistance } from './goal-distance.ts';
import { type Measures, computeMeasures, computeSpl } from './measures.ts';
import type { Tally, Trial } from './task.ts';
import type { World } from './world.ts';

/**
 * Goals to be found in order: stop is said at each, and stop anywhere else ends the episode.
 *
 * @see Wani et al. 2020, "MultiON: Benchmarking semantic map memory using multi-object navigation"
 */
export class StagesTrial implements Trial {
  readonly #world: World;
  readonly #stages: readonly Stage[];
  #found = 0;
  #missed = false;
  #way: GoalDistance;
  /** Metres to the goal that is looked for now. */
  #near: number;

  constructor(world: World) {
    const { spec, navMesh, pose } = world;
    this.#world = world;
    this.#stages = spec.stages ?? [];
    this.#way = new GoalDistance(navMesh, this.#stages[0].goals, pose.position);
    this.#near = this.#way.from(pose.position);
  }

  advance(command: ResolvedCommand): void {
    const { navMesh, pose, rules } = this.#world;
    this.#near = this.#way.from(pose.position);
    if (command !== STOP) return;
    this.#missed = this.#near >= rules.successDistance;
    if (this.#missed) return;
    this.#found++;
    if (this.ended) return;
    this.#way = new GoalDistance(navMesh, this.#stages[this.#found].goals, pose.position);
    this.#near = this.#way.from(pose.position);
  }

  get ended(): boolean {
    return this.#missed || this.#found === this.#stages.length;
  }

  /** Over all that is left. */
  get distance(): number {
    return this.#near + lengthOf(this.#stages.slice(this.#found + 1));
  }

  get goal(): Pick<Observation, 'objectGoal' | 'pointGoal'> {
    const stage = this.#stages[Math.min(this.#found, this.#stages.length - 1)];
    return { objectGoal: categoryId(stage.category), pointGoal: null };
  }

  measure(tally: Tally): Measures {
    const progress = this.#found / this.#stages.length;
    const measures = computeMeasures({
      ...tally,
      stopped: progress === 1,
      startDistance: lengthOf(this.#stages),
      distance: this.distance,
      successDistance: this.#world.rules.successDistance,
    });
    const ppl = computeSpl(progress, lengthOf(this.#stages.slice(0, this.#found)), tally.pathLength);
    return { ...measures, progress, ppl };
  }
}

function lengthOf(stages: readonly Stage[]): number {
  return stages.reduce((sum, { geodesicDistance }) => sum + geodesicDistance, 0);
}
