import { afterAll, expect, it } from 'vitest';
import { closeGpu, openGpu } from '../../../env/gpu.ts';
import { FrameRing } from '../../../env/rendering/frame-ring.ts';
import { type RenderLayout, Renderer, eyePose } from '../../../env/rendering/renderer.ts';
import { buildScene, initialPoses } from '../../../env/rendering/scene.ts';
import { toPatches } from '../../../agent/patches.ts';
import { library } from '../../../scenes/library.ts';
import { twoRoomHouse } from '../small-house.ts';

afterAll(closeGpu);

const SIZE = 16;
const PATCH = 8;
const NUM_ENVS = 3;
const FRAME = SIZE * SIZE * 3;

async function readBack(device: GPUDevice, buffer: GPUBuffer): Promise<Float32Array> {
  const staging = device.createBuffer({ size: buffer.size, usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ });
  const encoder = device.createCommandEncoder();
  encoder.copyBufferToBuffer(buffer, 0, staging, 0, buffer.size);
  device.queue.submit([encoder.finish()]);
  await staging.mapAsync(GPUMapMode.READ);
  const values = new Float32Array(staging.getMappedRange().slice(0));
  staging.destroy();
  return values;
}

it.each<RenderLayout>(['atlas', 'targets'])('holds as patches what the pictures show, drawn in %s', async (layout) => {
  const gpu = await openGpu();
  const camera = { width: SIZE, height: SIZE };
  const renderer = await Renderer.create({ gpu, library, numEnvs: NUM_ENVS, sensors: ['rgb'], camera, layout });
  const house = twoRoomHouse();
  for (let env = 0; env < NUM_ENVS; env++) {
    renderer.setScene(env, buildScene(house, library));
    renderer.setPoses(env, initialPoses(house, library));
    renderer.setCamera(env, eyePose({ position: [1, 0, 1], yaw: env, pitch: 0 }));
  }
  const ring = new FrameRing({ device: gpu.device, numEnvs: NUM_ENVS, length: 2, size: SIZE, patch: PATCH });
  const envs = [2, 0];
  const drawing = renderer.draw(envs);
  ring.write(drawing, envs, 1);
  const frames = await renderer.read(drawing);
  const values = await readBack(gpu.device, ring.buffer);
  expect(values.length).toBe(2 * NUM_ENVS * FRAME);
  const expected = new Float32Array(FRAME);
  envs.forEach((env, i) => {
    toPatches(frames[i].rgb ?? new Uint8Array(), { size: SIZE, patch: PATCH }, expected);
    const at = (NUM_ENVS + env) * FRAME;
    expect(Math.max(...expected.map((value, k) => Math.abs(value - values[at + k])))).toBeLessThan(1e-6);
    expect(new Set(expected).size).toBeGreaterThan(10);
  });
  expect(values.subarray(0, NUM_ENVS * FRAME).every((value) => value === 0)).toBe(true);
  ring.dispose();
  renderer.dispose();
});

it('lets the next batch be drawn while the last one is still being read', async () => {
  const gpu = await openGpu();
  const camera = { width: SIZE, height: SIZE };
  const renderer = await Renderer.create({ gpu, library, numEnvs: 1, sensors: ['rgb'], camera });
  const house = twoRoomHouse();
  renderer.setScene(0, buildScene(house, library));
  renderer.setPoses(0, initialPoses(house, library));
  const show = (yaw: number): Promise<unknown> => {
    renderer.setCamera(0, eyePose({ position: [1, 0, 1], yaw, pitch: 0 }));
    return renderer.render();
  };
  const alone = [await show(0), await show(1), await show(2)];
  const together = await Promise.all([show(0), show(1), show(2)]);
  expect(together).toEqual(alone);
  expect(alone[0]).not.toEqual(alone[1]);
  renderer.dispose();
});
