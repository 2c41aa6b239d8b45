import { BOTH } from './furniture-parts.ts';
import { BRASS, GLOW, solid, tinted, WHITE } from './materials.ts';
import type { Material } from './materials.ts';
import type { ModelGroup, Shape } from './shapes.ts';
import { ModelBuilder } from './shapes.ts';

const PAINT = tinted();
const PAINT_SHADE = tinted('plain', 0.88);

/** A panelled leaf, hinge at -x, a lever on both sides at +x; the slab alone is what physics feels. */
function doorLeaf(m: ModelBuilder): void {
  const [width, height, thick] = [0.9, 2.05, 0.036];
  m.box(PAINT, [0, 0, 0], [width, height, thick]);
  for (const side of BOTH)
    m.placed({ yaw: side === 1 ? 0 : Math.PI }, () => {
      for (const [y, high] of [
        [0.16, 0.66],
        [0.98, 0.92],
      ]) {
        for (const x of BOTH) {
          m.box(PAINT_SHADE, [x * 0.2, y, -thick / 2], [0.3, high, 0.008]);
          m.box(PAINT, [x * 0.2, y + 0.04, -thick / 2 - 0.002], [0.22, high - 0.08, 0.012]);
        }
      }
      m.box(BRASS, [side * 0.395, 0.93, -thick / 2 - 0.002], [0.045, 0.2, 0.008]);
      m.rod(BRASS, [side * 0.395, 1.02, -thick / 2], [side * 0.395, 1.02, -0.06], 0.01, 0.01, 6);
      m.rod(BRASS, [side * 0.405, 1.02, -0.06], [side * 0.28, 1.02, -0.06], 0.011, 0.009, 6);
    });
  m.collider([0, 0, 0], [width, height, thick]);
}

/** Two jambs and a lintel around an opening, with mouldings on both sides. */
function doorFrame(m: ModelBuilder): void {
  const [width, height, depth, jamb] = [1, 2.1, 0.16, 0.045];
  for (const x of BOTH) {
    const at = x * (width / 2 - jamb / 2);
    m.box(PAINT, [at, 0, 0], [jamb, height, depth - 0.02]);
    for (const z of BOTH) m.box(PAINT, [at, 0, z * (depth / 2 - 0.01)], [jamb, height, 0.02]);
    m.collider([at, 0, 0], [jamb, height, depth]);
  }
  m.box(PAINT, [0, height - jamb, 0], [width - 2 * jamb, jamb, depth], 0.005);
  m.collider([0, height - jamb, 0], [width, jamb, depth]);
}

/** A piece of the view through a window; its colour by day, multiplied by what the time of day makes of it. */
const view = (hex: number, emission: number): Material => ({ ...solid(hex, 'glass', emission), tint: 1 });

/** Frame, a cross of bars, and bright glass behind them. */
function windowPane(m: ModelBuilder): void {
  const [width, height, depth, bar] = [1.3, 1.2, 0.09, 0.06];
  m.box(view(0xbcd9f2, 0.75), [0, height * 0.45, 0], [width - bar, height * 0.55 - bar / 2, 0.012]);
  m.box(view(0xd6e6ee, 0.7), [0, height * 0.22, 0], [width - bar, height * 0.23, 0.012]);
  m.box(view(0x93b380, 0.5), [0, bar / 2, 0], [width - bar, height * 0.22 - bar / 2, 0.012]);
  for (const x of BOTH) m.box(WHITE, [x * (width / 2 - bar / 2), 0, 0], [bar, height, depth]);
  for (const y of [0, height - bar]) m.box(WHITE, [0, y, 0], [width - 2 * bar, bar, depth]);
  m.box(WHITE, [0, bar, 0], [0.045, height - 2 * bar, 0.05]);
  m.box(WHITE, [0, height * 0.55, 0], [width - 2 * bar, 0.035, 0.045]);
}

/** A dome of milky glass under the ceiling. */
function ceilingLamp(m: ModelBuilder): void {
  m.cylinder(BRASS, [0, 0.11, 0], 0.17, 0.02, 0.17, 18);
  m.lathe({ ...GLOW, tint: 1 }, [0, 0, 0], [0, 0, 0.09, 0.01, 0.17, 0.05, 0.2, 0.11, 0, 0.11], 18);
}

/** Doors, windows and ceiling lamps. */
export const structure: ModelGroup = {
  CeilingLamp: [ceilingLamp],
  DoorFrame: [doorFrame],
  DoorLeaf: [doorLeaf],
  WindowPane: [windowPane],
};

/** A plain cube for the pieces of walls: without occlusion, so that pieces that meet look like one. */
export const CUBE: Shape = makeCube();

function makeCube(): Shape {
  const builder = new ModelBuilder();
  builder.box(PAINT, [0, 0, 0], [1, 1, 1]);
  const shape = builder.build('Cube/0');
  return { ...shape, model: { ...shape.model, occlusion: shape.model.occlusion.map(() => 1) } };
}

/** One flat triangle (0,0,0), (0,0,1), (1,0,0) that faces +Y: affine copies of it tile any floor. It is no solid, so nothing collides. */
export const FLOOR: Shape = {
  size: [1, 0, 1],
  supports: [],
  partModels: [],
  model: {
    key: 'Floor/0',
    size: [1, 0, 1],
    positions: Float32Array.of(0, 0, 0, 0, 0, 1, 1, 0, 0),
    normals: Float32Array.of(0, 1, 0, 0, 1, 0, 0, 1, 0),
    colors: new Float32Array(9).fill(1),
    tints: new Float32Array(3).fill(1),
    layers: new Uint8Array(3),
    occlusion: new Float32Array(3).fill(1),
    emission: new Float32Array(3),
    indices: Uint32Array.of(0, 1, 2),
    colliders: [],
  },
};
