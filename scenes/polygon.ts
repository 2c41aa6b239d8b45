import type { Vec2 } from '../env/geometry.ts';

/** An axis-aligned rectangle on the ground plane, metres. */
export interface Rect {
  readonly minX: number;
  readonly minZ: number;
  readonly maxX: number;
  readonly maxZ: number;
}

/** Rounding that is not taken for an overlap, metres. */
const SLACK = 1e-6;

/** Twice the area in the plane as seen from above (x right, -z up): positive when counter-clockwise. */
function signedArea2(polygon: readonly Vec2[]): number {
  return polygon.reduce((sum, [x, z], i) => {
    const [nextX, nextZ] = polygon[(i + 1) % polygon.length];
    return sum + nextX * z - x * nextZ;
  }, 0);
}

/** Whether an outline runs counter-clockwise seen from above. */
export function isCounterClockwise(polygon: readonly Vec2[]): boolean {
  return signedArea2(polygon) > 0;
}

/** Square metres. */
export function areaOf(polygon: readonly Vec2[]): number {
  return Math.abs(signedArea2(polygon)) / 2;
}

/** The smallest rectangle around some points. */
export function boundsOf(points: readonly Vec2[]): Rect {
  let [minX, minZ, maxX, maxZ] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, z] of points) {
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (z < minZ) minZ = z;
    if (z > maxZ) maxZ = z;
  }
  return { minX, minZ, maxX, maxZ };
}

/** A rectangle by its middle and its extents along x and z. */
export function rectAround([x, z]: Vec2, width: number, depth: number): Rect {
  return { minX: x - width / 2, minZ: z - depth / 2, maxX: x + width / 2, maxZ: z + depth / 2 };
}

/** A rectangle made larger (or smaller) by a margin on every side, metres. */
export function grow(rect: Rect, margin: number): Rect {
  return {
    minX: rect.minX - margin,
    minZ: rect.minZ - margin,
    maxX: rect.maxX + margin,
    maxZ: rect.maxZ + margin,
  };
}

/** Whether two rectangles share more than an edge. */
export function overlap(a: Rect, b: Rect): boolean {
  return a.minX < b.maxX && b.minX < a.maxX && a.minZ < b.maxZ && b.minZ < a.maxZ;
}

/** Whether a rectangle lies wholly inside a rectilinear outline (touching it is inside). */
export function rectInside(polygon: readonly Vec2[], rect: Rect): boolean {
  const center: Vec2 = [(rect.minX + rect.maxX) / 2, (rect.minZ + rect.maxZ) / 2];
  return contains(polygon, center) && polygon.every((a, i) => !crosses(a, polygon[(i + 1) % polygon.length], rect));
}

/** Whether a side, parallel to an axis, runs through a rectangle rather than along its edge. */
function crosses(a: Vec2, b: Vec2, { minX, minZ, maxX, maxZ }: Rect): boolean {
  return (
    Math.min(a[0], b[0]) < maxX - SLACK &&
    Math.max(a[0], b[0]) > minX + SLACK &&
    Math.min(a[1], b[1]) < maxZ - SLACK &&
    Math.max(a[1], b[1]) > minZ + SLACK
  );
}

/** Whether a point lies inside an outline; points on it may fall on either side. */
export function contains(polygon: readonly Vec2[], [x, z]: Vec2): boolean {
  let inside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [ax, az] = polygon[j];
    const [bx, bz] = polygon[i];
    if (az > z !== bz > z && x < ax + ((bx - ax) * (z - az)) / (bz - az)) inside = !inside;
  }
  return inside;
}
