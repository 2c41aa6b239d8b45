import { afterAll, expect, test } from 'vitest';
import { MemoryMeter } from '../../../cli/bench/memory-meter.ts';
import { benchMemory } from '../../../cli/bench/memory.ts';
import { benchTurnover } from '../../../cli/bench/turnover.ts';
import { closeGpu, openGpu } from '../../../env/gpu.ts';

afterAll(closeGpu);

const gpu = await openGpu();
const shared = { gpu, seed: 1, rooms: 1, level: 'kinematic', signal: new AbortController().signal } as const;

test('memory is measured over resets, and the GPU holds no more after them', async () => {
  const meter = new MemoryMeter(gpu.device);
  const drawn = { size: 16, sensors: ['rgb'], workers: 0 } as const;
  const counted: number[] = [];
  const onSteps = (steps: number): number => counted.push(steps);
  const report = await benchMemory({ ...shared, ...drawn, meter, envs: 2, steps: 200, onSteps });
  expect(report).toMatchObject({ envs: 2, steps: 200, resets: 4 });
  expect(counted.at(-1)).toBe(200);
  expect(report.perEnv.gpuBytes).toBeGreaterThan(16 * 16 * 4);
  expect(report.drift.gpuBytes).toBe(0);
});

test('a change of house is measured part by part, and among others', async () => {
  const { houses, medianMs, hitch } = await benchTurnover({ ...shared, houses: 2, seconds: 1 });
  expect(houses).toBe(2);
  expect(medianMs.total).toBeGreaterThan(medianMs.generate);
  expect(hitch.changes).toBeGreaterThan(0);
});
