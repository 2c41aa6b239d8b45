import type { Color, Quat, Vec3 } from '../geometry.ts';
import { rotate } from '../geometry.ts';

/** One drawn thing's placement: affine map of a model's unit cube into the world (or into its movable body's frame). */
export interface Instance {
  /** `Model.key`. */
  readonly model: string;
  /** Column-major 3x4: three scaled axes, then the translation. */
  readonly matrix: readonly number[];
  readonly color: Color;
  /** Texture layer that replaces the model's own, or null. */
  readonly layer: number | null;
  /** Index into `CATEGORIES`. */
  readonly semantic: number;
  /** 1 + index into `Scene.things`. */
  readonly instance: number;
  /** Body index (`listMovables`), or -1 for what never moves. */
  readonly body: number;
  /** Index of the room it stands in, whose light falls on it. */
  readonly light: number;
  /** Indices of the objects that switch its own light, on while one of them is; left out where it always shines. */
  readonly switches?: readonly number[];
}

/** Names what instance ids stand for. */
export interface Thing {
  readonly id: string;
  readonly category: string;
}

/** Gives a thing its ids. */
export type NameThing = (id: string, category: string) => Pick<Instance, 'semantic' | 'instance'>;

/** Whether an instance gives its own light while these objects are on, see `initialSwitches`. */
export function isShining({ switches }: Instance, on: Uint8Array): boolean {
  return !switches || switches.some((object) => on[object] === 1);
}

/** Maps the unit cube onto a box in the world; see `Instance.matrix`. */
export function boxMatrix(center: Vec3, rotation: Quat, size: Vec3): number[] {
  return [
    ...rotate(rotation, [size[0], 0, 0]),
    ...rotate(rotation, [0, size[1], 0]),
    ...rotate(rotation, [0, 0, size[2]]),
    ...center,
  ];
}

/** Local scaled axes turned and moved by a body's pose, seven numbers of `poses` from an index on; see `Instance.matrix`. */
export function bodyMatrix(poses: Float64Array, from: number, local: readonly number[]): number[] {
  const [x, y, z, qx, qy, qz, qw] = poses.subarray(from, from + 7);
  const rows = [
    [1 - 2 * (qy * qy + qz * qz), 2 * (qx * qy - qz * qw), 2 * (qx * qz + qy * qw)],
    [2 * (qx * qy + qz * qw), 1 - 2 * (qx * qx + qz * qz), 2 * (qy * qz - qx * qw)],
    [2 * (qx * qz - qy * qw), 2 * (qy * qz + qx * qw), 1 - 2 * (qx * qx + qy * qy)],
  ];
  const turned = [0, 3, 6, 9].flatMap((c) =>
    rows.map((r) => r[0] * local[c] + r[1] * local[c + 1] + r[2] * local[c + 2]),
  );
  return turned.map((value, i) => (i < 9 ? value : value + [x, y, z][i - 9]));
}
