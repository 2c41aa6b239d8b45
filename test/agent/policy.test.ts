import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTf } from '../../agent/backend.ts';
import { BELIEF_SIDE } from '../../agent/beliefs.ts';
import { POLICY_PREFIX } from '../../agent/finetune.ts';
import { encodeInstruction } from '../../agent/instruction.ts';
import { Parameters } from '../../agent/parameters.ts';
import { loadPolicy, PolicyAgent } from '../../agent/policy-agent.ts';
import { describeState, Policy, POLICY_ACTIONS, STATE_LENGTH, type PolicyBatch } from '../../agent/policy.ts';
import { RunFolder } from '../../agent/run-folder.ts';
import type { Sight } from '../../agent/sight.ts';
import { SpatialMemory } from '../../agent/spatial-memory.ts';
import * as tf from '../../agent/tf.ts';
import { Trainer } from '../../agent/trainer.ts';
import { WorldModel } from '../../agent/world-model.ts';
import { ACTIONS, MOVE_FORWARD, STOP, TURN_LEFT, type Observation } from '../../env/env.ts';
import { Rng } from '../../env/random.ts';

const SIZE = 32;
const SQUARES = BELIEF_SIDE * BELIEF_SIDE;
const config = { size: SIZE, patch: 8, contextLength: 4, width: 16, numLayers: 2, numHeads: 2 };
const rng = new Rng('policy');

const createPolicy = (): Policy =>
  new Policy(new WorldModel(config, new Parameters(rng.child('world'))), new Parameters(rng.child('policy')));

/** A grey frame with a red square in one square of the belief grid and a green one in another. */
function paintFrame(red: number, green: number): Uint8Array {
  const rgb = new Uint8Array(SIZE * SIZE * 3).fill(128);
  const side = SIZE / BELIEF_SIDE;
  for (let i = 0; i < SIZE * SIZE; i++) {
    const square = Math.floor(i / SIZE / side) * BELIEF_SIDE + Math.floor((i % SIZE) / side);
    if (square === red) rgb.set([220, 20, 20], i * 3);
    if (square === green) rgb.set([20, 220, 20], i * 3);
  }
  return rgb;
}

const look = (rgb: Uint8Array): Sight => ({ size: SIZE, rgb, depth: new Float32Array(SIZE * SIZE).fill(2), pitch: 0 });

/** "Find the sofa" means the red square, "find the bed" the green one; the last number of the state means stop, the one before it go. */
function batchOf(step: number): PolicyBatch {
  const stream = rng.child(step);
  const rows = Array.from({ length: 16 }, () => ({
    red: stream.int(0, SQUARES / 2 - 1),
    green: stream.int(SQUARES / 2, SQUARES - 1),
    stops: stream.chance(0.5),
  }));
  const batch = {
    sights: rows.map(({ red, green }) => look(paintFrame(red, green))),
    texts: Float32Array.from(['find the sofa', 'find the bed'].flatMap((text) => [...encodeInstruction(text)])),
    shares: new Float32Array(rows.length * SQUARES * 2),
    states: new Float32Array(rows.length * STATE_LENGTH),
    actions: Uint8Array.from(rows, ({ stops }) => POLICY_ACTIONS.indexOf(stops ? STOP : MOVE_FORWARD)),
  };
  rows.forEach(({ red, green, stops }, row) => {
    batch.shares[(row * SQUARES + red) * 2] = 1;
    batch.shares[(row * SQUARES + green) * 2 + 1] = 1;
    for (let i = 0; i < 40; i++) batch.states[row * STATE_LENGTH + i] = stream.uniform(-1, 1);
    batch.states[(row + 1) * STATE_LENGTH - (stops ? 1 : 2)] = 1;
  });
  return batch;
}

function observe(options: Partial<Observation> = {}): Observation {
  return {
    width: SIZE,
    height: SIZE,
    rgb: paintFrame(3, 40),
    depth: new Float32Array(SIZE * SIZE).fill(1.5),
    instruction: 'find the sofa',
    objectGoal: 9,
    pointGoal: null,
    gps: [0, 0],
    compass: 0,
    pitch: 0,
    collided: false,
    error: null,
    held: null,
    step: 0,
    ...options,
  };
}

beforeAll(async () => {
  await openTf();
});

