import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Pose } from '../../../env/geometry.ts';
import { type Gpu, closeGpu, openGpu } from '../../../env/gpu.ts';
import { VectorEnv } from '../../../env/vector-env.ts';
import { library } from '../../../scenes/library.ts';
import { furnishedHouse, straightSpec } from '../small-episode.ts';

const goalView: Pose = { position: [2, 0, 1], yaw: -Math.PI / 2, pitch: 0 };

/** One environment whose agent starts at `start`; the goal's picture is taken from `goalView`. */
async function open(gpu: Gpu, start: Pose): Promise<VectorEnv> {
  return VectorEnv.create({
    numEnvs: 1,
    library,
    gpu,
    sensors: ['rgb'],
    layout: 'targets',
    episodes: (seed) => ({
      spec: straightSpec({ seed, task: 'imagenav', goals: [goalView.position], goalView, start }),
      house: furnishedHouse(),
      rejected: 0,
    }),
  });
}

describe('imageGoal', () => {
  let gpu: Gpu;
  beforeAll(async () => {
    gpu = await openGpu();
  });
  afterAll(closeGpu);

  it('is what the agent sees from the goal', async () => {
    const env = await open(gpu, goalView);
    const [{ observation }] = await env.reset(['a']);
    expect(observation.imageGoal).toEqual(observation.rgb);
    await env.close();
  });

  it('stays the same while the agent goes on', async () => {
    const env = await open(gpu, { ...goalView, yaw: 1 });
    const [first] = await env.reset(['a']);
    const [second] = await env.step([2]);
    expect(first.observation.imageGoal).not.toEqual(first.observation.rgb);
    expect(second.observation.imageGoal).toEqual(first.observation.imageGoal);
    await env.close();
  });
});
