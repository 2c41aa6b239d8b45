import { BOTH, circle } from './furniture-parts.ts';
import { BLACK, CHARCOAL, PAPER, RED, solid, STEEL, tinted, WHITE } from './materials.ts';
import type { ModelBuilder, ModelGroup } from './shapes.ts';

const DISH = solid(0x4f8f8a);
const KRAFT = solid(0xb39a78, 'paper');

function aluminumFoil(m: ModelBuilder): void {
  const box = solid(0x3565a8, 'paper');
  m.box(box, [0, 0, 0.01], [0.3, 0.055, 0.055]);
  m.panel(solid(0xdfe7f2, 'paper'), [0, 0.026, -0.0185], 0.2, 0.026);
  m.box(STEEL, [0, 0.05, 0.012], [0.298, 0.008, 0.05]);
  m.placed({ at: [0, 0.057, -0.016], pitch: 0.2 }, () =>
    m.box(solid(0xe6e9ee, 'metal'), [0, 0, -0.035], [0.27, 0.0015, 0.09]),
  );
  m.placed({ at: [0, 0.05, 0.036], pitch: -0.9 }, () => m.box(box, [0, 0, 0.025], [0.3, 0.002, 0.05]));
}

function paperTowelRoll(m: ModelBuilder): void {
  m.cylinder(CHARCOAL, [0, 0, 0], 0.07, 0.012, 0.068, 18);
  m.lathe(tinted('paper'), [0, 0.013, 0], [0.018, 0, 0.055, 0, 0.055, 0.23, 0.018, 0.23, 0.018, 0], 18);
  m.lathe(KRAFT, [0, 0.013, 0], [0.02, 0.2305, 0.015, 0.2305, 0.015, 0.1], 12);
  m.cylinder(CHARCOAL, [0, 0.01, 0], 0.006, 0.26, 0.006, 6);
  m.ball(CHARCOAL, [0, 0.272, 0], [0.012, 0.012, 0.012], 8, 5);
  m.placed({ at: [-0.03, 0.013, -0.05], yaw: 0.25 }, () => m.box(tinted('paper'), [-0.03, 0, 0], [0.09, 0.23, 0.002]));
}

function cloth(m: ModelBuilder): void {
  const [fabric, stripe] = [tinted('fabric'), solid(0xd9d2c2, 'fabric')];
  m.box(fabric, [0, 0, 0], [0.22, 0.012, 0.18], 0.005);
  m.box(fabric, [-0.003, 0.011, 0.003], [0.212, 0.012, 0.172], 0.005);
  m.box(fabric, [-0.004, 0.022, 0.006], [0.205, 0.01, 0.162], 0.004);
  for (const x of [-0.075, -0.055, 0.05]) m.box(stripe, [x, 0.0225, 0.006], [0.01, 0.0105, 0.1625]);
  m.placed({ at: [0.1, 0.012, -0.09], yaw: 0.6, roll: 0.3 }, () =>
    m.box(fabric, [-0.02, 0, 0.01], [0.06, 0.004, 0.06]),
  );
}

function sponge(m: ModelBuilder): void {
  m.box(tinted('fabric'), [0, 0, 0], [0.07, 0.026, 0.11], 0.006);
  m.box(solid(0x3f7a3a, 'fabric'), [0, 0.025, 0], [0.07, 0.011, 0.11], 0.004);
  const pores: readonly (readonly [number, number, number])[] = [
    [0.012, -0.036, 0.006],
    [0.017, 0.01, 0.008],
    [0.009, 0.03, 0.006],
    [0.019, -0.012, 0.005],
    [0.008, -0.01, 0.005],
  ];
  for (const [y, z, size] of pores)
    for (const x of BOTH) m.box(tinted('fabric', 0.6), [x * 0.0345, y - size / 2, z], [0.002, size, size]);
  for (const [x, y] of [
    [-0.018, 0.014],
    [0.004, 0.01],
    [0.02, 0.017],
  ])
    m.box(tinted('fabric', 0.6), [x, y - 0.003, -0.0545], [0.007, 0.006, 0.002]);
}

