import { MOVE_FORWARD, STOP, TURN_LEFT, TURN_RIGHT, type Action, type Observation } from '../env/env.ts';
import { UsageError } from '../env/errors.ts';
import type { Rng } from '../env/random.ts';
import type { VectorEnv } from '../env/vector-env.ts';
import { BELIEF_SIDE, trueBeliefs } from './beliefs.ts';
import { actAsExpert } from './expert.ts';
import type { Glance } from './glances.ts';
import { encodeInstruction, INSTRUCTION_LENGTH } from './instruction.ts';
import { describeState, POLICY_ACTIONS, type Policy } from './policy.ts';
import { sightOf } from './sight.ts';
import { SpatialMemory } from './spatial-memory.ts';

/** Power to which a policy's preferences are raised. */
const SHARPNESS = 3;
/** Probability that every move keeps, so that one is always possible. */
const LEAST = 1e-6;

/** One step of a taught episode. */
export interface Lesson {
  /** (STATE_LENGTH) in units of 1/127. */
  readonly state: Int8Array;
  /** What the teacher does: index into `POLICY_ACTIONS`. */
  readonly action: number;
}

/** What taught episodes gave. */
export interface Lessons {
  readonly lessons: Lesson[];
  /** What was seen on the way, now and then. */
  readonly glances: Glance[];
}

/** Steps from one glance that is kept to the next. */
const GLANCE_EVERY = 5;

export interface LessonOptions {
  readonly env: VectorEnv;
  /** Episodes of training houses, at most as many as environments. */
  readonly seeds: readonly string[];
  /** The learner, who sees by its own detector; null shows it, as coarsely, what the semantic sensor sees. */
  readonly policy: Policy | null;
  /** Share of steps the learner takes itself. */
  readonly trust: number;
  /** Share of steps taken at random, so that there are mistakes to recover from. */
  readonly noise: number;
  /** Steps after which an episode is cut. */
  readonly length: number;
  readonly rng: Rng;
}

/** An episode under way. */
interface Pupil {
  readonly rng: Rng;
  readonly memory: SpatialMemory;
  last: Action;
}

/**
 * Lives episodes side by side and notes, at each step, what the agent knew and what the teacher would do. The teacher knows
 * what the learner knows, its beliefs included: what it would do for other reasons, the learner could only guess at. Who
 * acts is drawn by `trust` and `noise`.
 *
 * @see https://arxiv.org/abs/1011.0686 (DAgger), https://arxiv.org/abs/2007.12173 on teachers that know more
 */
export async function giveLessons(options: LessonOptions): Promise<Lessons> {
  const { env, seeds, policy, length } = options;
  // An environment without an episode of its own holds another's, and waits.
  let results = await env.reset(Array.from({ length: env.numEnvs }, (_, i) => seeds[i] ?? seeds[0]));
  const pupils = seeds.map((seed, i): Pupil => {
    const { spec } = env.worldAt(i);
    if (!spec.house.startsWith('train/')) {
      throw new UsageError(`finetune: ${seed} is in house ${spec.house}; learn in training houses only.`);
    }
    return { rng: options.rng.child(seed), memory: new SpatialMemory(), last: MOVE_FORWARD };
  });
  const lessons: Lesson[] = [];
  const glances: Glance[] = [];
  for (let step = 0; step < length; step++) {
    const active = [...pupils.keys()].filter((i) => !env.worldAt(i).ended);
    if (active.length === 0) break;
    const looks = active.map((i) => results[i].observation);
    const beliefs = policy ? await lookWith(policy, looks) : looks.map((observation) => trueBeliefs(observation));
    const states = active.map((i, row) => {
      const { memory, last } = pupils[i];
      memory.observe(looks[row], beliefs[row], last);
      return describeState(memory, looks[row], beliefs[row], last);
    });
    const rngs = active.map((i) => pupils[i].rng);
    const choices = policy ? await choose(policy, states, rngs) : null;
    const actions: (Action | null)[] = Array.from({ length: env.numEnvs }, () => null);
    active.forEach((i, row) => {
      const pupil = pupils[i];
      const taught = actAsExpert(pupil.memory, SpatialMemory.placeOf(looks[row]));
      lessons.push({
        state: Int8Array.from(states[row], (value) => Math.round(value * 127)),
        action: POLICY_ACTIONS.indexOf(taught),
      });
      if (step % GLANCE_EVERY === 0) glances.push(glanceOf(looks[row]));
      pupil.last = act(pupil.rng, options, taught, choices?.[row] ?? null);
      actions[i] = pupil.last;
    });
    results = await env.step(actions);
  }
  return { lessons, glances };
}

/** Who acts: chance, the learner or the teacher; only the teacher may end the episode. */
function act(rng: Rng, { trust, noise }: LessonOptions, taught: Action, chosen: Action | null): Action {
  if (taught !== STOP && rng.chance(noise)) return rng.pick([MOVE_FORWARD, TURN_LEFT, TURN_RIGHT]);
  const isTrusted = chosen !== null && chosen !== STOP && rng.chance(trust);
  return isTrusted ? chosen : taught;
}

async function lookWith({ detector }: Policy, looks: readonly Observation[]): Promise<Float32Array[]> {
  const texts = new Float32Array(looks.length * INSTRUCTION_LENGTH);
  looks.forEach(({ instruction }, row) => texts.set(encodeInstruction(instruction), row * INSTRUCTION_LENGTH));
  const beliefs = await detector.detect(looks.map(sightOf), texts);
  const squares = BELIEF_SIDE * BELIEF_SIDE;
  return looks.map((_, row) => beliefs.subarray(row * squares, (row + 1) * squares));
}

async function choose(policy: Policy, states: readonly Float32Array[], rngs: readonly Rng[]): Promise<Action[]> {
  const joined = new Float32Array(states.reduce((sum, state) => sum + state.length, 0));
  states.forEach((state, row) => joined.set(state, row * state.length));
  const probabilities = await policy.decide(joined);
  const numActions = POLICY_ACTIONS.length;
  return states.map((_, row) =>
    chooseAction(probabilities.subarray(row * numActions, (row + 1) * numActions), rngs[row]),
  );
}

/**
 * What a policy does: it draws, its preferences sharpened. A choice that is always the likeliest can turn to and fro for
 * ever, or stand at the goal for ever because a stop is never quite the likeliest.
 */
export function chooseAction(probabilities: ArrayLike<number>, rng: Rng): Action {
  const weights = POLICY_ACTIONS.map((action, i) => (probabilities[i] + (action === STOP ? 0 : LEAST)) ** SHARPNESS);
  return rng.pickWeighted(POLICY_ACTIONS, weights);
}

function glanceOf(observation: Observation): Glance {
  return { ...sightOf(observation), semantic: Uint8Array.from(observation.semantic ?? []) };
}
