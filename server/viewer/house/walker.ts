import { Group, type Vector3 } from 'three/webgpu';
import type { Pose, Vec2 } from '../../../env/geometry.ts';
import { wrapAngle } from '../../../env/geometry.ts';
import { Robot } from './robot.ts';
import { TrailRibbon } from './trail-ribbon.ts';

/** A robot this near to the eye of somebody walking would only hide the room, metres. */
const TOO_NEAR = 0.7;

/** An agent in the picture, who walks from pose to pose instead of jumping, and the way it came. */
export class Walker {
  readonly group = new Group();
  readonly #robot: Robot;
  readonly #trail: TrailRibbon;
  #from: Pose | null = null;
  #to: Pose | null = null;
  #movedAt = 0;
  #moveMs = 0;

  /** @param color of its belt, eyes, view and trail, sRGB hex */
  constructor(color: number) {
    this.#robot = new Robot(color);
    this.#robot.group.visible = false;
    this.#trail = new TrailRibbon(color);
    this.group.add(this.#robot.group, this.#trail.mesh);
  }

  /** Where it is at this time; null while it is not in the picture. */
  poseAt(now: number): Pose | null {
    const [from, to] = [this.#from, this.#to];
    if (!from || !to) return null;
    const t = this.#moveMs === 0 ? 1 : Math.min(1, Math.max(0, (now - this.#movedAt) / this.#moveMs));
    const smooth = t * t * (3 - 2 * t);
    const mix = (a: number, b: number): number => a + (b - a) * smooth;
    return {
      position: [
        mix(from.position[0], to.position[0]),
        mix(from.position[1], to.position[1]),
        mix(from.position[2], to.position[2]),
      ],
      yaw: from.yaw + wrapAngle(to.yaw - from.yaw) * smooth,
      pitch: mix(from.pitch, to.pitch),
    };
  }

  /** It walks there within so many milliseconds; with null it leaves the picture. The trail is where it has been. */
  goTo(pose: Pose | null, trail: readonly Vec2[], moveMs: number): void {
    const now = performance.now();
    this.#from = this.poseAt(now) ?? pose;
    this.#to = pose;
    this.#movedAt = now;
    this.#moveMs = moveMs;
    this.#robot.group.visible = pose !== null;
    this.#trail.setPoints(trail);
  }

  /** Keeps out of the way of an eye in the same room; null is one outside. */
  hideFrom(eye: Vector3 | null): void {
    const pose = this.#to;
    if (!pose) return;
    this.#robot.group.visible = !eye || Math.hypot(eye.x - pose.position[0], eye.z - pose.position[2]) > TOO_NEAR;
  }

  /** Moves the robot to where it is at this time; true while it walks. */
  advance(now: number): boolean {
    const pose = this.poseAt(now);
    if (!pose) return false;
    this.#robot.setPose(pose);
    return now - this.#movedAt < this.#moveMs;
  }
}
