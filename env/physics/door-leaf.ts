import { type Quat, type Vec3, yawQuat } from '../geometry.ts';
import type { Door } from '../house.ts';
import { cos, sin } from '../trigonometry.ts';
import { yawAlong } from '../walls.ts';

/** Metres. */
export const LEAF_THICKNESS = 0.04;

/** Where a door leaf is: the centre of its box, whose local x runs from the hinge to the handle. */
export interface LeafPose {
  readonly position: Vec3;
  readonly rotation: Quat;
}

/** The foot of the hinge: the `-along` end of the opening, at floor level. */
export function hingeOf(door: Door): Vec3 {
  const [x, y, z] = door.position;
  return [x - (door.along[0] * door.width) / 2, y, z - (door.along[1] * door.width) / 2];
}

/** Yaw of the shut leaf: turns local x onto `along`. */
export function shutYaw(door: Door): number {
  return yawAlong(door.along);
}

/** The leaf's angle from shut at its initial openness, radians, counter-clockwise positive. */
export function initialAngle(door: Door): number {
  return door.front ? 0 : (door.swing * door.openness * Math.PI) / 2;
}

/** Where the leaf is when it stands open by `angle` radians, counter-clockwise positive. */
export function leafPose(door: Door, angle: number): LeafPose {
  const yaw = shutYaw(door) + angle;
  const [x, y, z] = hingeOf(door);
  const arm = door.width / 2;
  return { position: [x + arm * cos(yaw), y + door.height / 2, z - arm * sin(yaw)], rotation: yawQuat(yaw) };
}
