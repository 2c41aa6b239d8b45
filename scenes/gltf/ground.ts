import type { Vec2, Vec3 } from '../../env/geometry.ts';
import type { Mesh } from './read.ts';
import { cross } from './transform.ts';

/** Columns of space over square cells of the ground, row by row along z. */
export interface Ground {
  readonly width: number;
  readonly height: number;
  /** Metres. */
  readonly cellSize: number;
  /** Corner of the first cell. */
  readonly origin: Vec2;
}

/** A point on a surface. */
export type Visit = (cell: number, y: number, isLevel: boolean) => void;

/** A surface that leans less than this from the level can be stood on: cosine of 45 degrees. */
const LEVEL = Math.SQRT1_2;

/** A grid over a rectangle of the ground, a cell wider on every side. */
export function groundOver(low: Vec2, high: Vec2, cellSize: number): Ground {
  const origin: Vec2 = [(Math.floor(low[0] / cellSize) - 1) * cellSize, (Math.floor(low[1] / cellSize) - 1) * cellSize];
  return {
    width: Math.ceil((high[0] - origin[0]) / cellSize) + 1,
    height: Math.ceil((high[1] - origin[1]) / cellSize) + 1,
    cellSize,
    origin,
  };
}

/** Visits points of all triangles, near enough to each other that no column a triangle passes through is missed by far. */
export function visitSurfaces(
  meshes: readonly Mesh[],
  { width, height, cellSize, origin }: Ground,
  visit: Visit,
): void {
  const spacing = cellSize / 2;
  for (const mesh of meshes) {
    forEachTriangle(mesh, (a, b, c) => {
      const [ab, ac] = [minus(b, a), minus(c, a)];
      const normal = cross(ab, ac);
      const area = Math.hypot(...normal);
      const isLevel = normal[1] > LEVEL * area;
      const stepsB = Math.max(1, Math.ceil(Math.hypot(...ab) / spacing));
      const stepsC = Math.max(1, Math.ceil(Math.hypot(...ac) / spacing));
      for (let i = 0; i <= stepsB; i++) {
        const s = i / stepsB;
        const rest = Math.ceil((1 - s) * stepsC);
        for (let j = 0; j <= rest; j++) {
          const t = rest === 0 ? 0 : (j / rest) * (1 - s);
          const column = Math.floor((a[0] + ab[0] * s + ac[0] * t - origin[0]) / cellSize);
          const row = Math.floor((a[2] + ab[2] * s + ac[2] * t - origin[1]) / cellSize);
          if (column < 0 || row < 0 || column >= width || row >= height) continue;
          visit(row * width + column, a[1] + ab[1] * s + ac[1] * t, isLevel);
        }
      }
    });
  }
}

/** Calls with the corners of each triangle. */
export function forEachTriangle({ positions, indices }: Mesh, visit: (a: Vec3, b: Vec3, c: Vec3) => void): void {
  const corner = (i: number): Vec3 => {
    const at = indices[i] * 3;
    return [positions[at], positions[at + 1], positions[at + 2]];
  };
  for (let i = 0; i + 2 < indices.length; i += 3) visit(corner(i), corner(i + 1), corner(i + 2));
}

function minus([ax, ay, az]: Vec3, [bx, by, bz]: Vec3): Vec3 {
  return [ax - bx, ay - by, az - bz];
}
