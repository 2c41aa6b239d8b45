import type { Vec3 } from '../../env/geometry.ts';
import { LEAF, solid, tinted } from './materials.ts';
import type { ModelBuilder, ModelGroup } from './shapes.ts';

const STALK = solid(0x5a3d24);

function apple(m: ModelBuilder): void {
  const outline = [
    0, 0.01, 0.01, 0.003, 0.019, 0.001, 0.03, 0.008, 0.039, 0.022, 0.046, 0.045, 0.0475, 0.062, 0.044, 0.078, 0.036,
    0.09, 0.025, 0.095, 0.014, 0.092, 0.006, 0.084, 0, 0.08,
  ];
  m.lathe(tinted(), [0, 0, 0], outline, 16);
  m.pipe(STALK, [0, 0.078, 0, 0.002, 0.095, 0, 0.01, 0.112, 0], 0.0025, 5);
  m.leaf(LEAF, [0.004, 0.1, 0], [-0.04, 0.112, -0.012], 0.024, 0.006);
}

function tomato(m: ModelBuilder): void {
  m.pillow(tinted(), [0, 0, 0], [0.11, 0.085, 0.11], 2.3, 2.2, 3);
  for (let i = 0; i < 5; i++) {
    const angle = (2 * Math.PI * i) / 5;
    m.leaf(LEAF, [0, 0.084, 0], [0.036 * Math.cos(angle), 0.086, 0.036 * Math.sin(angle)], 0.014, 0.006, 2);
  }
  m.rod(LEAF, [0, 0.08, 0], [0.003, 0.102, 0], 0.003, 0.0025, 5);
}

const POTATO_EYES: readonly Vec3[] = [
  [0.35, 0.82, -0.45],
  [-0.45, 0.86, 0.1],
  [0.62, 0.68, 0.3],
  [-0.72, 0.55, -0.4],
  [0.1, 0.42, -0.9],
  [0.75, 0.3, -0.55],
];

/** A potato lies along z; its eyes are small dark dents, given as directions from its middle. */
function potato(m: ModelBuilder): void {
  const half: Vec3 = [0.043, 0.037, 0.068];
  m.pillow(tinted(), [0, 0, 0], [2 * half[0], 2 * half[1], 2 * half[2]], 2.3, 2.1, 3);
  m.ball(tinted(), [0.012, 0.042, 0.032], [0.035, 0.034, 0.032], 8, 5);
  m.ball(tinted(), [-0.01, 0.032, -0.036], [0.033, 0.03, 0.03], 8, 5);
  for (const [x, y, z] of POTATO_EYES) {
    m.ball(tinted('plain', 0.72), [x * half[0], (1 + y) * half[1], z * half[2]], [0.0035, 0.0025, 0.004], 5, 3);
  }
}

function egg(m: ModelBuilder): void {
  m.lathe(
    tinted(),
    [0, 0, 0],
    [
      0, 0, 0.008, 0.001, 0.016, 0.006, 0.023, 0.016, 0.0262, 0.029, 0.0245, 0.043, 0.0195, 0.056, 0.0125, 0.066, 0.006,
      0.0705, 0, 0.0718,
    ],
    18,
  );
}

function loaf(m: ModelBuilder): void {
  m.pillow(tinted(), [0, 0, 0], [0.15, 0.15, 0.3], 3.2, 2.6, 4);
  for (const z of [-0.08, -0.027, 0.027, 0.08]) {
    m.placed({ at: [0, 0.151 - z * z, z], yaw: 0.5, pitch: 2.5 * z }, () => {
      m.pillow(solid(0xf3dfb4), [0, -0.016, 0], [0.1, 0.026, 0.024], 2, 2, 2);
    });
  }
}

/** Outlines of a slice and of its crumb. */
const SLICE = [
  -0.05, 0, 0.05, 0, 0.052, 0.075, 0.065, 0.09, 0.06, 0.115, 0.03, 0.13, -0.03, 0.13, -0.06, 0.115, -0.065, 0.09,
  -0.052, 0.075,
];
const CRUMB = SLICE.map((value, i) => value * (i % 2 === 0 ? 0.86 : 0.9));

