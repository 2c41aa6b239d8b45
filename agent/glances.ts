import { CAMERA_DEFAULTS } from '../env/env.ts';
import { SPLITS } from '../env/episode.ts';
import type { Gpu } from '../env/gpu.ts';
import type { House } from '../env/house.ts';
import type { ModelLibrary } from '../env/model.ts';
import type { Rng } from '../env/random.ts';
import { eyePose, Renderer } from '../env/rendering/renderer.ts';
import { buildScene, initialPoses } from '../env/rendering/scene.ts';
import { findStands } from '../env/rendering/viewpoint.ts';
import type { Sight } from './sight.ts';

/** A sight, and what is in it. */
export interface Glance extends Sight {
  /** (H, W) index into `CATEGORIES`. */
  readonly semantic: Uint8Array;
}

export interface GlanceOptions {
  /** Training houses to look around in. */
  readonly numHouses: number;
  /** Pixels along a picture's side. */
  readonly size: number;
  readonly houseForSeed: (path: string) => House;
  readonly library: ModelLibrary;
  readonly gpu: Gpu;
  readonly rng: Rng;
  readonly signal?: AbortSignal;
}

/** Glances in each house: many houses teach more than many views of one. */
const GLANCES_PER_HOUSE = 10;
/** Houses rendered side by side. */
const MAX_ENVS = 8;

/** Looks around, level, from random places in training houses, with the semantic sensor. */
export async function takeGlances(options: GlanceOptions): Promise<Glance[]> {
  const { numHouses, size, houseForSeed, library, gpu, rng, signal } = options;
  const camera = { ...CAMERA_DEFAULTS, width: size, height: size };
  const sensors = ['rgb', 'depth', 'semantic'] as const;
  const numEnvs = Math.min(MAX_ENVS, numHouses);
  const renderer = await Renderer.create({ gpu, library, numEnvs, camera, sensors, layout: 'targets' });
  const glances: Glance[] = [];
  try {
    for (let first = 0; first < numHouses && !signal?.aborted; first += numEnvs) {
      const envs = Array.from({ length: Math.min(numEnvs, numHouses - first) }, (_, env) => env);
      const stands = envs.map((env) => {
        const draw = rng.child(first + env);
        const house = houseForSeed(`train/${draw.int(0, SPLITS.train - 1)}`);
        renderer.setScene(env, buildScene(house, library));
        renderer.setPoses(env, initialPoses(house, library));
        return findStands(house, library, draw, GLANCES_PER_HOUSE);
      });
      for (let look = 0; look < GLANCES_PER_HOUSE; look++) {
        for (const env of envs) renderer.setCamera(env, eyePose({ ...stands[env][look], pitch: 0 }));
        for (const { rgb = new Uint8Array(), depth = new Float32Array(), semantic = [] } of await renderer.render(
          envs,
        )) {
          glances.push({ size, rgb, depth, pitch: 0, semantic: Uint8Array.from(semantic) });
        }
      }
    }
    return glances;
  } finally {
    renderer.dispose();
  }
}

/** The glance in a mirror. */
export function mirror({ size, rgb, depth, semantic, pitch }: Glance): Glance {
  const turned = { size, rgb: rgb.slice(), depth: depth.slice(), semantic: semantic.slice(), pitch };
  for (let pixel = 0; pixel < size * size; pixel++) {
    const other = pixel - (pixel % size) + size - 1 - (pixel % size);
    turned.depth[pixel] = depth[other];
    turned.semantic[pixel] = semantic[other];
    for (let i = 0; i < 3; i++) turned.rgb[pixel * 3 + i] = rgb[other * 3 + i];
  }
  return turned;
}
