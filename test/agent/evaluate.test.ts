import { describe, expect, it } from 'vitest';
import { type EvaluateOptions, evaluate } from '../../agent/evaluate.ts';
import { makeAgent } from '../../agent/make-agent.ts';
import { PHYSICS_LEVELS } from '../../env/env.ts';
import type { RecordedEpisode } from '../../env/recorded-episode.ts';
import { replayEpisode } from '../../env/recorded-episode.ts';
import { houseForSeed } from '../../scenes/house-source.ts';
import { library } from '../../scenes/library.ts';

async function run(agent: string, changes: Partial<EvaluateOptions> = {}) {
  const maker = await makeAgent(agent);
  return evaluate({ maker, task: 'objectnav', split: 'val', seed: 1, episodes: 3, envs: 1, ...changes });
}

describe('evaluate', () => {
  it('gives the same report however many episodes run side by side, in this thread or in others', async () => {
    const alone = await run('forward');
    expect(await run('forward', { envs: 3 })).toEqual(alone);
    expect(await run('forward', { envs: 2, workers: 1 })).toEqual(alone);
  });

  it('names what cannot run in threads', async () => {
    await expect(run('oracle', { workers: 1 })).rejects.toThrow(/oracle is handed the world itself/);
  });

  it('lets the oracle reach every goal, without a GPU', async () => {
    const { measures, device, perEpisode } = await run('oracle', { envs: 2 });
    expect(measures.success.mean).toBe(1);
    expect(measures.spl.mean).toBeGreaterThan(0.85);
    expect(device).toBeNull();
    expect(perEpisode.map(({ seed }) => seed)).toEqual([0, 1, 2].map((number) => `1/val/episode-${number}`));
  });

  it('lets the oracle reach points', async () => {
    expect((await run('oracle', { task: 'pointnav' })).measures.success.mean).toBe(1);
  });

  it('names what a suite does not give an agent', async () => {
    const suite = { sensors: ['rgb'], camera: { width: 8, height: 8, hfovDeg: 79 } } as const;
    await expect(run('frontier', { suite })).rejects.toThrow(/frontier needs depth and semantic/);
  });

  it('shares the episodes among shards without losing or changing one', async () => {
    const whole = await run('random');
    const shards = [];
    for (const index of [0, 1]) shards.push(await run('random', { shard: { index, count: 2 } }));
    expect(shards.flatMap(({ perEpisode }) => perEpisode)).toEqual([0, 2, 1].map((number) => whole.perEpisode[number]));
  });

  it('names a shard that is left without episodes', async () => {
    await expect(run('random', { shard: { index: 4, count: 5 } })).rejects.toThrow(/shard 4\/5 of 3 episodes is empty/);
  });

  it.each(PHYSICS_LEVELS)('hands out episodes that replay to the same trace at their level: %s', async (level) => {
    const episodes: RecordedEpisode[] = [];
    const report = await run('random', { episodes: 1, level, onEpisode: (_, episode) => void episodes.push(episode) });
    const [episode] = episodes;
    expect([report.level, episode.level]).toEqual([level, level]);
    const replay = await replayEpisode(episode, houseForSeed(episode.spec.house), library);
    expect(replay.firstDifference).toBeNull();
    const [other] = PHYSICS_LEVELS.filter((name) => name !== level);
    const elsewhere = await replayEpisode({ ...episode, level: other }, houseForSeed(episode.spec.house), library);
    expect(elsewhere.firstDifference).toBe(0);
  });

  it('runs at the rigid level when none is named', async () => {
    const [named, unnamed] = [await run('forward', { level: 'rigid' }), await run('forward')];
    expect(unnamed).toEqual(named);
  });

  it('stops when it is interrupted', async () => {
    const controller = new AbortController();
    const interrupted = run('random', { signal: controller.signal, onEpisode: () => controller.abort() });
    await expect(interrupted).rejects.toThrow(/abort/i);
  });

  it('lets the error of an agent through', async () => {
    const agent = {
      name: 'broken',
      sensors: [],
      reset: () => {},
      act: () => {
        throw new Error('no idea what to do');
      },
    };
    const maker = { name: 'broken', sensors: [], privileged: false, create: async () => agent } as const;
    await expect(run('random', { maker })).rejects.toThrow('no idea what to do');
  });
});

describe('makeAgent', () => {
  it('names an agent that does not exist', async () => {
    await expect(makeAgent('wizard')).rejects.toThrow(/"wizard"/);
  });

  it('hands the world to the oracle alone', async () => {
    const makers = await Promise.all(['random', 'forward', 'frontier', 'oracle'].map((name) => makeAgent(name)));
    expect(makers.filter(({ privileged }) => privileged).map(({ name }) => name)).toEqual(['oracle']);
  });
});
