import { ACTIONS, MOVE_FORWARD, STOP, TURN_LEFT, TURN_RIGHT, type Action, type Observation } from '../env/env.ts';
import { BELIEF_SIDE } from './beliefs.ts';
import { drawEgocentricMap, MAP_CHANNELS, MAP_SIDE, WAY_FEATURES } from './egocentric-map.ts';
import { Detector, type DetectorBatch } from './detector.ts';
import type { Parameters } from './parameters.ts';
import { SpatialMemory } from './spatial-memory.ts';
import * as tf from './tf.ts';
import type { WorldModel } from './world-model.ts';

/** What the policy chooses among; it never tilts its head. */
export const POLICY_ACTIONS: readonly Action[] = [STOP, MOVE_FORWARD, TURN_LEFT, TURN_RIGHT];
const NUM_SQUARES = BELIEF_SIDE * BELIEF_SIDE;
const MAP_LENGTH = MAP_SIDE * MAP_SIDE * MAP_CHANNELS;
/** Numbers the policy decides by: its map, the ways, what it believes to see from left to right, collision, last action. */
export const STATE_LENGTH = MAP_LENGTH + WAY_FEATURES + BELIEF_SIDE + 1 + ACTIONS.length;

const DECISION_WIDTH = 128;
/** Few steps end in a stop: so much more does it count in training. Its odds come out too high by the same factor, and are divided by it where they are read. */
const STOP_WEIGHT = 4;

/** Sights with what they show, and states with what the teacher did in them. */
export interface PolicyBatch extends DetectorBatch {
  /** (A, STATE_LENGTH) */
  readonly states: Float32Array;
  /** (A) index into `POLICY_ACTIONS`. */
  readonly actions: Uint8Array;
}

/**
 * Follows instructions on top of a frozen world model: a detector that finds what the words name, and a decision on the
 * agent's own map of what it has seen.
 */
export class Policy {
  readonly detector: Detector;
  readonly #weighMap: tf.Variable;
  readonly #weighRest: tf.Variable;
  readonly #consider: tf.Variable;
  readonly #choose: tf.Variable;

  constructor(
    readonly worldModel: WorldModel,
    readonly parameters: Parameters,
  ) {
    this.detector = new Detector(worldModel, parameters);
    // Apart, so that the few numbers that tell most start as loud as the whole map.
    this.#weighMap = parameters.addDense('weighMap', MAP_LENGTH, DECISION_WIDTH);
    this.#weighRest = parameters.addDense('weighRest', STATE_LENGTH - MAP_LENGTH, DECISION_WIDTH);
    this.#consider = parameters.addDense('consider', DECISION_WIDTH, DECISION_WIDTH);
    this.#choose = parameters.addDense('choose', DECISION_WIDTH, POLICY_ACTIONS.length);
  }

  /** The training loss and its parts; call it within `tf.tidy`. */
  computeLoss(batch: PolicyBatch): { loss: tf.Scalar; parts: Record<string, tf.Scalar> } {
    const { actions } = batch;
    const detection = this.detector.computeLoss(batch);
    const choice = this.#decide(tf.tensor2d(batch.states, [actions.length, STATE_LENGTH]));
    const told = tf.oneHot(tf.tensor1d(actions, 'int32'), POLICY_ACTIONS.length).cast('float32');
    const stops = Float32Array.from(actions, (action) => (POLICY_ACTIONS[action] === STOP ? STOP_WEIGHT : 1));
    const imitation = tf.losses.softmaxCrossEntropy(told, choice, tf.tensor1d(stops)) as tf.Scalar;
    return { loss: tf.add(detection, imitation) as tf.Scalar, parts: { detection, imitation } };
  }

  /** Probabilities (B, actions) of `POLICY_ACTIONS` in these states (B, STATE_LENGTH). */
  async decide(states: Float32Array): Promise<Float32Array> {
    const rows = states.length / STATE_LENGTH;
    const probabilities = tf.tidy(() => {
      const logits = this.#decide(tf.tensor2d(states, [rows, STATE_LENGTH]));
      const surplus = POLICY_ACTIONS.map((action) => (action === STOP ? Math.log(STOP_WEIGHT) : 0));
      return tf.softmax(tf.sub(logits, tf.tensor1d(surplus)));
    });
    const values = (await probabilities.data()) as Float32Array;
    probabilities.dispose();
    return values;
  }

  #decide(states: tf.Tensor2D): tf.Tensor2D {
    const [map, rest] = tf.split<tf.Tensor2D>(states, [MAP_LENGTH, STATE_LENGTH - MAP_LENGTH], 1);
    const weighed = tf.relu(tf.add(matMul(map, this.#weighMap), matMul(rest, this.#weighRest)) as tf.Tensor2D);
    return matMul(tf.relu(matMul(weighed, this.#consider)), this.#choose);
  }
}

/** (STATE_LENGTH) what the policy decides by; all of it between -1 and 1. */
export function describeState(
  memory: SpatialMemory,
  observation: Observation,
  beliefs: ArrayLike<number>,
  lastAction: Action,
): Float32Array {
  const state = new Float32Array(STATE_LENGTH);
  const map = drawEgocentricMap(memory, SpatialMemory.placeOf(observation));
  state.set(map.cells);
  state.set(map.ways, MAP_LENGTH);
  const columns = MAP_LENGTH + WAY_FEATURES;
  for (let i = 0; i < NUM_SQUARES; i++) {
    const column = columns + (i % BELIEF_SIDE);
    state[column] = Math.max(state[column], beliefs[i]);
  }
  state[columns + BELIEF_SIDE] = Number(observation.collided);
  state[columns + BELIEF_SIDE + 1 + lastAction] = 1;
  return state;
}

function matMul(x: tf.Tensor2D, weight: tf.Variable): tf.Tensor2D {
  return tf.matMul(x, weight as tf.Tensor2D);
}
