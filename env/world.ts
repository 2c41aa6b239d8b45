import { addActuationNoise } from './physics/actuation-noise.ts';
import {
  type Command,
  type ObjectAction,
  type ResolvedCommand,
  type VelocityAction,
  isObjectAction,
  resolveCommand,
} from './interaction/actions.ts';
import {
  type Action,
  type EpisodeRules,
  type EpisodeSpec,
  type Frame,
  type Observation,
  type PhysicsLevel,
  STOP,
} from './env.ts';
import { type Pose, towards, wrapAngle } from './geometry.ts';
import { Hasher } from './hash.ts';
import type { House } from './house.ts';
import { Interaction } from './interaction/interaction.ts';
import { OUT_OF_SIGHT } from './physics/joint.ts';
import { type Measures, displacement } from './measures.ts';
import type { ModelLibrary } from './model.ts';
import { NavMesh } from './navigation/navigation.ts';
import { Physics } from './physics/physics.ts';
import { Rng } from './random.ts';
import { type ResidentState, Residents, withResidents } from './people/residents.ts';
import type { Task, Trial } from './tasks/task.ts';
import { rulesOf, taskNamed } from './tasks.ts';
import { EpisodeTrace } from './trace.ts';

/** Reward of habitat-lab's navigation tasks (habitat-lab, `TaskConfig`): success, progress in metres, and time. */
export const REWARD = { success: 2.5, slack: -0.01 } as const;

export interface WorldOptions {
  readonly house: House;
  readonly spec: EpisodeSpec;
  /** Who judges the episode; the task that `spec` names when left out. */
  readonly task?: Task;
  readonly library: ModelLibrary;
  /** Left out where the agent is the only one. */
  readonly company?: Company;
  /** How the house moves; `rigid` when left out. */
  readonly level?: PhysicsLevel;
}

/** An agent's place among several in one house: the first of the house's people are the agents. */
export interface Company {
  /** Number of the agent. */
  readonly who: number;
  readonly numAgents: number;
  /** The world of agent 0, whose house the others share; null for agent 0 itself. */
  readonly host: World | null;
}

