import { afterAll, describe, expect, it } from 'vitest';
import { checkEnv } from '../../env/check-env.ts';
import { SENSORS } from '../../env/env.ts';
import { closeGpu, openGpu } from '../../env/gpu.ts';
import { HouseEnv } from '../../env/house-env.ts';
import { library } from '../../scenes/library.ts';
import { straightEpisode } from './small-episode.ts';

const opened = await openGpu().then(
  (gpu) => ({ gpu, reason: '' }),
  (error: Error) => ({ gpu: undefined, reason: error.message }),
);

describe.skipIf(opened.gpu === undefined)(`HouseEnv with all sensors ${opened.reason}`, () => {
  afterAll(closeGpu);

  it('keeps the contract of Env, pictures included, to the bit', async () => {
    const env = await HouseEnv.create({ episodes: straightEpisode, library, gpu: opened.gpu, sensors: SENSORS });
    await checkEnv(env, { seed: 'test/seen', sensors: SENSORS });
    await env.close();
  });

  it('shows what stands before the agent', async () => {
    const env = await HouseEnv.create({ episodes: straightEpisode, library, gpu: opened.gpu, sensors: ['depth'] });
    const { observation } = await env.reset('test/depth');
    const { depth = new Float32Array(), width, height } = observation;
    // From x = 0.5 through the door at z = 1, on to the far wall at x = 8.
    expect(depth[(height / 2) * width + width / 2]).toBeCloseTo(7.5, 1);
    await env.close();
  });
});
