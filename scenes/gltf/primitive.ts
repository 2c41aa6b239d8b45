import { UsageError } from '../../env/errors.ts';
import type { Vec3 } from '../../env/geometry.ts';
import { type Elements, readAccessor } from './accessors.ts';
import { type Paint, PLAIN } from './paint.ts';
import { type Unpainted, layPicture } from './refine.ts';
import { type Gltf, type GltfPrimitive, refuseUnreadable } from './schema.ts';
import { type Affine, applyAffine, applyLinear, cross, determinant, normalMap } from './transform.ts';

/** Triangles with their looks; all arrays but `indices` have one entry a vertex. */
export interface Surface {
  /** (V, 3) metres. */
  readonly positions: Float32Array;
  /** (V, 3) unit vectors. */
  readonly normals: Float32Array;
  /** (V, 3) linear-light base colour. */
  readonly colors: Float32Array;
  /** 0 to 1: light it gives by itself. */
  readonly emission: number;
  /** (T, 3) */
  readonly indices: Uint32Array;
}

export interface PrimitiveOptions {
  readonly gltf: Gltf;
  readonly buffers: readonly Uint8Array[];
  /** One a material. */
  readonly paints: readonly Paint[];
  readonly primitive: GltfPrimitive;
  /** From the mesh to the scene. */
  readonly matrix: Affine;
  readonly where: string;
}

const TRIANGLES = 4;
const STRIP = 5;
const FAN = 6;
/** No scene reaches further from its origin, metres. */
const MAX_REACH = 10_000;

/** The triangles of a primitive where its node puts it; null when it has none. @throws UsageError for what is damaged */
export function readPrimitive(options: PrimitiveOptions): Surface | null {
  const { paints, primitive, matrix, where } = options;
  if (primitive.mode < TRIANGLES) return null;
  const { attributes } = primitive;
  if (attributes.POSITION === undefined) {
    for (const name of Object.keys(primitive.extensions ?? {})) refuseUnreadable(name, where);
    return null;
  }
  const points = readVertices(options, 'POSITION', 3, 0);
  if (points === null) return null;
  const { count } = points;
  const indices = trianglesOf(primitive, readIndices(options, count));
  if (indices.length === 0) return null;
  const positions = placePoints(points, matrix, where);
  if (determinant(matrix) < 0) turnRound(indices);
  const paint = primitive.material === undefined ? PLAIN : paints.at(primitive.material);
  if (paint === undefined) {
    throw new UsageError(`${where}: material ${primitive.material} is not there; mend the file.`);
  }
  const uvs = readVertices(options, `TEXCOORD_${paint.texCoord}`, 2, count);
  const colors = ownColors(readVertices(options, 'COLOR_0', 3, count), count);
  const flat = { positions, colors, uvs: uvs && pairsOf(uvs), indices };
  const given = readVertices(options, 'NORMAL', 3, count);
  const surface = given === null ? splitCorners(flat) : { ...flat, normals: placeNormals(given, matrix) };
  mendNormals(surface);
  return { ...layPicture(surface, paint), emission: paint.emission };
}

/** What an attribute says of each vertex; null for one that is left out. @throws UsageError when it says too little */
function readVertices(
  { gltf, buffers, primitive, where }: PrimitiveOptions,
  attribute: string,
  width: number,
  count: number,
): Elements | null {
  const index = primitive.attributes[attribute];
  if (index === undefined) return null;
  const elements = readAccessor(gltf, buffers, index, where);
  if (elements.width >= width && elements.count >= count) return elements;
  throw new UsageError(`${where}: accessor ${index} is too small for its ${attribute}; give an undamaged glTF.`);
}

function readIndices({ gltf, buffers, primitive, where }: PrimitiveOptions, count: number): Uint32Array {
  if (primitive.indices === undefined) return Uint32Array.from({ length: count }, (_, i) => i);
  const { values, width } = readAccessor(gltf, buffers, primitive.indices, where);
  if (!(values instanceof Uint32Array) || width !== 1) {
    throw new UsageError(`${where}: its indices are no whole numbers; give an undamaged glTF.`);
  }
  const outside = values.find((value) => value >= count);
  if (outside === undefined) return values;
  throw new UsageError(`${where}: index ${outside} is beyond its ${count} vertices; give an undamaged glTF.`);
}

