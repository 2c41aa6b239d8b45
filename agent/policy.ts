import { ACTIONS, MOVE_FORWARD, STOP, TURN_LEFT, TURN_RIGHT, type Action, type Observation } from '../env/env.ts';
import { BELIEF_SIDE } from './beliefs.ts';
import { drawEgocentricMap, MAP_CHANNELS, MAP_SIDE, WAY_FEATURES } from './egocentric-map.ts';
import { INSTRUCTION_LENGTH } from './instruction.ts';
import type { Parameters } from './parameters.ts';
import { patchLength, toPatches } from './patches.ts';
import { SpatialMemory } from './spatial-memory.ts';
import * as tf from './tf.ts';
import { UNTOLD, type WorldModel } from './world-model.ts';

/** What the policy chooses among; it never tilts its head. */
export const POLICY_ACTIONS: readonly Action[] = [STOP, MOVE_FORWARD, TURN_LEFT, TURN_RIGHT];
const NUM_SQUARES = BELIEF_SIDE * BELIEF_SIDE;
const MAP_LENGTH = MAP_SIDE * MAP_SIDE * MAP_CHANNELS;
/** Numbers the policy decides by: its map, the ways, what it believes to see from left to right, collision, last action. */
export const STATE_LENGTH = MAP_LENGTH + WAY_FEATURES + BELIEF_SIDE + 1 + ACTIONS.length;

const DETECTOR_WIDTH = 192;
const TEXT_WIDTH = 64;
const DECISION_WIDTH = 128;
/**
 * The thing asked for fills few squares, and few steps end in a stop: so much more do these count in training. The odds
 * of a stop come out too high by the same factor, and are divided by it where they are read.
 */
const SEEN_WEIGHT = 4;
const STOP_WEIGHT = 4;
/**
 * Added to the detector's log odds where they are read. A tiny policy succeeded in 1 of 20 episodes in training houses with
 * 0, in 4 with 1.4, and in 2 with 2.8 (seed 99).
 */
const READINESS = 1.4;
/** Log odds of a square showing the thing, before anything is learned. */
const PRIOR_LOGIT = -4;

/** Frames with what was asked for, where it was seen, and what the teacher did. */
export interface PolicyBatch {
  readonly size: number;
  /** (B, H, W, 3) */
  readonly frames: Uint8Array;
  /** (B, INSTRUCTION_LENGTH) what is to be detected. */
  readonly texts: Float32Array;
  /** (B, BELIEF_SIDE²) 1 where it is seen. */
  readonly seen: Float32Array;
  /** (B, STATE_LENGTH) */
  readonly states: Float32Array;
  /** (B) index into `POLICY_ACTIONS`. */
  readonly actions: Uint8Array;
}

/**
 * Follows instructions on top of a frozen world model: a detector that finds what the words name among the model's tokens
 * (its features modulated by the words), and a decision on the agent's own map of what it has seen.
 *
 * @see https://arxiv.org/abs/1709.07871 for the modulation
 */
export class Policy {
  readonly #look: tf.Variable;
  readonly #read: tf.Variable;
  readonly #scale: tf.Variable;
  readonly #shift: tf.Variable;
  readonly #match: tf.Variable;
  readonly #answer: tf.Variable;
  readonly #weighMap: tf.Variable;
  readonly #weighRest: tf.Variable;
  readonly #consider: tf.Variable;
  readonly #choose: tf.Variable;
  /** Square of the image that each of a token's answers stands for. */
  readonly #squares: readonly number[];

