import { afterAll, expect, it } from 'vitest';
import { closeGpu, openGpu } from '../../../env/gpu.ts';
import type { Pose } from '../../../env/geometry.ts';
import { listMovables } from '../../../env/house.ts';
import { type RenderLayout, Renderer, eyePose } from '../../../env/rendering/renderer.ts';
import { buildScene, initialPoses } from '../../../env/rendering/scene.ts';
import { houseForSeed } from '../../../scenes/house-source.ts';
import { library } from '../../../scenes/library.ts';
import { findStands } from '../../../env/rendering/viewpoint.ts';
import { Rng } from '../../../env/random.ts';

afterAll(closeGpu);

const house = houseForSeed('train/shadows', { rooms: 1 });
const poses = initialPoses(house, library);
const [stand] = findStands(house, library, new Rng('shadows'), 1);
const EYE: Pose = { ...eyePose(stand), pitch: -0.5 };

async function openRenderer(shadows: boolean, layout: RenderLayout, numEnvs = 1): Promise<Renderer> {
  const gpu = await openGpu();
  const renderer = await Renderer.create({ gpu, library, numEnvs, sensors: ['rgb'], layout, shadows });
  for (let env = 0; env < numEnvs; env++) {
    renderer.setScene(env, buildScene(house, library));
    renderer.setPoses(env, poses);
    renderer.setCamera(env, EYE);
  }
  return renderer;
}

async function picture(renderer: Renderer, env = 0): Promise<Uint8Array> {
  const [{ rgb = new Uint8Array() }] = await renderer.render([env]);
  return rgb;
}

it('darkens what stands in the shadow of a lamp, and nothing else', async () => {
  const [plain, shaded] = [await openRenderer(false, 'targets'), await openRenderer(true, 'targets')];
  const [before, after] = [await picture(plain), await picture(shaded)];
  const change = Array.from(after, (value, i) => value - before[i]);
  expect(Math.max(...change)).toBeLessThanOrEqual(1);
  expect(change.filter((by) => by < -8).length).toBeGreaterThan(50);
  expect(change.filter((by) => by === 0).length).toBeGreaterThan(before.length / 4);
  plain.dispose();
  shaded.dispose();
});

it('draws a shadow anew when what throws it has moved, and only in that environment', async () => {
  const renderer = await openRenderer(true, 'targets', 2);
  const [first, second] = [await picture(renderer), await picture(renderer, 1)];
  expect(await picture(renderer)).toEqual(first);
  expect(second).toEqual(first);
  const away = poses.slice();
  listMovables(house, library).forEach((_, row) => (away[7 * row + 1] += 50));
  renderer.setPoses(0, away);
  const gone = await picture(renderer);
  renderer.setPoses(0, poses);
  expect(gone).not.toEqual(first);
  expect(await picture(renderer)).toEqual(first);
  expect(await picture(renderer, 1)).toEqual(second);
  renderer.dispose();
});
