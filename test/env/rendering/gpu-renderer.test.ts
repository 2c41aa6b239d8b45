import { afterAll, expect, it } from 'vitest';
import { closeGpu, openGpu } from '../../../env/gpu.ts';
import { openGpuRenderer } from '../../../env/rendering/gpu-renderer.ts';

afterAll(closeGpu);

it('leaves the device its own end, also when several renderers open at once', async () => {
  const { device } = await openGpu();
  const { lost } = device;
  await Promise.all([1, 2, 3].map(() => openGpuRenderer(device)));
  expect(device.lost).toBe(lost);
});
