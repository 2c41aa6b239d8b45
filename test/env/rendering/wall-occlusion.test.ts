import { afterAll, expect, it } from 'vitest';
import { closeGpu, openGpu } from '../../../env/gpu.ts';
import { Rng } from '../../../env/random.ts';
import { viewOf } from '../../../env/rendering/frustum.ts';
import { Renderer, eyePose } from '../../../env/rendering/renderer.ts';
import { buildScene, initialPoses } from '../../../env/rendering/scene.ts';
import { findStands } from '../../../env/rendering/viewpoint.ts';
import { Horizon, type WallOcclusion } from '../../../env/rendering/wall-occlusion.ts';
import { houseForSeed } from '../../../scenes/house-source.ts';
import { library } from '../../../scenes/library.ts';

afterAll(closeGpu);

/** One wall from (-1, -2) to (1, -2), seen from the origin. */
const WALL: WallOcclusion = { pieces: Float32Array.of(-1, -2, 1, -2), ceiling: 2.5 };

function horizonFrom(height: number, yaw = 0): Horizon {
  const horizon = new Horizon();
  const camera = { width: 64, height: 64, hfovDeg: 79 };
  horizon.lookFrom(viewOf({ position: [0, height, 0], yaw, pitch: 0 }, camera).frustum, WALL);
  return horizon;
}

it('hides what stands wholly behind a wall', () => {
  const horizon = horizonFrom(1.5);
  expect(horizon.hides(0, -4, 0.5)).toBe(true);
  expect(horizon.hides(1, -4, 0.5)).toBe(true);
});

it('shows what stands before the wall, in it, beside it or looks out behind it', () => {
  const horizon = horizonFrom(1.5);
  expect(horizon.hides(0, -1.5, 0.2)).toBe(false);
  expect(horizon.hides(0, -2.1, 0.2)).toBe(false);
  expect(horizon.hides(4, -4, 0.5)).toBe(false);
  expect(horizon.hides(2, -4, 0.3)).toBe(false);
});

it('hides the same whichever way the eye is turned', () => {
  for (let yaw = -0.6; yaw <= 0.2; yaw += 0.1) {
    expect(horizonFrom(1.5, yaw).hides(0, -4, 0.5)).toBe(true);
    expect(horizonFrom(1.5, yaw).hides(2, -4, 0.3)).toBe(false);
  }
});

it('hides nothing from an eye above the walls', () => {
  expect(horizonFrom(3).hides(0, -4, 0.5)).toBe(false);
});

it('changes no pixel of any view', async () => {
  const numEnvs = 8;
  const gpu = await openGpu();
  const sensors = ['rgb', 'depth', 'semantic', 'instance'] as const;
  const renderer = await Renderer.create({ gpu, library, numEnvs, sensors, layout: 'targets' });
  const rng = new Rng('views');
  const houses = Array.from({ length: numEnvs }, (_, env) =>
    houseForSeed(`train/occlusion-${env}`, { rooms: 2 + env }),
  );
  const draw = async (withWalls: boolean): Promise<unknown> => {
    houses.forEach((house, env) => {
      const scene = buildScene(house, library);
      const occlusion = withWalls ? scene.occlusion : { ...scene.occlusion, pieces: new Float32Array(0) };
      renderer.setScene(env, { ...scene, occlusion });
      renderer.setPoses(env, initialPoses(house, library));
      renderer.setCamera(env, eyePose(findStands(house, library, rng.child(env), 1)[0]));
    });
    return renderer.render();
  };
  expect(await draw(true)).toEqual(await draw(false));
  renderer.dispose();
});
