import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { categoryId } from '../../../env/categories.ts';
import type { Frame } from '../../../env/env.ts';
import { SENSORS } from '../../../env/env.ts';
import type { Pose } from '../../../env/geometry.ts';
import type { Gpu } from '../../../env/gpu.ts';
import { closeGpu, openGpu } from '../../../env/gpu.ts';
import type { House } from '../../../env/house.ts';
import type { RenderLayout } from '../../../env/rendering/renderer.ts';
import { eyePose, Renderer } from '../../../env/rendering/renderer.ts';
import { buildScene, initialPoses } from '../../../env/rendering/scene.ts';
import { library } from '../../../scenes/library.ts';
import { makeObject, twoRoomHouse } from '../small-house.ts';

const house = twoRoomHouse();
const lamp = makeObject('FloorLamp', [3.3, 0.86, 0.9], [0.48, 1.72, 0.48]);
const evening: House = { ...twoRoomHouse({ objects: [lamp] }), timeOfDay: 'Evening' };
const [center] = [house.rooms[0].polygon.reduce(([x, z], p) => [x + p[0] / 4, z + p[1] / 4], [0, 0])];
const standing: Pose = { position: [center[0], 0, center[1]], yaw: -0.8, pitch: 0 };

let gpu: Gpu;
beforeAll(async () => {
  gpu = await openGpu();
});
afterAll(closeGpu);

async function makeRenderer(numEnvs: number, layout: RenderLayout): Promise<Renderer> {
  const sensors = SENSORS;
  const renderer = await Renderer.create({ gpu, library, numEnvs, sensors, layout });
  for (let env = 0; env < numEnvs; env++) {
    renderer.setScene(env, buildScene(house, library));
    renderer.setPoses(env, initialPoses(house, library));
    renderer.setCamera(env, eyePose({ ...standing, yaw: standing.yaw + env * 0.3 }));
  }
  return renderer;
}

function differences(a: ArrayLike<number> = [], b: ArrayLike<number> = []): number {
  expect(a.length).toBe(b.length);
  let count = 0;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) count++;
  return count;
}

function expectEqualFrames(a: Frame, b: Frame): void {
  for (const sensor of SENSORS) {
    expect(differences(a[sensor], b[sensor]), sensor).toBe(0);
  }
}

describe('Renderer', () => {
  it('measures depth along the camera axis: the floor below, looking level', async () => {
    const renderer = await makeRenderer(1, 'targets');
    const [{ depth = new Float32Array(), semantic = new Uint16Array() }] = await renderer.render();
    renderer.dispose();
    const floor = categoryId('Floor');
    const tan = Math.tan((79 * Math.PI) / 360);
    let checked = 0;
    for (let y = 40; y < 64; y++) {
      const i = y * 64 + 32;
      if (semantic[i] !== floor) continue;
      const slope = tan * ((2 * (y + 0.5)) / 64 - 1);
      expect(depth[i]).toBeCloseTo(0.88 / slope, 1);
      checked++;
    }
    expect(checked).toBeGreaterThan(5);
  });

  it('names every visible thing by its index in the scene', async () => {
    const renderer = await makeRenderer(1, 'targets');
    const [{ semantic = new Uint16Array(), instance = new Uint16Array() }] = await renderer.render();
    renderer.dispose();
    const { things } = buildScene(house, library);
    instance.forEach((id, i) => {
      if (id > 0) expect(categoryId(things[id - 1].category)).toBe(semantic[i]);
    });
    expect(new Set(instance).size).toBeGreaterThan(3);
  });

  it('gives normals in the frame of the camera: floors face up, walls face the viewer or lie across', async () => {
    const renderer = await makeRenderer(1, 'targets');
    const pitch = -0.4;
    renderer.setCamera(0, eyePose({ ...standing, yaw: 0, pitch }));
    const [{ normal = new Int8Array(), semantic = new Uint16Array() }] = await renderer.render();
    renderer.dispose();
    const seen = new Set<string>();
    semantic.forEach((id, i) => {
      const at = [...normal.subarray(3 * i, 3 * i + 3)].join();
      if (id === categoryId('Floor')) seen.add(`floor ${at}`);
      if (id === categoryId('Wall')) seen.add(`wall ${at}`);
    });
    const bytes = (x: number, y: number, z: number): string => [x, y, z].map((v) => Math.round(127 * v)).join();
    expect([...seen].filter((name) => name.startsWith('floor'))).toEqual([
      `floor ${bytes(0, Math.cos(pitch), -Math.sin(pitch))}`,
    ]);
    expect(seen).toContain(`wall ${bytes(0, Math.sin(pitch), Math.cos(pitch))}`);
  });

  it('lights a room more when its lamps are on, and as before when they are off again', async () => {
    const renderer = await makeRenderer(1, 'targets');
    const brightness = async (on: 0 | 1): Promise<number> => {
      renderer.setSwitches(
        0,
        Uint8Array.from(evening.objects, () => on),
      );
      const [{ rgb = new Uint8Array() }] = await renderer.render();
      return rgb.reduce((sum, value) => sum + value, 0) / rgb.length;
    };
    renderer.setScene(0, buildScene(evening, library));
    renderer.setPoses(0, initialPoses(evening, library));
    const [off, on, again] = [await brightness(0), await brightness(1), await brightness(0)];
    renderer.dispose();
    expect(on).toBeGreaterThan(off + 10);
    expect(again).toBe(off);
  });

  it('draws the same frame alone and beside others, in targets of their own', async () => {
    const one = await makeRenderer(1, 'targets');
    const many = await makeRenderer(5, 'targets');
    const [alone] = await one.render();
    const [beside] = await many.render();
    one.dispose();
    many.dispose();
    expectEqualFrames(alone, beside);
  });

  it('draws the same frame twice, also after another house was shown', async () => {
    const renderer = await makeRenderer(2, 'targets');
    const [before] = await renderer.render();
    renderer.setScene(0, { ...buildScene(house, library), instances: [] });
    const [empty] = await renderer.render([0]);
    renderer.setScene(0, buildScene(house, library));
    renderer.setPoses(0, initialPoses(house, library));
    const [after] = await renderer.render();
    renderer.dispose();
    expect(Math.max(...(empty.depth ?? [1]))).toBe(0);
    expectEqualFrames(before, after);
  });

  it('draws an atlas tile like a target of its own but for a few edge pixels', async () => {
    const atlas = await makeRenderer(3, 'atlas');
    const targets = await makeRenderer(3, 'targets');
    const [a, b] = [await atlas.render(), await targets.render()];
    atlas.dispose();
    targets.dispose();
    a.forEach((frame, env) => {
      expect(differences(frame.instance, b[env].instance), `environment ${env}`).toBeLessThan(64 * 64 * 0.02);
    });
  });

  it('refuses a house with more parts than a slot holds', async () => {
    const sensors = ['rgb'] as const;
    const renderer = await Renderer.create({ gpu, library, numEnvs: 1, sensors, maxInstances: 4 });
    expect(() => renderer.setScene(0, buildScene(house, library))).toThrow(/raise maxInstances/);
    renderer.dispose();
  });
});
