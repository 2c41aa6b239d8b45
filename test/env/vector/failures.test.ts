import { describe, expect, it } from 'vitest';
import { MOVE_FORWARD, STOP } from '../../../env/env.ts';
import { HouseEnv } from '../../../env/house-env.ts';
import { VectorEnv, type VectorEnvOptions } from '../../../env/vector-env.ts';
import { openSmall, smallSource } from './small-supply.ts';

const create = (changes: Partial<VectorEnvOptions> = {}): Promise<VectorEnv> =>
  VectorEnv.create({ ...openSmall(), source: smallSource, numEnvs: 3, ...changes });

describe('a failure in one environment', () => {
  it('stands in its result and leaves the others alone, wherever they live', async () => {
    for (const workers of [0, 1]) {
      const env = await create({ workers, preparers: 0 });
      const [first, failed, third] = await env.reset(['a', 'bad', 'c']);
      expect(failed).toMatchObject({ failure: 'no episode for bad', truncated: true, terminated: false });
      expect([first.failure, third.failure]).toEqual([undefined, undefined]);
      expect(env.failureAt(1)?.message).toBe('no episode for bad');
      expect(() => env.viewAt(1)).toThrow('no episode for bad');
      const [, waiting, stepped] = await env.step([MOVE_FORWARD, null, MOVE_FORWARD]);
      expect(stepped.observation.step).toBe(1);
      expect(waiting.failure).toBe('no episode for bad');
      await expect(env.step([null, MOVE_FORWARD, null])).rejects.toThrow('no episode for bad');
      const [, revived] = await env.reset([null, 'b', null]);
      expect(revived).not.toHaveProperty('failure');
      await env.close();
    }
  });

  it('in a step ends its episode alone', async () => {
    const env = await create();
    await env.reset(['a', 'b', 'c']);
    env.worldAt(1).step = () => {
      throw new Error('the floor gave way');
    };
    const [first, failed] = await env.step([MOVE_FORWARD, MOVE_FORWARD, MOVE_FORWARD]);
    expect(first.observation.step).toBe(1);
    expect(failed).toMatchObject({ failure: 'the floor gave way', truncated: true });
    await env.close();
  });

  it('is followed by the next episode where environments reset by themselves', async () => {
    const nextSeed = (_: number, number: number): string => (number === 1 ? 'bad' : `good-${number}`);
    const sameStep = await create({ autoreset: 'same-step', nextSeed });
    await sameStep.reset(['a', 'b', 'c']);
    const [ended] = await sameStep.step([STOP, null, null]);
    expect(ended).toMatchObject({ terminated: true, failure: 'no episode for bad', final: { measures: { steps: 1 } } });
    const [next] = await sameStep.step([STOP, null, null]);
    expect(next).toMatchObject({ terminated: false, truncated: false, reward: 0, observation: { step: 0 } });
    await sameStep.close();

    const nextStep = await create({ autoreset: 'next-step', nextSeed });
    await nextStep.reset(['a', 'b', 'c']);
    await nextStep.step([STOP, null, null]);
    expect((await nextStep.step([STOP, null, null]))[0].failure).toBe('no episode for bad');
    expect((await nextStep.step([STOP, null, null]))[0]).not.toHaveProperty('failure');
    await nextStep.close();
  });

  it('that ends a thread is reported by the environments in it, and the thread is replaced', async () => {
    const env = await create({ workers: 2, preparers: 0 });
    await env.reset(['a', 'b', 'c']);
    const [crashed, beside] = await env.reset(['crash', null, null]);
    expect(crashed.failure).toMatch(/thread broke down/);
    expect(beside).not.toHaveProperty('failure');
    const [, other, lost] = await env.step([null, MOVE_FORWARD, MOVE_FORWARD]);
    expect(other.observation.step).toBe(1);
    expect(lost.failure).toMatch(/environment 2 was lost with the thread/);
    const results = await env.reset(['a', null, 'c']);
    expect(results.map(({ failure }) => failure)).toEqual([undefined, undefined, undefined]);
    await env.close();
  });

  it('is thrown by an environment that is alone', async () => {
    const env = await HouseEnv.create(openSmall());
    await expect(env.reset('bad')).rejects.toThrow('no episode for bad');
    await env.reset('good');
    expect((await env.step(MOVE_FORWARD)).observation.step).toBe(1);
    await env.close();
  });
});

describe('VectorEnv.create', () => {
  it('names a source that cannot be opened', async () => {
    const source = { ...smallSource, open: 'openNothing' };
    await expect(create({ workers: 1, source })).rejects.toThrow(/exports no function "openNothing"/);
  });

  it('asks for a source where there are threads', async () => {
    await expect(create({ workers: 1, source: undefined })).rejects.toThrow(/need `source`/);
  });
});
