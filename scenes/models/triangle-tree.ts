import type { Vec3 } from '../../env/geometry.ts';

const LEAF_SIZE = 4;
/** Numbers a node: low corner, high corner, first triangle, triangle count (0 inside), node to go on with when it is missed. */
const NODE = 9;

/** A bounding volume hierarchy over triangles, to find how far a ray gets. */
export class TriangleTree {
  /** Diagonal of the box around everything, metres. */
  readonly diagonal: number;
  /** Corner and two edges of each triangle: 9 numbers. */
  readonly #triangles: Float64Array;
  /** Nodes in depth-first order. */
  readonly #nodes: Float64Array;

  constructor(positions: readonly Vec3[], indices: readonly number[]) {
    const order = Array.from({ length: indices.length / 3 }, (_, i) => i);
    const corners = order.map((i) => [0, 1, 2].map((k) => positions[indices[3 * i + k]]));
    const nodes: number[] = [];
    split(nodes, order, 0, order.length, corners);
    this.#nodes = Float64Array.from(nodes);
    this.#triangles = Float64Array.from(
      order.flatMap((i) => {
        const [a, b, c] = corners[i];
        return [...a, b[0] - a[0], b[1] - a[1], b[2] - a[2], c[0] - a[0], c[1] - a[1], c[2] - a[2]];
      }),
    );
    this.diagonal = Math.hypot(nodes[3] - nodes[0], nodes[4] - nodes[1], nodes[5] - nodes[2]);
  }

  /** Distance from (ox, oy, oz) to the first triangle along the unit direction (dx, dy, dz), at most `reach`. */
  distance(ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, reach: number): number {
    const nodes = this.#nodes;
    const ix = 1 / dx;
    const iy = 1 / dy;
    const iz = 1 / dz;
    let nearest = reach;
    for (let at = 0; at < nodes.length;) {
      const x0 = (nodes[at] - ox) * ix;
      const x1 = (nodes[at + 3] - ox) * ix;
      const y0 = (nodes[at + 1] - oy) * iy;
      const y1 = (nodes[at + 4] - oy) * iy;
      const z0 = (nodes[at + 2] - oz) * iz;
      const z1 = (nodes[at + 5] - oz) * iz;
      const near = Math.max(Math.max(Math.min(x0, x1), Math.min(y0, y1)), Math.max(Math.min(z0, z1), 0));
      const far = Math.min(Math.min(Math.max(x0, x1), Math.max(y0, y1)), Math.min(Math.max(z0, z1), nearest));
      if (near > far) {
        at = nodes[at + 8];
        continue;
      }
      const end = nodes[at + 6] + nodes[at + 7];
      for (let i = nodes[at + 6]; i < end; i++) {
        nearest = Math.min(nearest, hit(this.#triangles, 9 * i, ox, oy, oz, dx, dy, dz));
      }
      at += NODE;
    }
    return nearest;
  }
}

/** Möller and Trumbore 1997, in plain numbers because it runs some million times; Infinity where the ray misses. */
function hit(
  t: Float64Array,
  at: number,
  ox: number,
  oy: number,
  oz: number,
  dx: number,
  dy: number,
  dz: number,
): number {
  const ux = t[at + 3];
  const uy = t[at + 4];
  const uz = t[at + 5];
  const vx = t[at + 6];
  const vy = t[at + 7];
  const vz = t[at + 8];
  const px = dy * vz - dz * vy;
  const py = dz * vx - dx * vz;
  const pz = dx * vy - dy * vx;
  const determinant = ux * px + uy * py + uz * pz;
  if (Math.abs(determinant) < 1e-14) return Infinity;
  const sx = ox - t[at];
  const sy = oy - t[at + 1];
  const sz = oz - t[at + 2];
  const u = (sx * px + sy * py + sz * pz) / determinant;
  if (u < 0 || u > 1) return Infinity;
  const qx = sy * uz - sz * uy;
  const qy = sz * ux - sx * uz;
  const qz = sx * uy - sy * ux;
  const v = (dx * qx + dy * qy + dz * qz) / determinant;
  if (v < 0 || u + v > 1) return Infinity;
  const distance = (vx * qx + vy * qy + vz * qz) / determinant;
  return distance > 0 ? distance : Infinity;
}

/** Appends the node of `order[first…end)` and its children; reorders that part of `order`. */
function split(
  nodes: number[],
  order: number[],
  first: number,
  end: number,
  corners: readonly (readonly Vec3[])[],
): void {
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (let i = first; i < end; i++)
    for (const corner of corners[order[i]])
      for (let axis = 0; axis < 3; axis++) {
        low[axis] = Math.min(low[axis], corner[axis]);
        high[axis] = Math.max(high[axis], corner[axis]);
      }
  const at = nodes.length;
  const isLeaf = end - first <= LEAF_SIZE;
  nodes.push(...low, ...high, first, isLeaf ? end - first : 0, 0);
  if (!isLeaf) {
    const extents = high.map((value, axis) => value - low[axis]);
    const axis = extents.indexOf(Math.max(...extents));
    const middle = (i: number): number => corners[i][0][axis] + corners[i][1][axis] + corners[i][2][axis];
    const sorted = order.slice(first, end).sort((a, b) => middle(a) - middle(b) || a - b);
    sorted.forEach((triangle, i) => (order[first + i] = triangle));
    const half = first + ((end - first) >> 1);
    split(nodes, order, first, half, corners);
    split(nodes, order, half, end, corners);
  }
  nodes[at + 8] = nodes.length;
}
