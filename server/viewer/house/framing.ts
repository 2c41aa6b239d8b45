import { Vector3 } from 'three/webgpu';

/** The first look at a house comes from the front right, high enough to see over cut walls. */
const VIEW_DIRECTION = new Vector3(0.42, 1, 0.85).normalize();
/** Pixels kept free above and below for what is written over the picture. */
const CAPTION = { top: 80, bottom: 110 } as const;
const NEAREST = 4;

export interface Framing {
  readonly target: Vector3;
  readonly position: Vector3;
  readonly distance: number;
}

export interface FramingOptions {
  /** min x, min z, max x, max z of the house, metres. */
  readonly bounds: readonly [number, number, number, number];
  readonly height: number;
  /** Of the camera. */
  readonly fovDeg: number;
  readonly aspect: number;
  /** Of the picture, pixels. */
  readonly clientHeight: number;
}

/** Where a camera sees the whole house from, as near as every corner of it allows. */
export function frameHouse({
  bounds: [x0, z0, x1, z1],
  height,
  fovDeg,
  aspect,
  clientHeight,
}: FramingOptions): Framing {
  const forward = VIEW_DIRECTION.clone().negate();
  const right = new Vector3().crossVectors(forward, new Vector3(0, 1, 0)).normalize();
  const up = new Vector3().crossVectors(right, forward);
  const target = new Vector3((x0 + x1) / 2, height / 4, (z0 + z1) / 2);
  const slope = Math.tan((fovDeg * Math.PI) / 360);
  const freeShare = Math.max(0.5, 1 - (CAPTION.top + CAPTION.bottom) / Math.max(1, clientHeight));
  const slopeX = slope * aspect * 0.94;
  let distance = NEAREST;
  for (const x of [x0, x1]) {
    for (const z of [z0, z1]) {
      for (const y of [0, height]) {
        const corner = new Vector3(x, y, z).sub(target);
        const needed = Math.max(Math.abs(corner.dot(right)) / slopeX, Math.abs(corner.dot(up)) / (slope * freeShare));
        distance = Math.max(distance, needed - corner.dot(forward));
      }
    }
  }
  // More is written below than above.
  const lift = ((CAPTION.bottom - CAPTION.top) / 2 / Math.max(1, clientHeight)) * 2 * slope * distance;
  target.addScaledVector(up, -lift);
  return { target, position: target.clone().addScaledVector(VIEW_DIRECTION, distance), distance };
}
