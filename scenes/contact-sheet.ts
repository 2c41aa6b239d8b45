import { categoryWords, OBJECT_CATEGORIES } from '../env/categories.ts';
import type { Color, Vec3 } from '../env/geometry.ts';
import { IDENTITY } from '../env/geometry.ts';
import type { Gpu } from '../env/gpu.ts';
import { SHADE_SIZE } from '../env/rendering/floor-shade.ts';
import type { Placement } from '../env/physics/joint.ts';
import { placePart } from '../env/physics/joint.ts';
import { Renderer } from '../env/rendering/renderer.ts';
import type { Instance } from '../env/rendering/instance.ts';
import { boxMatrix } from '../env/rendering/instance.ts';
import type { Scene } from '../env/rendering/scene.ts';
import { library, nominalSize, numVariants } from './library.ts';
import { colorOfAsset } from './palette.ts';
import { FONT, textDots } from './pixel-font.ts';

export interface ContactSheetOptions {
  readonly gpu: Gpu;
  /** Some of `SHEET_CATEGORIES`. */
  readonly categories: readonly string[];
  /** Width and height of one picture, pixels. */
  readonly size: number;
}

/** One picture of the sheet: a shape, shut or with its parts open. */
interface Cell {
  readonly category: string;
  readonly variant: number;
  readonly isOpen: boolean;
}

const COLUMNS = 12;
/** Shapes drawn at once, each so many times larger and then averaged. */
const BATCH = 24;
const SUPERSAMPLING = 2;
const FOV_DEG = 24;
/** From where a shape is seen: a little from its left and from above, radians. */
const AZIMUTH = 0.6;
const ELEVATION = 0.38;
const MARGIN = 1.04;
/** Open parts reach out of the box around the shut shape. */
const OPEN_MARGIN = 1.45;
const BACKDROP = 206;
const INK = 40;
const LABEL_HEIGHT = FONT.height + 8;

/** All categories that can stand on a sheet. */
export const SHEET_CATEGORIES: readonly string[] = [...OBJECT_CATEGORIES, 'Person', 'SeatedPerson'];

/** Draws every shape of some categories, those with parts also open, each with its category's name below. */
export async function drawContactSheet({
  gpu,
  categories,
  size,
}: ContactSheetOptions): Promise<{ width: number; height: number; rgb: Uint8Array }> {
  const cells = categories.flatMap(listCells);
  const columns = Math.min(COLUMNS, cells.length);
  const [width, height] = [columns * size, Math.ceil(cells.length / columns) * (size + LABEL_HEIGHT)];
  const rgb = new Uint8Array(width * height * 3).fill(BACKDROP);
  const large = size * SUPERSAMPLING;
  const renderer = await Renderer.create({
    gpu,
    library,
    numEnvs: Math.min(BATCH, cells.length),
    sensors: ['rgb', 'instance'],
    camera: { width: large, height: large, hfovDeg: FOV_DEG },
    layout: 'targets',
    maxInstances: 64,
    maxLights: 1,
  });
  for (let first = 0; first < cells.length; first += BATCH) {
    const batch = cells.slice(first, first + BATCH);
    batch.forEach((cell, env) => pose(renderer, env, cell));
    const frames = await renderer.render([...batch.keys()]);
    frames.forEach(({ rgb: picture = new Uint8Array(), instance = new Uint16Array() }, i) => {
      const [column, row] = [(first + i) % columns, Math.floor((first + i) / columns)];
      const [left, top] = [column * size, row * (size + LABEL_HEIGHT)];
      // What no thing covers shows the backdrop.
      const lit = picture.map((value, k) => (instance[Math.floor(k / 3)] > 0 ? value : BACKDROP));
      shrink(lit, size, (x, y, color) => rgb.set(color, ((top + y) * width + left + x) * 3));
      const text = categoryWords(batch[i].category);
      const start = left + Math.max(0, Math.floor((size - text.length * FONT.advance) / 2));
      for (const { x, y } of textDots(text)) {
        if (start + x >= left + size) continue;
        rgb.fill(INK, ((top + size + y) * width + start + x) * 3, ((top + size + y) * width + start + x + 1) * 3);
      }
    });
  }
  renderer.dispose();
  return { width, height, rgb };
}

function listCells(category: string): Cell[] {
  return Array.from({ length: numVariants(category) }, (_, variant) => variant).flatMap((variant) => {
    const shut = { category, variant, isOpen: false };
    return library.getModel(category, variant).parts ? [shut, { ...shut, isOpen: true }] : [shut];
  });
}

/** Puts one shape before one eye. */
function pose(renderer: Renderer, env: number, cell: Cell): void {
  const size = nominalSize(cell.category, cell.variant);
  const radius = Math.hypot(...size) / 2;
  const away = (radius * (cell.isOpen ? OPEN_MARGIN : MARGIN)) / Math.sin((FOV_DEG * Math.PI) / 360);
  const level = Math.cos(ELEVATION) * away;
  renderer.setScene(env, sceneOf(cell, size, radius));
  renderer.setCamera(env, {
    position: [-Math.sin(AZIMUTH) * level, Math.sin(ELEVATION) * away, -Math.cos(AZIMUTH) * level],
    yaw: Math.PI + AZIMUTH,
    pitch: -ELEVATION,
  });
}

function sceneOf({ category, variant, isOpen }: Cell, size: Vec3, radius: number): Scene {
  const model = library.getModel(category, variant);
  const origin: Placement = { position: [0, 0, 0], rotation: IDENTITY };
  const color: Color = colorOfAsset(category, `${category}_${variant}`);
  const draw = (key: string, { position, rotation }: Placement): Instance => ({
    model: key,
    matrix: boxMatrix(position, rotation, size),
    color,
    layer: null,
    semantic: 0,
    instance: 1,
    body: -1,
    light: 0,
  });
  const parts = (model.parts ?? []).map((part) => draw(part.model, placePart(origin, size, part, isOpen ? 1 : 0)));
  const lamp = { position: [-1.5 * radius, 3 * radius, -2.5 * radius] as const, color: [0.9, 0.88, 0.84] as const };
  return {
    instances: [draw(model.key, origin), ...parts],
    things: [{ id: category, category }],
    rooms: [],
    light: {
      rooms: [{ ceiling: lamp, sky: [0.75, 0.77, 0.8], window: null, lamps: [], switches: [] }],
      outside: [1, 1, 1],
    },
    switches: new Uint8Array(),
    bounds: [-radius, -radius, radius, radius],
    ceilingHeight: 2 * radius,
    occlusion: { pieces: new Float32Array(), ceiling: 2 * radius },
    floorShade: new Uint8Array(SHADE_SIZE * SHADE_SIZE).fill(255),
  };
}

/** Averages squares of pixels and hands on each colour with its place. */
function shrink(picture: Uint8Array, size: number, paint: (x: number, y: number, color: number[]) => void): void {
  const wide = size * SUPERSAMPLING;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const color = [0, 0, 0];
      for (let dy = 0; dy < SUPERSAMPLING; dy++) {
        for (let dx = 0; dx < SUPERSAMPLING; dx++) {
          const at = ((y * SUPERSAMPLING + dy) * wide + x * SUPERSAMPLING + dx) * 3;
          for (let c = 0; c < 3; c++) color[c] += picture[at + c] / SUPERSAMPLING ** 2;
        }
      }
      paint(x, y, color);
    }
  }
}
