import { type Quat, type Vec3, yawQuat } from './geometry.ts';
import type { Door } from './house.ts';
import type { Obstacles } from './obstacles.ts';
import { yawAlong } from './walls.ts';

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
  return { position: [x + arm * Math.cos(yaw), y + door.height / 2, z - arm * Math.sin(yaw)], rotation: yawQuat(yaw) };
}

/** How far a leaf turns to either side, radians: at least a little more than square, at most until it lies along the wall. */
const LEAST_LIMIT = (100 / 180) * Math.PI;
const LIMIT_STEP = (5 / 180) * Math.PI;
const MOST_LIMIT = (170 / 180) * Math.PI;

/** The angles between which a leaf turns; furniture behind it may hold it from a little more than square on. */
export function leafLimits(door: Door, obstacles: Obstacles): { low: number; high: number } {
  const reach = (side: 1 | -1): number => {
    let angle = LEAST_LIMIT;
    while (angle + LIMIT_STEP <= MOST_LIMIT && isClear(door, side * (angle + LIMIT_STEP), obstacles))
      angle += LIMIT_STEP;
    return side * angle;
  };
  return { low: reach(-1), high: reach(1) };
}

/** Whether the outer half of the leaf keeps off everything fixed. */
function isClear(door: Door, angle: number, obstacles: Obstacles): boolean {
  const yaw = shutYaw(door) + angle;
  const [x, , z] = hingeOf(door);
  return [0.5, 0.75, 1].every((part) => {
    const arm = part * door.width;
    return obstacles.clearance([x + arm * Math.cos(yaw), z - arm * Math.sin(yaw)]) > LEAF_THICKNESS / 2;
  });
}
