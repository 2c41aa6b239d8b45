import type { Vec3 } from '../../env/geometry.ts';
import { BOTH } from './furniture-parts.ts';
import type { Material } from './materials.ts';
import { solid, tinted, WHITE } from './materials.ts';
import type { DrawShape, ModelBuilder, ModelGroup } from './shapes.ts';

/** What tells people apart; the shirt or dress takes the placed person's colour. */
interface Look {
  readonly skin: Material;
  readonly hair: Material;
  readonly cut: 'short' | 'long' | 'bun' | 'bald';
  readonly trousers: Material;
  readonly shoes: Material;
  readonly isDress?: boolean;
}

/** Where joints are, for the side x = -1 (its own right) and +1: hip, knee, ankle and shoulder, elbow, hand. */
interface Stance {
  readonly leg: (x: number) => readonly [Vec3, Vec3, Vec3];
  readonly arm: (x: number) => readonly [Vec3, Vec3, Vec3];
  /** Height of the seat of the trousers. */
  readonly hips: number;
  readonly isSeated: boolean;
}

const SHIRT = tinted('fabric');
const SHIRT_SHADE = tinted('fabric', 0.88);

const LOOKS: readonly Look[] = [
  {
    skin: solid(0xd9a883),
    hair: solid(0x3b2a1e),
    cut: 'short',
    trousers: solid(0x34415c, 'fabric'),
    shoes: solid(0x2b2523),
  },
  {
    skin: solid(0xe6bd9c),
    hair: solid(0x8a5a2c),
    cut: 'long',
    trousers: solid(0x3c3a40, 'fabric'),
    shoes: solid(0x7d3b34),
    isDress: true,
  },
  {
    skin: solid(0x8d5a3b),
    hair: solid(0x1f1a18),
    cut: 'bun',
    trousers: solid(0x8a7d68, 'fabric'),
    shoes: WHITE,
  },
  {
    skin: solid(0xc98f6b),
    hair: solid(0xb9b4ac),
    cut: 'bald',
    trousers: solid(0x4a4f45, 'fabric'),
    shoes: solid(0x3d3029),
  },
];

/** In the middle of a step: one leg ahead, the other arm with it. */
const WALKING: Stance = {
  leg: (x) =>
    x < 0
      ? [
          [-0.09, 0.92, 0],
          [-0.09, 0.5, -0.13],
          [-0.09, 0.08, -0.17],
        ]
      : [
          [0.09, 0.92, 0],
          [0.09, 0.49, 0.04],
          [0.09, 0.12, 0.22],
        ],
  arm: (x) => [
    [x * 0.19, 1.41, 0.01],
    [x * 0.24, 1.15, x < 0 ? 0.09 : -0.03],
    [x * 0.23, 0.93, x < 0 ? 0.06 : -0.17],
  ],
  hips: 0.84,
  isSeated: false,
};

/** On a seat 45 cm high, hands on the thighs. */
const SEATED: Stance = {
  leg: (x) => [
    [x * 0.09, 0.52, 0.08],
    [x * 0.1, 0.53, -0.34],
    [x * 0.1, 0.08, -0.34],
  ],
  arm: (x) => [
    [x * 0.19, 0.99, 0.11],
    [x * 0.25, 0.73, 0.08],
    [x * 0.14, 0.62, -0.15],
  ],
  hips: 0.42,
  isSeated: true,
};