function soapBar(m: ModelBuilder): void {
  m.pillow(solid(0xf3b8c4), [0, 0.008, 0], [0.062, 0.028, 0.095], 3.4, 3, 3);
  m.pillow(solid(0xe39aab), [0, 0.0345, 0], [0.036, 0.004, 0.062], 3, 3, 2);
  m.placed({ scale: [1, 1, 1.3] }, () =>
    m.lathe(DISH, [0, 0, 0], [0, 0, 0.035, 0, 0.05, 0.014, 0.046, 0.014, 0.033, 0.005, 0, 0.005], 16),
  );
  for (const [x, z, r] of [
    [0.012, -0.02, 0.008],
    [-0.014, 0.018, 0.006],
    [0.004, 0.034, 0.005],
  ])
    m.ball(WHITE, [x, 0.038, z], [r, r, r], 8, 5);
}

function soapBottle(m: ModelBuilder): void {
  m.lathe(tinted(), [0, 0, 0], [0, 0, 0.036, 0, 0.04, 0.01, 0.04, 0.13, 0.03, 0.155, 0.015, 0.162, 0, 0.162], 16);
  m.lathe(PAPER, [0, 0, 0], [0.0405, 0.04, 0.0405, 0.105], 16);
  m.cylinder(WHITE, [0, 0.16, 0], 0.016, 0.022, 0.016, 10);
  m.cylinder(WHITE, [0, 0.18, 0], 0.006, 0.035, 0.006, 8);
  m.box(WHITE, [0, 0.212, -0.012], [0.02, 0.014, 0.055], 0.005);
  m.rod(WHITE, [0, 0.217, -0.036], [0, 0.205, -0.05], 0.005, 0.004, 6);
}

function squeezeBottle(m: ModelBuilder): void {
  m.placed({ scale: [1.45, 1, 0.9] }, () => {
    m.lathe(tinted(), [0, 0, 0], [0, 0, 0.034, 0, 0.038, 0.012, 0.032, 0.09, 0.037, 0.15, 0.014, 0.185, 0, 0.186], 14);
    m.lathe(PAPER, [0, 0, 0], [0.0375, 0.035, 0.0355, 0.065, 0.0335, 0.1], 14);
  });
  m.cylinder(WHITE, [0, 0.182, 0], 0.015, 0.025, 0.013, 10);
  m.cylinder(RED, [0, 0.207, 0], 0.008, 0.022, 0.005, 8);
}

function sprayBottle(m: ModelBuilder): void {
  m.placed({ scale: [0.8, 1, 1.1] }, () => {
    m.lathe(
      tinted(),
      [0, 0, 0.012],
      [0, 0, 0.04, 0, 0.042, 0.01, 0.042, 0.1, 0.022, 0.155, 0.014, 0.165, 0, 0.165],
      14,
    );
    m.lathe(PAPER, [0, 0, 0.012], [0.0425, 0.03, 0.0425, 0.085], 14);
  });
  m.cylinder(WHITE, [0, 0.16, 0.013], 0.017, 0.03, 0.016, 10);
  m.placed({ yaw: Math.PI / 2 }, () => {
    const head = [-0.02, 0.188, 0.03, 0.188, 0.06, 0.212, 0.06, 0.24, -0.035, 0.245, -0.05, 0.226, -0.038, 0.2];
    m.prism(RED, [0, 0, 0], head, 0.028);
  });
  m.pipe(WHITE, [0, 0.2, -0.01, 0, 0.185, -0.035, 0, 0.15, -0.03], 0.006, 6);
  m.rod(WHITE, [0, 0.222, -0.05], [0, 0.222, -0.065], 0.009, 0.007, 8);
}

function tissueBox(m: ModelBuilder): void {
  m.box(tinted('paper'), [0, 0, 0], [0.23, 0.085, 0.12], 0.003);
  m.panel(WHITE, [0, 0.042, -0.0615], 0.16, 0.03);
  m.placed({ scale: [1.5, 1, 0.6] }, () => m.cylinder(solid(0x6f7680), [0, 0.0852, 0], 0.045, 0.001, 0.045, 14));
  m.leaf(WHITE, [0.01, 0.082, 0.008], [0.03, 0.16, -0.015], 0.1, 0.01, 3);
  m.leaf(WHITE, [-0.01, 0.082, -0.005], [-0.045, 0.15, 0.01], 0.09, 0.012, 3);
  m.pillow(WHITE, [0, 0.075, 0], [0.07, 0.05, 0.022], 2.5, 2, 2);
}

