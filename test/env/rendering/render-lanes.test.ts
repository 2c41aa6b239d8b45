import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Frame } from '../../../env/env.ts';
import type { Pose } from '../../../env/geometry.ts';
import { type Gpu, closeGpu, openGpu } from '../../../env/gpu.ts';
import { RenderLanes } from '../../../env/rendering/render-lanes.ts';
import { type Drawing, type RenderLayout, eyePose } from '../../../env/rendering/renderer.ts';
import { buildScene, initialPoses } from '../../../env/rendering/scene.ts';
import { library } from '../../../scenes/library.ts';
import { twoRoomHouse } from '../small-house.ts';

const NUM_ENVS = 9;
const SIZE = 16;
const house = twoRoomHouse();
const items = Array.from({ length: NUM_ENVS }, (_, index) => ({ index }));

let gpu: Gpu;
beforeAll(async () => {
  gpu = await openGpu();
});
afterAll(closeGpu);

/** What each environment sees when all is drawn on so many lanes of one device. */
async function drawOn(numLanes: number, layout: RenderLayout, onDrawing?: (drawing: Drawing) => void) {
  const lanes = await RenderLanes.create({
    gpu: { ...gpu, lanes: Array.from({ length: numLanes }, () => gpu.device) },
    library,
    numEnvs: NUM_ENVS,
    sensors: ['rgb', 'depth'],
    camera: { width: SIZE, height: SIZE },
    layout,
    onDrawing,
  });
  for (const { index } of items) {
    const [x, z] = house.rooms[0].polygon.reduce(([sumX, sumZ], p) => [sumX + p[0] / 4, sumZ + p[1] / 4], [0, 0]);
    const stand: Pose = { position: [x, 0, z], yaw: index * 0.6, pitch: 0 };
    lanes.setScene(index, buildScene(house, library));
    lanes.setPoses(index, initialPoses(house, library));
    lanes.setCamera(index, eyePose(stand));
  }
  const parts = lanes.partsOf(items);
  const frames: Frame[] = [];
  for (const part of parts) {
    const drawn = await lanes.render(part.map(({ index }) => index));
    part.forEach(({ index }, i) => (frames[index] = drawn[i]));
  }
  lanes.dispose();
  return { parts, frames };
}

describe('RenderLanes', () => {
  it('gives the same frames however many lanes they are drawn on', async () => {
    const one = await drawOn(1, 'targets');
    const two = await drawOn(2, 'targets');
    expect(two.frames).toEqual(one.frames);
    expect(new Set(one.frames.map(({ rgb }) => String(rgb))).size).toBe(NUM_ENVS);
  });

  it('names what is drawn together, each environment once', async () => {
    const partsOn = async (numLanes: number, layout: RenderLayout): Promise<number[][]> =>
      (await drawOn(numLanes, layout)).parts.map((part) => part.map(({ index }) => index));
    expect(await partsOn(2, 'targets')).toEqual([
      [0, 2, 4, 6, 8],
      [1, 3, 5, 7],
    ]);
    expect(await partsOn(1, 'targets')).toEqual([
      [0, 1, 2, 3, 4],
      [5, 6, 7, 8],
    ]);
    // Nine are too few for three lanes.
    expect(await partsOn(3, 'targets')).toHaveLength(2);
  });

  it('hands drawings over in place of pictures', async () => {
    const drawings: Drawing[] = [];
    const { frames } = await drawOn(2, 'targets', (drawing) => drawings.push(drawing));
    expect(drawings.map(({ places }) => places.length)).toEqual([5, 4]);
    expect(frames).toEqual(items.map(() => ({ width: SIZE, height: SIZE })));
  });
});
