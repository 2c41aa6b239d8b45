import { AGENT } from '../env/env.ts';
import type { Vec2 } from '../env/geometry.ts';
import type { House, HouseObject } from '../env/house.ts';
import type { ModelLibrary } from '../env/model.ts';
import { footprintOf, objectBoxes, standsInTheWay, staticBoxes } from '../env/physics/static-boxes.ts';
import type { Rectangle } from '../env/physics/static-boxes.ts';
import { cos, sin } from '../env/trigonometry.ts';
import { areaOf, boundsOf } from './polygon.ts';

/** Edge of a grid cell, metres. */
const CELL = 0.05;

/** Which cells of a house's floor a disc can stand on. */
export interface FloorGrid {
  readonly minX: number;
  readonly minZ: number;
  readonly cols: number;
  readonly rows: number;
  /** (rows, cols) 1 where the disc touches nothing. */
  readonly free: Uint8Array;
  /** (rows, cols) index of the room a cell lies in, -1 outside. */
  readonly rooms: Int16Array;
}

/** The floor where a disc of this radius (metres) keeps clear of walls, shut front doors and all furniture, fixed or loose. */
export function floorGrid(house: House, library: ModelLibrary, radius: number): FloorGrid {
  const bounds = boundsOf(house.rooms.flatMap((room) => room.polygon));
  const cols = Math.ceil((bounds.maxX - bounds.minX) / CELL);
  const rows = Math.ceil((bounds.maxZ - bounds.minZ) / CELL);
  const free = new Uint8Array(rows * cols);
  const grid = { minX: bounds.minX, minZ: bounds.minZ, cols, rows, free, rooms: new Int16Array(rows * cols).fill(-1) };
  house.rooms.forEach((room, index) => fillPolygon(grid, room.polygon, index));
  for (const rectangle of obstaclesOf(house, library)) block(grid, rectangle, radius);
  return grid;
}

function obstaclesOf(house: House, library: ModelLibrary): Rectangle[] {
  const loose = house.objects.filter((object) => !object.fixed);
  const shell = staticBoxes(house, library)
    .filter((box) => standsInTheWay(box, AGENT))
    .map(footprintOf);
  return [...shell, ...loose.flatMap((object) => footprintsOf(object, library))];
}

/** What of an object is in the way of somebody who walks by. */
export function footprintsOf(object: HouseObject, library: ModelLibrary): Rectangle[] {
  return objectBoxes(object, library)
    .filter((box) => standsInTheWay(box, AGENT))
    .map(footprintOf);
}

function fillPolygon(grid: FloorGrid, polygon: readonly Vec2[], room: number): void {
  for (let row = 0; row < grid.rows; row++) {
    const z = grid.minZ + (row + 0.5) * CELL;
    const crossings: number[] = [];
    polygon.forEach(([ax, az], i) => {
      const [bx, bz] = polygon[(i + 1) % polygon.length];
      if (az > z !== bz > z) crossings.push(ax + ((bx - ax) * (z - az)) / (bz - az));
    });
    crossings.sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const first = Math.max(0, Math.ceil((crossings[i] - grid.minX) / CELL - 0.5));
      const last = Math.min(grid.cols - 1, Math.floor((crossings[i + 1] - grid.minX) / CELL - 0.5));
      if (last < first) continue;
      grid.free.fill(1, row * grid.cols + first, row * grid.cols + last + 1);
      grid.rooms.fill(room, row * grid.cols + first, row * grid.cols + last + 1);
    }
  }
}

function block(grid: FloorGrid, { center, half, yaw }: Rectangle, radius: number): void {
  const [c, s] = [cos(yaw), sin(yaw)];
  const reachX = Math.abs(c) * half[0] + Math.abs(s) * half[1] + radius;
  const reachZ = Math.abs(s) * half[0] + Math.abs(c) * half[1] + radius;
  const firstCol = Math.max(0, Math.ceil((center[0] - reachX - grid.minX) / CELL - 0.5));
  const lastCol = Math.min(grid.cols - 1, Math.floor((center[0] + reachX - grid.minX) / CELL - 0.5));
  const firstRow = Math.max(0, Math.ceil((center[1] - reachZ - grid.minZ) / CELL - 0.5));
  const lastRow = Math.min(grid.rows - 1, Math.floor((center[1] + reachZ - grid.minZ) / CELL - 0.5));
  for (let row = firstRow; row <= lastRow; row++) {
    for (let col = firstCol; col <= lastCol; col++) {
      const dx = grid.minX + (col + 0.5) * CELL - center[0];
      const dz = grid.minZ + (row + 0.5) * CELL - center[1];
      const outX = Math.max(0, Math.abs(dx * c - dz * s) - half[0]);
      const outZ = Math.max(0, Math.abs(dx * s + dz * c) - half[1]);
      if (outX * outX + outZ * outZ < radius * radius) grid.free[row * grid.cols + col] = 0;
    }
  }
}

