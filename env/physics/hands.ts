import type { AgentBody } from '../env.ts';
import { type Pose, type Vec2, multiplyQuat, rotate, yawQuat } from '../geometry.ts';
import type { Placement } from './joint.ts';
import { cos, sin } from '../trigonometry.ts';

/** What is carried is held this far before the eyes and below them, and is about so wide, metres. */
const HAND = { ahead: 0.42, below: 0.22, width: 0.06 } as const;

/**
 * Where somebody's hands are: low before the eyes, nearer where something is in the way. `freePart` gives the part of a
 * way that is free to a disc of some radius.
 */
export function handsAt(
  { position, yaw, pitch }: Pose,
  { cameraHeight }: AgentBody,
  freePart: (from: Vec2, to: Vec2, radius: number) => number,
): Placement {
  const rotation = multiplyQuat(yawQuat(yaw), [sin(pitch / 2), 0, 0, cos(pitch / 2)]);
  const [x, y, z] = rotate(rotation, [0, -HAND.below, -HAND.ahead]);
  const free = freePart([position[0], position[2]], [position[0] + x, position[2] + z], HAND.width);
  return {
    position: [position[0] + x * free, position[1] + cameraHeight + y, position[2] + z * free],
    rotation: yawQuat(yaw),
  };
}
