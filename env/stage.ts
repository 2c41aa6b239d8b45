import type { Vec3 } from './geometry.ts';

/** One thing of a stage, drawn by a model of its own. */
export interface StagePart {
  readonly id: string;
  /** One of `STUFF`. */
  readonly category: string;
  /** `Model.key`. */
  readonly model: string;
  /** Centre and extent of its bounding box, metres. */
  readonly center: Vec3;
  readonly size: Vec3;
}

/** An upright solid box, metres. */
export interface StageBox {
  readonly center: Vec3;
  readonly half: Vec3;
}

/** Meshes in place of a generated shell: a modelled or scanned home. Its floor is level, at y = 0. */
export interface Stage {
  readonly parts: readonly StagePart[];
  /** What stops bodies: walls, fixed things, and where there is no floor. */
  readonly boxes: readonly StageBox[];
}
