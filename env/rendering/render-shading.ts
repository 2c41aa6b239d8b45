import type { Node } from 'three/webgpu';
import { dot, inverseSqrt, normalize, select, step, vec3, vec4 } from 'three/tsl';

/** Display gamma 2.2 as (1 + s) √x - s x, within 0.012 of it and without its powers, which take longer than both lamps. */
const SQUARE_SHARE = 0.1375;
/** How far light reaches round a surface's edge, so that nothing turned away is black: share of the whole. */
const WRAP = 0.2;

/** A point of something and which way it faces there, in the world. */
export interface Surface {
  readonly point: Node<'vec3'>;
  readonly normal: Node<'vec3'>;
}

/** The colour that a point light lends to a white surface, half of it at its reach. */
export function pointLight(
  surface: Surface,
  at: Node<'vec3'>,
  color: Node<'vec3'>,
  inverseReachSquared: Node<'float'>,
): Node<'vec3'> {
  const way = at.sub(surface.point).toVar();
  const squared = dot(way, way).toVar();
  const facing = dot(surface.normal, way)
    .mul(inverseSqrt(squared))
    .mul(1 - WRAP)
    .add(WRAP)
    .max(0);
  return color.mul(facing.div(squared.mul(inverseReachSquared).add(1)));
}

/** Linear light as a display shows it: highlights rolled off, then gamma. */
export function toDisplay(color: Node<'vec3'>): Node<'vec4'> {
  const root = color.mul(1.15).div(color.mul(0.35).add(1)).min(1).sqrt().toVar();
  return vec4(root.mul(root.mul(-SQUARE_SHARE).add(1 + SQUARE_SHARE)), 1);
}

/** Where on a texture a point lies, seen along the axis its surface faces most. */
export function boxProjection(point: Node<'vec3'>, normal: Node<'vec3'>): Node<'vec2'> {
  const facing = normal.abs();
  const isFlat = facing.y.greaterThan(facing.x).and(facing.y.greaterThan(facing.z));
  const isSide = facing.x.greaterThan(facing.z);
  return select(isFlat, point.xz, select(isSide, point.zy, point.xy));
}

/** A direction as signed bytes times 127 in two's complement, so that a cleared texel means 0 0 0. */
export function toSignedBytes(direction: Node<'vec3'>): Node<'vec4'> {
  const signed = normalize(direction).mul(127).round().toVar();
  return vec4(signed.add(step(signed, vec3(-0.5)).mul(256)).div(255), 1);
}
