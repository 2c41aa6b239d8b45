import type { Color } from './geometry.ts';

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
  /** Index into `Scene.lights`: the light of the room it stands in. */
  readonly light: number;
}

/** Names what instance ids stand for. */
export interface Thing {
  readonly id: string;
  readonly category: string;
}

/** Light of one room: a lamp near the ceiling over a hemisphere of ambient light; linear colours times intensity. */
export interface RoomLight {
  readonly position: readonly [number, number, number];
  readonly lamp: Color;
  readonly sky: Color;
  readonly ground: Color;
}

/** A house turned into instances of models; the batched renderer and the viewer both draw this. */
export interface Scene {
  readonly instances: readonly Instance[];
  readonly things: readonly Thing[];
  readonly lights: readonly RoomLight[];
  /** min x, min z, max x, max z, metres. */
  readonly bounds: readonly [number, number, number, number];
  readonly ceilingHeight: number;
}
