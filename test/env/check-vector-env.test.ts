import { describe, expect, it } from 'vitest';
import { MOVE_FORWARD } from '../../env/env.ts';
import { type BatchOfEnvs, checkVectorEnv } from '../../env/check-vector-env.ts';
import type { AutoresetMode } from '../../env/vector/autoreset.ts';
import { VectorEnv, type VectorEnvOptions } from '../../env/vector-env.ts';
import { openSmall } from './vector/small-supply.ts';

const seeds = ['a/0', 'bb/0', 'ccc/0'] as const;

const make = (changes: Partial<VectorEnvOptions>): Promise<VectorEnv> =>
  VectorEnv.create({ ...openSmall(), numEnvs: 1, ...changes });

/** A batch in which one method is another. */
function twisted(
  twist: (env: VectorEnv) => Partial<BatchOfEnvs>,
): (numEnvs: number, autoreset: AutoresetMode) => Promise<BatchOfEnvs> {
  return async (numEnvs, autoreset) => {
    const env = await make({ numEnvs, autoreset });
    const own: BatchOfEnvs = {
      reset: (names) => env.reset(names),
      step: (commands) => env.step(commands),
      viewAt: (index) => env.viewAt(index),
      close: () => env.close(),
    };
    return { ...own, ...twist(env) };
  };
}

describe('checkVectorEnv', () => {
  it('finds nothing to object to in VectorEnv', async () => {
    await checkVectorEnv({ create: (numEnvs, autoreset) => make({ numEnvs, autoreset }), seeds });
  });

  it('catches a batch that resets more than it was asked to', async () => {
    const create = twisted((env) => ({ reset: (names) => env.reset(names.map((name) => name ?? seeds[0])) }));
    await expect(checkVectorEnv({ create, seeds })).rejects.toThrow(/environment that was not reset/);
  });

  it('catches a batch that resets nothing by itself', async () => {
    const create = (numEnvs: number): Promise<VectorEnv> => make({ numEnvs });
    await expect(checkVectorEnv({ create, seeds })).rejects.toThrow(/episode .* ended; reset it first/);
  });

  it('catches an environment that depends on its neighbours', async () => {
    const create = twisted((env) => ({
      step: async (commands) => {
        const results = await env.step(commands);
        const crowd = commands.length;
        return results.map((result, i) => (commands[i] === MOVE_FORWARD ? { ...result, reward: crowd } : result));
      },
    }));
    await expect(checkVectorEnv({ create, seeds })).rejects.toThrow(/in place 2 of 3/);
  });
});
