import type { Vec2 } from '../geometry.ts';

/** Corners of a triangle as indices into the polygon. */
type Corners = readonly [number, number, number];

/** Cuts a simple polygon (either orientation, not closed) into triangles by clipping its ears. */
export function triangulate(polygon: readonly Vec2[]): Corners[] {
  const left = polygon.map((_, i) => i);
  const orientation = Math.sign(
    polygon.reduce((sum, point, i) => sum + cross(point, polygon[(i + 1) % polygon.length]), 0),
  );
  const triangles: Corners[] = [];
  while (left.length > 3) {
    const ear = left.findIndex((_, i) => isEar(polygon, left, i, orientation));
    // A polygon that crosses itself may have no ear; any corner then keeps the loop finite.
    const tip = Math.max(ear, 0);
    triangles.push(cornersAt(left, tip));
    left.splice(tip, 1);
  }
  if (left.length === 3) triangles.push([left[0], left[1], left[2]]);
  return triangles.filter(([a, b, c]) => turn(polygon[a], polygon[b], polygon[c]) !== 0);
}

function cornersAt(left: readonly number[], i: number): Corners {
  return [left[(i + left.length - 1) % left.length], left[i], left[(i + 1) % left.length]];
}

function isEar(polygon: readonly Vec2[], left: readonly number[], i: number, orientation: number): boolean {
  const corners = cornersAt(left, i);
  const [a, b, c] = corners.map((corner) => polygon[corner]);
  const bend = turn(a, b, c) * orientation;
  // A straight corner carries nothing and may always go.
  if (bend === 0) return true;
  if (bend < 0) return false;
  return left.every((corner) => {
    if (corners.includes(corner)) return true;
    const point = polygon[corner];
    return [turn(a, b, point), turn(b, c, point), turn(c, a, point)].some((side) => side * orientation < 0);
  });
}

function cross(a: Vec2, b: Vec2): number {
  return a[0] * b[1] - a[1] * b[0];
}

/** Twice the signed area of a triangle. */
function turn(a: Vec2, b: Vec2, c: Vec2): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}
