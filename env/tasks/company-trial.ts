import type { ResolvedCommand } from '../interaction/actions.ts';
import { categoryId } from '../categories.ts';
import { STOP } from '../env.ts';
import type { Vec3 } from '../geometry.ts';
import { type Measures, computeMeasures, displacement } from '../measures.ts';
import { PersonTarget } from '../people/person-target.ts';
import type { GoalSense, Tally, Trial } from './task.ts';
import type { World } from '../world.ts';

export interface CompanyTrialOptions {
  /** Steps after which the episode has its answer; Infinity when only stop gives it. */
  readonly steps: number;
  /** The share of all steps that must be spent in company to succeed; null when being in company at stop is enough. */
  readonly leastShare: number | null;
}

/** Coming to a person, or staying with them; see `PersonTarget` for what counts as company. */
export class CompanyTrial implements Trial {
  readonly #world: World;
  readonly #options: CompanyTrialOptions;
  readonly #target: PersonTarget;
  readonly #startDistance: number;
  #distance: number;
  /** Where the person last was, and how far they have gone, metres. */
  #ground: Vec3;
  #theirPath = 0;
  #isInCompany: boolean;
  #stepsInCompany = 0;
  #steps = 0;
  #stopped = false;

  constructor(world: World, options: CompanyTrialOptions) {
    this.#world = world;
    this.#options = options;
    this.#target = new PersonTarget(world);
    this.#startDistance = this.#target.distance;
    this.#distance = this.#startDistance;
    this.#ground = this.#target.ground;
    this.#isInCompany = this.#target.isInCompany;
  }

  advance(command: ResolvedCommand): void {
    this.#steps++;
    this.#stopped = command === STOP;
    this.#distance = this.#target.distance;
    this.#theirPath += displacement(this.#ground, this.#target.ground);
    this.#ground = this.#target.ground;
    this.#isInCompany = this.#target.isInCompany;
    if (this.#isInCompany) this.#stepsInCompany++;
  }

  get ended(): boolean {
    return this.#stopped || this.#steps >= this.#options.steps;
  }

  get distance(): number {
    return this.#distance;
  }

  get goal(): GoalSense {
    return { objectGoal: categoryId('Person'), pointGoal: null };
  }

  /**
   * In company no distance is left. The shortest way to compare with leads to where the person was at first, and for who
   * has to stay with them, on along theirs.
   */
  measure(tally: Tally): Measures {
    const { steps, leastShare } = this.#options;
    const following = this.#steps === 0 ? 0 : this.#stepsInCompany / this.#steps;
    const isSuccess =
      leastShare === null ? this.#stopped && this.#isInCompany : this.#steps >= steps && following >= leastShare;
    const measures = computeMeasures({
      ...tally,
      stopped: isSuccess,
      startDistance: this.#startDistance + (leastShare === null ? 0 : this.#theirPath),
      distance: this.#isInCompany || isSuccess ? 0 : this.#distance,
      successDistance: this.#world.rules.successDistance,
    });
    return { ...measures, ...(leastShare !== null && { following }), found: Number(this.#stepsInCompany > 0) };
  }
}
