import type { Pose, Vec3 } from '../geometry.ts';
import type { CameraOptions } from '../env.ts';

/** What an eye can see. */
export interface Frustum {
  readonly eye: Vec3;
  /** (5, 4) half spaces a x + b y + c z + d >= 0 with unit (a, b, c): the near plane first, then the four sides. */
  readonly planes: Float64Array;
  /** Metres across that fill one pixel at a distance of 1 m, halved: a radius. */
  readonly pixelRadius: number;
  /** Directions on the ground that lie in view: the middle, `Math.atan2(z, x)`, and how far to both sides, radians. */
  readonly heading: number;
  readonly halfWidth: number;
}

/** An eye's view: what the vertex stage and what culling need of it. */
export interface View {
  /** (5, 4) rows: three from the world to the clip cube (depth 0 to 1) and its w, then metres along the axis. */
  readonly rows: readonly number[];
  readonly frustum: Frustum;
}

/** Near plane before the agent's skin, far plane beyond the longest view through a home, metres. */
export const NEAR = 0.05;
const FAR = 60;
/** Things whose bounding sphere is narrower than this many pixels are not drawn: a pencil across the room. */
export const LEAST_PIXELS = 1;

/** Half a pixel's width one metre ahead, metres. */
export function pixelRadiusOf({ hfovDeg, width }: Required<CameraOptions>): number {
  return Math.tan((hfovDeg * Math.PI) / 360) / width;
}

/** The view of an eye through a camera. */
export function viewOf(eye: Pose, camera: Required<CameraOptions>): View {
  const [sy, cy, sp, cp] = [Math.sin(eye.yaw), Math.cos(eye.yaw), Math.sin(eye.pitch), Math.cos(eye.pitch)];
  const tanX = Math.tan((camera.hfovDeg * Math.PI) / 360);
  const tanY = (tanX * camera.height) / camera.width;
  const axis = (x: number, y: number, z: number, scale: number): number[] => {
    const [ex, ey, ez] = eye.position;
    return [x * scale, y * scale, z * scale, -(x * ex + y * ey + z * ez) * scale];
  };
  const right = axis(cy, 0, -sy, 1 / tanX);
  const up = axis(sy * sp, cp, cy * sp, 1 / tanY);
  const ahead = axis(-sy * cp, sp, -cy * cp, 1);
  const depth = ahead.map((value, i) => (value * FAR - (i === 3 ? NEAR * FAR : 0)) / (FAR - NEAR));
  const sides = [right, right.map((v) => -v), up, up.map((v) => -v)].map((side) => side.map((v, i) => ahead[i] + v));
  const near = ahead.map((value, i) => (i === 3 ? value - NEAR : value));
  const planes = new Float64Array(20);
  [near, ...sides].forEach((plane, i) => {
    const length = Math.hypot(plane[0], plane[1], plane[2]);
    plane.forEach((value, k) => (planes[4 * i + k] = value / length));
  });
  // A corner of the picture lies this far ahead on the ground where it lies tanX aside; looking steeply, all round is in view.
  const nearest = cp - tanY * Math.abs(sp);
  const halfWidth = nearest > 0 ? Math.atan2(tanX, nearest) : Math.PI;
  const heading = Math.atan2(-cy, -sy);
  const frustum = { eye: eye.position, planes, pixelRadius: pixelRadiusOf(camera), heading, halfWidth };
  return { rows: [...right, ...up, ...depth, ...ahead, ...ahead], frustum };
}

/**
 * How many pixels wide a sphere looks; 0 where it lies outside the frustum or is too small to be drawn, Infinity where
 * it reaches the eye's plane.
 */
export function pixelsAcross(frustum: Frustum, x: number, y: number, z: number, radius: number): number {
  const { planes, pixelRadius } = frustum;
  const ahead = planes[0] * x + planes[1] * y + planes[2] * z + planes[3];
  if (radius < LEAST_PIXELS * pixelRadius * ahead) return 0;
  for (let i = 0; i < planes.length; i += 4) {
    if (planes[i] * x + planes[i + 1] * y + planes[i + 2] * z + planes[i + 3] < -radius) return 0;
  }
  return ahead > radius ? radius / (pixelRadius * ahead) : Infinity;
}
