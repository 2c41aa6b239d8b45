import { LEAF_THICKNESS, type LeafPose, hingeOf, initialAngle, leafPose, shutYaw } from './door-leaf.ts';
import { type Quat, type Vec2, yawQuat } from '../geometry.ts';
import type { Door } from '../house.ts';
import type { Obstacles } from './obstacles.ts';
import { cos, sin } from '../trigonometry.ts';

/** How far a leaf turns to either side, radians: a little more than square, and at most until it lies along the wall. */
const LEAST_LIMIT = (100 / 180) * Math.PI;
const MOST_LIMIT = (170 / 180) * Math.PI;
const LIMIT_STEP = (5 / 180) * Math.PI;
/** Part of its speed that a leaf keeps over one substep: the hinge rubs. */
const KEEP = 0.93;

/** The one freedom of a door leaf: its angle from shut, radians, counter-clockwise positive. */
export class SwingingLeaf {
  readonly #door: Door;
  readonly #obstacles: Obstacles;
  /** Found when it is first turned: most leaves stay as they are. */
  #limits: { readonly low: number; readonly high: number } | null = null;
  #angle = 0;

  /** `obstacles` behind the door hold the leaf before it lies along the wall. */
  constructor(door: Door, obstacles: Obstacles) {
    this.#door = door;
    this.#obstacles = obstacles;
    this.reset();
  }

  reset(): void {
    this.#angle = initialAngle(this.#door);
  }

  /** Turns at `speed`, radians per second, for `duration` seconds, and returns the speed that is left. */
  advance(speed: number, duration: number): number {
    const angle = this.#angle + speed * duration;
    this.turnTo(angle);
    return this.#angle === angle ? speed * KEEP : 0;
  }

  /** From shut, radians, counter-clockwise positive. */
  get angle(): number {
    return this.#angle;
  }

  /** Turns it to an angle, as near as what stands behind the door allows. */
  turnTo(angle: number): void {
    this.#limits ??= {
      low: -limitOf(this.#door, -1, this.#obstacles),
      high: limitOf(this.#door, 1, this.#obstacles),
    };
    this.#angle = Math.min(this.#limits.high, Math.max(this.#limits.low, angle));
  }

  /** Distance of a point from the line between hinge and handle, metres. */
  distanceTo(point: Vec2): number {
    const [x, z] = this.#toLocal(point);
    return Math.hypot(Math.max(-x, 0, x - this.#door.width), z);
  }

  /** Which way to turn it so that it moves away from a point: 1 is counter-clockwise. */
  sideOf(point: Vec2): 1 | -1 {
    return this.#toLocal(point)[1] < 0 ? -1 : 1;
  }

  /** Whether it can be where a point is, at some angle, or nearer to it than `reach` metres. */
  canReach([x, z]: Vec2, reach: number): boolean {
    const [hingeX, , hingeZ] = hingeOf(this.#door);
    return Math.hypot(x - hingeX, z - hingeZ) < this.#door.width + reach;
  }

  get rotation(): Quat {
    return yawQuat(shutYaw(this.#door) + this.#angle);
  }

  /** Of the centre of its box. */
  get pose(): LeafPose {
    return leafPose(this.#door, this.#angle);
  }

  /** In the leaf's frame, whose origin is the foot of the hinge and whose x runs along it. */
  #toLocal([x, z]: Vec2): Vec2 {
    const yaw = shutYaw(this.#door) + this.#angle;
    const [hingeX, , hingeZ] = hingeOf(this.#door);
    const [dx, dz, c, s] = [x - hingeX, z - hingeZ, cos(yaw), sin(yaw)];
    return [dx * c - dz * s, dx * s + dz * c];
  }
}

function limitOf(door: Door, side: 1 | -1, obstacles: Obstacles): number {
  let angle = LEAST_LIMIT;
  while (angle + LIMIT_STEP <= MOST_LIMIT && isClear(door, side * (angle + LIMIT_STEP), obstacles)) angle += LIMIT_STEP;
  return angle;
}

/** Whether the outer half of the leaf keeps off everything fixed. */
function isClear(door: Door, angle: number, obstacles: Obstacles): boolean {
  const yaw = shutYaw(door) + angle;
  const [x, , z] = hingeOf(door);
  return [0.5, 0.75, 1].every((part) => {
    const arm = part * door.width;
    return obstacles.clearance([x + arm * cos(yaw), z - arm * sin(yaw)]) > LEAF_THICKNESS / 2;
  });
}
