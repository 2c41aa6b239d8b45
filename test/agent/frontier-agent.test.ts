import { afterAll, describe, expect, it } from 'vitest';
import { evaluate } from '../../agent/evaluate.ts';
import { makeAgent } from '../../agent/make-agent.ts';
import { closeGpu, openGpu } from '../../env/gpu.ts';

const opened = await openGpu().then(
  (gpu) => ({ gpu, reason: '' }),
  (error: Error) => ({ gpu: undefined, reason: error.message }),
);

describe.skipIf(opened.gpu === undefined)(`FrontierAgent ${opened.reason}`, () => {
  afterAll(closeGpu);

  it('finds things in a house it has never seen, the same way alone and beside others', async () => {
    const maker = await makeAgent('frontier');
    const options = { maker, task: 'objectnav', split: 'val', seed: 1, episodes: 2, gpu: opened.gpu } as const;
    const report = await evaluate({ ...options, envs: 2 });
    expect(report.measures.success.mean).toBeGreaterThan(0.5);
    const alone = await evaluate({ ...options, envs: 1, shard: { index: 1, count: 2 } });
    expect(alone.perEpisode[0]).toEqual(report.perEpisode[1]);
  });
});
