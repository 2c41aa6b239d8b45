import { afterAll, expect, it } from 'vitest';
import { closeGpu, openGpu } from '../../../env/gpu.ts';
import { openRenderEngine } from '../../../env/rendering/render-engine.ts';

afterAll(closeGpu);

it('leaves the device its own end, also when several renderers open at once', async () => {
  const { device } = await openGpu();
  const { lost } = device;
  await Promise.all([1, 2, 3].map(() => openRenderEngine(device)));
  expect(device.lost).toBe(lost);
});
