import type { Bounds } from './bounds.ts';
import type { AgentBody } from '../env.ts';
import type { Vec2, Vec3 } from '../geometry.ts';

/** What is nearer than this to the skin of who passes may be touched, metres. */
const NEAR = 0.05;

/** One walker's way in one step. */
export interface Way {
  /** The walker's number in `Physics`. */
  readonly who: number;
  readonly start: Vec3;
  /** Unit vector. */
  readonly heading: Vec2;
  /** Metres that nothing fixed and nobody is in the way of. */
  readonly allowed: number;
}

/** The place this many metres along a way. */
export function along({ start, heading }: Pick<Way, 'start' | 'heading'>, length: number): Vec3 {
  return [start[0] + heading[0] * length, start[1], start[2] + heading[1] * length];
}

/** Around all that may be touched on a way. */
export function boundsAround(way: Way, { radius, height }: AgentBody): Bounds {
  const [x0, , z0] = way.start;
  const [x1, , z1] = along(way, way.allowed);
  const reach = radius + NEAR;
  return {
    low: [Math.min(x0, x1) - reach, 0, Math.min(z0, z1) - reach],
    high: [Math.max(x0, x1) + reach, height, Math.max(z0, z1) + reach],
  };
}
