import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { STOP } from '../../../env/env.ts';
import { VectorEnv } from '../../../env/vector-env.ts';
import { openSmall, smallSource } from './small-supply.ts';

/** Bytes that are left when all that nobody holds is gone. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

/** Keeps account of the threads that run in this process. */
function countThreads(): ReadonlySet<Worker> {
  const running = new Set<Worker>();
  process.on('worker', (worker: Worker) => {
    running.add(worker);
    worker.on('exit', () => running.delete(worker));
  });
  return running;
}

describe('VectorEnv', () => {
  it('holds no more memory after many episodes than after a few', async () => {
    const env = await VectorEnv.create({ ...openSmall(), numEnvs: 4, autoreset: 'same-step' });
    await env.reset(['a/0', 'b/0', 'c/0', 'd/0']);
    const stepOn = async (numSteps: number): Promise<void> => {
      for (let i = 0; i < numSteps; i++) await env.step([STOP, STOP, STOP, STOP]);
    };
    await stepOn(10);
    const before = heapInUse();
    await stepOn(30);
    expect(heapInUse() - before).toBeLessThan(1e6);
    await env.close();
  });

  it('leaves no thread behind, not even after some broke down', async () => {
    const threads = countThreads();
    const env = await VectorEnv.create({ ...openSmall(), source: smallSource, numEnvs: 1, workers: 1, preparers: 0 });
    for (const seed of ['a', 'crash', 'b']) await env.reset([seed]);
    expect(threads.size).toBe(1);
    await env.close();
    expect(threads.size).toBe(0);
  });
});
