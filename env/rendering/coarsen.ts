import type { Vec3 } from '../geometry.ts';
import { type Box, type Shape, boxRound } from './pieces.ts';

/** Which of fewer vertices each vertex becomes. */
interface Merging {
  /** (V) */
  readonly into: Uint32Array;
  readonly count: number;
}

/** A box, cut into cells. */
interface Grid extends Box {
  /** Along x, y and z. */
  readonly numCells: readonly number[];
}

/** With one cell the two sides of a thin thing would be one. */
const FEWEST_CELLS = 2;

/**
 * The same piece of a shape with fewer triangles: the box round it is cut into cells with edges near `edges`, two along
 * an axis at least, and all vertices in one cell move to one point, so that no surface moves by more than a cell.
 * Vertices that face different ways or wear different textures stay apart in all but their place. Triangles that fall
 * into fewer than three cells vanish.
 *
 * @see Rossignac and Borrel, "Multi-resolution 3D approximations for rendering complex scenes" (1993)
 */
export function coarsen(shape: Shape, edges: Vec3): Shape {
  const numVertices = shape.layers.length;
  const grid = gridOver(shape.positions, edges);
  const cells = mergeBy(numVertices, (vertex) => cellOf(shape.positions, vertex, grid));
  const looks = mergeBy(
    numVertices,
    (vertex) => (cells.into[vertex] * 6 + facing(shape.normals, vertex)) * 256 + shape.layers[vertex],
  );
  const layers = new Uint8Array(looks.count);
  const cellOfLook = new Uint32Array(looks.count);
  looks.into.forEach((look, vertex) => {
    layers[look] = shape.layers[vertex];
    cellOfLook[look] = cells.into[vertex];
  });
  const places = placeOf(shape.positions, cells, grid);
  const positions = new Float32Array(looks.count * 3);
  cellOfLook.forEach((cell, look) => positions.set(places.subarray(3 * cell, 3 * cell + 3), 3 * look));
  return {
    positions,
    normals: normalized(average(shape.normals, 3, looks)),
    colors: average(shape.colors, 3, looks),
    tints: average(shape.tints, 1, looks),
    layers,
    occlusion: average(shape.occlusion, 1, looks),
    emission: average(shape.emission, 1, looks),
    indices: trianglesLeft(shape.indices, looks.into, cellOfLook),
  };
}

/** The triangles that still have three corners, each once. */
function trianglesLeft(indices: Uint32Array, into: Uint32Array, cellOfLook: Uint32Array): Uint32Array {
  const left: number[] = [];
  const known = new Set<number>();
  for (let i = 0; i < indices.length; i += 3) {
    const [a, b, c] = [into[indices[i]], into[indices[i + 1]], into[indices[i + 2]]];
    const [cellA, cellB, cellC] = [cellOfLook[a], cellOfLook[b], cellOfLook[c]];
    if (cellA === cellB || cellB === cellC || cellC === cellA) continue;
    // The same corners in the same turn have one name, whichever comes first; 2^16 vertices fit in its exact range.
    const [x, y, z] = a < b && a < c ? [a, b, c] : b < c ? [b, c, a] : [c, a, b];
    const name = (x * 0x10000 + y) * 0x10000 + z;
    if (known.has(name)) continue;
    known.add(name);
    left.push(a, b, c);
  }
  return Uint32Array.from(left);
}

/** Numbers the different names in the order in which they come. */
function mergeBy(count: number, nameOf: (vertex: number) => number): Merging {
  const numbers = new Map<number, number>();
  const into = new Uint32Array(count);
  for (let vertex = 0; vertex < count; vertex++) {
    const name = nameOf(vertex);
    const number = numbers.get(name) ?? numbers.size;
    if (number === numbers.size) numbers.set(name, number);
    into[vertex] = number;
  }
  return { into, count: numbers.size };
}

function gridOver(positions: Float32Array, edges: Vec3): Grid {
  const box = boxRound(positions);
  const numCells = box.extent.map((along, axis) => Math.max(FEWEST_CELLS, Math.round(along / edges[axis])));
  return { ...box, numCells };
}

function cellOf(positions: Float32Array, vertex: number, { low, extent, numCells }: Grid): number {
  let cell = 0;
  for (let axis = 0; axis < 3; axis++) {
    const share = extent[axis] > 0 ? (positions[3 * vertex + axis] - low[axis]) / extent[axis] : 0;
    cell = cell * numCells[axis] + Math.min(numCells[axis] - 1, Math.floor(share * numCells[axis]));
  }
  return cell;
}

/** Number of the side of a cube that a vertex faces most, 0 to 5. */
function facing(normals: Float32Array, vertex: number): number {
  let side = 0;
  for (let axis = 1; axis < 3; axis++) {
    if (Math.abs(normals[3 * vertex + axis]) > Math.abs(normals[3 * vertex + side])) side = axis;
  }
  return 2 * side + Number(normals[3 * vertex + side] < 0);
}

/** The mean place of all vertices in each cell; in the box's outermost cells what lies farthest out, so that outlines keep their size. */
function placeOf(positions: Float32Array, cells: Merging, { low, extent, numCells }: Grid): Float32Array {
  const places = average(positions, 3, cells);
  for (let i = 0; i < positions.length; i++) {
    const axis = i % 3;
    const to = cells.into[Math.floor(i / 3)] * 3 + axis;
    const half = extent[axis] / 2;
    const middle = low[axis] + half;
    const along = Math.abs(positions[i] - middle);
    if (along > half - extent[axis] / numCells[axis] && along > Math.abs(places[to] - middle))
      places[to] = positions[i];
  }
  return places;
}

/** The mean of an attribute, `width` numbers a vertex, over all that become one. */
function average(values: Float32Array, width: number, { into, count }: Merging): Float32Array {
  const sums = new Float64Array(count * width);
  const numbers = new Uint32Array(count);
  for (let vertex = 0; vertex < into.length; vertex++) {
    const target = into[vertex];
    numbers[target]++;
    for (let i = 0; i < width; i++) sums[target * width + i] += values[vertex * width + i];
  }
  const means = new Float32Array(sums.length);
  for (let i = 0; i < means.length; i++) means[i] = sums[i] / numbers[Math.floor(i / width)];
  return means;
}

function normalized(vectors: Float32Array): Float32Array {
  for (let i = 0; i < vectors.length; i += 3) {
    const [x, y, z] = [vectors[i], vectors[i + 1], vectors[i + 2]];
    const length = Math.sqrt(x * x + y * y + z * z) || 1;
    for (let axis = 0; axis < 3; axis++) vectors[i + axis] /= length;
  }
  return vectors;
}
