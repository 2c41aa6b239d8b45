import { MOVE_FORWARD, type Action, type Observation } from '../env/env.ts';
import { BELIEF_SIDE } from './beliefs.ts';
import { drawEgocentricMap, type EgocentricMap } from './egocentric-map.ts';
import { encodeInstruction } from './instruction.ts';
import { POLICY_ACTIONS, RECENT, type Policy } from './policy.ts';
import { SpatialMemory } from './spatial-memory.ts';
import * as tf from './tf.ts';
import { UNTOLD, type WorldModel } from './world-model.ts';

/** What a policy carries through one episode. */
export class PolicyState {
  readonly memory = new SpatialMemory();
  /** The last frames, oldest first, and the actions between them. */
  readonly frames: Uint8Array[] = [];
  readonly actions: Action[] = [];
  /** The action just taken. */
  last: Action | null = null;

  constructor(readonly contextFrames: number) {}

  /** Adds the present frame. @throws Error without rgb */
  see({ rgb }: Observation): void {
    if (!rgb) throw new Error('PolicyState.see: the policy needs rgb and depth; render them.');
    if (this.last !== null) this.actions.push(this.last);
    this.frames.push(rgb);
    if (this.frames.length <= this.contextFrames) return;
    this.frames.shift();
    this.actions.shift();
  }
}

/** What the policy makes of one observation. */
export interface Thought {
  /** (K, d) the world model's tokens of the present frame. */
  readonly tokens: Float32Array;
  /** (BELIEF_SIDE²) probabilities that what is asked for is seen there. */
  readonly beliefs: Float32Array;
  readonly map: EgocentricMap;
  readonly recent: Float32Array;
  /** (POLICY_ACTIONS) */
  readonly probabilities: Float32Array;
}

/** Beliefs that stand in for the policy's own, while it has none worth remembering. */
export type BeliefSource = (index: number, observation: Observation) => Float32Array;

/** A world model and a policy thinking together, for many episodes at once. */
export class PolicyMind {
  constructor(
    readonly worldModel: WorldModel,
    readonly policy: Policy,
  ) {}

  /** Sees, searches, remembers and weighs the actions, for each state and its observation. */
  async think(
    states: readonly PolicyState[],
    observations: readonly Observation[],
    beliefSource?: BeliefSource,
  ): Promise<Thought[]> {
    if (states.length === 0) return [];
    states.forEach((state, i) => state.see(observations[i]));
    const tokens = await this.#encode(states);
    const looks = {
      numLooks: states.length,
      frames: Buffer.concat(states.map(({ frames }) => frames[frames.length - 1])),
      tokens: join(tokens),
      instructions: join(observations.map(({ instruction }) => encodeInstruction(instruction))),
    };
    const believed = await this.policy.believe(looks);
    const beliefs = states.map((_, i) => believed.slice(i * BELIEF_SIDE ** 2, (i + 1) * BELIEF_SIDE ** 2));
    const maps = states.map(({ memory, last }, i) => {
      memory.observe(observations[i], beliefSource?.(i, observations[i]) ?? beliefs[i], last ?? MOVE_FORWARD);
      return drawEgocentricMap(memory, SpatialMemory.placeOf(observations[i]));
    });
    const recent = states.map(({ last }, i) => describeRecent(last, observations[i].collided));
    const probabilities = await this.policy.decide({
      ...looks,
      maps: join(maps.map(({ cells }) => cells)),
      ways: join(maps.map(({ ways }) => ways)),
      recent: join(recent),
    });
    return states.map((_, i) => ({
      tokens: tokens[i],
      beliefs: beliefs[i],
      map: maps[i],
      recent: recent[i],
      probabilities: probabilities.slice(i * POLICY_ACTIONS, (i + 1) * POLICY_ACTIONS),
    }));
  }

  /** The frame (H, W, 3) that the world model expects after this action. */
  imagine({ frames, actions }: PolicyState, action: Action): Promise<Uint8Array> {
    return this.worldModel.predict(Buffer.concat(frames), Uint8Array.from([...actions, action]), 1);
  }

  dispose(): void {
    this.worldModel.parameters.dispose();
    this.policy.parameters.dispose();
  }

  /** Tokens (K, d) of each state's present frame; states with as many frames go together. */
  async #encode(states: readonly PolicyState[]): Promise<Float32Array[]> {
    const { numTokens, config } = this.worldModel;
    const length = numTokens * config.width;
    const tokens: Float32Array[] = states.map(() => new Float32Array());
    for (const numFrames of new Set(states.map(({ frames }) => frames.length))) {
      const members = [...states.keys()].filter((i) => states[i].frames.length === numFrames);
      const windows = Buffer.concat(members.flatMap((i) => states[i].frames));
      const conditions = Uint8Array.from(members.flatMap((i) => [...states[i].actions, UNTOLD]));
      const encoded = tf.tidy(() => this.worldModel.encode(windows, conditions, members.length));
      const values = (await encoded.data()) as Float32Array;
      encoded.dispose();
      members.forEach((i, row) => (tokens[i] = values.slice(row * length, (row + 1) * length)));
    }
    return tokens;
  }
}

function describeRecent(last: Action | null, collided: boolean): Float32Array {
  const recent = new Float32Array(RECENT);
  if (last !== null && last < POLICY_ACTIONS) recent[last] = 1;
  recent[POLICY_ACTIONS] = Number(collided);
  return recent;
}

/** The arrays one after another. */
export function join(arrays: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const array of arrays) {
    joined.set(array, offset);
    offset += array.length;
  }
  return joined;
}
