import type { Vec3 } from '../geometry.ts';
import type { Model } from '../model.ts';

/** What a model is drawn with: attributes of `Model` with one entry a vertex, and the triangles over them. */
export type Shape = Pick<
  Model,
  'positions' | 'normals' | 'colors' | 'tints' | 'layers' | 'occlusion' | 'emission' | 'indices'
>;

/** The box round some points. */
export interface Box {
  readonly low: Vec3;
  readonly extent: Vec3;
}

/**
 * The pieces a shape is put together from: each leg, each cushion, each knob. Triangles belong to one piece that have a
 * vertex in common, or an edge in one place that no third has, so that boxes set edge to edge stay apart.
 */
export function piecesOf(shape: Shape): Shape[] {
  const { indices } = shape;
  const numTriangles = indices.length / 3;
  const { edges, numEdges } = edgesOf(shape);
  const first = new Int32Array(numEdges).fill(-1);
  const second = new Int32Array(numEdges).fill(-1);
  const uses = new Uint32Array(numEdges);
  edges.forEach((edge, i) => {
    (uses[edge]++ === 0 ? first : second)[edge] = Math.floor(i / 3);
  });
  const parent = Uint32Array.from({ length: numTriangles }, (_, triangle) => triangle);
  const rootOf = (triangle: number): number => {
    while (parent[triangle] !== triangle) triangle = parent[triangle] = parent[parent[triangle]];
    return triangle;
  };
  const firstAt = new Int32Array(shape.layers.length).fill(-1);
  indices.forEach((vertex, i) => {
    const triangle = Math.floor(i / 3);
    if (firstAt[vertex] < 0) firstAt[vertex] = triangle;
    else parent[rootOf(triangle)] = rootOf(firstAt[vertex]);
  });
  for (let edge = 0; edge < numEdges; edge++) if (uses[edge] === 2) parent[rootOf(second[edge])] = rootOf(first[edge]);
  const pieces = new Map<number, number[]>();
  for (let triangle = 0; triangle < numTriangles; triangle++) {
    const root = rootOf(triangle);
    const piece = pieces.get(root) ?? [];
    pieces.set(root, piece);
    piece.push(indices[3 * triangle], indices[3 * triangle + 1], indices[3 * triangle + 2]);
  }
  return [...pieces.values()].map((piece) => cutOut(shape, piece));
}

/** Whether a piece has an inside: each of its edges joins two triangles. */
export function isClosed(piece: Shape): boolean {
  const { edges, numEdges } = edgesOf(piece);
  const uses = new Uint32Array(numEdges);
  for (const edge of edges) uses[edge]++;
  return uses.every((count) => count === 2);
}

/** The box round (V, 3) points. */
export function boxRound(positions: Float32Array): Box {
  const low: [number, number, number] = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < positions.length; i++) {
    low[i % 3] = Math.min(low[i % 3], positions[i]);
    high[i % 3] = Math.max(high[i % 3], positions[i]);
  }
  return { low, extent: [high[0] - low[0], high[1] - low[1], high[2] - low[2]] };
}

/** The number of the edge from each corner of each triangle to the next; corners in one place are one. */
function edgesOf({ positions, indices }: Shape): { readonly edges: Uint32Array; readonly numEdges: number } {
  const points = weld(positions);
  const numbers = new Map<number, number>();
  const edges = Uint32Array.from(indices, (corner, i) => {
    const [a, b] = [points[corner], points[indices[i % 3 === 2 ? i - 2 : i + 1]]];
    const name = Math.min(a, b) * points.length + Math.max(a, b);
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  });
  return { edges, numEdges: numbers.size };
}

/** Several shapes as one, in their order. */
export function joinShapes(shapes: readonly Shape[]): Shape {
  const join = (attributeOf: (shape: Shape) => Float32Array): Float32Array => {
    const joined = new Float32Array(shapes.reduce((sum, shape) => sum + attributeOf(shape).length, 0));
    shapes.reduce((at, shape) => (joined.set(attributeOf(shape), at), at + attributeOf(shape).length), 0);
    return joined;
  };
  const indices = new Uint32Array(shapes.reduce((sum, shape) => sum + shape.indices.length, 0));
  const layers = new Uint8Array(shapes.reduce((sum, shape) => sum + shape.layers.length, 0));
  let vertex = 0;
  let index = 0;
  for (const shape of shapes) {
    layers.set(shape.layers, vertex);
    for (const corner of shape.indices) indices[index++] = vertex + corner;
    vertex += shape.layers.length;
  }
  return {
    positions: join(({ positions }) => positions),
    normals: join(({ normals }) => normals),
    colors: join(({ colors }) => colors),
    tints: join(({ tints }) => tints),
    layers,
    occlusion: join(({ occlusion }) => occlusion),
    emission: join(({ emission }) => emission),
    indices,
  };
}

/** Some triangles of a shape, given as vertices, over vertices of their own. */
function cutOut(shape: Shape, corners: readonly number[]): Shape {
  const numbers = new Map<number, number>();
  const indices = Uint32Array.from(corners, (vertex) => {
    const number = numbers.get(vertex) ?? numbers.size;
    numbers.set(vertex, number);
    return number;
  });
  const vertices = [...numbers.keys()];
  const pick = (values: Float32Array, width: number): Float32Array =>
    Float32Array.from(
      { length: vertices.length * width },
      (_, i) => values[vertices[Math.floor(i / width)] * width + (i % width)],
    );
  return {
    positions: pick(shape.positions, 3),
    normals: pick(shape.normals, 3),
    colors: pick(shape.colors, 3),
    tints: pick(shape.tints, 1),
    layers: Uint8Array.from(vertices, (vertex) => shape.layers[vertex]),
    occlusion: pick(shape.occlusion, 1),
    emission: pick(shape.emission, 1),
    indices,
  };
}

/** Numbers the places of vertices: those in one place have one number. */
function weld(positions: Float32Array): Uint32Array {
  const numbers = new Map<string, number>();
  return Uint32Array.from({ length: positions.length / 3 }, (_, vertex) => {
    const place = `${positions[3 * vertex]} ${positions[3 * vertex + 1]} ${positions[3 * vertex + 2]}`;
    const number = numbers.get(place) ?? numbers.size;
    numbers.set(place, number);
    return number;
  });
}
