import type { Vec3 } from '../../env/geometry.ts';
import type { Patch } from './patch.ts';
import { add, addFace, addVertex, cross, dot, emptyPatch, normalize, scale, subtract } from './patch.ts';

/** The six sides of a cube: outward axis and two axes with u × v = outward. */
const SIDES: readonly { readonly out: Vec3; readonly u: Vec3; readonly v: Vec3 }[] = [
  { out: [1, 0, 0], u: [0, 1, 0], v: [0, 0, 1] },
  { out: [-1, 0, 0], u: [0, 0, 1], v: [0, 1, 0] },
  { out: [0, 1, 0], u: [0, 0, 1], v: [1, 0, 0] },
  { out: [0, -1, 0], u: [1, 0, 0], v: [0, 0, 1] },
  { out: [0, 0, 1], u: [1, 0, 0], v: [0, 1, 0] },
  { out: [0, 0, -1], u: [0, 1, 0], v: [1, 0, 0] },
];

const CORNERS: readonly (readonly [number, number])[] = [
  [-1, -1],
  [1, -1],
  [1, 1],
  [-1, 1],
];

/** A box around the origin, `size` metres, with hard edges: 12 triangles. */
export function boxPatch(size: Vec3): Patch {
  const patch = emptyPatch();
  for (const { out, u, v } of SIDES) {
    addFace(
      patch,
      CORNERS.map(([a, b]) => times(add(out, add(scale(u, a), scale(v, b))), size)),
    );
  }
  return patch;
}

function times(unit: Vec3, size: Vec3): Vec3 {
  return [(unit[0] * size[0]) / 2, (unit[1] * size[1]) / 2, (unit[2] * size[2]) / 2];
}

/**
 * A box with edges cut by `bevel` metres whose normals run smoothly around the edges: 44 triangles.
 * Sides bulge by `bulge` metres at their middle (60 to 68 triangles) but stay within `size`.
 */
export function bevelledBoxPatch(size: Vec3, bevel: number, bulge: number): Patch {
  const patch = emptyPatch();
  const half: Vec3 = [size[0] / 2 - bulge, size[1] / 2 - bulge, size[2] / 2 - bulge];
  const inset = half.map((extent) => Math.min(bevel + bulge, 0.8 * extent));
  const found = new Map<string, number>();
  for (const { out, u, v } of SIDES) {
    const corners = CORNERS.map(([a, b]) => {
      const sign = add(out, add(scale(u, a), scale(v, b)));
      const shrink = add(scale(u, -a), scale(v, -b));
      const index = addVertex(
        patch,
        [
          sign[0] * half[0] + shrink[0] * inset[0],
          sign[1] * half[1] + shrink[1] * inset[1],
          sign[2] * half[2] + shrink[2] * inset[2],
        ],
        out,
      );
      found.set(`${sign.join()}:${out.join()}`, index);
      return index;
    });
    addSide(patch, corners, out, bulge);
  }
  const vertexOf = (sign: Vec3, axis: number): number => {
    const out = [0, 0, 0];
    out[axis] = sign[axis];
    const index = found.get(`${sign.map((x) => x + 0).join()}:${out.join()}`);
    if (index === undefined) throw new RangeError(`bevelledBoxPatch: no corner ${sign.join()} on axis ${axis}.`);
    return index;
  };
  addEdges(patch, vertexOf);
  return patch;
}

function addSide(patch: Patch, corners: readonly number[], out: Vec3, bulge: number): void {
  const [a, b, c, d] = corners;
  if (bulge === 0) {
    patch.triangles.push([a, b, c], [a, c, d]);
    return;
  }
  const middle = scale(add(patch.positions[a], patch.positions[c]), 0.5);
  const top = addVertex(patch, add(middle, scale(out, bulge)), out);
  patch.triangles.push([a, b, top], [b, c, top], [c, d, top], [d, a, top]);
}

function addEdges(patch: Patch, vertexOf: (sign: Vec3, axis: number) => number): void {
  for (let axis = 0; axis < 3; axis++) {
    const [p, q] = [(axis + 1) % 3, (axis + 2) % 3];
    for (const [a, b] of CORNERS) {
      const ends = [-1, 1].map((end) => {
        const sign: [number, number, number] = [0, 0, 0];
        sign[axis] = end;
        sign[p] = a;
        sign[q] = b;
        return sign;
      });
      const quad = [vertexOf(ends[0], p), vertexOf(ends[0], q), vertexOf(ends[1], q), vertexOf(ends[1], p)];
      addOutward(patch, [quad[0], quad[1], quad[2]]);
      addOutward(patch, [quad[0], quad[2], quad[3]]);
    }
  }
  for (const x of [-1, 1])
    for (const y of [-1, 1])
      for (const z of [-1, 1]) {
        addOutward(patch, [vertexOf([x, y, z], 0), vertexOf([x, y, z], 1), vertexOf([x, y, z], 2)]);
      }
}

/** Adds a triangle of a solid around the origin, turned to face away from it. */
function addOutward(patch: Patch, [a, b, c]: [number, number, number]): void {
  const [p, q, r] = [patch.positions[a], patch.positions[b], patch.positions[c]];
  const outside = dot(cross(subtract(q, p), subtract(r, p)), add(p, add(q, r))) > 0;
  patch.triangles.push(outside ? [a, b, c] : [a, c, b]);
}

/**
 * A superquadric around the origin: `plan` 2 is round and 8 nearly square seen from above, `side` likewise seen from the side;
 * 12 × divisions² triangles.
 *
 * @see Barr 1981, Superquadrics and angle-preserving transformations.
 */
export function superquadricPatch(size: Vec3, plan: number, side: number, divisions: number): Patch {
  const patch = emptyPatch();
  const steps = Array.from({ length: divisions + 1 }, (_, i) => Math.tan(((2 * i) / divisions - 1) * (Math.PI / 4)));
  for (const { out, u, v } of SIDES) {
    const grid = steps.map((b) =>
      steps.map((a) => {
        const { point, normal } = onSuperquadric(add(out, add(scale(u, a), scale(v, b))), size, plan, side);
        return addVertex(patch, point, normal);
      }),
    );
    for (let row = 0; row < divisions; row++)
      for (let i = 0; i < divisions; i++) {
        const [a, b, c, d] = [grid[row][i], grid[row][i + 1], grid[row + 1][i + 1], grid[row + 1][i]];
        patch.triangles.push([a, b, c], [a, c, d]);
      }
  }
  return patch;
}

function onSuperquadric(ray: Vec3, size: Vec3, plan: number, side: number): { point: Vec3; normal: Vec3 } {
  const [x, y, z] = ray.map(Math.abs);
  const flat = x ** plan + z ** plan;
  const reach = (flat ** (side / plan) + y ** side) ** (1 / side);
  const slope = flat > 0 ? flat ** (side / plan - 1) : 0;
  return {
    point: times(scale(ray, 1 / reach), size),
    normal: normalize([
      (Math.sign(ray[0]) * slope * x ** (plan - 1)) / size[0],
      (Math.sign(ray[1]) * y ** (side - 1)) / size[1],
      (Math.sign(ray[2]) * slope * z ** (plan - 1)) / size[2],
    ]),
  };
}
