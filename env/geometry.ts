import { cos, sin } from './trigonometry.ts';

/** Metres, right-handed, Y up. */
export type Vec3 = readonly [x: number, y: number, z: number];
/** A point on the ground plane, metres: (x, z). */
export type Vec2 = readonly [x: number, z: number];
/** Unit quaternion in the order x, y, z, w. */
export type Quat = readonly [x: number, y: number, z: number, w: number];
/** sRGB, each 0 to 1. */
export type Color = readonly [r: number, g: number, b: number];

/** Where an agent stands and looks: yaw 0 looks along -Z, counter-clockwise positive; pitch positive looks up; radians. */
export interface Pose {
  readonly position: Vec3;
  readonly yaw: number;
  readonly pitch: number;
}

/** No rotation. */
export const IDENTITY: Quat = [0, 0, 0, 1];

/** The quaternion of a turn about +Y, radians, counter-clockwise seen from above. */
export function yawQuat(yaw: number): Quat {
  return [0, sin(yaw / 2), 0, cos(yaw / 2)];
}

/** The ground direction an agent with this yaw faces: yaw 0 is -Z. */
export function forwardOf(yaw: number): Vec2 {
  return [-sin(yaw), -cos(yaw)];
}

export function multiplyQuat(a: Quat, b: Quat): Quat {
  return [
    a[3] * b[0] + a[0] * b[3] + a[1] * b[2] - a[2] * b[1],
    a[3] * b[1] - a[0] * b[2] + a[1] * b[3] + a[2] * b[0],
    a[3] * b[2] + a[0] * b[1] - a[1] * b[0] + a[2] * b[3],
    a[3] * b[3] - a[0] * b[0] - a[1] * b[1] - a[2] * b[2],
  ];
}

export function rotate(q: Quat, v: Vec3): Vec3 {
  const [x, y, z, w] = q;
  const tx = 2 * (y * v[2] - z * v[1]);
  const ty = 2 * (z * v[0] - x * v[2]);
  const tz = 2 * (x * v[1] - y * v[0]);
  return [v[0] + w * tx + y * tz - z * ty, v[1] + w * ty + z * tx - x * tz, v[2] + w * tz + x * ty - y * tx];
}

/** A point as an agent sees it on the ground: metres ahead of it, to its left, and in a straight line. */
export function towards(pose: Pose, point: Vec3): { forward: number; left: number; distance: number } {
  const dx = point[0] - pose.position[0];
  const dz = point[2] - pose.position[2];
  const [x, z] = forwardOf(pose.yaw);
  return { forward: dx * x + dz * z, left: dx * z - dz * x, distance: Math.hypot(dx, dz) };
}

/** An angle brought into (-π, π]. */
export function wrapAngle(angle: number): number {
  const turn = 2 * Math.PI;
  const wrapped = angle - turn * Math.floor((angle + Math.PI) / turn);
  return wrapped === -Math.PI ? Math.PI : wrapped;
}