function slicedBread(m: ModelBuilder): void {
  m.prism(tinted(), [0, 0, 0.04], SLICE, 0.2);
  for (const [i, z] of [-0.085, -0.115].entries()) {
    m.placed({ at: [0, 0, z], pitch: -0.12 - 0.14 * i }, () => {
      m.prism(tinted(), [0, 0, 0], SLICE, 0.014);
      m.prism(solid(0xf3e2bd), [0, 0.006, -0.001], CRUMB, 0.0145);
    });
  }
}

/** A head of lettuce lying on its side: its cut stalk at +Z, its leaves open towards -Z. */
function lettuce(m: ModelBuilder): void {
  const middle = 0.085;
  const [outer, inner] = [tinted('leaf', 0.82), tinted('leaf', 0.92)];
  m.ball(tinted('leaf'), [0, middle, -0.02], [0.052, 0.052, 0.07], 8, 5);
  m.rod(solid(0xe8edc8), [0, middle, 0.06], [0, middle, 0.115], 0.034, 0.026, 8);
  for (let i = 0; i < 5; i++) {
    m.placed({ at: [0, middle, 0], roll: (2 * i * Math.PI) / 5 }, () => {
      m.placed({ at: [0, 0.052, 0.005], pitch: 0.28 }, () => {
        for (const side of [-1, 1]) {
          m.placed({ at: [side * 0.028, -0.005, -0.01], roll: -side * 0.45 }, () =>
            m.pillow(outer, [0, 0, 0], [0.078, 0.016, 0.19], 2.4, 2, 2),
          );
        }
      });
    });
  }
  for (let i = 0; i < 3; i++) {
    m.placed({ at: [0, middle, 0], roll: ((2 * i + 0.5) * Math.PI) / 3 }, () => {
      m.placed({ at: [0, 0.042, -0.01], pitch: 0.1 }, () => m.pillow(inner, [0, 0, 0], [0.1, 0.024, 0.17], 2.4, 2, 2));
    });
  }
}

/** Taller, with a red cheek. */
function tallApple(m: ModelBuilder): void {
  m.lathe(
    tinted(),
    [0, 0, 0],
    [
      0, 0.008, 0.012, 0.001, 0.022, 0.003, 0.032, 0.02, 0.042, 0.055, 0.043, 0.075, 0.037, 0.094, 0.024, 0.103, 0.012,
      0.1, 0, 0.09,
    ],
    16,
  );
  m.ball(solid(0xc9402f), [0.016, 0.06, -0.017], [0.0215, 0.03, 0.021], 9, 6);
  m.pipe(STALK, [0, 0.088, 0, -0.003, 0.108, 0, -0.002, 0.122, 0], 0.0025, 5);
}

/** Flat and ribbed, a beef tomato. */
function ribbedTomato(m: ModelBuilder): void {
  for (let i = 0; i < 7; i++) {
    const angle = (2 * Math.PI * i) / 7;
    m.placed({ yaw: angle }, () =>
      m.ball(tinted('plain', i % 2 ? 0.94 : 1), [0.026, 0.036, 0], [0.036, 0.036, 0.03], 8, 6),
    );
    m.leaf(LEAF, [0, 0.067, 0], [0.03 * Math.cos(angle), 0.07, 0.03 * Math.sin(angle)], 0.01, 0.004, 2);
  }
  m.rod(LEAF, [0, 0.064, 0], [0.002, 0.085, 0], 0.003, 0.0025, 5);
}

function newPotato(m: ModelBuilder): void {
  m.pillow(tinted(), [0, 0, 0], [0.07, 0.058, 0.085], 2.1, 2, 4);
  for (const [x, y, z] of POTATO_EYES)
    m.ball(tinted('plain', 0.75), [x * 0.031, (1 + y) * 0.0285, z * 0.038], [0.003, 0.0022, 0.0032], 5, 3);
}

/** What there is to eat. */
export const food: ModelGroup = {
  Apple: [apple, tallApple],
  Bread: [loaf, slicedBread],
  Egg: [egg],
  Lettuce: [lettuce],
  Potato: [potato, newPotato],
  Tomato: [tomato, ribbedTomato],
};
