import type { Vec3 } from '../../env/geometry.ts';
import { TEXTURES } from '../../env/house.ts';
import type { ColliderBox, Model, ModelLibrary } from '../../env/model.ts';
import { groundOver, visitSurfaces } from './ground.ts';
import type { Mesh } from './read.ts';
import { type Span, solidBoxes } from './solid-boxes.ts';

/** The box around some meshes, metres. */
export interface Bounds {
  readonly center: Vec3;
  /** Never 0: a sheet gets the least thickness. */
  readonly size: Vec3;
}

const LEAST_SIZE = 1e-3;
/** Cells along the longer side of a thing whose solid parts are looked for. */
const CELLS_ALONG = 16;

/** The box around all vertices. */
export function boundsOf(meshes: readonly Mesh[]): Bounds {
  const [low, high] = [
    [Infinity, Infinity, Infinity],
    [-Infinity, -Infinity, -Infinity],
  ];
  for (const { positions } of meshes) {
    for (let i = 0; i < positions.length; i++) {
      low[i % 3] = Math.min(low[i % 3], positions[i]);
      high[i % 3] = Math.max(high[i % 3], positions[i]);
    }
  }
  return {
    center: [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2],
    size: [
      Math.max(LEAST_SIZE, high[0] - low[0]),
      Math.max(LEAST_SIZE, high[1] - low[1]),
      Math.max(LEAST_SIZE, high[2] - low[2]),
    ],
  };
}

/** Meshes as one model, fitted into the unit cube. Colours are the file's own and take no tint. */
export function toModel(
  key: string,
  meshes: readonly Mesh[],
  { center, size }: Bounds,
  colliders: readonly ColliderBox[],
): Model {
  const numVertices = meshes.reduce((sum, mesh) => sum + mesh.positions.length / 3, 0);
  const positions = new Float32Array(numVertices * 3);
  const normals = new Float32Array(numVertices * 3);
  const colors = new Float32Array(numVertices * 3);
  const emission = new Float32Array(numVertices);
  const indices = new Uint32Array(meshes.reduce((sum, mesh) => sum + mesh.indices.length, 0));
  let vertex = 0;
  let index = 0;
  for (const mesh of meshes) {
    mesh.positions.forEach((value, i) => (positions[vertex * 3 + i] = (value - center[i % 3]) / size[i % 3]));
    // The renderer divides normals by the instance's scale.
    mesh.normals.forEach((value, i) => (normals[vertex * 3 + i] = value * size[i % 3]));
    normalize(normals.subarray(vertex * 3, vertex * 3 + mesh.normals.length));
    colors.set(mesh.colors, vertex * 3);
    emission.fill(mesh.emission, vertex, vertex + mesh.positions.length / 3);
    mesh.indices.forEach((value, i) => (indices[index + i] = value + vertex));
    vertex += mesh.positions.length / 3;
    index += mesh.indices.length;
  }
  return {
    key,
    size,
    positions,
    normals,
    colors,
    tints: new Float32Array(numVertices),
    layers: new Uint8Array(numVertices).fill(TEXTURES.indexOf('plain')),
    occlusion: new Float32Array(numVertices).fill(1),
    emission,
    indices,
    colliders,
  };
}

/** What is solid of a thing, column by column, as boxes of its unit cube. */
export function collidersOf(meshes: readonly Mesh[], { center, size }: Bounds): ColliderBox[] {
  const [low, high] = [-1, 1].map((side): [number, number] => [
    center[0] + (side * size[0]) / 2,
    center[2] + (side * size[2]) / 2,
  ]);
  const ground = groundOver(low, high, Math.max(size[0], size[2]) / CELLS_ALONG);
  const floor = center[1] - size[1] / 2;
  const spans = new Map<number, Span>();
  visitSurfaces(meshes, ground, (cell, y) => {
    const span = spans.get(cell) ?? { low: y, high: y };
    spans.set(cell, { low: Math.min(span.low, y), high: Math.max(span.high, y) });
  });
  const boxes = solidBoxes(ground, (cell) => {
    const span = spans.get(cell);
    return span === undefined ? null : { low: span.low - floor, high: span.high - floor };
  });
  return boxes.map((box) => {
    // Heights were rounded outwards, beyond the thing itself.
    const bottom = box.center[1] - box.half[1];
    const top = Math.min(size[1], box.center[1] + box.half[1]);
    return {
      center: [
        (box.center[0] - center[0]) / size[0],
        (bottom + top) / 2 / size[1] - 0.5,
        (box.center[2] - center[2]) / size[2],
      ],
      half: [box.half[0] / size[0], (top - bottom) / 2 / size[1], box.half[2] / size[2]],
    };
  });
}

/** A library with further models: each is served under the category and variant of its key, before the library's own. */
export function withModels(library: ModelLibrary, models: readonly Model[]): ModelLibrary {
  const added = new Map(models.map((model) => [model.key, model]));
  return {
    getModel: (category, variant) => added.get(`${category}/${variant}`) ?? library.getModel(category, variant),
    listModels: () => [...library.listModels().filter(({ key }) => !added.has(key)), ...models],
  };
}

function normalize(vectors: Float32Array): void {
  for (let i = 0; i < vectors.length; i += 3) {
    const length = Math.hypot(vectors[i], vectors[i + 1], vectors[i + 2]) || 1;
    for (let k = 0; k < 3; k++) vectors[i + k] /= length;
  }
}
