import type { AgentBody } from '../env.ts';
import type { Pose, Vec3 } from '../geometry.ts';
import type { NavMesh } from './navigation.ts';
import type { Rng } from '../random.ts';

/** Geodesic distance of an episode's start from its goal, metres (habitat-lab datasets/pointnav/pointnav_generator.py). */
export const START_DISTANCE = { min: 1, max: 30 } as const;

/** Anywhere on the mesh, looking in any direction the agent can turn to from yaw 0. */
export function drawStart(navMesh: NavMesh, { turnAngle }: AgentBody, rng: Rng): Pose {
  const headings = Math.round((2 * Math.PI) / turnAngle);
  return { position: onFloor(navMesh.randomPoint(rng)), yaw: rng.int(0, headings - 1) * turnAngle, pitch: 0 };
}

/** A navigation mesh floats above the floor by up to a cell. */
export function onFloor([x, , z]: Vec3): Vec3 {
  return [x, 0, z];
}

export function isStartDistance(distance: number): boolean {
  return distance >= START_DISTANCE.min && distance <= START_DISTANCE.max;
}
