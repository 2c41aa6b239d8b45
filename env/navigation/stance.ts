import { type Action, type AgentBody, LOOK_DOWN, LOOK_UP, TURN_LEFT, TURN_RIGHT } from '../env.ts';
import { type Pose, type Vec3, wrapAngle } from '../geometry.ts';

/** Where the agent stands and looks. Turns are counted, not summed, so that a round leads back to the same bits. */
export class Stance {
  position: Vec3;
  readonly #body: AgentBody;
  readonly #turnsARound: number;
  #yaw: number;
  #turns = 0;
  #pitch: number;

  constructor(pose: Pose, body: AgentBody) {
    this.#body = body;
    this.#turnsARound = Math.round((2 * Math.PI) / body.turnAngle);
    this.position = pose.position;
    this.#yaw = pose.yaw;
    this.#pitch = pose.pitch;
  }

  get pose(): Pose {
    const yaw = wrapAngle(this.#yaw + this.#turns * this.#body.turnAngle);
    return { position: this.position, yaw, pitch: this.#pitch };
  }

  /** Turns the body by any angle, radians, counter-clockwise positive. */
  turnBy(angle: number): void {
    this.#yaw = wrapAngle(this.#yaw + angle);
  }

  /** Turns the body or tilts the head; other actions leave both. */
  turn(action: Action): void {
    const { maxPitch, tiltAngle } = this.#body;
    if (action === TURN_LEFT) this.#turns = (this.#turns + 1) % this.#turnsARound;
    if (action === TURN_RIGHT) this.#turns = (this.#turns + this.#turnsARound - 1) % this.#turnsARound;
    if (action === LOOK_UP) this.#pitch = Math.min(maxPitch, this.#pitch + tiltAngle);
    if (action === LOOK_DOWN) this.#pitch = Math.max(-maxPitch, this.#pitch - tiltAngle);
  }
}
