import { BOTH } from './furniture-parts.ts';
import { BLACK, CHROME, GLASS, IRON, PAPER, solid, STEEL, tinted, WALNUT } from './materials.ts';
import type { Material } from './materials.ts';
import type { ModelBuilder, ModelGroup } from './shapes.ts';

const GLAZE = tinted();

function mug(m: ModelBuilder): void {
  m.lathe(
    GLAZE,
    [0, 0, 0],
    [0, 0, 0.036, 0, 0.042, 0.008, 0.042, 0.097, 0.04, 0.1, 0.037, 0.097, 0.036, 0.012, 0, 0.01],
    16,
  );
  m.cylinder(solid(0x4a2a1a), [0, 0.01, 0], 0.036, 0.066, 0.036, 14);
  m.pipe(
    GLAZE,
    [-0.038, 0.082, 0, -0.062, 0.084, 0, -0.075, 0.065, 0, -0.073, 0.042, 0, -0.058, 0.026, 0, -0.038, 0.024, 0],
    0.0065,
    6,
  );
}

function roundMug(m: ModelBuilder): void {
  m.lathe(
    GLAZE,
    [0, 0, 0],
    [0, 0, 0.028, 0, 0.044, 0.025, 0.047, 0.055, 0.042, 0.088, 0.038, 0.088, 0.042, 0.055, 0.036, 0.02, 0, 0.012],
    16,
  );
  m.pipe(GLAZE, [-0.042, 0.074, 0, -0.066, 0.072, 0, -0.072, 0.05, 0, -0.06, 0.03, 0, -0.042, 0.03, 0], 0.006, 6);
}

/** A tumbler: a straight cup without a handle. */
function tumbler(m: ModelBuilder): void {
  m.lathe(GLAZE, [0, 0, 0], [0, 0, 0.032, 0, 0.045, 0.14, 0.041, 0.14, 0.029, 0.01, 0, 0.01], 16);
  m.lathe(tinted('plain', 0.75), [0, 0, 0], [0.0385, 0.065, 0.0395, 0.065, 0.0425, 0.1, 0.0415, 0.1], 16);
}

function goblet(m: ModelBuilder): void {
  m.lathe(
    GLAZE,
    [0, 0, 0],
    [
      0, 0, 0.04, 0, 0.038, 0.006, 0.008, 0.02, 0.007, 0.08, 0.03, 0.1, 0.045, 0.13, 0.042, 0.185, 0.038, 0.185, 0.04,
      0.13, 0.02, 0.1, 0, 0.095,
    ],
    16,
  );
}

function bowl(m: ModelBuilder): void {
  m.lathe(
    GLAZE,
    [0, 0, 0],
    [0, 0, 0.045, 0, 0.045, 0.01, 0.08, 0.035, 0.1, 0.085, 0.095, 0.086, 0.072, 0.04, 0.04, 0.018, 0, 0.015],
    20,
  );
}

function plate(m: ModelBuilder): void {
  m.lathe(GLAZE, [0, 0, 0], [0, 0, 0.075, 0, 0.12, 0.02, 0.119, 0.023, 0.078, 0.009, 0.07, 0.006, 0, 0.006], 24);
  m.lathe(tinted('plain', 0.7), [0, 0.0005, 0], [0.116, 0.0232, 0.106, 0.0193], 24);
}

/** A round pan or pot with its handle towards -Z. */
function panBody(m: ModelBuilder, material: Material, radius: number, height: number): void {
  const wall = 0.006;
  m.lathe(
    material,
    [0, 0, 0],
    [0, 0, radius * 0.84, 0, radius, height, radius - wall, height, radius * 0.84 - wall, 0.006, 0, 0.006],
    20,
  );
}

function fryingPan(m: ModelBuilder): void {
  panBody(m, IRON, 0.14, 0.045);
  m.lathe(solid(0x232427), [0, 0, 0], [0.112, 0.007, 0, 0.0072], 18);
  m.rod(STEEL, [0, 0.03, -0.13], [0, 0.05, -0.19], 0.009, 0.009, 6);
  m.rod(BLACK, [0, 0.048, -0.18], [0, 0.062, -0.33], 0.013, 0.011, 8);
}

function wok(m: ModelBuilder): void {
  m.lathe(
    IRON,
    [0, 0, 0],
    [0, 0, 0.07, 0.008, 0.13, 0.05, 0.15, 0.095, 0.144, 0.095, 0.12, 0.05, 0.06, 0.014, 0, 0.008],
    20,
  );
  m.rod(WALNUT, [0, 0.075, -0.14], [0, 0.1, -0.31], 0.011, 0.014, 8);
}

