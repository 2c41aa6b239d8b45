import type { Vec3 } from '../../env/geometry.ts';
import type { ColliderBox, Model, ModelPart } from '../../env/model.ts';
import type { Material } from './materials.ts';
import { bakeOcclusion } from './occlusion.ts';
import type { Patch } from './patch.ts';

/** An upright box by the middle of its bottom and its size, metres. */
export interface Box {
  readonly base: Vec3;
  readonly size: Vec3;
}

/** Lowest and highest corner of a shape, metres. */
export interface Bounds {
  readonly low: Vec3;
  readonly high: Vec3;
}

/** Surface and colliders, in metres, of what moves as one: all of a shape but its parts, or one of its parts. */
export class Piece {
  readonly colliders: Box[] = [];
  readonly #positions: Vec3[] = [];
  readonly #normals: Vec3[] = [];
  readonly #materials: Material[] = [];
  readonly #indices: number[] = [];

  add(material: Material, { positions, normals, triangles }: Patch): void {
    const first = this.#positions.length;
    for (const position of positions) this.#positions.push(position);
    for (const normal of normals) this.#normals.push(normal);
    positions.forEach(() => this.#materials.push(material));
    for (const triangle of triangles) for (const vertex of triangle) this.#indices.push(first + vertex);
  }

  /** The box around its surface; infinite where there is none. */
  bounds(): Bounds {
    const low: [number, number, number] = [Infinity, Infinity, Infinity];
    const high: [number, number, number] = [-Infinity, -Infinity, -Infinity];
    for (const position of this.#positions)
      for (let axis = 0; axis < 3; axis++) {
        low[axis] = Math.min(low[axis], position[axis]);
        high[axis] = Math.max(high[axis], position[axis]);
      }
    return { low, high };
  }

  /** The model in the unit cube that stands for `whole`; a piece without colliders gets the box around it. */
  build(key: string, whole: Bounds, parts: readonly ModelPart[] = []): Model {
    const [positions, normals, indices, materials] = [this.#positions, this.#normals, this.#indices, this.#materials];
    const colors = materials.map((material) => material.color);
    let occlusion: Float32Array | undefined;
    return {
      key,
      size: sizeOf(whole),
      positions: flatten(positions, (value, axis) => toUnit(value, axis, whole)),
      normals: flatten(normals),
      colors: flatten(colors),
      tints: Float32Array.from(materials, (material) => material.tint),
      layers: Uint8Array.from(materials, (material) => material.layer),
      // Baked when a renderer first asks: physics and the generator never do, and it is most of the work.
      get occlusion() {
        return (occlusion ??= bakeOcclusion(positions, normals, indices, whole.low[1]));
      },
      emission: Float32Array.from(materials, (material) => material.emission),
      indices: Uint32Array.from(indices),
      colliders: this.#boxes().map((box) => fitBox(box, whole)),
      ...(parts.length > 0 && { parts }),
    };
  }

  #boxes(): readonly Box[] {
    if (this.colliders.length > 0) return this.colliders;
    const { low, high } = this.bounds();
    const base: Vec3 = [(low[0] + high[0]) / 2, low[1], (low[2] + high[2]) / 2];
    return [{ base, size: [high[0] - low[0], high[1] - low[1], high[2] - low[2]] }];
  }
}

/** Extent along x, y, z, metres. */
export function sizeOf({ low, high }: Bounds): Vec3 {
  return [high[0] - low[0], high[1] - low[1], high[2] - low[2]];
}

/** (V, 3) of a list of triples; in plain loops because it runs for every vertex there is. */
function flatten(
  triples: readonly Vec3[],
  map: (value: number, axis: number) => number = (value) => value,
): Float32Array {
  const numbers = new Float32Array(triples.length * 3);
  for (let i = 0; i < triples.length; i++)
    for (let axis = 0; axis < 3; axis++) numbers[3 * i + axis] = map(triples[i][axis], axis);
  return numbers;
}

/** A coordinate in metres as one of the unit cube. */
export function toUnit(value: number, axis: number, { low, high }: Bounds): number {
  return (value - low[axis]) / (high[axis] - low[axis]) - 0.5;
}

/** A box in metres as one of the unit cube, cut off at its faces. */
export function fitBox({ base: [x, y, z], size: [w, h, d] }: Box, whole: Bounds): ColliderBox {
  const ends = [
    [x - w / 2, x + w / 2],
    [y, y + h],
    [z - d / 2, z + d / 2],
  ].map((pair, axis) => pair.map((value) => Math.min(Math.max(toUnit(value, axis, whole), -0.5), 0.5)));
  const [cx, cy, cz] = ends.map(([a, b]) => (a + b) / 2);
  const [hx, hy, hz] = ends.map(([a, b]) => (b - a) / 2);
  return { center: [cx, cy, cz], half: [hx, hy, hz] };
}