function figure(m: ModelBuilder, look: Look, stance: Stance): void {
  const { skin, trousers, shoes, isDress = false } = look;
  const back = stance.isSeated ? 0.1 : 0;
  const lift = stance.hips - 0.84;
  for (const x of BOTH) {
    const [hip, knee, ankle] = stance.leg(x);
    m.rod(isDress ? skin : trousers, knee, ankle, isDress ? 0.052 : 0.066, isDress ? 0.04 : 0.052, 7);
    m.rod(isDress && !stance.isSeated ? skin : isDress ? SHIRT : trousers, hip, knee, 0.088, 0.068, 7);
    const heel = Math.max(0, ankle[1] - 0.08);
    m.placed({ at: [ankle[0], heel, ankle[2]], pitch: -4 * heel }, () =>
      m.box(shoes, [0, 0, -0.05], [0.095, 0.085, 0.25], 0.03),
    );
    const [shoulder, elbow, hand] = stance.arm(x);
    m.rod(SHIRT_SHADE, shoulder, elbow, 0.057, 0.047, 6);
    m.ball(SHIRT_SHADE, shoulder, [0.06, 0.056, 0.06], 6, 4);
    m.rod(skin, elbow, hand, 0.041, 0.032, 6);
    m.ball(skin, hand, [0.036, 0.056, 0.046], 6, 3);
  }
  m.pillow(isDress ? SHIRT : trousers, [0, stance.hips, back], [0.34, 0.2, 0.22], 2.6, 3, 2);
  m.pillow(SHIRT, [0, 0.93 + lift, back], [0.38, 0.55, 0.22], 2.8, 3.4, 3);
  if (isDress && !stance.isSeated) {
    m.lathe(SHIRT, [0, 0.5, 0], [0.23, 0, 0.2, 0.18, 0.155, 0.5], 11);
    m.lathe(SHIRT_SHADE, [0, 0.5, 0], [0, 0.08, 0.23, 0], 11);
  }
  m.placed({ at: [0, lift, back] }, () => head(m, look));
}

function head(m: ModelBuilder, { skin, hair, cut }: Look): void {
  m.cylinder(skin, [0, 1.44, 0], 0.052, 0.1, 0.048, 8);
  m.ball(skin, [0, 1.61, 0], [0.088, 0.12, 0.102], 10, 7);
  m.box(skin, [0, 1.575, -0.104], [0.024, 0.042, 0.032]);
  m.box(solid(0x9c4b45), [0, 1.543, -0.094], [0.04, 0.01, 0.01]);
  for (const x of BOTH) {
    m.ball(WHITE, [x * 0.035, 1.622, -0.088], [0.016, 0.011, 0.012], 6, 3);
    m.box(solid(0x2a211c), [x * 0.035, 1.615, -0.097], [0.012, 0.015, 0.008]);
    m.box(hair, [x * 0.035, 1.643, -0.093], [0.034, 0.007, 0.012]);
    m.box(skin, [x * 0.088, 1.58, 0], [0.02, 0.05, 0.03]);
  }
  if (cut === 'bald') {
    m.pillow(hair, [0, 1.58, 0.03], [0.19, 0.09, 0.17], 2.2, 2.4, 2);
    m.pillow(hair, [0, 1.475, -0.055], [0.12, 0.06, 0.09], 2.4, 2.4, 2);
    m.ball(skin, [0, 1.66, 0.005], [0.088, 0.09, 0.1], 9, 5);
    return;
  }
  m.ball(hair, [0, 1.655, 0.02], [0.1, 0.095, 0.106], 10, 5);
  m.pillow(hair, [0, 1.56, 0.05], [0.19, 0.14, 0.13], 2.2, 2.4, 2);
  if (cut === 'long') {
    m.pillow(hair, [0, 1.34, 0.065], [0.2, 0.32, 0.09], 2.6, 3, 2);
    for (const x of BOTH) m.pillow(hair, [x * 0.088, 1.4, 0.015], [0.045, 0.26, 0.11], 2.4, 3, 2);
  }
  if (cut === 'bun') m.ball(hair, [0, 1.7, 0.11], [0.05, 0.05, 0.045], 7, 4);
}

const inStance = (stance: Stance): DrawShape[] => LOOKS.map((look) => (m) => figure(m, look, stance));

/** People on their way, and the same people on a seat 45 cm high. */
export const people: ModelGroup = {
  Person: inStance(WALKING),
  SeatedPerson: inStance(SEATED),
};
