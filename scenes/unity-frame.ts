import { multiplyQuat } from '../env/geometry.ts';
import type { Quat, Vec3 } from '../env/geometry.ts';
import { cos, sin } from '../env/trigonometry.ts';

/** A vector as ProcTHOR writes it. */
export interface UnityVector {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** A number as house files hold it: four decimals, and never -0. */
export function roundForFile(value: number): number {
  const rounded = Math.round(value * 1e4) / 1e4;
  return rounded === 0 ? 0 : rounded;
}

/** From Unity's left-handed frame (Y up, +Z ahead) to ours: the z axis turns round. */
export function fromUnity({ x, y, z }: UnityVector): Vec3 {
  return [x, y, z === 0 ? 0 : -z];
}

/** The inverse of `fromUnity`, rounded for a file. */
export function toUnity([x, y, z]: Vec3): UnityVector {
  return { x: roundForFile(x), y: roundForFile(y), z: roundForFile(-z) };
}

/** Unity's Euler angles in degrees (applied in the order z, x, y) as a quaternion in our frame. */
export function quatFromUnityEuler(degrees: UnityVector): Quat {
  const half = Math.PI / 360;
  const about = (axis: 0 | 1 | 2, angle: number): Quat => {
    const q: [number, number, number, number] = [0, 0, 0, cos(angle * half)];
    q[axis] = sin(angle * half);
    return q;
  };
  const [x, y, z, w] = multiplyQuat(multiplyQuat(about(1, degrees.y), about(0, degrees.x)), about(2, degrees.z));
  // A mirror in z keeps turns about z and reverses those about x and y.
  return [-x || 0, -y || 0, z, w];
}

/** The inverse of `quatFromUnityEuler`, rounded for a file; each angle in [0, 360). At x = ±90 the whole turn goes to y. */
export function unityEulerFromQuat([qx, qy, z, w]: Quat): UnityVector {
  const [x, y] = [-qx, -qy];
  const m12 = 2 * (y * z - x * w);
  const m10 = 2 * (x * y + z * w);
  const m11 = 1 - 2 * (x * x + z * z);
  const cosX = Math.hypot(m10, m11);
  const locked = cosX < 1e-7;
  const angleY = locked
    ? Math.atan2(2 * (y * w - x * z), 1 - 2 * (y * y + z * z))
    : Math.atan2(2 * (x * z + y * w), 1 - 2 * (x * x + y * y));
  const angleZ = locked ? 0 : Math.atan2(m10, m11);
  return { x: toDegrees(Math.atan2(-m12, cosX)), y: toDegrees(angleY), z: toDegrees(angleZ) };
}

function toDegrees(radians: number): number {
  const degrees = roundForFile((radians * 180) / Math.PI);
  return degrees < 0 ? roundForFile(degrees + 360) : degrees;
}
