import { ACTIONS, MOVE_FORWARD, type Action, type Agent, type Observation } from '../env/env.ts';
import { UsageError } from '../env/errors.ts';
import { Rng } from '../env/random.ts';
import { openTf } from './backend.ts';
import { POLICY_PREFIX } from './finetune.ts';
import { encodeInstruction } from './instruction.ts';
import { chooseAction } from './lessons.ts';
import { Parameters } from './parameters.ts';
import { describeState, Policy, POLICY_ACTIONS } from './policy.ts';
import { createWorldModel } from './pretrain.ts';
import { RunFolder } from './run-folder.ts';
import { sightOf } from './sight.ts';
import { SpatialMemory } from './spatial-memory.ts';

/** A predicted picture: (H, W, 3) uint8 sRGB. */
export interface PredictedPicture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** Acts as a trained policy says, from colour, depth and odometry alone. */
export class PolicyAgent implements Agent {
  readonly sensors = ['rgb', 'depth'] as const;
  /** Probability of each of `ACTIONS` at the last `act`; null before it. */
  probabilities: readonly number[] | null = null;
  #rng = new Rng('policy');
  #memory = new SpatialMemory();
  #text = encodeInstruction('');
  #last: Action = MOVE_FORWARD;
  /** The latest frames, at most the model's context, and the actions between them. */
  #frames: Uint8Array[] = [];
  #actions: Action[] = [];

  constructor(
    readonly name: string,
    readonly policy: Policy,
  ) {}

  reset(seed: string): void {
    this.#rng = new Rng(`${seed}/policy`);
    this.#memory = new SpatialMemory();
    this.#last = MOVE_FORWARD;
    this.#frames = [];
    this.#actions = [];
    this.probabilities = null;
  }

  /** @throws UsageError when the observation's frame is not of the size the model was trained on. */
  async act(observation: Observation): Promise<Action> {
    const { size, contextLength } = this.policy.worldModel.config;
    const { rgb, width, height, step, instruction } = observation;
    if (!rgb || width !== size || height !== size) {
      throw new UsageError(
        `PolicyAgent: frames are ${width}x${height}, the model takes ${size}x${size} rgb; set the camera so.`,
      );
    }
    if (step === 0) this.#text = encodeInstruction(instruction);
    if (this.#frames.length > 0) this.#actions.push(this.#last);
    this.#frames.push(rgb);
    if (this.#frames.length > contextLength) {
      this.#frames.shift();
      this.#actions.shift();
    }
    const beliefs = await this.policy.detector.detect([sightOf(observation)], this.#text);
    this.#memory.observe(observation, beliefs, this.#last);
    const chances = await this.policy.decide(describeState(this.#memory, observation, beliefs, this.#last));
    // What stopped the agent here will stop it again.
    if (this.#memory.isBlockedAhead(observation)) chances[POLICY_ACTIONS.indexOf(MOVE_FORWARD)] = 0;
    this.probabilities = ACTIONS.map((_, action) => chances[POLICY_ACTIONS.indexOf(action)] ?? 0);
    this.#last = chooseAction(chances, this.#rng);
    return this.#last;
  }

  /** What the model expects to see after this action, given all seen up to the last `act`; null before it. */
  async predictFrame(action: Action): Promise<PredictedPicture | null> {
    if (this.#frames.length === 0) return null;
    const { worldModel } = this.policy;
    const { size } = worldModel.config;
    const window = new Uint8Array(this.#frames.length * size * size * 3);
    this.#frames.forEach((frame, i) => window.set(frame, i * frame.length));
    const rgb = await worldModel.predict(window, Uint8Array.from([...this.#actions, action]), 1);
    return { width: size, height: size, rgb };
  }
}

/**
 * The policy of a run folder.
 *
 * @throws UsageError when the folder holds no policy, or a damaged one.
 */
export async function loadPolicy(folder: string): Promise<Policy> {
  const checkpoint = await new RunFolder(folder).readModel();
  if (checkpoint.record.kind !== 'policy') {
    throw new UsageError(
      `loadPolicy: ${folder} holds a world model without a policy; run oikos finetune --from ${folder} first.`,
    );
  }
  await openTf();
  const policy = new Policy(createWorldModel(checkpoint, folder), new Parameters(new Rng('loaded')));
  policy.parameters.load(checkpoint.weights, POLICY_PREFIX);
  return policy;
}
