import type { Vec3 } from './geometry.ts';

/** A box in a model's unit cube: centre and half extents, each axis -0.5 to 0.5. */
export interface ColliderBox {
  readonly center: Vec3;
  readonly half: Vec3;
}

/**
 * A drawable shape in the unit cube [-0.5, 0.5]³ (an instance scales it to real metres); its front looks along -Z.
 * All arrays have one entry a vertex.
 */
export interface Model {
  readonly key: string;
  /** (V, 3) */
  readonly positions: Float32Array;
  /** (V, 3) unit normals for the model at its nominal size. */
  readonly normals: Float32Array;
  /** (V, 3) linear-light albedo before tint, 0 to 1. */
  readonly colors: Float32Array;
  /** (V) 0 keeps the vertex colour, 1 multiplies it by the instance colour. */
  readonly tints: Float32Array;
  /** (V) index into `TEXTURES`. */
  readonly layers: Uint8Array;
  /** (V) ambient occlusion, 1 is unoccluded. */
  readonly occlusion: Float32Array;
  /** (V) 0 to 1: light the surface gives by itself (lamps, screens). */
  readonly emission: Float32Array;
  readonly indices: Uint32Array;
  readonly colliders: readonly ColliderBox[];
}

/** Where models come from; `scenes/` implements it, `env/` only asks. */
export interface ModelLibrary {
  /** The model of a category's shape variant; any integer variant is valid (taken modulo the number of shapes). */
  getModel(category: string, variant: number): Model;
  /** Every model there is, in a fixed order. */
  listModels(): readonly Model[];
}
