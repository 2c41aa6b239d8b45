import type { Gpu } from '../../env/gpu.ts';
import { episodeSeed } from '../../env/episode.ts';
import { Rng } from '../../env/random.ts';
import { eyePose } from '../../env/rendering/renderer.ts';
import { buildScene } from '../../env/rendering/scene.ts';
import { VectorEnv } from '../../env/vector-env.ts';
import { openBenchSupply, wander } from '../../cli/bench/supply.ts';
import { type Measurement, countSteps } from './measurement.ts';
import { NaiveRenderer } from './naive-renderer.ts';

export interface NaiveOptions {
  readonly gpu: Gpu;
  readonly envs: number;
  readonly size: number;
  readonly sensors: 'rgb' | 'rgb,depth,semantic';
  readonly seed: number;
  readonly seconds: number;
}

const WARM_UP_STEPS = 3;

/** Measures the same worlds, houses and walks on the same device, drawn one scene and one `render()` at a time. */
export async function measureNaive({ gpu, envs, size, sensors, seed, seconds }: NaiveOptions): Promise<Measurement> {
  const { episodes, library } = openBenchSupply({ rooms: 3, stepLimit: Number.MAX_SAFE_INTEGER, keeps: true });
  const env = await VectorEnv.create({ numEnvs: envs, episodes, library, level: 'kinematic' });
  const renderer = await NaiveRenderer.create({ gpu, library, size, hasDepthAndSemantic: sensors !== 'rgb' });
  const rng = new Rng(`${seed}/bench`);
  const step = async (): Promise<number> => {
    await env.step(Array.from({ length: envs }, () => wander(rng)));
    for (let i = 0; i < envs; i++) {
      const { poses, pose } = env.viewAt(i);
      renderer.place(i, poses, eyePose(pose));
    }
    await renderer.render();
    return envs;
  };
  try {
    await env.reset(Array.from({ length: envs }, (_, i) => episodeSeed(seed, 'train', i)));
    for (let i = 0; i < envs; i++) renderer.addHouse(buildScene(env.viewAt(i).house, library));
    for (let i = 0; i < WARM_UP_STEPS; i++) await step();
    const speed = await countSteps(step, seconds);
    const name = `three.js, one render() for each of ${envs}`;
    return { name, ...speed, processes: 1, size: [size, size], sensors, driver: gpu.adapter };
  } finally {
    renderer.dispose();
    await env.close();
  }
}