function wateringCan(m: ModelBuilder): void {
  const metal = tinted('metal');
  m.lathe(
    metal,
    [0, 0, 0.03],
    [0, 0, 0.068, 0, 0.072, 0.01, 0.062, 0.13, 0.05, 0.14, 0.045, 0.138, 0.05, 0.02, 0, 0.02],
    16,
  );
  m.rod(metal, [0, 0.03, -0.03], [0, 0.15, -0.135], 0.014, 0.009, 8);
  m.placed({ at: [0, 0.15, -0.135], pitch: -0.85 }, () => {
    m.lathe(metal, [0, -0.005, 0], [0.009, 0, 0.03, 0.025, 0, 0.03], 12);
  });
  m.pipe(metal, [0, 0.13, -0.02, 0, 0.19, 0.0, 0, 0.2, 0.05, 0, 0.16, 0.11, 0, 0.09, 0.125, 0, 0.04, 0.095], 0.008, 6);
}

const CARDBOARD = tinted('paper');
const CARDBOARD_SHADE = tinted('paper', 0.85);

/** An open cardboard box: four walls, four flaps folded outwards. */
function openBox(m: ModelBuilder): void {
  const [w, h, d, t] = [0.44, 0.3, 0.42, 0.008];
  m.box(CARDBOARD_SHADE, [0, 0, 0], [w, t, d]);
  for (const x of BOTH) m.box(CARDBOARD, [(x * (w - t)) / 2, 0, 0], [t, h, d]);
  for (const z of BOTH) m.box(CARDBOARD, [0, 0, (z * (d - t)) / 2], [w - 2 * t, h, t]);
  for (const x of BOTH)
    m.placed({ at: [(x * w) / 2, h, 0], roll: -x * 0.5 }, () =>
      m.box(CARDBOARD, [x * 0.07, -t, 0], [0.14, t, d - 0.01]),
    );
  for (const z of BOTH)
    m.placed({ at: [0, h, (z * d) / 2], pitch: z * 0.7 }, () =>
      m.box(CARDBOARD_SHADE, [0, -t, z * 0.07], [w - 0.01, t, 0.14]),
    );
}

function tapedBox(m: ModelBuilder): void {
  const [w, h, d] = [0.42, 0.3, 0.4];
  m.box(CARDBOARD, [0, 0, 0], [w, h, d], 0.004);
  const tape = solid(0xd8c48f, 'paper');
  m.box(tape, [0, h, 0], [0.06, 0.002, d - 0.01]);
  for (const z of BOTH) m.box(tape, [0, h * 0.7, z * (d / 2 + 0.001)], [0.06, h * 0.3, 0.002]);
  m.box(CARDBOARD_SHADE, [0, h, 0], [0.004, 0.0035, d]);
  m.panel(PAPER, [0.11, 0.2, -d / 2 - 0.002], 0.12, 0.08);
  for (const y of [0.22, 0.2, 0.18]) m.panel(BLACK, [0.11, y, -d / 2 - 0.003], 0.08, 0.006);
}

function pillow(m: ModelBuilder): void {
  const [width, height, depth] = [0.46, 0.16, 0.4];
  m.pillow(tinted('fabric'), [0, 0, 0], [width, height, depth], 6, 1.9, 4);
  const piping = Array.from({ length: 24 }, (_, i) => (i * Math.PI) / 12).flatMap((angle) => {
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    const reach = (c ** 6 + s ** 6) ** (-1 / 6) / 2;
    return [c * reach * width, height / 2, s * reach * depth];
  });
  m.loop(tinted('fabric', 0.7), piping, 0.007, 4);
}

/** A bolster lying along x. */
function bolster(m: ModelBuilder): void {
  m.placed({ at: [-0.28, 0.09, 0], roll: -Math.PI / 2 }, () => {
    m.lathe(
      tinted('fabric'),
      [0, 0, 0],
      [0, 0.012, 0.05, 0, 0.085, 0.02, 0.09, 0.05, 0.09, 0.51, 0.085, 0.54, 0.05, 0.56, 0, 0.548],
      16,
    );
  });
}