function stewPot(m: ModelBuilder): void {
  const metal = tinted('metal');
  m.lathe(metal, [0, 0, 0], [0, 0, 0.12, 0, 0.125, 0.01, 0.125, 0.13, 0.13, 0.135, 0, 0.135], 20);
  m.lathe(metal, [0, 0.137, 0], [0.13, 0, 0.12, 0.015, 0.04, 0.03, 0, 0.032], 20);
  m.cylinder(BLACK, [0, 0.165, 0], 0.01, 0.015, 0.018, 10);
  for (const x of BOTH)
    m.pipe(
      BLACK,
      [x * 0.12, 0.1, -0.04, x * 0.165, 0.105, -0.035, x * 0.165, 0.105, 0.035, x * 0.12, 0.1, 0.04],
      0.008,
      6,
    );
}

function saucePot(m: ModelBuilder): void {
  const metal = tinted('metal');
  m.lathe(metal, [0, 0, 0], [0, 0, 0.1, 0, 0.105, 0.01, 0.105, 0.12, 0.11, 0.125, 0.1, 0.125, 0.1, 0.012, 0, 0.01], 20);
  m.rod(metal, [0, 0.1, -0.1], [0, 0.115, -0.15], 0.008, 0.008, 6);
  m.rod(BLACK, [0, 0.113, -0.14], [0, 0.13, -0.3], 0.012, 0.014, 8);
}

function bottle(m: ModelBuilder): void {
  m.lathe(
    tinted('glass'),
    [0, 0, 0],
    [0, 0, 0.036, 0, 0.038, 0.01, 0.038, 0.13, 0.03, 0.165, 0.014, 0.19, 0.013, 0.225, 0, 0.225],
    16,
  );
  m.cylinder(solid(0xb9bdc2), [0, 0.222, 0], 0.016, 0.025, 0.016, 12);
  m.lathe(PAPER, [0, 0, 0], [0.0385, 0.045, 0.0385, 0.11], 16);
}

function wineBottle(m: ModelBuilder): void {
  m.lathe(
    tinted('glass'),
    [0, 0, 0],
    [0, 0, 0.036, 0, 0.038, 0.008, 0.038, 0.19, 0.03, 0.225, 0.016, 0.25, 0.014, 0.31, 0, 0.31],
    16,
  );
  m.lathe(solid(0x6b1f2a), [0, 0, 0], [0.0168, 0.262, 0.0162, 0.313, 0, 0.314], 12);
  m.lathe(PAPER, [0, 0, 0], [0.0387, 0.06, 0.0387, 0.15], 16);
  m.lathe(solid(0x8c6b2e), [0, 0, 0], [0.039, 0.085, 0.039, 0.1], 16);
}

function shaker(m: ModelBuilder, content: Material, letter: readonly number[]): void {
  m.lathe(content, [0, 0, 0], [0, 0, 0.026, 0, 0.026, 0.004, 0.02, 0.055, 0, 0.055], 14);
  m.lathe(GLASS, [0, 0.055, 0], [0.02, 0, 0.0185, 0.022, 0, 0.022], 14);
  m.lathe(CHROME, [0, 0.075, 0], [0.0215, 0, 0.0215, 0.014, 0.012, 0.027, 0, 0.03], 14);
  for (const [x, z] of [
    [0, -0.006],
    [-0.006, 0.004],
    [0.006, 0.004],
  ])
    m.cylinder(BLACK, [x, 0.1035, z], 0.0018, 0.001, 0.0018, 5);
  m.pipe(BLACK, letter, 0.0016, 4);
}

/** Strokes on a shaker's front: points (x, y, z). */
const LETTER_S = [
  -0.006, 0.039, -0.0235, 0.004, 0.04, -0.0235, 0.006, 0.034, -0.024, -0.006, 0.028, -0.0245, -0.005, 0.021, -0.025,
  0.006, 0.021, -0.025,
];
const LETTER_P = [
  0.005, 0.02, -0.025, 0.005, 0.04, -0.0235, -0.004, 0.04, -0.0235, -0.006, 0.035, -0.024, -0.003, 0.03, -0.0245, 0.005,
  0.03, -0.0245,
];

