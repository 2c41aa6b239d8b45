import type { Vec3 } from '../../env/geometry.ts';
import { LEAF, solid, tinted } from './materials.ts';
import type { ModelBuilder, ModelGroup } from './shapes.ts';

const STALK = solid(0x5a3d24);

function apple(m: ModelBuilder): void {
  m.lathe(
    tinted(),
    [0, 0, 0],
    [0, 0.008, 0.018, 0, 0.038, 0.018, 0.047, 0.05, 0.042, 0.078, 0.022, 0.092, 0.006, 0.08, 0, 0.076],
    14,
  );
  m.pipe(STALK, [0, 0.076, 0, 0.002, 0.095, 0, 0.01, 0.112, 0], 0.0025, 5);
  m.leaf(LEAF, [0.004, 0.098, 0], [-0.036, 0.112, -0.01], 0.02, 0.004);
}

function tomato(m: ModelBuilder): void {
  m.pillow(tinted(), [0, 0, 0], [0.11, 0.085, 0.11], 2.3, 2.2, 3);
  for (let i = 0; i < 5; i++) {
    const angle = (2 * Math.PI * i) / 5;
    m.leaf(LEAF, [0, 0.084, 0], [0.036 * Math.cos(angle), 0.086, 0.036 * Math.sin(angle)], 0.014, 0.006, 2);
  }
  m.rod(LEAF, [0, 0.08, 0], [0.003, 0.102, 0], 0.003, 0.0025, 5);
}

/** Bumps and eyes of a potato: where, and how large. */
const EYES: readonly Vec3[] = [
  [0.02, 0.07, -0.03],
  [-0.022, 0.062, 0.02],
  [0.03, 0.05, 0.03],
  [-0.03, 0.045, -0.035],
  [0.005, 0.04, -0.066],
];

function potato(m: ModelBuilder): void {
  const skin = tinted();
  m.placed({ at: [0, 0, 0.012], yaw: 0.25 }, () => m.pillow(skin, [0, 0, 0], [0.085, 0.075, 0.1], 2.3, 2.2, 3));
  m.placed({ at: [0.008, 0.003, -0.03], yaw: -0.35 }, () =>
    m.pillow(skin, [0, 0, 0], [0.07, 0.066, 0.075], 2.3, 2.2, 3),
  );
  for (const eye of EYES) m.ball(tinted('plain', 0.55), eye, [0.005, 0.004, 0.005], 6, 4);
}

function egg(m: ModelBuilder): void {
  m.lathe(
    tinted(),
    [0, 0, 0],
    [0, 0, 0.014, 0.003, 0.024, 0.016, 0.026, 0.03, 0.022, 0.05, 0.012, 0.066, 0, 0.071],
    16,
  );
}

function loaf(m: ModelBuilder): void {
  const crust = tinted();
  m.pillow(crust, [0, 0, 0], [0.13, 0.1, 0.28], 5, 3, 4);
  m.pillow(crust, [0, 0.055, 0], [0.145, 0.085, 0.29], 4, 2.2, 4);
  for (const z of [-0.08, -0.027, 0.027, 0.08]) {
    m.placed({ at: [0, 0.126, z], yaw: 0.5 }, () =>
      m.pillow(solid(0xf0d9ac), [0, 0, 0], [0.085, 0.02, 0.018], 2, 2, 2),
    );
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

/** A head of lettuce: leaves around a heart. */
function lettuce(m: ModelBuilder): void {
  const leaf = tinted('leaf');
  m.pillow(tinted('leaf', 0.95), [0, 0.02, 0.01], [0.12, 0.11, 0.16], 2.4, 2.2, 3);
  m.rod(solid(0xe8edc8), [0, 0.06, 0.08], [0, 0.055, 0.122], 0.026, 0.02, 8);
  for (let ring = 0; ring < 3; ring++) {
    const count = 7 - ring;
    for (let i = 0; i < count; i++) {
      const angle = (2 * Math.PI * (i + ring * 0.4)) / count;
      const [out, reach] = [0.055 + 0.028 * (2 - ring), -0.11 + 0.02 * (2 - ring)];
      const tip: Vec3 = [out * Math.cos(angle), 0.08 + out * 0.82 * Math.sin(angle), reach];
      const foot: Vec3 = [0.03 * Math.cos(angle), 0.07 + 0.025 * Math.sin(angle), 0.095];
      frill(m, leaf, foot, tip, angle);
    }
  }
}

/** One lettuce leaf: a shell that bulges outwards and ends in a frill. */
function frill(m: ModelBuilder, leaf: ReturnType<typeof tinted>, foot: Vec3, tip: Vec3, angle: number): void {
  const middle: Vec3 = [(foot[0] + tip[0]) / 2, (foot[1] + tip[1]) / 2, (foot[2] + tip[2]) / 2];
  const bulge = 0.018;
  m.placed(
    { at: [middle[0] + bulge * Math.cos(angle), middle[1] + bulge * Math.sin(angle), middle[2]], roll: angle },
    () => {
      m.pillow(leaf, [0, -0.042, 0], [0.016, 0.084, 0.19], 2.5, 2, 2);
    },
  );
}

/** What there is to eat. */
export const food: ModelGroup = {
  Apple: [apple],
  Bread: [loaf, slicedBread],
  Egg: [egg],
  Lettuce: [lettuce],
  Potato: [potato],
  Tomato: [tomato],
};
