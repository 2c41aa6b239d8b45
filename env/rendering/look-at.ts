import { type Action, type AgentBody, LOOK_DOWN, LOOK_UP, TURN_LEFT, TURN_RIGHT } from '../env.ts';
import { type Pose, type Vec3, towards } from '../geometry.ts';

/** The turns and tilts after which an agent looks as straight at a point as its steps allow; none when it already does. */
export function lookAt(pose: Pose, point: Vec3, { turnAngle, tiltAngle, maxPitch, cameraHeight }: AgentBody): Action[] {
  const { forward, left, distance } = towards(pose, point);
  const turns = Math.round(Math.atan2(left, forward) / turnAngle);
  const elevation = Math.atan2(point[1] - pose.position[1] - cameraHeight, distance);
  const wanted = Math.max(-maxPitch, Math.min(maxPitch, elevation));
  const tilts = Math.round((wanted - pose.pitch) / tiltAngle);
  return [
    ...repeat(turns > 0 ? TURN_LEFT : TURN_RIGHT, Math.abs(turns)),
    ...repeat(tilts > 0 ? LOOK_UP : LOOK_DOWN, Math.abs(tilts)),
  ];
}

function repeat(action: Action, times: number): Action[] {
  return Array.from({ length: times }, () => action);
}
