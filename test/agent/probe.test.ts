import { beforeAll, describe, expect, it } from 'vitest';
import { openTf } from '../../agent/backend.ts';
import { Parameters } from '../../agent/parameters.ts';
import { probe } from '../../agent/probe.ts';
import type { Recording } from '../../agent/recording.ts';
import * as tf from '../../agent/tf.ts';
import { WorldModel } from '../../agent/world-model.ts';
import { Rng } from '../../env/random.ts';

const SIZE = 16;
const PATCH = 8;
const FRAMES = 80;
const config = { size: SIZE, patch: PATCH, contextLength: 2, width: 8, numLayers: 2, numHeads: 2 };

/** Frames of even patches: brightness tells the depth and colour the category, or, unless `tells`, neither tells anything. */
function record(seed: string, tells: boolean): Recording {
  const rng = new Rng(seed);
  const rgb = new Uint8Array(FRAMES * SIZE * SIZE * 3);
  const depth = new Uint16Array(FRAMES * SIZE * SIZE);
  const semantic = new Uint8Array(FRAMES * SIZE * SIZE);
  for (let patch = 0; patch < FRAMES * 4; patch++) {
    const [metres, category] = [rng.uniform(0, 6), rng.int(0, 2)];
    const [shade, hue] = tells ? [metres, category] : [rng.uniform(0, 6), rng.int(0, 2)];
    const color = [0, 1, 2].map((channel) => 10 * shade + (channel === hue ? 120 : 0));
    for (let i = 0; i < PATCH * PATCH; i++) {
      const v = Math.floor((patch % 4) / 2) * PATCH + Math.floor(i / PATCH);
      const pixel = Math.floor(patch / 4) * SIZE * SIZE + v * SIZE + (patch % 2) * PATCH + (i % PATCH);
      rgb.set(color, pixel * 3);
      depth[pixel] = metres * 1000;
      semantic[pixel] = category;
    }
  }
  return {
    seed,
    house: seed,
    numRooms: 1,
    instruction: '',
    width: SIZE,
    height: SIZE,
    rgb,
    depth,
    semantic,
    actions: new Uint8Array(FRAMES - 1),
    poses: new Float32Array(FRAMES * 4),
    collided: new Uint8Array(FRAMES - 1),
  };
}

const recordAll = (names: readonly string[], tells: boolean): Recording[] => names.map((name) => record(name, tells));

beforeAll(async () => {
  await openTf();
});

describe('probe', () => {
  it('reads depth and category off pixels that tell them, in recordings it was not fitted on', async () => {
    const model = new WorldModel(config, new Parameters(new Rng('probe')));
    const before = tf.memory().numTensors;
    const [depth, semantics] = await probe(model, recordAll(['a', 'b'], true), recordAll(['c'], true), 1);
    expect(tf.memory().numTensors).toBe(before);
    expect([depth.name, depth.metric]).toEqual(['depth', 'R2']);
    expect(depth.rawPixels).toBeGreaterThan(0.95);
    expect([semantics.name, semantics.metric]).toEqual(['semantics', 'balancedAccuracy']);
    expect(semantics.rawPixels).toBe(1);
    for (const score of [depth, semantics]) expect(Math.max(score.model, score.untrained)).toBeLessThanOrEqual(1);
  });

  it('finds nothing where pixels tell nothing', async () => {
    const model = new WorldModel(config, new Parameters(new Rng('probe')));
    const [depth, semantics] = await probe(model, recordAll(['a', 'b'], false), recordAll(['c'], false), 1);
    expect(depth.rawPixels).toBeLessThan(0.15);
    expect(semantics.rawPixels).toBeLessThan(0.6);
  });
});
