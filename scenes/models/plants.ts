import type { Vec3 } from '../../env/geometry.ts';
import { CHARCOAL, DARK_LEAF, LEAF, PALE_LEAF, SOIL, solid, TERRACOTTA, tinted, WHITE } from './materials.ts';
import type { Material } from './materials.ts';
import type { ModelBuilder, ModelGroup } from './shapes.ts';

const GREEN = tinted('leaf');

function pot(m: ModelBuilder, material: Material, radius: number, height: number): void {
  m.lathe(
    material,
    [0, 0, 0],
    [
      0,
      0,
      radius * 0.72,
      0,
      radius * 0.95,
      height * 0.82,
      radius,
      height * 0.82,
      radius,
      height,
      radius * 0.86,
      height,
      radius * 0.84,
      height * 0.88,
      0,
      height * 0.88,
    ],
    16,
  );
  m.cylinder(SOIL, [0, height * 0.86, 0], radius * 0.84, 0.008, radius * 0.8, 12);
}

/** Leaves that fan out of a pot: `count` of them in rings, from upright in the middle to hanging outside. */
function fan(
  m: ModelBuilder,
  material: Material,
  base: number,
  count: number,
  reach: number,
  height: number,
  width: number,
): void {
  for (let i = 0; i < count; i++) {
    const angle = i * 2.4;
    const out = Math.sqrt((i + 0.5) / count);
    const tip: Vec3 = [
      reach * out * Math.cos(angle),
      base + height * (1.05 - 0.75 * out * out),
      reach * out * Math.sin(angle),
    ];
    m.leaf(material, [0.02 * Math.cos(angle), base, 0.02 * Math.sin(angle)], tip, width, height * 0.22 * out, 4);
  }
}

function fernPlant(m: ModelBuilder): void {
  pot(m, TERRACOTTA, 0.13, 0.2);
  fan(m, GREEN, 0.18, 26, 0.27, 0.38, 0.065);
  m.collider([0, 0, 0], [0.26, 0.3, 0.26]);
}

function rubberPlant(m: ModelBuilder): void {
  pot(m, WHITE, 0.15, 0.26);
  m.rod(solid(0x6b4f34), [0, 0.22, 0], [0.01, 0.86, 0], 0.014, 0.008, 6);
  for (let i = 0; i < 16; i++) {
    const [angle, y] = [i * 2.4, 0.34 + i * 0.036];
    const reach = 0.25 - 0.008 * i;
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    m.leaf(i % 3 ? GREEN : DARK_LEAF, [0.02 * c, y, 0.02 * s], [reach * c, y + 0.13, reach * s], 0.12, 0.05, 4);
  }
  m.collider([0, 0, 0], [0.3, 0.5, 0.3]);
}

function snakePlant(m: ModelBuilder): void {
  pot(m, CHARCOAL, 0.12, 0.2);
  for (let i = 0; i < 13; i++) {
    const [angle, r] = [i * 2.4, 0.02 + 0.0055 * i];
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    const height = 0.62 - 0.02 * i - 0.06 * (i % 2);
    m.leaf(i % 2 ? GREEN : PALE_LEAF, [r * c, 0.16, r * s], [r * 1.9 * c, 0.18 + height, r * 1.9 * s], 0.065, 0, 4);
  }
  m.collider([0, 0, 0], [0.24, 0.5, 0.24]);
}

function cactus(m: ModelBuilder): void {
  pot(m, TERRACOTTA, 0.075, 0.1);
  m.pillow(GREEN, [0, 0.08, 0], [0.1, 0.27, 0.1], 2, 3, 3);
  m.pipe(GREEN, [-0.03, 0.19, 0, -0.085, 0.2, 0, -0.1, 0.24, 0, -0.1, 0.29, 0], 0.026, 8);
  m.pipe(GREEN, [0.03, 0.15, 0, 0.08, 0.155, 0, 0.095, 0.18, 0, 0.095, 0.23, 0], 0.024, 8);
  for (const [x, y] of [
    [-0.1, 0.29],
    [0.095, 0.23],
  ])
    m.ball(GREEN, [x, y, 0], [0.026, 0.024, 0.026], 8, 5);
  for (let i = 0; i < 5; i++) {
    const angle = (2 * Math.PI * i) / 5;
    m.leaf(solid(0xe0569a), [0, 0.345, 0], [0.03 * Math.cos(angle), 0.372, 0.03 * Math.sin(angle)], 0.024, 0.004, 2);
  }
}

function flowers(m: ModelBuilder, base: number, colors: readonly number[]): void {
  colors.forEach((hex, i) => {
    const angle = i * 2.4;
    const spread = 0.05 + 0.012 * i;
    const head: Vec3 = [spread * Math.cos(angle), base + 0.2 - 0.014 * i, spread * Math.sin(angle)];
    m.rod(LEAF, [0, base - 0.06, 0], head, 0.0035, 0.0035, 3);
    for (let k = 0; k < 5; k++) {
      const turn = (2 * Math.PI * k) / 5;
      const tip: Vec3 = [head[0] + 0.036 * Math.cos(turn), head[1] + 0.014, head[2] + 0.036 * Math.sin(turn)];
      m.leaf(solid(hex), head, tip, 0.036, 0.008, 2);
    }
    m.ball(solid(0xf0c330), [head[0], head[1] + 0.004, head[2]], [0.012, 0.01, 0.012], 6, 3);
  });
}

function flowerPot(m: ModelBuilder): void {
  pot(m, WHITE, 0.1, 0.15);
  fan(m, GREEN, 0.13, 9, 0.15, 0.16, 0.06);
  flowers(m, 0.17, [0xd9486a, 0xe36a86, 0xd9486a, 0xf08aa0, 0xd9486a]);
}

const VASES: Readonly<Record<'slim' | 'belly' | 'open', readonly number[]>> = {
  slim: [
    0, 0, 0.045, 0, 0.06, 0.03, 0.072, 0.1, 0.05, 0.19, 0.026, 0.24, 0.03, 0.275, 0.042, 0.29, 0.036, 0.29, 0.022, 0.25,
    0, 0.22,
  ],
  belly: [
    0, 0, 0.05, 0, 0.085, 0.045, 0.09, 0.09, 0.07, 0.14, 0.04, 0.165, 0.038, 0.18, 0.055, 0.195, 0.048, 0.195, 0.03,
    0.175, 0.03, 0.15, 0, 0.14,
  ],
  open: [0, 0, 0.04, 0, 0.045, 0.02, 0.055, 0.1, 0.095, 0.235, 0.088, 0.235, 0.045, 0.1, 0, 0.08],
};

function vase(m: ModelBuilder, shape: keyof typeof VASES): void {
  m.lathe(tinted(), [0, 0, 0], VASES[shape], 18);
}

function bouquet(m: ModelBuilder): void {
  vase(m, 'slim');
  fan(m, LEAF, 0.27, 8, 0.12, 0.14, 0.035);
  flowers(m, 0.34, [0xd9486a, 0xf2c84b, 0xe9e4f0, 0xd9486a, 0xf2c84b, 0xe9e4f0]);
}

/** Plants, and vases with and without flowers. */
export const plants: ModelGroup = {
  HousePlant: [fernPlant, rubberPlant, snakePlant, cactus, flowerPot],
  Vase: [(m) => vase(m, 'slim'), (m) => vase(m, 'belly'), (m) => vase(m, 'open'), bouquet],
};
