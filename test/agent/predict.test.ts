import { beforeAll, describe, expect, it } from 'vitest';
import { openTf } from '../../agent/backend.ts';
import { Parameters } from '../../agent/parameters.ts';
import { reportPrediction } from '../../agent/predict.ts';
import * as tf from '../../agent/tf.ts';
import { WorldModel } from '../../agent/world-model.ts';
import { Rng } from '../../env/random.ts';
import { recordRaycastRoom } from './raycast-rooms.ts';

const config = { size: 32, patch: 16, contextLength: 4, width: 16, numLayers: 2, numHeads: 2 };
const recordings = ['a', 'b', 'c'].map((seed) => recordRaycastRoom(seed, 30, 32));

beforeAll(async () => {
  await openTf();
});

describe('reportPrediction', () => {
  it('scores each horizon against the baselines; a model that has learned nothing copies the last frame', async () => {
    const model = new WorldModel(config, new Parameters(new Rng('untrained')));
    const before = tf.memory().numTensors;
    const { horizons, numClips, deltaPsnr, byAction } = await reportPrediction(model, recordings, new Rng('1'));
    expect(tf.memory().numTensors).toBe(before);
    expect(numClips).toBe(3 * 3);
    expect(horizons.map(({ k }) => k)).toEqual([1, 2, 4, 8]);
    for (const horizon of horizons) expect(Math.abs(horizon.model.psnr - horizon.copyLast.psnr)).toBeLessThan(3);
    expect(horizons[0].warp.psnr).toBeGreaterThan(horizons[0].copyLast.psnr);
    expect(horizons[0].copyLast.psnr).toBeGreaterThan(horizons[3].copyLast.psnr);
    expect(Math.abs(deltaPsnr)).toBeLessThan(1);
    expect(byAction.reduce((sum, kind) => sum + kind.numClips, 0)).toBe(numClips);
  });

  it('refuses recordings that are too short', async () => {
    const model = new WorldModel(config, new Parameters(new Rng('untrained')));
    const short = [recordRaycastRoom('a', 11, 32)];
    await expect(reportPrediction(model, short, new Rng('1'))).rejects.toThrow(/12 frames/);
  });
});
