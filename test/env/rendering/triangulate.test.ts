import { describe, expect, it } from 'vitest';
import type { Vec2 } from '../../../env/geometry.ts';
import { triangulate } from '../../../env/rendering/triangulate.ts';

function areaOf(polygon: readonly Vec2[]): number {
  const twice = polygon.reduce((sum, [x, z], i) => {
    const [nextX, nextZ] = polygon[(i + 1) % polygon.length];
    return sum + x * nextZ - nextX * z;
  }, 0);
  return Math.abs(twice) / 2;
}

const hall: Vec2[] = [
  [0, 0],
  [0, 5],
  [2, 5],
  [2, 2],
  [3, 2],
  [3, 5],
  [5, 5],
  [5, 0],
  [2.5, 0],
];

describe('triangulate', () => {
  it.each([
    ['one way round', hall],
    ['the other way round', [...hall].reverse()],
  ])('covers a U-shaped room exactly, %s', (_, polygon) => {
    const triangles = triangulate(polygon).map((corners) => corners.map((corner) => polygon[corner]));
    expect(triangles.reduce((sum, triangle) => sum + areaOf(triangle), 0)).toBeCloseTo(areaOf(polygon), 12);
    // The notch of the U stays free.
    const inside = triangles.filter(([a, b, c]) => (a[0] + b[0] + c[0]) / 3 > 2 && (a[0] + b[0] + c[0]) / 3 < 3);
    for (const [a, b, c] of inside) expect((a[1] + b[1] + c[1]) / 3).toBeLessThan(2);
  });
});
