import type { Vec3 } from '../../env/geometry.ts';
import type { GltfNode } from './schema.ts';

/** An affine map: column-major 3x4, three columns and then the translation. */
export type Affine = readonly number[];

export const UNMOVED: Affine = [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0];

/** `a` after `b`. */
export function compose(a: Affine, b: Affine): Affine {
  const columns = [0, 3, 6, 9].map((c): Vec3 => [b[c], b[c + 1], b[c + 2]]);
  return columns.flatMap((column, i) => (i < 3 ? applyLinear(a, column) : applyAffine(a, column)));
}

export function applyAffine(m: Affine, v: Vec3): Vec3 {
  const [x, y, z] = applyLinear(m, v);
  return [x + m[9], y + m[10], z + m[11]];
}

export function applyLinear(m: Affine, [x, y, z]: Vec3): Vec3 {
  return [0, 1, 2].map((row) => m[row] * x + m[row + 3] * y + m[row + 6] * z) as [number, number, number];
}

/** The map that normals go by: the cofactors, which keep them upright to a surface that is scaled unevenly. */
export function normalMap(m: Affine): Affine {
  const [a, b, c] = [0, 3, 6].map((i): Vec3 => [m[i], m[i + 1], m[i + 2]]);
  return [...cross(b, c), ...cross(c, a), ...cross(a, b), 0, 0, 0];
}

/** Negative when the map mirrors, so that triangles must be turned round. */
export function determinant(m: Affine): number {
  const [x, y, z] = cross([m[3], m[4], m[5]], [m[6], m[7], m[8]]);
  return m[0] * x + m[1] * y + m[2] * z;
}

export function cross([ax, ay, az]: Vec3, [bx, by, bz]: Vec3): Vec3 {
  return [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx];
}

/** A node's own placement. */
export function placementOf({ matrix, translation = [0, 0, 0], rotation, scale = [1, 1, 1] }: GltfNode): Affine {
  if (matrix !== undefined) return [0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14].map((i) => matrix[i]);
  const [qx, qy, qz, qw] = rotation ?? [0, 0, 0, 1];
  const length = Math.hypot(qx, qy, qz, qw) || 1;
  const [x, y, z, w] = [qx / length, qy / length, qz / length, qw / length];
  const columns = [
    [1 - 2 * (y * y + z * z), 2 * (x * y + z * w), 2 * (x * z - y * w)],
    [2 * (x * y - z * w), 1 - 2 * (x * x + z * z), 2 * (y * z + x * w)],
    [2 * (x * z + y * w), 2 * (y * z - x * w), 1 - 2 * (x * x + y * y)],
  ];
  return [...columns.flatMap((column, i) => column.map((value) => value * scale[i])), ...translation];
}
