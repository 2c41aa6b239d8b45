import { BufferAttribute, BufferGeometry } from 'three/webgpu';
import type { Shape } from './pieces.ts';

/** Which indices of the merged geometry draw a shape. */
export interface IndexRange {
  readonly first: number;
  readonly count: number;
}

/** The vertices and indices of all shapes, and where each lies in them. */
export interface MergedShapes {
  readonly positions: Float32Array;
  readonly normals: Float32Array;
  /** Colour, and how much of it an instance's own takes its place. */
  readonly paint: Float32Array;
  /** Layer of the texture, occlusion, emission, and nothing. */
  readonly finish: Float32Array;
  readonly indices: Uint32Array;
  readonly ranges: readonly IndexRange[];
}

/** Puts all shapes one behind the other. */
export function mergeShapes(shapes: readonly Shape[]): MergedShapes {
  const numVertices = shapes.reduce((sum, shape) => sum + shape.layers.length, 0);
  const numIndices = shapes.reduce((sum, shape) => sum + shape.indices.length, 0);
  const positions = new Float32Array(numVertices * 3);
  const normals = new Float32Array(numVertices * 3);
  const paint = new Float32Array(numVertices * 4);
  const finish = new Float32Array(numVertices * 4);
  const indices = new Uint32Array(numIndices);
  let vertex = 0;
  let first = 0;
  const ranges = shapes.map((shape): IndexRange => {
    positions.set(shape.positions, vertex * 3);
    normals.set(shape.normals, vertex * 3);
    const { colors, tints, layers, occlusion, emission } = shape;
    for (let i = 0; i < layers.length; i++) {
      const to = (vertex + i) * 4;
      for (let channel = 0; channel < 3; channel++) paint[to + channel] = colors[3 * i + channel];
      paint[to + 3] = tints[i];
      finish[to] = layers[i];
      finish[to + 1] = occlusion[i];
      finish[to + 2] = emission[i];
    }
    const count = shape.indices.length;
    for (let i = 0; i < count; i++) indices[first + i] = shape.indices[i] + vertex;
    const range = { first, count };
    vertex += layers.length;
    first += count;
    return range;
  });
  return { positions, normals, paint, finish, indices, ranges };
}

/** A geometry of its own over the shared arrays; whoever asked disposes it. */
export function geometryOf({ positions, normals, paint, finish, indices }: MergedShapes): BufferGeometry {
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(positions, 3));
  geometry.setAttribute('normal', new BufferAttribute(normals, 3));
  geometry.setAttribute('paint', new BufferAttribute(paint, 4));
  geometry.setAttribute('finish', new BufferAttribute(finish, 4));
  geometry.setIndex(new BufferAttribute(indices, 1));
  return geometry;
}
