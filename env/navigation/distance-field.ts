import type { Vec2 } from '../geometry.ts';
import { MinHeap } from './min-heap.ts';

/** Ground cut into square cells; cell (i, j) is at index `j * width + i` and covers x from `origin[0] + i * cellSize`. */
export interface GroundGrid {
  /** Cells along x. */
  readonly width: number;
  /** Cells along z. */
  readonly height: number;
  /** Metres. */
  readonly cellSize: number;
  /** Smallest x and z. */
  readonly origin: Vec2;
}

/** A grid of where one can be: (height, width), 1 free, 0 not. */
export interface OccupancyGrid extends GroundGrid {
  readonly free: Uint8Array;
}

/** A place to start measuring from, and the distance already gone there, metres. */
export interface Source {
  readonly cell: number;
  readonly distance: number;
}

/** The cell a point lies in, or -1 outside the grid. */
export function cellAt(grid: GroundGrid, point: Vec2): number {
  const i = Math.floor((point[0] - grid.origin[0]) / grid.cellSize);
  const j = Math.floor((point[1] - grid.origin[1]) / grid.cellSize);
  return i < 0 || j < 0 || i >= grid.width || j >= grid.height ? -1 : j * grid.width + i;
}

/** The middle of a cell. */
export function centerOf(grid: GroundGrid, cell: number): Vec2 {
  const i = cell % grid.width;
  const j = (cell - i) / grid.width;
  return [grid.origin[0] + (i + 0.5) * grid.cellSize, grid.origin[1] + (j + 0.5) * grid.cellSize];
}

/** Steps to the 16 nearest directions: a way in them is at most 2.8 % longer than the straight line. */
const STEPS = [
  [1, 0],
  [0, 1],
  [1, 1],
  [1, -1],
  [2, 1],
  [1, 2],
  [2, -1],
  [1, -2],
].flatMap(([di, dj]) => [
  { di, dj, length: Math.hypot(di, dj) },
  { di: -di, dj: -dj, length: Math.hypot(di, dj) },
]);

/** Where to stop: `beyond` metres further than the cell `until`; what is further off stays Infinity. */
export interface FieldLimit {
  readonly until: number;
  readonly beyond: number;
}

/** Distance over free cells from the nearest source to every cell, metres; (height, width), Infinity where none leads. */
export function distanceField(grid: OccupancyGrid, sources: readonly Source[], limit?: FieldLimit): Float32Array {
  const { width, height, cellSize, free } = grid;
  const distances = new Float32Array(width * height).fill(Infinity);
  const queue = new MinHeap();
  const reach = (cell: number, distance: number): void => {
    const rounded = Math.fround(distance);
    if (free[cell] === 0 || rounded >= distances[cell]) return;
    distances[cell] = rounded;
    queue.push(rounded, cell);
  };
  for (const { cell, distance } of sources) reach(cell, distance);
  while (queue.size > 0) {
    const { key, value: cell } = queue.pop();
    if (key > distances[cell]) continue;
    if (limit !== undefined && key > distances[limit.until] + limit.beyond) break;
    const i = cell % width;
    const j = (cell - i) / width;
    for (const { di, dj, length } of STEPS) {
      const ni = i + di;
      const nj = j + dj;
      if (ni < 0 || nj < 0 || ni >= width || nj >= height) continue;
      if (!isStepFree(free, width, cell, di, dj)) continue;
      reach(nj * width + ni, key + length * cellSize);
    }
  }
  return distances;
}

/** Whether the cells a slanted step passes between its ends are free, so that no way cuts a corner. */
function isStepFree(free: Uint8Array, width: number, cell: number, di: number, dj: number): boolean {
  if (di === 0 || dj === 0) return true;
  const i = Math.sign(di);
  const j = Math.sign(dj) * width;
  if (Math.abs(di) === 2) return free[cell + i] === 1 && free[cell + i + j] === 1;
  if (Math.abs(dj) === 2) return free[cell + j] === 1 && free[cell + i + j] === 1;
  return free[cell + i] === 1 && free[cell + j] === 1;
}
