import type { ResolvedCommand } from '../interaction/actions.ts';
import { categoryId } from '../categories.ts';
import { STOP } from '../env.ts';
import { type Pose, type Vec3, towards } from '../geometry.ts';
import { GoalDistance } from '../navigation/goal-distance.ts';
import { type Measures, computeMeasures } from '../measures.ts';
import type { GoalSense, Tally, Trial } from './task.ts';
import type { World } from '../world.ts';

/** Going to the nearest goal and saying stop there: the trial of every task that is one walk. */
export class GoalTrial implements Trial {
  readonly #world: World;
  readonly #way: GoalDistance;
  readonly #isThere: (position: Vec3) => boolean;
  readonly #startDistance: number;
  #distance: number;
  #stopped = false;

  /** `isThere` tells of places that count as reached though no goal is near. */
  constructor(world: World, isThere: (position: Vec3) => boolean = () => false) {
    const { navMesh, spec, pose } = world;
    this.#world = world;
    this.#way = new GoalDistance(navMesh, spec.goals, pose.position);
    this.#isThere = isThere;
    this.#startDistance = this.#distanceNow();
    this.#distance = this.#startDistance;
  }

  advance(command: ResolvedCommand): void {
    this.#stopped = command === STOP;
    this.#distance = this.#distanceNow();
  }

  get ended(): boolean {
    return this.#stopped;
  }

  get distance(): number {
    return this.#distance;
  }

  /** The category asked for, and for PointNav where the goal lies. */
  get goal(): GoalSense {
    const { spec, pose } = this.#world;
    return {
      objectGoal: spec.category === null ? -1 : categoryId(spec.category),
      pointGoal: spec.task === 'pointnav' ? bearingTo(pose, spec.goals[0]) : null,
    };
  }

  /** Habitat's navigation measures so far. */
  measure(tally: Tally): Measures {
    return computeMeasures({
      ...tally,
      stopped: this.#stopped,
      startDistance: this.#startDistance,
      distance: this.#distance,
      successDistance: this.#world.rules.successDistance,
    });
  }

  #distanceNow(): number {
    const { position } = this.#world.pose;
    return this.#isThere(position) ? 0 : this.#way.from(position);
  }
}

function bearingTo(pose: Pose, goal: Vec3): readonly [distance: number, bearing: number] {
  const { forward, left, distance } = towards(pose, goal);
  return [distance, Math.atan2(left, forward)];
}