/** Corners of separate triangles; of strips, every second triangle runs the other way. */
function trianglesOf({ mode }: GltfPrimitive, corners: Uint32Array): Uint32Array {
  if (mode === TRIANGLES) return corners.slice(0, corners.length - (corners.length % 3));
  const triangles: number[] = [];
  for (let i = 0; i + 2 < corners.length; i++) {
    const [a, b, c] = [mode === FAN ? corners[0] : corners[i], corners[i + 1], corners[i + 2]];
    if (mode === STRIP && i % 2 === 1) triangles.push(b, a, c);
    else triangles.push(a, b, c);
  }
  return Uint32Array.from(triangles);
}

function turnRound(indices: Uint32Array): void {
  for (let i = 0; i < indices.length; i += 3) [indices[i], indices[i + 1]] = [indices[i + 1], indices[i]];
}

function placePoints({ values, width, count }: Elements, matrix: Affine, where: string): Float32Array {
  const placed = new Float32Array(count * 3);
  for (let i = 0; i < count; i++) {
    const point = applyAffine(matrix, vectorAt(values, i, width));
    // Also false where a coordinate is no number.
    if (!point.every((value) => Math.abs(value) <= MAX_REACH)) {
      throw new UsageError(`${where}: vertex ${i} lies at ${point.join(', ')}; give a scene within ${MAX_REACH} m.`);
    }
    placed.set(point, i * 3);
  }
  return placed;
}

function placeNormals({ values, width, count }: Elements, matrix: Affine): Float32Array {
  const turn = normalMap(matrix);
  const sign = determinant(matrix) < 0 ? -1 : 1;
  const placed = new Float32Array(count * 3);
  for (let i = 0; i < count; i++) {
    const normal = applyLinear(turn, vectorAt(values, i, width));
    const length = sign * Math.hypot(...normal);
    placed.set([normal[0] / length, normal[1] / length, normal[2] / length], i * 3);
  }
  return placed;
}

/** The vertices' own colours; white where they have none. */
function ownColors(own: Elements | null, count: number): Float32Array {
  const colors = new Float32Array(count * 3).fill(1);
  if (own !== null) for (let i = 0; i < count; i++) colors.set(vectorAt(own.values, i, own.width), i * 3);
  return colors;
}

function pairsOf({ values, width, count }: Elements): Float32Array {
  return Float32Array.from({ length: count * 2 }, (_, i) => values[Math.floor(i / 2) * width + (i % 2)]);
}

/** Without normals glTF wants flat faces: every corner becomes a vertex of its own, its normal still to be found. */
function splitCorners({ positions, colors, uvs, indices }: Omit<Unpainted, 'normals'>): Unpainted {
  const spread = (values: Float32Array, size: number): Float32Array => {
    const corners = new Float32Array(indices.length * size);
    indices.forEach((vertex, i) => corners.set(values.subarray(vertex * size, vertex * size + size), i * size));
    return corners;
  };
  return {
    positions: spread(positions, 3),
    colors: spread(colors, 3),
    uvs: uvs && spread(uvs, 2),
    normals: new Float32Array(indices.length * 3),
    indices: indices.map((_, i) => i),
  };
}

/** Gives vertices without a usable normal that of a face they belong to. */
function mendNormals({ positions, normals, indices }: Unpainted): void {
  for (let i = 0; i < indices.length; i++) {
    const vertex = indices[i];
    if (Math.abs(Math.hypot(...vectorAt(normals, vertex, 3)) - 1) < 0.1) continue;
    const first = i - (i % 3);
    const [a, b, c] = [0, 1, 2].map((k) => vectorAt(positions, indices[first + k], 3));
    const normal = cross([b[0] - a[0], b[1] - a[1], b[2] - a[2]], [c[0] - a[0], c[1] - a[1], c[2] - a[2]]);
    const length = Math.hypot(...normal);
    normals.set(length > 0 ? normal.map((value) => value / length) : [0, 1, 0], vertex * 3);
  }
}

function vectorAt(values: ArrayLike<number>, index: number, width: number): Vec3 {
  const at = index * width;
  return [values[at], values[at + 1], values[at + 2]];
}
