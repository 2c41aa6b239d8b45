import { type Action, type EpisodeSpec, type Frame, type Observation, ACTIONS, STOP } from './env.ts';
import { type Pose, type Vec3, wrapAngle } from './geometry.ts';
import { categoryId } from './categories.ts';
import type { House } from './house.ts';
import { type Measures, MOVE_TOLERANCE, computeMeasures, displacement } from './measures.ts';
import type { ModelLibrary } from './model.ts';
import { NavMesh } from './navigation.ts';
import { Physics } from './physics.ts';
import { STEP_LIMIT, SUCCESS_DISTANCE, towards } from './tasks.ts';
import { EpisodeTrace } from './trace.ts';

/** Reward of habitat-lab's navigation tasks (habitat-lab, `TaskConfig`): success, progress in metres, and time. */
export const REWARD = { success: 2.5, slack: -0.01 } as const;

export interface WorldOptions {
  readonly house: House;
  readonly spec: EpisodeSpec;
  readonly library: ModelLibrary;
}

/** What one action led to. */
export interface Outcome {
  readonly reward: number;
  readonly terminated: boolean;
  readonly truncated: boolean;
  readonly measures: Measures;
}

/**
 * One episode in one house, without pictures: physics, task and measures. It knows all; an agent is given only `observe`.
 *
 * Needs `initNavigation` first.
 */
export class World {
  readonly house: House;
  readonly spec: EpisodeSpec;
  readonly library: ModelLibrary;
  readonly physics: Physics;
  readonly navMesh: NavMesh;
  readonly #trace: EpisodeTrace;
  readonly #startDistance: number;
  #distance: number;
  /** Where the distance was last measured, and what it was there. */
  #measured: { readonly position: Vec3; readonly distance: number };
  #pathLength = 0;
  #collisions = 0;
  #collided = false;
  #steps = 0;
  #stopped = false;

  constructor({ house, spec, library }: WorldOptions) {
    this.house = house;
    this.spec = spec;
    this.library = library;
    this.physics = new Physics(house, library);
    this.physics.placeAgent(spec.start);
    this.navMesh = NavMesh.build(house, library);
    this.#trace = new EpisodeTrace(spec, this.physics.hashState());
    this.#startDistance = this.navMesh.distanceToAny(spec.start.position, spec.goals);
    this.#distance = this.#startDistance;
    this.#measured = { position: spec.start.position, distance: this.#distance };
  }

  /** @throws RangeError for an action that is not in `ACTIONS`; Error after the episode ended. In both cases nothing changes. */
  step(action: Action): Outcome {
    checkAction(action);
    if (this.ended) {
      throw new Error(`World.step: episode ${this.spec.seed} ended after ${this.#steps} steps; reset before stepping.`);
    }
    const { position } = this.physics.agent;
    this.#collided = this.physics.actuate(action).collided;
    if (this.#collided) this.#collisions++;
    this.#steps++;
    this.#stopped = action === STOP;
    this.#pathLength += displacement(position, this.physics.agent.position);
    const before = this.#distance;
    this.#distance = this.#distanceNow();
    this.#trace.add(action, this.physics.hashState());
    const { measures } = this;
    return {
      reward: REWARD.slack + progress(before, this.#distance) + REWARD.success * measures.success,
      terminated: this.#stopped,
      truncated: !this.#stopped && this.ended,
      measures,
    };
  }

  get measures(): Measures {
    return computeMeasures({
      stopped: this.#stopped,
      startDistance: this.#startDistance,
      distance: this.#distance,
      pathLength: this.#pathLength,
      successDistance: SUCCESS_DISTANCE[this.spec.task],
      collisions: this.#collisions,
      steps: this.#steps,
    });
  }

  /** The agent said stop, or its time is up. */
  get ended(): boolean {
    return this.#stopped || this.#steps >= STEP_LIMIT;
  }

  /** Where the agent's feet are and where it looks. */
  get pose(): Pose {
    return this.physics.agent;
  }

  /** Hash over the episode and all states so far: 16 hexadecimal digits. */
  get traceHash(): string {
    return this.#trace.hash;
  }

  /** What the agent knows besides its pictures. */
  observe(): Omit<Observation, keyof Frame> {
    const { spec, pose } = this;
    const moved = towards(spec.start, pose.position);
    return {
      instruction: spec.instruction,
      objectGoal: spec.category === null ? -1 : categoryId(spec.category),
      pointGoal: spec.task === 'pointnav' ? this.#pointGoal() : null,
      gps: [moved.forward, moved.left],
      compass: wrapAngle(pose.yaw - spec.start.yaw),
      pitch: pose.pitch,
      collided: this.#collided,
      step: this.#steps,
    };
  }

  dispose(): void {
    this.physics.dispose();
    this.navMesh.dispose();
  }

  /** Metres to the nearest goal, measured again when the agent has moved. */
  #distanceNow(): number {
    const { position } = this.physics.agent;
    const moved = displacement(this.#measured.position, position);
    if (moved <= MOVE_TOLERANCE) return this.#measured.distance;
    const distance = this.navMesh.distanceToAny(position, this.spec.goals);
    // Where something was pushed away the mesh has a hole: out of it leads the way back to where the agent left the mesh.
    if (distance === Infinity) return this.#measured.distance + moved;
    this.#measured = { position, distance };
    return distance;
  }

  #pointGoal(): readonly [number, number] {
    const { forward, left, distance } = towards(this.pose, this.spec.goals[0]);
    return [distance, Math.atan2(left, forward)];
  }
}

/** @throws RangeError for an action that is not in `ACTIONS` */
export function checkAction(action: Action): void {
  if (ACTIONS[action] !== undefined) return;
  const known = ACTIONS.map((name, id) => `${id} ${name}`).join(', ');
  throw new RangeError(`step: ${String(action)} is no action; use one of ${known}.`);
}

/** Metres nearer to the goal than before; 0 where either distance is unknown. */
function progress(before: number, after: number): number {
  return Number.isFinite(before) && Number.isFinite(after) ? before - after : 0;
}
