import type { Vec3 } from './geometry.ts';

/** A box in a model's unit cube: centre and half extents, each axis -0.5 to 0.5. */
export interface ColliderBox {
  readonly center: Vec3;
  readonly half: Vec3;
}

/**
 * A piece of a model that moves by itself: a fridge's door, a drawer. It is drawn by a model of its own, in the same
 * unit cube as the whole, where it stands when shut.
 */
export interface ModelPart {
  /** Unique within the model, for example `door` or `drawer-2`. */
  readonly name: string;
  /** `Model.key` of what draws it. */
  readonly model: string;
  /** A hinge turns about `axis` through `pivot`; a slider moves along `axis`. */
  readonly joint: 'hinge' | 'slider';
  /** Unit vector in the unit cube's axes. */
  readonly axis: Vec3;
  /** A point of the hinge's axis in the unit cube. */
  readonly pivot: Vec3;
  /** Where it is fully open: radians for a hinge (counter-clockwise about `axis`), share of the cube's edge for a slider. */
  readonly travel: number;
  /** Its solid boxes, shut. */
  readonly colliders: readonly ColliderBox[];
}

/**
 * A drawable shape in the unit cube [-0.5, 0.5]³ (an instance scales it to real metres); its front looks along -Z.
 * All arrays have one entry a vertex.
 */
export interface Model {
  readonly key: string;
  /** What the cube measures by nature, metres along x, y, z: of a part, the cube of the whole. */
  readonly size: Vec3;
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
  /** What stays where it is; each part has its own. */
  readonly colliders: readonly ColliderBox[];
  /** Left out where nothing moves. */
  readonly parts?: readonly ModelPart[];
}

/** Where models come from; `scenes/` implements it, `env/` only asks. */
export interface ModelLibrary {
  /** The model of a category's shape variant; any integer variant is valid (taken modulo the number of shapes). */
  getModel(category: string, variant: number): Model;
  /** Every model there is, in a fixed order. */
  listModels(): readonly Model[];
}
