import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTf } from '../../agent/backend.ts';
import { ClipDataset } from '../../agent/clip-dataset.ts';
import { corrupt } from '../../agent/corrupt.ts';
import { Parameters } from '../../agent/parameters.ts';
import { RunFolder } from '../../agent/run-folder.ts';
import * as tf from '../../agent/tf.ts';
import { Trainer } from '../../agent/trainer.ts';
import { WorldModel, type PretrainBatch, type WorldModelConfig } from '../../agent/world-model.ts';
import { Rng } from '../../env/random.ts';
import { recordRaycastRoom } from './raycast-rooms.ts';

const config: WorldModelConfig = { size: 16, patch: 8, contextLength: 4, width: 32, numLayers: 2, numHeads: 2 };
const dataset = new ClipDataset(['a', 'b', 'c'].map((seed) => recordRaycastRoom(seed, 20, 16)));
const rng = new Rng('world-model');
const batchOf = (step: number): PretrainBatch => {
  const stream = rng.child(step);
  return corrupt(dataset.sample(stream, 4, 4), stream);
};
const createModel = (): WorldModel => new WorldModel(config, new Parameters(rng.child('weights')));
const lossOf = (model: WorldModel, batch: PretrainBatch): number =>
  tf.tidy(() => model.computeLoss(batch).loss.dataSync()[0]);
const createTrainer = async (numSteps: number, model: WorldModel, path?: string): Promise<Trainer<PretrainBatch>> => {
  const folder = path ?? (await mkdtemp(join(tmpdir(), 'oikos-run-')));
  const run = await RunFolder.open(folder, { config }, path !== undefined);
  return new Trainer(model, run, { numSteps, learningRate: 3e-3, warmupSteps: 5, logEvery: 10, saveEvery: 5 });
};

beforeAll(async () => {
  await openTf();
});

describe('WorldModel', () => {
  it('has gradients that reach every weight and match finite differences', () => {
    const model = createModel();
    const batch = batchOf(0);
    const { grads } = tf.variableGrads(() => model.computeLoss(batch).loss, model.parameters.variables);
    for (const [name, variable] of model.parameters.entries) {
      const gradient = grads[variable.name].dataSync() as Float32Array;
      const steepest = gradient.reduce((best, value, i) => (Math.abs(value) > Math.abs(gradient[best]) ? i : best), 0);
      expect(Math.abs(gradient[steepest]), name).toBeGreaterThan(1e-7);
      const original = variable.dataSync().slice();
      const step = 5e-3;
      const moved = (by: number): number => {
        const values = original.slice();
        values[steepest] += by;
        variable.assign(tf.tensor(values, variable.shape));
        return lossOf(model, batch);
      };
      const difference = (moved(step) - moved(-step)) / (2 * step);
      variable.assign(tf.tensor(original, variable.shape));
      expect(Math.abs(difference - gradient[steepest]), name).toBeLessThan(0.1 * Math.abs(gradient[steepest]) + 2e-5);
    }
  });

  it('does not see the future: the tokens of a frame are alike whatever comes after', () => {
    const model = createModel();
    const frames = dataset.sample(rng.child('future'), 1, 4).rgb.slice(0, 4 * 768);
    const told = batchOf(1).conditions.slice(0, 4);
    const tokens = (): Float32Array => tf.tidy(() => model.encodeAll(frames, told, 1).dataSync() as Float32Array);
    const before = tokens();
    frames.fill(9, 2 * 768);
    told.fill(1, 2);
    const after = tokens();
    expect(after.slice(0, after.length / 2)).toEqual(before.slice(0, before.length / 2));
    expect(after.slice(after.length / 2)).not.toEqual(before.slice(before.length / 2));
  });

  it('learns: the loss falls on the data, and the same seed gives the same bits', async () => {
    const models = [createModel(), createModel()];
    const before = lossOf(models[0], batchOf(-1));
    for (const model of models) await (await createTrainer(40, model)).train(batchOf);
    expect(lossOf(models[0], batchOf(-1))).toBeLessThan(0.75 * before);
    expect(await models[0].parameters.read()).toEqual(await models[1].parameters.read());
  });

  it('resumes as if it had never stopped', async () => {
    const whole = createModel();
    await (await createTrainer(12, whole)).train(batchOf);

    const path = await mkdtemp(join(tmpdir(), 'oikos-run-'));
    const begun = new Trainer(createModel(), await RunFolder.open(path, { config }, false), {
      numSteps: 12,
      learningRate: 3e-3,
      warmupSteps: 5,
      saveEvery: 5,
    });
    const controller = new AbortController();
    await begun.train(
      (step) => {
        if (step === 6) controller.abort();
        return batchOf(step);
      },
      { signal: controller.signal },
    );
    expect(begun.step).toBe(7);

    const model = createModel();
    const resumed = await createTrainer(12, model, path);
    await resumed.resume();
    expect(resumed.step).toBe(7);
    await resumed.train(batchOf);
    expect(await model.parameters.read()).toEqual(await whole.parameters.read());
  });

  it('keeps no tensors from step to step', async () => {
    const model = createModel();
    const trainer = await createTrainer(6, model);
    const counts: number[] = [];
    await trainer.train((step) => {
      counts.push(tf.memory().numTensors);
      return batchOf(step);
    });
    expect(new Set(counts.slice(1)).size).toBe(1);
  });

  it('imagines as many frames as there are actions left, the first as it predicts it', async () => {
    const model = createModel();
    const context = dataset.recordings[0].rgb.slice(0, 2 * 768);
    const actions = Uint8Array.of(1, 2, 3, 1);
    const frames = await model.imagine(context, actions, 1, 3);
    expect(frames.length).toBe(3 * 768);
    expect(frames.slice(0, 768)).toEqual(await model.predict(context, actions.slice(0, 2), 1));
  });
});