  constructor(
    readonly worldModel: WorldModel,
    readonly parameters: Parameters,
  ) {
    const { config } = worldModel;
    const side = config.size / config.patch;
    const split = BELIEF_SIDE / side;
    this.#squares = Array.from({ length: NUM_SQUARES }, (_, i) => {
      const token = Math.floor(i / split ** 2);
      const [row, column] = [Math.floor((i % split ** 2) / split), i % split];
      return (Math.floor(token / side) * split + row) * BELIEF_SIDE + (token % side) * split + column;
    });
    this.#look = parameters.addDense('look', config.width + patchLength(config), DETECTOR_WIDTH);
    this.#read = parameters.addDense('read', INSTRUCTION_LENGTH, TEXT_WIDTH);
    this.#scale = parameters.addDense('scale', TEXT_WIDTH, DETECTOR_WIDTH);
    this.#shift = parameters.addDense('shift', TEXT_WIDTH, DETECTOR_WIDTH);
    this.#match = parameters.addDense('match', DETECTOR_WIDTH, DETECTOR_WIDTH / 2);
    this.#answer = parameters.addDense('answer', DETECTOR_WIDTH / 2, split ** 2);
    // Apart, so that the few numbers that tell most start as loud as the whole map.
    this.#weighMap = parameters.addDense('weighMap', MAP_LENGTH, DECISION_WIDTH);
    this.#weighRest = parameters.addDense('weighRest', STATE_LENGTH - MAP_LENGTH, DECISION_WIDTH);
    this.#consider = parameters.addDense('consider', DECISION_WIDTH, DECISION_WIDTH);
    this.#choose = parameters.addDense('choose', DECISION_WIDTH, POLICY_ACTIONS.length);
  }

  /** The training loss and its parts; call it within `tf.tidy`. */
  computeLoss(batch: PolicyBatch): { loss: tf.Scalar; parts: Record<string, tf.Scalar> } {
    const { actions } = batch;
    const logits = this.#detect(batch.frames, batch.texts);
    // (B, BELIEF_SIDE²) in the order of the tokens' answers
    const seen = Float32Array.from(batch.seen, (_, i) => {
      const row = Math.floor(i / NUM_SQUARES) * NUM_SQUARES;
      return batch.seen[row + this.#squares[i % NUM_SQUARES]];
    });
    const labels = tf.tensor2d(seen, [actions.length, NUM_SQUARES]);
    const weights = tf.add(tf.mul(labels, SEEN_WEIGHT - 1), 1);
    const detection = tf.losses.sigmoidCrossEntropy(labels, logits, weights) as tf.Scalar;
    const choice = this.#decide(tf.tensor2d(batch.states, [actions.length, STATE_LENGTH]));
    const told = tf.oneHot(tf.tensor1d(actions, 'int32'), POLICY_ACTIONS.length).cast('float32');
    const stops = Float32Array.from(actions, (action) => (POLICY_ACTIONS[action] === STOP ? STOP_WEIGHT : 1));
    const imitation = tf.losses.softmaxCrossEntropy(told, choice, tf.tensor1d(stops)) as tf.Scalar;
    return { loss: tf.add(detection, imitation) as tf.Scalar, parts: { detection, imitation } };
  }

  /** Probability that each square (B, BELIEF_SIDE²) of the frames (B, H, W, 3) shows what the texts name. */
  async detect(frames: Uint8Array, texts: Float32Array): Promise<Float32Array> {
    const probabilities = tf.tidy(() => tf.sigmoid(tf.add(this.#detect(frames, texts), READINESS)));
    const values = (await probabilities.data()) as Float32Array;
    probabilities.dispose();
    const beliefs = new Float32Array(values.length);
    values.forEach((value, i) => {
      beliefs[Math.floor(i / NUM_SQUARES) * NUM_SQUARES + this.#squares[i % NUM_SQUARES]] = value;
    });
    return beliefs;
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

  /** (B, BELIEF_SIDE²) logits in the order of the tokens' answers. */
  #detect(frames: Uint8Array, texts: Float32Array): tf.Tensor2D {
    const { config, numTokens } = this.worldModel;
    const rows = texts.length / INSTRUCTION_LENGTH;
    const tokens = this.worldModel.encode(frames, new Uint8Array(rows).fill(UNTOLD), rows);
    const pixels = new Float32Array(frames.length);
    toPatches(frames, config, pixels);
    const patches = tf.tensor2d(pixels, [rows * numTokens, patchLength(config)]);
    const features = tf.relu(matMul(tf.concat2d([tokens, patches], 1), this.#look));
    const words = tf.relu(matMul(tf.tensor2d(texts, [rows, INSTRUCTION_LENGTH]), this.#read));
    const grid = features.reshape([rows, numTokens, DETECTOR_WIDTH]);
    const scale = matMul(words, this.#scale).reshape([rows, 1, DETECTOR_WIDTH]);
    const shift = matMul(words, this.#shift).reshape([rows, 1, DETECTOR_WIDTH]);
    const modulated = tf.relu(tf.add(tf.add(grid, tf.mul(grid, scale)), shift));
    const matched = tf.relu(matMul(modulated.as2D(rows * numTokens, DETECTOR_WIDTH), this.#match));
    return tf.add(matMul(matched, this.#answer).as2D(rows, NUM_SQUARES), PRIOR_LOGIT);
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
