import { describe, expect, it } from 'vitest';
import { MOVE_FORWARD, STOP, TURN_LEFT } from '../../../env/env.ts';
import { countUp } from '../../../env/vector/autoreset.ts';
import { VectorEnv, type VectorEnvOptions } from '../../../env/vector-env.ts';
import { openSmall } from './small-supply.ts';

const create = (changes: Partial<VectorEnvOptions>): Promise<VectorEnv> =>
  VectorEnv.create({ ...openSmall(), numEnvs: 2, ...changes });
const seedsOf = (env: VectorEnv): string[] => [0, 1].map((i) => env.viewAt(i).spec.seed);

describe('countUp', () => {
  it('counts on from the number at the end of a seed path, or begins one below it', () => {
    expect(countUp(5, 3, '7/val/episode-9')).toBe('7/val/episode-12');
    expect(countUp(0, 1, '9007199254740993')).toBe('9007199254740994');
    expect(countUp(0, 2, 'kitchen')).toBe('kitchen/2');
  });
});

describe('autoreset next-step', () => {
  it('begins the next episode at the step after the end, whose command counts for nothing', async () => {
    const env = await create({ autoreset: 'next-step' });
    await env.reset(['a/0', 'b/0']);
    const [ended] = await env.step([STOP, MOVE_FORWARD]);
    expect(ended).toMatchObject({ terminated: true, observation: { step: 1 } });
    expect(seedsOf(env)).toEqual(['a/0', 'b/0']);
    const [first, other] = await env.step([STOP, MOVE_FORWARD]);
    expect(first).toMatchObject({ reward: 0, terminated: false, truncated: false, observation: { step: 0 } });
    expect(other.observation.step).toBe(2);
    expect(seedsOf(env)).toEqual(['a/1', 'b/0']);
    await env.close();
  });

  it('lets an ended environment wait that is given no command', async () => {
    const env = await create({ autoreset: 'next-step' });
    await env.reset(['a/0', 'b/0']);
    await env.step([STOP, null]);
    const [waiting] = await env.step([null, TURN_LEFT]);
    expect(waiting.terminated).toBe(true);
    await env.close();
  });
});

describe('autoreset same-step', () => {
  it('gives the next episode at once, with the reward of the end and the end itself', async () => {
    const alone = await create({ numEnvs: 1 });
    await alone.reset(['a/0']);
    const [expected] = await alone.step([STOP]);
    const traceHash = alone.viewAt(0).traceHash;
    await alone.close();

    const env = await create({ autoreset: 'same-step' });
    await env.reset(['a/0', 'b/0']);
    const [{ final, ...result }, other] = await env.step([STOP, MOVE_FORWARD]);
    expect(final).toEqual({ ...expected, traceHash });
    expect(result).toMatchObject({ terminated: true, reward: expected.reward, observation: { step: 0 } });
    expect(result.measures.steps).toBe(0);
    expect(other).not.toHaveProperty('final');
    expect(seedsOf(env)).toEqual(['a/1', 'b/0']);
    const [second] = await env.step([MOVE_FORWARD, null]);
    expect(second).toMatchObject({ terminated: false, observation: { step: 1 } });
    await env.close();
  });

  it('says of an episode cut by its limit that it was truncated', async () => {
    const env = await create({ autoreset: 'same-step' });
    await env.reset(['short/0', 'b']);
    for (let step = 1; step < 4; step++) await env.step([TURN_LEFT, null]);
    const [result] = await env.step([TURN_LEFT, null]);
    expect(result).toMatchObject({ terminated: false, truncated: true, final: { measures: { steps: 4 } } });
    await env.close();
  });
});

describe('the seeds of a VectorEnv that resets by itself', () => {
  it('follow a rule of the caller, and begin anew with every reset', async () => {
    const asked: unknown[][] = [];
    const env = await create({
      autoreset: 'same-step',
      nextSeed: (...rule) => {
        asked.push(rule);
        return rule.join('-');
      },
    });
    await env.reset(['a', 'b']);
    await env.step([null, STOP]);
    await env.step([null, STOP]);
    expect(seedsOf(env)).toEqual(['a', '1-2-b']);
    await env.reset([null, 'c']);
    await env.step([null, STOP]);
    expect(seedsOf(env)).toEqual(['a', '1-1-c']);
    expect(asked.length).toBeGreaterThan(0);
    await env.close();
  });

  it('do not depend on the environments beside it nor on when they end', async () => {
    const seen = async (commands: readonly number[]): Promise<string[]> => {
      const env = await create({ autoreset: 'next-step' });
      await env.reset(['a/0', 'b/0']);
      const seeds: string[] = [];
      for (const command of commands) {
        await env.step([STOP, command]);
        seeds.push(env.viewAt(0).spec.seed);
      }
      await env.close();
      return seeds;
    };
    expect(await seen([STOP, STOP, STOP, STOP])).toEqual(await seen([TURN_LEFT, TURN_LEFT, STOP, TURN_LEFT]));
  });
});
