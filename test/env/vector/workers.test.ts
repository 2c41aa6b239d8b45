import { describe, expect, it } from 'vitest';
import { type Command } from '../../../env/interaction/actions.ts';
import { MOVE_FORWARD, STOP, TURN_LEFT } from '../../../env/env.ts';
import { VectorEnv, type VectorEnvOptions } from '../../../env/vector-env.ts';
import { openSmall, smallSource } from './small-supply.ts';

const SEEDS = ['a', 'bb', 'ccc-short', 'dddd', 'e'];
const SCRIPT: readonly Command[] = [
  MOVE_FORWARD,
  TURN_LEFT,
  { action: 'Velocity', linear: 0.5, angular: 1 },
  { action: 'Open', target: 'nothing of this name' },
  MOVE_FORWARD,
  STOP,
  MOVE_FORWARD,
];

const create = (changes: Partial<VectorEnvOptions>): Promise<VectorEnv> =>
  VectorEnv.create({ ...openSmall(), source: smallSource, numEnvs: SEEDS.length, ...changes });

/** All that a run of the script shows, hashes included. */
async function run(changes: Partial<VectorEnvOptions>): Promise<unknown[]> {
  const env = await create({ autoreset: 'next-step', ...changes });
  try {
    const seen: unknown[] = [await env.reset(SEEDS)];
    for (const command of SCRIPT) {
      const results = await env.step(SEEDS.map(() => command));
      const views = SEEDS.map((_, i) => {
        const { traceHash, pose, measures, held, ended, house, spec, rules, level } = env.viewAt(i);
        return { traceHash, pose, measures, held, ended, house, spec, rules, level, rejected: env.rejectedAt(i) };
      });
      seen.push([results, views]);
    }
    return seen;
  } finally {
    await env.close();
  }
}

describe('VectorEnv with workers', () => {
  it('gives the same results, states and hashes with any number of workers', async () => {
    const alone = await run({ workers: 0 });
    expect(await run({ workers: 1, preparers: 0 })).toEqual(alone);
    expect(await run({ workers: 2 })).toEqual(alone);
  });

  it('lets calls about different environments overlap, and none about the same', async () => {
    const traces = async (workers: number, act: (env: VectorEnv) => Promise<unknown>): Promise<string[]> => {
      const env = await create({ workers, preparers: 0 });
      await env.reset(SEEDS);
      await act(env);
      const hashes = SEEDS.map((_, i) => env.viewAt(i).traceHash);
      await env.close();
      return hashes;
    };
    const left = SEEDS.map((_, i) => (i < 2 ? MOVE_FORWARD : null));
    const right = SEEDS.map((_, i) => (i < 2 ? null : TURN_LEFT));
    const overlapping = await traces(1, async (env) => {
      const calls = [env.step(left), env.step(right)];
      await expect(env.step(left)).rejects.toThrow(/environment 0 is under way/);
      await Promise.all(calls);
    });
    const inTurn = await traces(0, (env) => env.step(SEEDS.map((_, i) => left[i] ?? right[i])));
    expect(overlapping).toEqual(inTurn);
  });

  it('hands out no world that lives in another thread', async () => {
    const env = await create({ workers: 1, preparers: 0 });
    await env.reset(SEEDS);
    expect(() => env.worldAt(0)).toThrow(/lives in another thread; read viewAt/);
    await env.close();
  });
});
