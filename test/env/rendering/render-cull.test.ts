import { afterAll, expect, it } from 'vitest';
import type { Frame } from '../../../env/env.ts';
import { closeGpu, openGpu } from '../../../env/gpu.ts';
import { Rng } from '../../../env/random.ts';
import { type Culling, Renderer, eyePose } from '../../../env/rendering/renderer.ts';
import { buildScene, initialPoses } from '../../../env/rendering/scene.ts';
import { findStands } from '../../../env/rendering/viewpoint.ts';
import { houseForSeed } from '../../../scenes/house-source.ts';
import { library } from '../../../scenes/library.ts';

const NUM_ENVS = 4;
const SIZE = 32;

afterAll(closeGpu);

it('shows the same whoever culls, also after houses and views changed and where only some are drawn', async () => {
  const onCpu = await drawAll('cpu');
  const onGpu = await drawAll('gpu');
  onGpu.forEach((frame, i) => {
    const { depth = new Float32Array(), rgb = new Uint8Array() } = frame;
    expect(depth.some((metres) => metres > 0.3)).toBe(true);
    // Where surfaces coincide, whichever is drawn first wins; the order is free.
    expect(differences(depth, onCpu[i].depth), `picture ${i}`).toBe(0);
    expect(differences(rgb, onCpu[i].rgb), `picture ${i}`).toBeLessThan(0.01 * rgb.length);
  });
});

it('is refused where each environment has a target of its own', async () => {
  const gpu = await openGpu();
  const options = { gpu, library, numEnvs: 1, sensors: ['rgb'], layout: 'targets', culling: 'gpu' } as const;
  await expect(Renderer.create(options)).rejects.toThrow('takes the layout atlas');
});

async function drawAll(culling: Culling): Promise<Frame[]> {
  const gpu = await openGpu();
  const camera = { width: SIZE, height: SIZE };
  const sensors = ['rgb', 'depth'] as const;
  const renderer = await Renderer.create({
    gpu,
    library,
    numEnvs: NUM_ENVS,
    sensors,
    camera,
    layout: 'atlas',
    culling,
  });
  const rng = new Rng('culled views');
  const show = (env: number, seed: string, rooms: number): void => {
    const house = houseForSeed(seed, { rooms });
    renderer.setScene(env, buildScene(house, library));
    renderer.setPoses(env, initialPoses(house, library));
    renderer.setCamera(env, eyePose(findStands(house, library, rng.child(seed), 1)[0]));
  };
  for (let env = 0; env < NUM_ENVS; env++) show(env, `train/culled-${env}`, 2 + env);
  const frames = await renderer.render();
  show(1, 'train/culled-other', 1);
  frames.push(...(await renderer.render([1, 2])));
  renderer.dispose();
  return frames;
}

function differences(a: ArrayLike<number>, b: ArrayLike<number> = []): number {
  expect(a.length).toBe(b.length);
  let count = 0;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) count++;
  return count;
}
