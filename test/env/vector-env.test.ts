import { describe, expect, it } from 'vitest';
import { checkEnv } from '../../env/check-env.ts';
import { MOVE_FORWARD, STOP, TURN_LEFT } from '../../env/env.ts';
import { HouseEnv } from '../../env/house-env.ts';
import { VectorEnv } from '../../env/vector-env.ts';
import { straightEpisode } from './small-episode.ts';
import { boxLibrary } from './small-house.ts';

const options = { episodes: straightEpisode, library: boxLibrary };

describe('VectorEnv', () => {
  it('lets an environment that is given no action wait', async () => {
    const batch = await VectorEnv.create({ ...options, numEnvs: 2 });
    await batch.reset(['a', 'b']);
    const results = await batch.step([MOVE_FORWARD, null]);
    expect(results.map(({ observation }) => observation.step)).toEqual([1, 0]);
    await batch.close();
  });

  it('leaves an ended environment as it is until it is reset', async () => {
    const batch = await VectorEnv.create({ ...options, numEnvs: 2 });
    await batch.reset(['a', 'b']);
    await batch.step([STOP, MOVE_FORWARD]);
    await expect(batch.step([MOVE_FORWARD, MOVE_FORWARD])).rejects.toThrow(/environment 0 ended/);
    const [first, second] = await batch.reset(['c', null]);
    expect(first).toMatchObject({ terminated: false, observation: { step: 0 } });
    expect(second.observation.step).toBe(1);
    await batch.close();
  });

  it('steps nobody when one action is wrong', async () => {
    const batch = await VectorEnv.create({ ...options, numEnvs: 2 });
    await batch.reset(['a', 'b']);
    await expect(batch.step([MOVE_FORWARD, 6])).rejects.toThrow(RangeError);
    expect(batch.worldAt(0).measures.steps).toBe(0);
    await batch.close();
  });

  it('goes the same way alone and in a batch', async () => {
    const alone = await HouseEnv.create(options);
    const batch = await VectorEnv.create({ ...options, numEnvs: 3 });
    await alone.reset('b');
    await batch.reset(['a', 'b', 'c']);
    for (const action of [MOVE_FORWARD, TURN_LEFT, MOVE_FORWARD]) {
      await alone.step(action);
      await batch.step([TURN_LEFT, action, MOVE_FORWARD]);
    }
    expect(batch.worldAt(1).traceHash).toBe(alone.traceHash);
    await Promise.all([alone.close(), batch.close()]);
  });

  it('asks for a reset before the first step', async () => {
    const batch = await VectorEnv.create({ ...options, numEnvs: 1 });
    await expect(batch.step([MOVE_FORWARD])).rejects.toThrow(/reset it first/);
  });

  it('says so when sensors are asked for without a GPU', async () => {
    await expect(VectorEnv.create({ ...options, numEnvs: 1, sensors: ['rgb'] })).rejects.toThrow(/need a GPU/);
  });
});

describe('HouseEnv', () => {
  it('keeps the contract of Env', async () => {
    const env = await HouseEnv.create(options);
    await checkEnv(env, { seed: 'test/contract', sensors: [] });
    await env.close();
  });
});