function lidBox(m: ModelBuilder): void {
  m.box(CARDBOARD, [0, 0, 0], [0.3, 0.16, 0.3], 0.006);
  m.box(CARDBOARD_SHADE, [0, 0.13, 0], [0.32, 0.06, 0.32], 0.008);
  const bow = circle([0, 0, 0], 0.035, 8, 'y');
  for (const x of BOTH) m.placed({ at: [x * 0.035, 0.2, 0], roll: x * 0.4 }, () => m.loop(RED, bow, 0.008, 4));
  m.box(RED, [0, 0.19, 0], [0.03, 0.002, 0.321]);
  m.box(RED, [0, 0.19, 0], [0.321, 0.002, 0.03]);
  for (const z of BOTH) m.box(RED, [0, 0.131, z * 0.16], [0.03, 0.058, 0.003]);
}

/** A slim pump sprayer, its trigger in the bottle's own colour. */
function mistBottle(m: ModelBuilder): void {
  m.lathe(tinted(), [0, 0, 0.012], [0, 0, 0.034, 0, 0.036, 0.01, 0.036, 0.13, 0.03, 0.15, 0.014, 0.16, 0, 0.16], 14);
  m.lathe(solid(0xdff0f5, 'paper'), [0, 0, 0.012], [0.0365, 0.03, 0.0365, 0.1], 14);
  m.cylinder(CHARCOAL, [0, 0.158, 0.012], 0.016, 0.024, 0.015, 10);
  m.box(CHARCOAL, [0, 0.18, -0.006], [0.026, 0.034, 0.09], 0.008);
  m.rod(CHARCOAL, [0, 0.2, -0.048], [0, 0.2, -0.064], 0.008, 0.006, 8);
  m.placed({ at: [0, 0.18, -0.028], pitch: 0.35 }, () => m.box(tinted(), [0, -0.05, 0], [0.014, 0.055, 0.008], 0.003));
}

function plainSoap(m: ModelBuilder): void {
  m.box(solid(0xd6e7c4), [0, 0, 0], [0.055, 0.025, 0.085], 0.009, 0.002);
  m.box(solid(0xc2d8ac), [0, 0.0245, 0], [0.03, 0.0015, 0.05]);
}

/** A cube with a tissue pulled out. */
function tissueCube(m: ModelBuilder): void {
  m.box(tinted('paper'), [0, 0, 0], [0.12, 0.125, 0.12], 0.003);
  m.cylinder(solid(0x6f7680), [0, 0.1252, 0], 0.036, 0.001, 0.036, 14);
  m.leaf(WHITE, [0.005, 0.12, 0], [0.03, 0.2, -0.015], 0.09, 0.012, 3);
  m.leaf(WHITE, [-0.005, 0.12, 0.003], [-0.035, 0.19, 0.012], 0.08, 0.012, 3);
}

/** Of plastic, with a long spout from its foot. */
function plasticCan(m: ModelBuilder): void {
  m.box(tinted(), [0, 0, 0.05], [0.11, 0.15, 0.19], 0.03);
  m.rod(tinted(), [0, 0.03, -0.04], [0, 0.19, -0.2], 0.017, 0.011, 8);
  m.pipe(tinted(), [0, 0.14, -0.01, 0, 0.21, 0.02, 0, 0.215, 0.1, 0, 0.14, 0.13], 0.011, 6);
}

/** A cloth dropped in folds. */
function crumpledCloth(m: ModelBuilder): void {
  const fabric = tinted('fabric');
  for (const [x, z, yaw, wide] of [
    [0, 0, 0.3, 0.2],
    [-0.03, 0.02, 1.2, 0.17],
    [0.035, -0.015, -0.6, 0.16],
  ])
    m.placed({ at: [x, 0, z], yaw }, () =>
      m.pillow(fabric, [0, 0, 0], [wide, 0.06 + 0.6 * Math.abs(x), 0.1], 2.5, 2, 3),
    );
  m.placed({ at: [0.07, 0, 0.05], yaw: 0.7 }, () =>
    m.box(tinted('fabric', 0.85), [0, 0, 0], [0.1, 0.006, 0.09], 0.002),
  );
}

/** Things for cleaning and keeping house. */
export const household: ModelGroup = {
  AluminumFoil: [aluminumFoil],
  Box: [openBox, tapedBox, lidBox],
  Cloth: [cloth, crumpledCloth],
  DishSponge: [sponge],
  PaperTowelRoll: [paperTowelRoll],
  Pillow: [pillow, bolster],
  SoapBar: [soapBar, plainSoap],
  SoapBottle: [soapBottle, squeezeBottle],
  SprayBottle: [sprayBottle, mistBottle],
  TissueBox: [tissueBox, tissueCube],
  WateringCan: [wateringCan, plasticCan],
};
