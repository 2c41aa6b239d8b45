import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTf } from '../../agent/backend.ts';
import { OnlineClips } from '../../agent/online-clips.ts';
import { Parameters } from '../../agent/parameters.ts';
import { toPatches } from '../../agent/patches.ts';
import * as tf from '../../agent/tf.ts';
import { WorldModel, type Frames, type WorldModelConfig } from '../../agent/world-model.ts';
import { closeGpu, openGpu } from '../../env/gpu.ts';
import { Rng } from '../../env/random.ts';
import { openHouseEpisodes } from '../../scenes/house-episodes.ts';

const model: WorldModelConfig = { size: 16, patch: 8, contextLength: 3, width: 16, numLayers: 1, numHeads: 2 };
const NUM_CLIPS = 2;

beforeAll(async () => {
  process.env.OIKOS_TF = 'webgpu';
  await openTf();
});

afterAll(closeGpu);

async function openClips(staysOnGpu: boolean): Promise<OnlineClips> {
  const houses = await openHouseEpisodes({ task: 'objectnav', split: 'train', rooms: 1 });
  const gpu = await openGpu();
  return OnlineClips.create({ ...houses, gpu, level: 'kinematic', model, numClips: NUM_CLIPS, walks: 'w', staysOnGpu });
}

async function patchesOf(frames: Frames): Promise<Float32Array> {
  if (!(frames instanceof Uint8Array)) return (await frames.data()) as Float32Array;
  const patches = new Float32Array(frames.length);
  toPatches(frames, model, patches);
  return patches;
}

const farthest = (a: Float32Array, b: Float32Array): number => Math.max(...a.map((value, i) => Math.abs(value - b[i])));

it('gives the same clips from the GPU without a copy as through typed arrays, batch after batch', async () => {
  const [zeroCopy, copied] = [await openClips(true), await openClips(false)];
  for (let step = 0; step < 3; step++) {
    const rng = new Rng('clips').child(step);
    const [onGpu, asArrays] = [await zeroCopy.next(rng), await copied.next(rng)];
    expect(onGpu.next).not.toBeInstanceOf(Uint8Array);
    expect(onGpu.actions).toEqual(asArrays.actions);
    expect(onGpu.motion).toEqual(asArrays.motion);
    expect(onGpu.blocked).toEqual(asArrays.blocked);
    const [came, expected] = [await patchesOf(onGpu.next), await patchesOf(asArrays.next)];
    expect(came.length).toBe(NUM_CLIPS * model.contextLength * model.size ** 2 * 3);
    expect(farthest(came, expected)).toBeLessThan(1e-6);
    // The noise on what the model sees is of the same size, not the same.
    const seen = await patchesOf(onGpu.context);
    expect(farthest(seen, await patchesOf(asArrays.context))).toBeLessThan(0.4);
    // The frame that came is the next one's context.
    const frame = model.size ** 2 * 3;
    expect(farthest(seen.subarray(frame, 2 * frame), came.subarray(0, frame))).toBeLessThan(0.2);
  }
  await zeroCopy.close();
  await copied.close();
});

it('lets a world model train on them and keeps no tensor of a batch that is over', async () => {
  const clips = await openClips(true);
  const world = new WorldModel(model, new Parameters(new Rng('online')));
  const lossOf = async (step: number): Promise<number> => {
    const batch = await clips.next(new Rng('loss').child(step));
    const loss = tf.tidy(() => world.computeLoss(batch).loss);
    const [value] = await loss.data();
    loss.dispose();
    return value;
  };
  expect(await lossOf(0)).toBeGreaterThan(0);
  const { numTensors } = tf.memory();
  expect(await lossOf(1)).toBeGreaterThan(0);
  expect(tf.memory().numTensors).toBe(numTensors);
  await clips.close();
});
