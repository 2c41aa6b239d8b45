import type { Vec3 } from '../../env/geometry.ts';
import type { Mesh } from './read.ts';
import { type Affine, applyAffine, applyLinear, cross, determinant, normalMap } from './transform.ts';

/** Meshes moved, turned and scaled. */
export function moveMeshes(meshes: readonly Mesh[], matrix: Affine): Mesh[] {
  const turn = normalMap(matrix);
  const sign = determinant(matrix) < 0 ? -1 : 1;
  return meshes.map((mesh) => ({
    ...mesh,
    positions: mapVectors(mesh.positions, (point) => applyAffine(matrix, point)),
    normals: mapVectors(mesh.normals, (normal) => {
      const [x, y, z] = applyLinear(turn, normal);
      const length = sign * Math.hypot(x, y, z) || 1;
      return [x / length, y / length, z / length];
    }),
    indices: sign > 0 ? mesh.indices : mesh.indices.map((_, i) => mesh.indices[i - (i % 3) + 2 - (i % 3)]),
  }));
}

/**
 * The turn that brings these directions of an asset to +Y and -Z, as Habitat's configs give them.
 *
 * @returns null when they are not at right angles
 */
export function uprightTurn(up: Vec3, front: Vec3): Affine | null {
  const [y, ahead] = [unit(up), unit(front)];
  if (y === null || ahead === null || Math.abs(y[0] * ahead[0] + y[1] * ahead[1] + y[2] * ahead[2]) > 1e-3) return null;
  const x = cross(ahead, y);
  // The rows are the asset's directions of our axes.
  return [x[0], y[0], -ahead[0], x[1], y[1], -ahead[1], x[2], y[2], -ahead[2], 0, 0, 0];
}

function unit([x, y, z]: Vec3): Vec3 | null {
  const length = Math.hypot(x, y, z);
  return length > 0 ? [x / length, y / length, z / length] : null;
}

function mapVectors(vectors: Float32Array, map: (vector: Vec3) => Vec3): Float32Array {
  const mapped = new Float32Array(vectors.length);
  for (let i = 0; i < vectors.length; i += 3) mapped.set(map([vectors[i], vectors[i + 1], vectors[i + 2]]), i);
  return mapped;
}
