import type { Vec3 } from '../../env/geometry.ts';

/** A piece of surface: points with unit normals, and triangles counter-clockwise seen from outside. */
export interface Patch {
  readonly positions: Vec3[];
  readonly normals: Vec3[];
  readonly triangles: [number, number, number][];
}

/** A patch to add to. */
export function emptyPatch(): Patch {
  return { positions: [], normals: [], triangles: [] };
}

/** Sum of two vectors. */
export const add = (a: Vec3, b: Vec3): Vec3 => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
/** The vector from `b` to `a`. */
export const subtract = (a: Vec3, b: Vec3): Vec3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
/** A vector made `s` times as long. */
export const scale = (a: Vec3, s: number): Vec3 => [a[0] * s, a[1] * s, a[2] * s];
/** Scalar product. */
export const dot = (a: Vec3, b: Vec3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
/** Vector product. */
export const cross = (a: Vec3, b: Vec3): Vec3 => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
/** Euclidean length. */
export const length = (a: Vec3): number => Math.sqrt(dot(a, a));

/** The unit vector along `a`; +Y for a vector without a direction. */
export function normalize(a: Vec3): Vec3 {
  const size = length(a);
  return size < 1e-12 ? [0, 1, 0] : scale(a, 1 / size);
}

/** Adds a vertex and returns its index. */
export function addVertex(patch: Patch, position: Vec3, normal: Vec3): number {
  patch.normals.push(normal);
  return patch.positions.push(position) - 1;
}

/** Adds a flat polygon, convex and counter-clockwise seen from its outside. */
export function addFace(patch: Patch, corners: readonly Vec3[]): void {
  const normal = normalize(cross(subtract(corners[1], corners[0]), subtract(corners[2], corners[0])));
  const first = patch.positions.length;
  for (const corner of corners) addVertex(patch, corner, normal);
  for (let i = 2; i < corners.length; i++) patch.triangles.push([first, first + i - 1, first + i]);
}

/**
 * Joins consecutive rings of vertices with triangles. Seen from outside each ring runs to the right and the next ring lies above.
 * Triangles without area (rings shrunk to a point) are left out.
 */
export function joinRings(patch: Patch, rings: readonly (readonly number[])[], closed: boolean): void {
  for (let row = 0; row + 1 < rings.length; row++) {
    const [lower, upper] = [rings[row], rings[row + 1]];
    const count = closed ? lower.length : lower.length - 1;
    for (let i = 0; i < count; i++) {
      const next = (i + 1) % lower.length;
      addTriangle(patch, lower[i], lower[next], upper[next]);
      addTriangle(patch, lower[i], upper[next], upper[i]);
    }
  }
}

function addTriangle(patch: Patch, a: number, b: number, c: number): void {
  const { positions } = patch;
  const area = length(cross(subtract(positions[b], positions[a]), subtract(positions[c], positions[a])));
  if (area > 1e-10) patch.triangles.push([a, b, c]);
}
