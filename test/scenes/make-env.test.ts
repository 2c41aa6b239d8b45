import { describe, expect, it } from 'vitest';
import { checkEnv } from '../../env/check-env.ts';
import { MOVE_FORWARD } from '../../env/env.ts';
import { episodeSeed } from '../../env/episode.ts';
import { makeEnv, makeVectorEnv } from '../../scenes/make-env.ts';

const SEED = episodeSeed(1, 'val', 0);

describe('makeEnv', () => {
  it('keeps the contract of environments', async () => {
    const env = await makeEnv({ task: 'pointnav', sensors: [] });
    await checkEnv(env, { seed: SEED, sensors: [] });
    await env.close();
  });

  it('gives pictures of the size asked for, and leaves the GPU to others that still see', async () => {
    const [first, second] = [
      await makeEnv({ rooms: 1, size: 16 }),
      await makeEnv({ rooms: 1, sensors: ['rgb'], size: 8 }),
    ];
    const { observation } = await first.reset(SEED);
    expect(observation.depth?.length).toBe(16 * 16);
    await first.close();
    const later = await second.reset(SEED);
    expect(later.observation.rgb?.some((value) => value > 0)).toBe(true);
    await second.close();
  });

  it('makes houses of as many rooms as asked for', async () => {
    const env = await makeEnv({ sensors: [], rooms: 5 });
    await env.reset(SEED);
    expect(env.house.rooms.length).toBe(5);
    await env.close();
  });

  it.each([
    [{ task: 'cook' }, '"cook" is no task'],
    [{ split: 'exam' }, '"exam" is no split'],
    [{ sensors: ['smell'] }, 'makeEnv: sensors.0 is wrong'],
    [{ size: 0 }, 'makeEnv: camera.width is wrong'],
  ])('refuses %j', async (options, said) => {
    await expect(makeEnv(options as Parameters<typeof makeEnv>[0])).rejects.toThrow(said);
  });
});

describe('makeVectorEnv', () => {
  it('steps the episodes that single environments give', async () => {
    const batch = await makeVectorEnv({ numEnvs: 2, sensors: [] });
    const env = await makeEnv({ sensors: [] });
    await batch.reset(['7/train/episode-0', '7/train/episode-1']);
    await batch.step([MOVE_FORWARD, MOVE_FORWARD]);
    await env.reset('7/train/episode-1');
    await env.step(MOVE_FORWARD);
    expect(batch.viewAt(1).traceHash).toBe(env.traceHash);
    await Promise.all([batch.close(), env.close()]);
  });

  it('refuses to hand a house of one’s own to other threads', async () => {
    const env = await makeEnv({ sensors: [] });
    await env.reset(SEED);
    const { house } = env;
    await env.close();
    await expect(makeVectorEnv({ numEnvs: 2, sensors: [], house, workers: 2 })).rejects.toThrow('2 workers cannot');
  });
});
