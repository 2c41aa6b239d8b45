import { AGENT, type Action, LOOK_DOWN, LOOK_UP, TURN_LEFT, TURN_RIGHT } from './env.ts';
import { type Pose, type Vec3, wrapAngle } from './geometry.ts';

const TURNS_A_ROUND = Math.round((2 * Math.PI) / AGENT.turnAngle);

/** Where the agent stands and looks. Turns are counted, not summed, so that twelve lead back to the same bits. */
export class Stance {
  position: Vec3;
  #yaw: number;
  #turns = 0;
  #pitch: number;

  constructor(pose: Pose) {
    this.position = pose.position;
    this.#yaw = pose.yaw;
    this.#pitch = pose.pitch;
  }

  get pose(): Pose {
    const yaw = wrapAngle(this.#yaw + this.#turns * AGENT.turnAngle);
    return { position: this.position, yaw, pitch: this.#pitch };
  }

  /** Turns the body by any angle, radians, counter-clockwise positive. */
  turnBy(angle: number): void {
    this.#yaw = wrapAngle(this.#yaw + angle);
  }

  /** Turns the body or tilts the head; other actions leave both. */
  turn(action: Action): void {
    if (action === TURN_LEFT) this.#turns = (this.#turns + 1) % TURNS_A_ROUND;
    if (action === TURN_RIGHT) this.#turns = (this.#turns + TURNS_A_ROUND - 1) % TURNS_A_ROUND;
    if (action === LOOK_UP) this.#pitch = Math.min(AGENT.maxPitch, this.#pitch + AGENT.tiltAngle);
    if (action === LOOK_DOWN) this.#pitch = Math.max(-AGENT.maxPitch, this.#pitch - AGENT.tiltAngle);
  }
}
