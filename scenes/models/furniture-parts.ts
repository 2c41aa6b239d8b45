import type { Vec3 } from '../../env/geometry.ts';
import type { Material } from './materials.ts';
import type { ModelBuilder } from './shapes.ts';

/** Left and right, or front and back. */
export const BOTH = [-1, 1] as const;

/** A row of evenly spaced places around 0, `spacing` apart. */
export function row(count: number, spacing: number): number[] {
  return Array.from({ length: count }, (_, i) => (i - (count - 1) / 2) * spacing);
}

/** Points (x, y, z) on an upright circle (around Z) or a level one (around Y), `count` of them. */
export function circle([x, y, z]: Vec3, radius: number, count: number, axis: 'y' | 'z'): number[] {
  return Array.from({ length: count }, (_, i) => {
    const angle = (2 * Math.PI * i) / count;
    const [a, b] = [radius * Math.cos(angle), radius * Math.sin(angle)];
    return axis === 'y' ? [x + a, y, z - b] : [x + a, y + b, z];
  }).flat();
}

/** Four square legs whose outer faces stand `width` by `depth` apart, from `bottom` up to `top`. */
export function squareLegs(
  m: ModelBuilder,
  material: Material,
  [width, depth]: readonly [number, number],
  [bottom, top]: readonly [number, number],
  thickness: number,
): void {
  for (const x of BOTH)
    for (const z of BOTH) {
      const at: Vec3 = [(x * (width - thickness)) / 2, bottom, (z * (depth - thickness)) / 2];
      m.box(material, at, [thickness, top - bottom, thickness]);
    }
}

/** Four round legs: their tops stand `width` by `depth` apart, their feet further out by `splay`; thinner at the feet. */
export function roundLegs(
  m: ModelBuilder,
  material: Material,
  [width, depth]: readonly [number, number],
  [bottom, top]: readonly [number, number],
  radius: number,
  splay = 0,
): void {
  for (const x of BOTH)
    for (const z of BOTH) {
      const upper: Vec3 = [(x * width) / 2, top, (z * depth) / 2];
      const foot: Vec3 = [x * (width / 2 + splay), bottom, z * (depth / 2 + splay)];
      m.rod(material, upper, foot, radius, radius * 0.65);
    }
}

/** The front of a drawer or door on the plane `z`, standing out 15 mm, around a centre. */
export function frontPanel(m: ModelBuilder, material: Material, [x, y, z]: Vec3, width: number, height: number): void {
  m.box(material, [x, y - height / 2, z - 0.0075], [width, height, 0.015]);
}

/** A round knob on the plane `z`. */
export function knob(m: ModelBuilder, material: Material, [x, y, z]: Vec3, radius = 0.015): void {
  m.ball(material, [x, y, z - radius * 1.2], [radius, radius, radius * 1.2], 6, 3);
}

/** A bar handle on the plane `z`, lying or standing. */
export function handle(m: ModelBuilder, material: Material, [x, y, z]: Vec3, long: number, upright: boolean): void {
  const [w, h] = upright ? [0.016, long] : [long, 0.016];
  m.box(material, [x, y - h / 2, z - 0.015], [w, h, 0.03]);
}
