import type { Vec3 } from '../../env/geometry.ts';
import { BOTH } from './furniture-parts.ts';
import type { Material } from './materials.ts';
import { CHROME } from './materials.ts';
import type { ModelBuilder } from './shapes.ts';

/** A bent spout over a round foot, `height` above `at`, reaching `reach` towards -Z, with a lever on each side. */
export function tap(m: ModelBuilder, [x, y, z]: Vec3, height: number, reach: number): void {
  m.cylinder(CHROME, [x, y, z], 0.026, 0.03, 0.02, 12);
  m.pipe(
    CHROME,
    [
      x,
      y,
      z,
      x,
      y + height * 0.7,
      z,
      x,
      y + height * 0.93,
      z - reach * 0.18,
      x,
      y + height,
      z - reach * 0.5,
      x,
      y + height * 0.93,
      z - reach * 0.85,
      x,
      y + height * 0.72,
      z - reach,
    ],
    0.014,
    8,
  );
  for (const side of BOTH) {
    m.cylinder(CHROME, [x + side * 0.09, y, z], 0.02, 0.045, 0.016, 10);
    m.rod(CHROME, [x + side * 0.09, y + 0.045, z], [x + side * 0.14, y + 0.06, z - 0.01], 0.009, 0.007, 6);
  }
}

/** A rectangular basin sunk into a rim: `at` is the middle of its underside, `size` the outside. */
export function basin(m: ModelBuilder, material: Material, [x, y, z]: Vec3, [w, h, d]: Vec3, rim: number): void {
  const back = 0.09;
  const [left, front] = [w / 2 - rim, d / 2];
  const floor = h * 0.12;
  m.box(material, [x, y, z], [w - 0.02, floor, d - 0.02]);
  for (const side of BOTH) m.box(material, [x + side * (left + rim / 2), y, z], [rim, h, d], 0.008);
  m.box(material, [x, y, z - front + rim / 2], [2 * left + 0.01, h, rim], 0.008);
  m.box(material, [x, y, z + front - back / 2], [2 * left + 0.01, h, back], 0.008);
}
