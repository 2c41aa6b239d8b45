import { describe, expect, it } from 'vitest';
import { MOVE_FORWARD, STOP, TURN_LEFT } from '../../env/env.ts';
import type { GeneratedEpisode } from '../../env/episode.ts';
import { MultiAgentEnv } from '../../env/multi-agent-env.ts';
import { furnishedHouse, straightSpec } from './small-episode.ts';
import { boxLibrary } from './small-house.ts';

const episodes = (seed: string): GeneratedEpisode => ({
  spec: straightSpec({ seed }),
  house: furnishedHouse(),
  rejected: 0,
});
const create = (numAgents: number): Promise<MultiAgentEnv> =>
  MultiAgentEnv.create({ numAgents, episodes, library: boxLibrary });

describe('MultiAgentEnv', () => {
  it('lets agents live in one house, each with a place of its own', async () => {
    const env = await create(3);
    await env.reset('a');
    expect(env.worldOf(1).physics).toBe(env.worldOf(0).physics);
    const places = [0, 1, 2].map((who) => env.worldOf(who).pose.position.join());
    expect(new Set(places).size).toBe(3);
    const results = await env.step([MOVE_FORWARD, TURN_LEFT, null]);
    expect(results.map(({ observation }) => observation.step)).toEqual([1, 1, 0]);
    await env.close();
  });

  it('stops an agent where another stands, and calls it a collision', async () => {
    const env = await create(2);
    await env.reset('a');
    const { physics, pose } = env.worldOf(0);
    physics.placeAgent({ ...pose, position: [pose.position[0] + 0.6, 0, pose.position[2]] }, 1);
    await env.step([MOVE_FORWARD, STOP]);
    const [result] = await env.step([MOVE_FORWARD, null]);
    expect(result.observation.collided).toBe(true);
    expect(env.worldOf(0).pose.position[0]).toBeCloseTo(pose.position[0] + 0.6 - 2 * 0.18, 2);
    await env.close();
  });

  it('shows each agent the others, and not itself', async () => {
    const env = await create(2);
    await env.reset('a');
    const heights = [0, 1].map((who) => {
      const { poses } = env.worldOf(who);
      return [poses[poses.length - 27], poses[poses.length - 13]];
    });
    expect(heights).toEqual([
      [-100, 0.875],
      [0.875, -100],
    ]);
    await env.close();
  });

  it('goes the same way again for the same seed', async () => {
    const run = async (): Promise<string[]> => {
      const env = await create(2);
      await env.reset('b');
      for (let i = 0; i < 20; i++) await env.step([i % 3 ? MOVE_FORWARD : TURN_LEFT, MOVE_FORWARD]);
      const hashes = [0, 1].map((who) => env.worldOf(who).traceHash);
      await env.close();
      return hashes;
    };
    expect(await run()).toEqual(await run());
  });

  it('says what its house failed of, and begins again', async () => {
    const failing = (seed: string): GeneratedEpisode => {
      if (seed === 'bad') throw new Error('no house today');
      return episodes(seed);
    };
    const env = await MultiAgentEnv.create({ numAgents: 2, episodes: failing, library: boxLibrary });
    await env.reset('a');
    await expect(env.reset('bad')).rejects.toThrow('no house today');
    const results = await env.reset('b');
    expect(results.map(({ observation }) => observation.step)).toEqual([0, 0]);
    expect(env.worldOf(1).spec.seed).toBe('b');
    await env.close();
  });
});
