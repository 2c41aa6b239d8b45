import { expect, test } from 'vitest';
import { runOikos } from './run-oikos.ts';

interface Diagnosis {
  gpu: { driver: string | null; adapter: string | null; reason: string; layout: string | null; lanes: number | null };
  tf: { backend: string | null; reason: string };
}

test('stdout is one document that names driver and backend, each with its reason', async () => {
  const run = await runOikos(['doctor', '--json'], { env: { OIKOS_TF: 'wasm' } });
  expect(run.code).toBe(0);
  const { gpu, tf }: Diagnosis = JSON.parse(run.stdout);
  expect(['hardware', 'lavapipe', 'swiftshader']).toContain(gpu.driver);
  expect(gpu.adapter).toBeTruthy();
  expect(gpu.reason).toBeTruthy();
  expect(gpu.layout).toBe(gpu.driver === 'swiftshader' ? 'targets' : 'atlas');
  expect(gpu.lanes).toBe(gpu.driver === 'swiftshader' ? 1 : 2);
  expect(tf).toEqual({ backend: 'wasm', reason: 'forced by OIKOS_TF=wasm' });
});

test('a part that cannot be had is reported with its reason beside those that can', async () => {
  const run = await runOikos(['doctor', '--json'], { env: { OIKOS_GPU: 'voodoo', OIKOS_TF: 'wasm' } });
  expect(run.code).toBe(0);
  const { gpu, tf }: Diagnosis = JSON.parse(run.stdout);
  const reason = expect.stringContaining('"voodoo"');
  expect(gpu).toEqual({ driver: null, adapter: null, reason, layout: null, lanes: null });
  expect(tf.backend).toBe('wasm');
});