/** The cells beside a cell, up to four. */
export function neighboursOf({ cols, rows }: FloorGrid, cell: number): number[] {
  const col = cell % cols;
  const beside = [col > 0 ? cell - 1 : -1, col < cols - 1 ? cell + 1 : -1, cell - cols, cell + cols];
  return beside.filter((next) => next >= 0 && next < cols * rows);
}

/** The cell a point lies in, -1 outside the grid. */
export function cellAt({ minX, minZ, cols, rows }: FloorGrid, [x, z]: Vec2): number {
  const col = Math.floor((x - minX) / CELL);
  const row = Math.floor((z - minZ) / CELL);
  return col < 0 || row < 0 || col >= cols || row >= rows ? -1 : row * cols + col;
}

/** Middle of a cell, metres. */
export function cellCenter(grid: FloorGrid, cell: number): Vec2 {
  const row = Math.floor(cell / grid.cols);
  return [grid.minX + (cell - row * grid.cols + 0.5) * CELL, grid.minZ + (row + 0.5) * CELL];
}

/** The connected parts of the free floor: one label a cell (-1 where nothing fits), and the number of cells of each part. */
export function labelParts(grid: FloorGrid): { readonly labels: Int32Array; readonly sizes: readonly number[] } {
  const { cols, free } = grid;
  const labels = new Int32Array(free.length).fill(-1);
  const stack = new Int32Array(free.length);
  const sizes: number[] = [];
  for (let start = 0; start < free.length; start++) {
    if (free[start] === 0 || labels[start] >= 0) continue;
    const label = sizes.length;
    let size = 0;
    let depth = 0;
    labels[start] = label;
    stack[depth++] = start;
    while (depth > 0) {
      const cell = stack[--depth];
      size++;
      const col = cell % cols;
      for (let side = 0; side < 4; side++) {
        if ((side === 0 && col === 0) || (side === 1 && col === cols - 1)) continue;
        const next = cell + (side === 0 ? -1 : side === 1 ? 1 : side === 2 ? -cols : cols);
        if (next < 0 || next >= free.length || free[next] === 0 || labels[next] >= 0) continue;
        labels[next] = label;
        stack[depth++] = next;
      }
    }
    sizes.push(size);
  }
  return { labels, sizes };
}

/** Square metres of free floor in a number of cells. */
export function areaOfCells(numCells: number): number {
  return numCells * CELL * CELL;
}

/** A free place to stand on near the middle of the largest room. */
export function freeSpot(house: House, library: ModelLibrary): Vec2 {
  const [largest] = [...house.rooms].sort((a, b) => areaOf(b.polygon) - areaOf(a.polygon));
  const { minX, minZ, maxX, maxZ } = boundsOf(largest.polygon);
  const middle: Vec2 = [(minX + maxX) / 2, (minZ + maxZ) / 2];
  const grid = floorGrid(house, library, 0.3);
  const { labels, sizes } = labelParts(grid);
  const widest = sizes.indexOf(Math.max(...sizes));
  let best = -1;
  let nearest = Infinity;
  for (let cell = 0; cell < labels.length; cell++) {
    if (labels[cell] !== widest) continue;
    const row = Math.floor(cell / grid.cols);
    const dx = grid.minX + (cell - row * grid.cols + 0.5) * CELL - middle[0];
    const dz = grid.minZ + (row + 0.5) * CELL - middle[1];
    const distance = dx * dx + dz * dz;
    if (distance < nearest) [best, nearest] = [cell, distance];
  }
  return best < 0 ? middle : cellCenter(grid, best);
}

/** The part a point lies in, -1 where nothing fits. */
export function labelAt(grid: FloorGrid, labels: Int32Array, point: Vec2): number {
  return labels[cellAt(grid, point)] ?? -1;
}