describe('Policy', () => {
  it('has gradients that reach every weight of its own', () => {
    const policy = createPolicy();
    const { grads } = tf.variableGrads(() => policy.computeLoss(batchOf(0)).loss, policy.parameters.variables);
    for (const [name, { name: id }] of policy.parameters.entries) {
      const steepest = tf.max(tf.abs(grads[id])).dataSync()[0];
      expect(steepest, name).toBeGreaterThan(1e-8);
    }
  });

  it('learns on a frozen world model to find what the words name, where it is, and to act by its state', async () => {
    const policy = createPolicy();
    const run = await RunFolder.open(await mkdtemp(join(tmpdir(), 'oikos-policy-')), {}, false);
    const trainer = new Trainer<PolicyBatch>(policy, run, { numSteps: 120, learningRate: 4e-3, warmupSteps: 10 });
    const world = await policy.worldModel.parameters.read();
    await trainer.train(batchOf);
    expect(await policy.worldModel.parameters.read()).toEqual(world);
    const sight = look(paintFrame(11, 50));
    const strongest = async (text: string): Promise<number> => {
      const beliefs = await policy.detector.detect([sight], encodeInstruction(text));
      return beliefs.indexOf(Math.max(...beliefs));
    };
    expect(await strongest('find the sofa')).toBe(11);
    expect(await strongest('find the bed')).toBe(50);
    const states = new Float32Array(2 * STATE_LENGTH);
    states[STATE_LENGTH - 1] = 1;
    states[2 * STATE_LENGTH - 2] = 1;
    const chances = await policy.decide(states);
    expect(chances[POLICY_ACTIONS.indexOf(STOP)]).toBeGreaterThan(0.8);
    expect(chances[POLICY_ACTIONS.length + POLICY_ACTIONS.indexOf(MOVE_FORWARD)]).toBeGreaterThan(0.8);
  });
});

describe('describeState', () => {
  it('says within -1 and 1 what was seen, the last action and whether it ended against something', () => {
    const memory = new SpatialMemory();
    const beliefs = new Float32Array(SQUARES);
    beliefs[2 * BELIEF_SIDE + 5] = 0.75;
    const free = observe();
    memory.observe(free, beliefs, TURN_LEFT);
    const state = describeState(memory, free, beliefs, TURN_LEFT);
    expect(state.length).toBe(STATE_LENGTH);
    expect(Math.max(...state.map(Math.abs))).toBeLessThanOrEqual(1);
    const blocked = describeState(memory, observe({ collided: true }), beliefs, MOVE_FORWARD);
    const changed = [...state.keys()].filter((i) => state[i] !== blocked[i]);
    expect(changed.length).toBe(3);
    expect(state.filter((value) => value === 0.75).length).toBe(1);
  });
});

describe('PolicyAgent', () => {
  it('acts with probabilities of its actions, foresees a frame, and keeps no tensors', async () => {
    const agent = new PolicyAgent('policy', createPolicy());
    agent.reset('test');
    expect(await agent.predictFrame(MOVE_FORWARD)).toBeNull();
    await agent.act(observe());
    const before = tf.memory().numTensors;
    for (let step = 1; step < 6; step++) {
      const action = await agent.act(observe({ step }));
      const chances = agent.probabilities ?? [];
      expect(chances.length).toBe(ACTIONS.length);
      expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 5);
      expect(POLICY_ACTIONS).toContain(action);
      expect((await agent.predictFrame(action))?.rgb.length).toBe(SIZE * SIZE * 3);
    }
    expect(tf.memory().numTensors).toBe(before);
  });

  it('acts alike in episodes that are alike', async () => {
    const agent = new PolicyAgent('policy', createPolicy());
    const live = async (): Promise<unknown[]> => {
      agent.reset('test');
      const lived: unknown[] = [];
      for (let step = 0; step < 3; step++) lived.push(await agent.act(observe({ step })), agent.probabilities);
      return lived;
    };
    expect(await live()).toEqual(await live());
  });

  it('refuses frames of another size', async () => {
    const agent = new PolicyAgent('policy', createPolicy());
    await expect(agent.act(observe({ width: 16, height: 16 }))).rejects.toThrow(/16x16, the model takes 32x32/);
  });
});

describe('loadPolicy', () => {
  it('gives back the policy that was written, and refuses a world model alone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'oikos-policy-'));
    const policy = createPolicy();
    const world = await policy.worldModel.parameters.read();
    const own = await policy.parameters.read(POLICY_PREFIX);
    const run = new RunFolder(folder);
    await run.writeModel({ record: { kind: 'policy', model: config }, weights: new Map([...world, ...own]) });
    const loaded = await loadPolicy(folder);
    expect(await loaded.parameters.read(POLICY_PREFIX)).toEqual(own);
    expect(await loaded.worldModel.parameters.read()).toEqual(world);
    await run.writeModel({ record: { kind: 'world-model', model: config }, weights: world });
    await expect(loadPolicy(folder)).rejects.toThrow(/run oikos finetune/);
  });
});
