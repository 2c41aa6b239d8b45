import type { ResolvedCommand } from '../interaction/actions.ts';
import { categoryId } from '../categories.ts';
import { type SubGoal, STOP } from '../env.ts';
import { GoalDistance } from '../navigation/goal-distance.ts';
import { type Measures, computeMeasures, computeSpl } from '../measures.ts';
import type { GoalSense, Tally, Trial } from './task.ts';
import type { World } from '../world.ts';

/**
 * Goals to be found in order: stop is said at each, and stop anywhere else ends the episode.
 *
 * @see Wani et al. 2020, "MultiON: Benchmarking semantic map memory using multi-object navigation"
 */
export class SequenceTrial implements Trial {
  readonly #world: World;
  readonly #subGoals: readonly SubGoal[];
  #found = 0;
  #missed = false;
  #way: GoalDistance;
  /** Metres to the goal that is looked for now. */
  #near: number;

  constructor(world: World) {
    const { spec, navMesh, pose } = world;
    this.#world = world;
    this.#subGoals = spec.subGoals ?? [];
    this.#way = new GoalDistance(navMesh, this.#subGoals[0].goals, pose.position);
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
    this.#way = new GoalDistance(navMesh, this.#subGoals[this.#found].goals, pose.position);
    this.#near = this.#way.from(pose.position);
  }

  get ended(): boolean {
    return this.#missed || this.#found === this.#subGoals.length;
  }

  /** Over all that is left. */
  get distance(): number {
    return this.#near + lengthOf(this.#subGoals.slice(this.#found + 1));
  }

  get goal(): GoalSense {
    const subGoal = this.#subGoals[Math.min(this.#found, this.#subGoals.length - 1)];
    return { objectGoal: categoryId(subGoal.category), pointGoal: null };
  }

  measure(tally: Tally): Measures {
    const progress = this.#found / this.#subGoals.length;
    const measures = computeMeasures({
      ...tally,
      stopped: progress === 1,
      startDistance: lengthOf(this.#subGoals),
      distance: this.distance,
      successDistance: this.#world.rules.successDistance,
    });
    const ppl = computeSpl(progress, lengthOf(this.#subGoals.slice(0, this.#found)), tally.pathLength);
    return { ...measures, progress, ppl };
  }
}

function lengthOf(subGoals: readonly SubGoal[]): number {
  return subGoals.reduce((sum, { geodesicDistance }) => sum + geodesicDistance, 0);
}
