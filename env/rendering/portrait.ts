import { CATEGORIES } from '../categories.ts';
import type { Frame, SensorName } from '../env.ts';
import type { Pose } from '../geometry.ts';
import type { Gpu } from '../gpu.ts';
import type { House } from '../house.ts';
import type { ModelLibrary } from '../model.ts';
import { toPicture } from './picture.ts';
import { eyePose, Renderer } from './renderer.ts';
import { buildScene, initialPoses } from './scene.ts';
import { findViewpoint } from './viewpoint.ts';

export interface PortraitOptions {
  readonly house: House;
  readonly library: ModelLibrary;
  readonly gpu: Gpu;
  readonly sensors: readonly SensorName[];
  /** Width and height of one picture. */
  readonly size: number;
  /** From above, without ceilings. */
  readonly topdown: boolean;
  /** Lets ceiling lamps throw shadows. */
  readonly shadows?: boolean;
  /** Chooses among viewpoints. */
  readonly seed: string;
}

/** Colours are drawn so many times larger and averaged; ids and depth cannot be. */
const SUPERSAMPLING = 2;
const TOPDOWN_HFOV_DEG = 24;

/** Draws a house for people: one square picture per sensor, side by side. */
export async function drawHouse(options: PortraitOptions): Promise<{ width: number; height: number; rgb: Uint8Array }> {
  const { house, library, gpu, sensors, size, topdown } = options;
  const eye = topdown ? eyeAbove(house, library) : eyePose(await findViewpoint(house, library, gpu, options.seed));
  const scale = sensors.includes('rgb') && size * SUPERSAMPLING <= 2048 ? SUPERSAMPLING : 1;
  const renderer = await Renderer.create({
    gpu,
    library,
    numEnvs: 1,
    sensors,
    camera: { width: size * scale, height: size * scale, hfovDeg: topdown ? TOPDOWN_HFOV_DEG : 79 },
    layout: 'targets',
    shadows: options.shadows,
  });
  const scene = buildScene(house, library);
  const ceiling = CATEGORIES.indexOf('Ceiling');
  const instances = topdown ? scene.instances.filter((instance) => instance.semantic !== ceiling) : scene.instances;
  renderer.setScene(0, { ...scene, instances });
  renderer.setPoses(0, initialPoses(house, library));
  renderer.setCamera(0, eye);
  const [frame] = await renderer.render();
  renderer.dispose();
  const rgb = new Uint8Array(size * sensors.length * size * 3);
  sensors.forEach((sensor, column) => paste(frame, sensor, scale, size, rgb, column, sensors.length));
  return { width: size * sensors.length, height: size, rgb };
}

/** High above the middle of the house, so that all of it is in view and walls hide little. */
function eyeAbove(house: House, library: ModelLibrary): Pose {
  const [x0, z0, x1, z1] = buildScene(house, library).bounds;
  const reach = Math.max(x1 - x0, z1 - z0) / 2 + 0.3;
  const height = house.ceilingHeight + reach / Math.tan((TOPDOWN_HFOV_DEG * Math.PI) / 360);
  return { position: [(x0 + x1) / 2, height, (z0 + z1) / 2], yaw: 0, pitch: -Math.PI / 2 };
}

/** Copies one sensor's picture into its column, averaging colours over the pixels it was drawn larger by. */
function paste(
  frame: Frame,
  sensor: SensorName,
  scale: number,
  size: number,
  into: Uint8Array,
  column: number,
  columns: number,
): void {
  const picture = toPicture(frame, sensor);
  const taps = sensor === 'rgb' ? scale : 1;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        for (let dy = 0; dy < taps; dy++) {
          for (let dx = 0; dx < taps; dx++) sum += picture[((y * scale + dy) * frame.width + x * scale + dx) * 3 + c];
        }
        into[(y * size * columns + column * size + x) * 3 + c] = Math.round(sum / (taps * taps));
      }
    }
  }
}