/** What one command led to. */
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
  readonly task: Task;
  readonly rules: EpisodeRules;
  readonly level: PhysicsLevel;
  readonly library: ModelLibrary;
  readonly physics: Physics;
  readonly navMesh: NavMesh;
  readonly interaction: Interaction;
  readonly #residents: Residents;
  readonly #company: Company | null;
  readonly #trace: EpisodeTrace;
  readonly #trial: Trial;
  #pathLength = 0;
  #collisions = 0;
  #collided = false;
  #error: string | null = null;
  #steps = 0;

  constructor({ house, spec, task, library, company, level = 'rigid' }: WorldOptions) {
    this.spec = spec;
    this.task = task ?? taskNamed(spec.task);
    this.rules = rulesOf(spec, this.task);
    this.level = level;
    this.library = library;
    this.#company = company ?? null;
    const { agent, sliding } = this.rules;
    const host = company?.host;
    this.navMesh = host?.navMesh ?? NavMesh.build(house, library, agent);
    this.house = host?.house ?? withResidents(house, this.navMesh, spec);
    this.physics =
      host?.physics ?? new Physics(this.house, library, { agent, level, sliding, embodied: company !== undefined });
    this.physics.placeAgent(spec.start, this.#who);
    const { physics } = this;
    this.interaction = host?.interaction ?? new Interaction({ house: this.house, library, physics, agent });
    this.#residents = host ? host.#residents : new Residents(this, company?.numAgents ?? 0, spec.seed);
    this.#trace = new EpisodeTrace(spec, this.#hashState(), level);
    this.#trial = this.task.begin(this);
  }

  /**
   * Carries out one command. One that cannot be done costs a step, changes nothing and is explained in `observe().error`.
   *
   * @throws RangeError for what is no command; Error after the episode ended. In both cases nothing changes.
   */
  step(command: Command): Outcome {
    const resolved = resolveCommand(command);
    if (this.ended) {
      throw new Error(`World.step: episode ${this.spec.seed} ended after ${this.#steps} steps; reset before stepping.`);
    }
    const { position } = this.pose;
    this.#carryOut(resolved);
    if (this.#collided) this.#collisions++;
    this.#steps++;
    this.#pathLength += displacement(position, this.pose.position);
    const before = this.#trial.distance;
    this.#trial.advance(resolved);
    this.#trace.add(resolved, this.#hashState());
    const { measures } = this;
    return {
      reward: REWARD.slack + progress(before, this.#trial.distance) + REWARD.success * measures.success,
      terminated: this.#trial.ended,
      truncated: !this.#trial.ended && this.ended,
      measures,
    };
  }

  get measures(): Measures {
    return this.#trial.measure({ pathLength: this.#pathLength, collisions: this.#collisions, steps: this.#steps });
  }

  /** The task has its answer, or the time is up. */
  get ended(): boolean {
    return this.#trial.ended || this.#steps >= this.rules.stepLimit;
  }

  /** Where the agent's feet are and where it looks. */
  get pose(): Pose {
    return this.physics.poseOf(this.#who);
  }

  /** What the agent's eye is shown, as `Physics.poses`; of its own body it sees nothing. */
  get poses(): Float64Array {
    const { poses } = this.physics;
    if (this.#company === null) return poses;
    const own = poses.slice();
    const row = own.length / 7 - 2 * ((this.house.people?.length ?? 0) - this.#who);
    for (const posture of [0, 1]) own[(row + posture) * 7 + 1] = OUT_OF_SIGHT.position[1];
    return own;
  }

  /** Who lives in the house besides its agents. */
  get residents(): readonly ResidentState[] {
    return this.#residents.states;
  }

  /** Index of the object the agent carries, or null. */
  get held(): number | null {
    return this.interaction.heldBy(this.#who);
  }

  /** (numObjects) which objects are on: 1 on, 0 off. */
  get switches(): Uint8Array {
    return this.interaction.switches;
  }

  /** Hash over the episode and all states so far: 16 hexadecimal digits. */
  get traceHash(): string {
    return this.#trace.hash;
  }

  /** What the agent knows besides its pictures. */
  observe(): Omit<Observation, keyof Frame> {
    const { spec, pose } = this;
    const moved = towards(spec.start, pose.position);
    const { held } = this;
    return {
      instruction: spec.instruction,
      ...this.#trial.goal,
      gps: [moved.forward, moved.left],
      compass: wrapAngle(pose.yaw - spec.start.yaw),
      pitch: pose.pitch,
      collided: this.#collided,
      error: this.#error,
      held: held === null ? null : this.house.objects[held].category,
      step: this.#steps,
    };
  }

  /** Frees the house; agents who share it leave that to agent 0. */
  dispose(): void {
    if (this.#company?.host) return;
    this.physics.dispose();
    this.navMesh.dispose();
  }

  /** A hash over all that can differ between two moments in the house. */
  #hashState(): string {
    const state = this.physics.hashState();
    const { changes } = this.interaction;
    return changes.length === 0 ? state : new Hasher().addText(state).addNumbers(changes).digest();
  }

  #carryOut(command: ResolvedCommand): void {
    this.#error = isObjectAction(command) ? this.interaction.perform(command, this.#who) : null;
    this.#collided = false;
    if (this.#error !== null) return;
    const motion = isObjectAction(command) ? STOP : this.#really(command);
    this.#collided = this.physics.actuate(motion, this.#who, this.#residents.next()).collided;
  }

  /** What a motion is like when the agent carries it out. */
  #really(motion: Exclude<ResolvedCommand, ObjectAction>): Action | VelocityAction {
    const { agent, actuationNoise = 0 } = this.rules;
    if (actuationNoise === 0) return motion;
    const rng = new Rng(this.spec.seed).child('actuation').child(this.#steps);
    return addActuationNoise(motion, agent, actuationNoise, rng);
  }

  get #who(): number {
    return this.#company?.who ?? 0;
  }
}

/** Metres nearer to the goal than before; 0 where either distance is unknown. */
function progress(before: number, after: number): number {
  return Number.isFinite(before) && Number.isFinite(after) ? before - after : 0;
}