function pepperMill(m: ModelBuilder): void {
  m.lathe(
    WALNUT,
    [0, 0, 0],
    [
      0, 0, 0.03, 0, 0.03, 0.02, 0.02, 0.05, 0.018, 0.09, 0.027, 0.125, 0.012, 0.135, 0.026, 0.15, 0.024, 0.172, 0.008,
      0.185, 0, 0.186,
    ],
    14,
  );
  m.ball(CHROME, [0, 0.19, 0], [0.009, 0.009, 0.009], 8, 5);
}

function saltMill(m: ModelBuilder): void {
  m.lathe(
    solid(0xe9dcc3, 'wood'),
    [0, 0, 0],
    [0, 0, 0.032, 0, 0.032, 0.03, 0.022, 0.06, 0.022, 0.1, 0.03, 0.13, 0.03, 0.15, 0.01, 0.175, 0, 0.176],
    14,
  );
  m.lathe(GLASS, [0, 0, 0], [0.0235, 0.06, 0.0235, 0.1], 14);
  m.ball(CHROME, [0, 0.185, 0], [0.011, 0.011, 0.011], 8, 5);
}

/** A tall bottle of clear glass with a screw cap, wide at its shoulder. */
function carafe(m: ModelBuilder): void {
  m.lathe(
    tinted('glass'),
    [0, 0, 0],
    [0, 0, 0.042, 0, 0.045, 0.012, 0.045, 0.16, 0.02, 0.2, 0.018, 0.24, 0.024, 0.27, 0, 0.27],
    16,
  );
  m.cylinder(solid(0x3a6a4a), [0, 0.268, 0], 0.024, 0.018, 0.024, 12);
  m.lathe(PAPER, [0, 0, 0], [0.0455, 0.05, 0.0455, 0.13], 16);
}

/** Sloping shoulders instead of high ones. */
function burgundyBottle(m: ModelBuilder): void {
  m.lathe(
    tinted('glass'),
    [0, 0, 0],
    [0, 0, 0.04, 0, 0.0425, 0.01, 0.0425, 0.13, 0.036, 0.18, 0.02, 0.225, 0.0145, 0.25, 0.0145, 0.29, 0, 0.29],
    16,
  );
  m.lathe(solid(0xc9a14a, 'metal'), [0, 0, 0], [0.0168, 0.24, 0.0165, 0.293, 0, 0.294], 12);
  m.lathe(solid(0xf1e7cf, 'paper'), [0, 0, 0], [0.0432, 0.045, 0.0432, 0.115], 16);
}

/** Straight sides on a foot, for soup. */
function deepBowl(m: ModelBuilder): void {
  m.lathe(
    GLAZE,
    [0, 0, 0],
    [
      0, 0, 0.04, 0, 0.038, 0.012, 0.07, 0.03, 0.078, 0.05, 0.078, 0.095, 0.072, 0.095, 0.07, 0.05, 0.035, 0.025, 0,
      0.022,
    ],
    20,
  );
  m.lathe(tinted('plain', 0.6), [0, 0, 0], [0.0785, 0.072, 0.0785, 0.084], 20);
}

/** Wide and flat, of wood, for salad. */
function saladBowl(m: ModelBuilder): void {
  m.lathe(
    tinted('wood'),
    [0, 0, 0],
    [0, 0, 0.06, 0, 0.12, 0.035, 0.14, 0.075, 0.134, 0.077, 0.112, 0.042, 0.055, 0.014, 0, 0.012],
    22,
  );
}

function squarePlate(m: ModelBuilder): void {
  m.box(GLAZE, [0, 0, 0], [0.17, 0.008, 0.17], 0.004);
  for (const [yaw, x, z] of [
    [0, 0, 1],
    [Math.PI / 2, 1, 0],
    [Math.PI, 0, -1],
    [-Math.PI / 2, -1, 0],
  ])
    m.placed({ at: [x * 0.095, 0.003, z * 0.095], yaw }, () =>
      m.placed({ pitch: -0.4 }, () => m.box(GLAZE, [0, 0, 0.008], [0.22, 0.006, 0.04], 0.002)),
    );
}

/** Dishes, pans and bottles. */
export const tableware: ModelGroup = {
  Bottle: [bottle, carafe],
  Bowl: [bowl, deepBowl, saladBowl],
  Cup: [tumbler, goblet],
  Mug: [mug, roundMug],
  Pan: [fryingPan, wok],
  PepperShaker: [(m) => shaker(m, solid(0x4a4038), LETTER_P), pepperMill],
  Plate: [plate, squarePlate],
  Pot: [stewPot, saucePot],
  SaltShaker: [(m) => shaker(m, solid(0xf4f4f2), LETTER_S), saltMill],
  WineBottle: [wineBottle, burgundyBottle],
};
