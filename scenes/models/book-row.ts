import { solid } from './materials.ts';
import type { ModelBuilder } from './shapes.ts';

const COVERS = [0x8c2f2a, 0x2f4f6f, 0xb58a3a, 0x3f5f46, 0x6a5a7a, 0xd2c8b0].map((hex) => solid(hex, 'paper'));
const THICKNESS = 0.045;

/** Books standing side by side on a shelf: from `x` to the right for `width` metres, their backs towards -Z. */
export function bookRow(m: ModelBuilder, x: number, y: number, z: number, width: number): void {
  for (let i = 0; (i + 1) * THICKNESS <= width; i++) {
    const height = 0.18 + 0.02 * ((i * 5) % 4);
    m.box(COVERS[(i * 7 + 3) % COVERS.length], [x + (i + 0.5) * THICKNESS, y, z], [THICKNESS - 0.005, height, 0.17]);
  }
}
