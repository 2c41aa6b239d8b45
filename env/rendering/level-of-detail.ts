import type { Model } from '../model.ts';
import { type Shape, coarsen } from './coarsen.ts';

/** One way to draw a model. */
export interface Level {
  readonly shape: Shape;
  /** Most pixels across at which nobody sees what it leaves out. */
  readonly maxPixels: number;
}

/** Cells along the unit cube's edge, from fine to coarse. */
const CELLS = [32, 16, 8, 4];
/** A cell of a level may be this wide on the picture, pixels. */
const CELL_PIXELS = 1;
/** What closes a hole in a wall has nothing behind it: a triangle less would show. */
const CLOSING: readonly string[] = ['WindowPane/0', 'DoorFrame/0'];
/** Shapes of no more triangles are drawn in full: there is nothing to gain. */
const FEW_TRIANGLES = 12;
/** A level must save a fifth of the triangles, and keep seven tenths of the surface: a thin thing must not vanish. */
const LEAST_SAVING = 0.8;
const LEAST_AREA = 0.7;

/** A model in full, then ever coarser. */
export function detailLevels(model: Model): Level[] {
  const levels: Level[] = [{ shape: model, maxPixels: Infinity }];
  if (model.indices.length <= FEW_TRIANGLES * 3 || CLOSING.includes(model.key)) return levels;
  const area = surfaceArea(model);
  let finer: Shape = model;
  let last = model.indices.length;
  for (const numCells of CELLS) {
    finer = coarsen(finer, numCells);
    if (finer.indices.length > LEAST_SAVING * last || surfaceArea(finer) < LEAST_AREA * area) continue;
    levels.push({ shape: finer, maxPixels: numCells * CELL_PIXELS });
    last = finer.indices.length;
  }
  return levels;
}

/** In the unit cube. */
function surfaceArea({ positions: p, indices }: Shape): number {
  let area = 0;
  for (let i = 0; i < indices.length; i += 3) {
    const [a, b, c] = [3 * indices[i], 3 * indices[i + 1], 3 * indices[i + 2]];
    const [ux, uy, uz] = [p[b] - p[a], p[b + 1] - p[a + 1], p[b + 2] - p[a + 2]];
    const [vx, vy, vz] = [p[c] - p[a], p[c + 1] - p[a + 1], p[c + 2] - p[a + 2]];
    const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    area += Math.sqrt(nx * nx + ny * ny + nz * nz) / 2;
  }
  return area;
}
