import type { Proprioception } from '../sensors/sensor-rig.ts';
import type { Pose } from '../geometry.ts';
import { type Measures, TASK_MEASURES } from '../measures.ts';
import type { Outcome, World } from '../world.ts';
import type { EnvView } from './env-view.ts';

/** The numbers of a state, in their order in memory; measures follow. */
const NUMBERS = [
  'x',
  'y',
  'z',
  'yaw',
  'pitch',
  'held',
  'ended',
  'hashHigh',
  'hashLow',
  'forward',
  'left',
  'compass',
  'tilt',
  'collided',
  'step',
  'objectGoal',
  'goalDistance',
  'goalBearing',
  'reward',
  'terminated',
  'truncated',
] as const;
type NumberName = (typeof NUMBERS)[number];

const MEASURES: readonly (keyof Measures)[] = [
  'success',
  'spl',
  'softSpl',
  'distanceToGoal',
  'collisions',
  'steps',
  ...TASK_MEASURES,
];
const NUM_NUMBERS = NUMBERS.length + MEASURES.length;
const AT = Object.fromEntries(NUMBERS.map((name, at) => [name, at])) as Readonly<Record<NumberName, number>>;

/** What an episode fixes, which its states need not repeat. */
export type EpisodeFacts = Pick<EnvView, 'house' | 'spec' | 'rules' | 'level'>;

/** How much memory the states of an episode take. */
export interface StateSize {
  readonly numMovables: number;
  readonly numObjects: number;
}

/**
 * One environment's state in memory that two threads share: the thread of its world writes it before it answers, the
 * other reads it after the answer and before it asks for the next step, so neither ever sees half a state.
 */
export class SharedState {
  readonly #numbers: Float64Array;
  readonly poses: Float64Array;
  readonly switches: Uint8Array;

  constructor(
    readonly buffer: SharedArrayBuffer,
    { numMovables, numObjects }: StateSize,
  ) {
    this.#numbers = new Float64Array(buffer, 0, NUM_NUMBERS);
    this.poses = new Float64Array(buffer, 8 * NUM_NUMBERS, 7 * numMovables);
    this.switches = new Uint8Array(buffer, 8 * (NUM_NUMBERS + 7 * numMovables), numObjects);
  }

  static allocate(size: StateSize): SharedState {
    const bytes = 8 * (NUM_NUMBERS + 7 * size.numMovables) + size.numObjects;
    return new SharedState(new SharedArrayBuffer(bytes), size);
  }

  /** Writes all but the one thing that is no number, `observe().error`. */
  write(world: World, { reward, terminated, truncated, measures }: Outcome): void {
    const { pose, held, traceHash } = world;
    const { gps, compass, pitch, collided, step, objectGoal, pointGoal } = world.observe();
    const values: Readonly<Record<NumberName, number>> = {
      x: pose.position[0],
      y: pose.position[1],
      z: pose.position[2],
      yaw: pose.yaw,
      pitch: pose.pitch,
      held: held ?? -1,
      ended: Number(world.ended),
      hashHigh: parseInt(traceHash.slice(0, 8), 16),
      hashLow: parseInt(traceHash.slice(8), 16),
      forward: gps[0],
      left: gps[1],
      compass,
      tilt: pitch,
      collided: Number(collided),
      step,
      objectGoal,
      goalDistance: pointGoal?.[0] ?? NaN,
      goalBearing: pointGoal?.[1] ?? NaN,
      reward,
      terminated: Number(terminated),
      truncated: Number(truncated),
    };
    NUMBERS.forEach((name, at) => (this.#numbers[at] = values[name]));
    // No measure is ever NaN: that says a task does not have it.
    MEASURES.forEach((name, i) => (this.#numbers[NUMBERS.length + i] = measures[name] ?? NaN));
    this.poses.set(world.poses);
    this.switches.set(world.switches);
  }

  get(name: NumberName): number {
    return this.#numbers[AT[name]];
  }

  get measures(): Measures {
    const measures: Partial<Record<keyof Measures, number>> = {};
    MEASURES.forEach((name, i) => {
      const value = this.#numbers[NUMBERS.length + i];
      if (!Number.isNaN(value)) measures[name] = value;
    });
    return measures as Measures;
  }
}

/** The view of a world in another thread. */
export class RemoteView implements EnvView {
  readonly house: EnvView['house'];
  readonly spec: EnvView['spec'];
  readonly rules: EnvView['rules'];
  readonly level: EnvView['level'];
  readonly #state: SharedState;
  /** Why the last command could not be done. */
  error: string | null = null;

  constructor({ house, spec, rules, level }: EpisodeFacts, state: SharedState) {
    this.house = house;
    this.spec = spec;
    this.rules = rules;
    this.level = level;
    this.#state = state;
  }

  get pose(): Pose {
    const [x, y, z, yaw, pitch] = (['x', 'y', 'z', 'yaw', 'pitch'] as const).map((name) => this.#state.get(name));
    return { position: [x, y, z], yaw, pitch };
  }

  get poses(): Float64Array {
    return this.#state.poses;
  }

  get switches(): Uint8Array {
    return this.#state.switches;
  }

  get held(): number | null {
    const held = this.#state.get('held');
    return held < 0 ? null : held;
  }

  get measures(): Measures {
    return this.#state.measures;
  }

  get ended(): boolean {
    return this.#state.get('ended') === 1;
  }

  get traceHash(): string {
    return hex(this.#state.get('hashHigh')) + hex(this.#state.get('hashLow'));
  }

  /** What the last command led to. */
  get outcome(): Outcome {
    const state = this.#state;
    return {
      reward: state.get('reward'),
      terminated: state.get('terminated') === 1,
      truncated: state.get('truncated') === 1,
      measures: this.measures,
    };
  }

  observe(): Proprioception {
    const state = this.#state;
    const { held } = this;
    const distance = state.get('goalDistance');
    return {
      instruction: this.spec.instruction,
      objectGoal: state.get('objectGoal'),
      pointGoal: Number.isNaN(distance) ? null : [distance, state.get('goalBearing')],
      gps: [state.get('forward'), state.get('left')],
      compass: state.get('compass'),
      pitch: state.get('tilt'),
      collided: state.get('collided') === 1,
      error: this.error,
      held: held === null ? null : this.house.objects[held].category,
      step: state.get('step'),
    };
  }
}

function hex(word: number): string {
  return word.toString(16).padStart(8, '0');
}
