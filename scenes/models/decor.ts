import type { Vec3 } from '../../env/geometry.ts';
import { BOTH, circle, row } from './furniture-parts.ts';
import { BRASS, CHARCOAL, DARK_WOOD, IRON, OAK, PAPER, solid, tinted, WHITE } from './materials.ts';
import type { Material } from './materials.ts';
import type { ModelBuilder, ModelGroup } from './shapes.ts';

/** A picture frame with a picture in it; the front looks to -Z. */
function framed(m: ModelBuilder, width: number, height: number, frame: Material, paint: () => void): void {
  const bar = 0.04;
  for (const x of BOTH) m.box(frame, [x * (width / 2 - bar / 2), 0, 0], [bar, height, 0.03]);
  for (const y of [0, height - bar]) m.box(frame, [0, y, 0], [width - 2 * bar, bar, 0.03]);
  m.box(PAPER, [0, bar, 0.004], [width - 2 * bar, height - 2 * bar, 0.02]);
  paint();
}

/** Layers of a picture, each a little before the other so that none flickers. */
function layer(m: ModelBuilder, hex: number, level: number, outline: readonly number[]): void {
  m.prism(solid(hex, 'paper'), [0, 0, -0.0067 - 0.0012 * level], outline, 0.001);
}

function disc([x, y]: readonly [number, number], radius: number): number[] {
  return Array.from({ length: 14 }, (_, i) => (i * Math.PI) / 7).flatMap((angle) => [
    x + radius * Math.cos(angle),
    y + radius * Math.sin(angle),
  ]);
}

function landscape(m: ModelBuilder): void {
  framed(m, 0.84, 0.62, DARK_WOOD, () => {
    layer(m, 0xa9cfe8, 0, [-0.37, 0.05, 0.37, 0.05, 0.37, 0.57, -0.37, 0.57]);
    layer(m, 0xf6d76b, 1, disc([-0.2, 0.46], 0.055));
    layer(m, 0x7f92b5, 1, [-0.37, 0.26, 0.37, 0.26, 0.37, 0.36, 0.2, 0.48, 0.04, 0.33, -0.1, 0.44, -0.37, 0.3]);
    layer(m, 0x5f9a52, 2, [-0.37, 0.05, 0.37, 0.05, 0.37, 0.24, 0.1, 0.31, -0.16, 0.24, -0.37, 0.3]);
    layer(m, 0x4a86b8, 3, [-0.1, 0.05, 0.22, 0.05, 0.06, 0.26, 0.02, 0.26]);
  });
}

function abstractPicture(m: ModelBuilder): void {
  framed(m, 0.66, 0.82, OAK, () => {
    m.box(tinted('paper'), [0, 0.09, -0.0065], [0.48, 0.64, 0.001]);
    layer(m, 0xe8dcc0, 2, disc([-0.06, 0.5], 0.15));
    layer(m, 0x2f3e4e, 3, [-0.24, 0.09, 0.05, 0.09, 0.05, 0.3, -0.24, 0.42]);
    layer(m, 0xc9603f, 4, disc([0.1, 0.3], 0.1));
  });
}

function portrait(m: ModelBuilder): void {
  framed(m, 0.6, 0.76, BRASS, () => {
    m.box(tinted('paper'), [0, 0.04, -0.0065], [0.52, 0.68, 0.001]);
    layer(m, 0x2d2a3a, 2, [-0.22, 0.05, 0.22, 0.05, 0.19, 0.2, 0.08, 0.29, -0.08, 0.29, -0.19, 0.2]);
    layer(m, 0x4a3020, 2, disc([0, 0.45], 0.135));
    layer(m, 0xd9a981, 3, [-0.05, 0.24, 0.05, 0.24, 0.05, 0.36, -0.05, 0.36]);
    layer(m, 0xdfb08a, 4, disc([0, 0.42], 0.1));
    layer(m, 0x4a3020, 5, [-0.1, 0.46, 0.1, 0.46, 0.06, 0.55, -0.06, 0.55]);
    for (const x of BOTH) layer(m, 0x2a2220, 5, disc([x * 0.036, 0.425], 0.009));
    layer(m, 0x9c4a40, 5, [-0.03, 0.365, 0.03, 0.365, 0.02, 0.378, -0.02, 0.378]);
  });
}

function bust(m: ModelBuilder): void {
  const stone = tinted('marble');
  m.box(DARK_WOOD, [0, 0, 0], [0.15, 0.035, 0.13], 0.006);
  m.lathe(stone, [0, 0.035, 0], [0, 0, 0.045, 0, 0.03, 0.03, 0, 0.03], 12);
  m.pillow(stone, [0, 0.055, 0], [0.2, 0.12, 0.11], 2.6, 2.6, 3);
  m.cylinder(stone, [0, 0.15, 0.005], 0.036, 0.06, 0.032, 10);
  m.ball(stone, [0, 0.255, 0], [0.05, 0.068, 0.06], 12, 8);
  m.ball(stone, [0, 0.285, 0.015], [0.057, 0.05, 0.06], 10, 6);
  m.ball(stone, [0, 0.245, -0.06], [0.009, 0.014, 0.013], 6, 4);
  for (const x of BOTH) m.ball(stone, [x * 0.05, 0.25, 0.005], [0.008, 0.016, 0.012], 6, 4);
}

function horseStatue(m: ModelBuilder): void {
  const metal = tinted('metal');
  m.box(DARK_WOOD, [0, 0, 0], [0.3, 0.03, 0.12], 0.006);
  m.pillow(metal, [0.01, 0.12, 0], [0.19, 0.085, 0.075], 2.4, 2.4, 3);
  for (const [x, lean] of [
    [-0.065, -0.02],
    [-0.045, 0.02],
    [0.07, 0.015],
    [0.09, -0.005],
  ])
    m.rod(metal, [x, 0.16, lean > 0 ? 0.02 : -0.02], [x + lean, 0.028, lean > 0 ? 0.022 : -0.022], 0.016, 0.009, 6);
  m.rod(metal, [-0.06, 0.17, 0], [-0.115, 0.255, 0], 0.034, 0.022, 8);
  m.rod(metal, [-0.105, 0.265, 0], [-0.165, 0.215, 0], 0.026, 0.015, 8);
  for (const z of BOTH) m.rod(metal, [-0.105, 0.27, z * 0.012], [-0.108, 0.305, z * 0.014], 0.008, 0.001, 5);
  m.prism(tinted('metal', 0.7), [0, 0, 0], [-0.09, 0.29, -0.1, 0.27, -0.05, 0.19, -0.02, 0.19], 0.012);
  m.pipe(tinted('metal', 0.7), [0.095, 0.185, 0, 0.13, 0.18, 0, 0.14, 0.11, 0], 0.012, 6);
}

function figureStatue(m: ModelBuilder): void {
  const stone = tinted('marble');
  m.cylinder(CHARCOAL, [0, 0, 0], 0.065, 0.04, 0.06, 14);
  m.lathe(
    stone,
    [0, 0.04, 0],
    [0, 0, 0.05, 0, 0.038, 0.1, 0.042, 0.17, 0.026, 0.23, 0.046, 0.3, 0.04, 0.34, 0.014, 0.36, 0, 0.36],
    12,
  );
  m.ball(stone, [0, 0.43, 0], [0.03, 0.04, 0.034], 10, 6);
  for (const x of BOTH)
    m.pipe(stone, [x * 0.04, 0.36, 0, x * 0.075, 0.43, 0, x * 0.04, 0.52, 0, x * 0.006, 0.56, 0], 0.013, 6);
}

/** A tall vase on the floor with dry grasses. */
function floorVase(m: ModelBuilder): void {
  m.lathe(
    tinted(),
    [0, 0, 0],
    [0, 0, 0.08, 0, 0.13, 0.12, 0.14, 0.3, 0.08, 0.5, 0.05, 0.58, 0.07, 0.64, 0.058, 0.64, 0.04, 0.58, 0, 0.55],
    18,
  );
  for (let i = 0; i < 9; i++) {
    const [angle, out] = [i * 2.4, 0.05 + 0.014 * i];
    const [x, z] = [Math.cos(angle), Math.sin(angle)];
    const top: Vec3 = [out * x, 1.2 - 0.03 * i, out * z];
    m.rod(OAK, [0.02 * x, 0.56, 0.02 * z], top, 0.005, 0.004, 4);
    m.placed({ at: top, roll: -x * 0.12, pitch: z * 0.12 }, () =>
      m.pillow(solid(0xd8bd8a, 'leaf'), [0, -0.06, 0], [0.045, 0.2, 0.045], 2, 2, 2),
    );
  }
  m.collider([0, 0, 0], [0.26, 0.64, 0.26]);
}

function fruitTray(m: ModelBuilder): void {
  m.lathe(
    tinted('wood'),
    [0, 0, 0],
    [0, 0, 0.09, 0, 0.17, 0.045, 0.19, 0.075, 0.182, 0.075, 0.16, 0.052, 0.085, 0.014, 0, 0.014],
    20,
  );
  const spots: readonly Vec3[] = [
    [-0.07, 0.06, -0.05],
    [0.06, 0.06, -0.07],
    [0.08, 0.06, 0.05],
    [-0.05, 0.06, 0.075],
    [0, 0.105, 0],
  ];
  const colors = [0x8fa6b8, 0xc9a06a, 0xf1ece0, 0x6f8a6a, 0xb5673f];
  spots.forEach((spot, i) => m.ball(solid(colors[i], 'fabric'), spot, [0.052, 0.052, 0.052], 8, 6));
}

function blinds(m: ModelBuilder): void {
  m.box(tinted(), [0, 0.86, 0], [1.1, 0.05, 0.05], 0.006);
  for (let i = 0; i < 15; i++) {
    m.placed({ at: [0, 0.03 + i * 0.056, 0], pitch: -0.75 }, () =>
      m.box(tinted('plain', i % 2 ? 0.95 : 1), [0, 0, 0], [1.08, 0.004, 0.052]),
    );
  }
  m.box(tinted(), [0, 0, 0], [1.08, 0.022, 0.035], 0.005);
  for (const x of row(3, 0.42)) m.box(solid(0xc9c5ba), [x, 0.02, -0.024], [0.006, 0.86, 0.002]);
  m.rod(WHITE, [-0.5, 0.86, -0.035], [-0.49, 0.3, -0.035], 0.006, 0.006, 5);
}

function raisedBlinds(m: ModelBuilder): void {
  m.box(tinted(), [0, 0.15, 0], [1.1, 0.045, 0.03], 0.006);
  for (let i = 0; i < 9; i++) m.box(tinted('plain', i % 2 ? 0.85 : 1), [0, 0.02 + i * 0.0145, 0], [1.08, 0.008, 0.028]);
  m.box(tinted(), [0, 0, 0], [1.08, 0.016, 0.03], 0.004);
  m.rod(IRON, [-0.48, 0.15, -0.015], [-0.48, 0.01, -0.015], 0.003, 0.003, 4);
}

/** Lands of a globe: where they are and how large, radians and metres. */
const LANDS: readonly (readonly [yaw: number, pitch: number, width: number, height: number])[] = [
  [0.3, 0.35, 0.16, 0.12],
  [0.9, -0.3, 0.1, 0.16],
  [2.3, 0.25, 0.2, 0.14],
  [3.6, -0.2, 0.12, 0.12],
  [4.9, 0.4, 0.18, 0.1],
  [5.6, -0.35, 0.1, 0.12],
];

/** A globe on a stand. */
function globe(m: ModelBuilder): void {
  m.lathe(tinted('wood'), [0, 0, 0], [0, 0, 0.13, 0, 0.12, 0.025, 0.03, 0.05, 0.025, 0.28, 0, 0.28], 16);
  m.ball(solid(0x4d86b8), [0, 0.47, 0], [0.19, 0.19, 0.19], 16, 10);
  for (const [yaw, pitch, wide, high] of LANDS)
    m.placed({ at: [0, 0.47, 0], yaw, pitch }, () =>
      m.ball(solid(0x86a860), [0, 0, -0.152], [wide / 2, high / 2, 0.042], 8, 5),
    );
  m.placed({ at: [0, 0.47, 0] }, () => m.loop(BRASS, circle([0, 0, 0], 0.2, 20, 'z'), 0.008, 5));
}

/** Three candles of different height on a tray. */
function candleTray(m: ModelBuilder): void {
  m.box(tinted('wood'), [0, 0, 0], [0.34, 0.018, 0.15], 0.004);
  for (const [x, high] of [
    [-0.1, 0.16],
    [0, 0.1],
    [0.1, 0.13],
  ]) {
    m.cylinder(solid(0xefe6d2), [x, 0.018, 0], 0.034, high, 0.034, 14);
    m.rod(CHARCOAL, [x, 0.018 + high, 0], [x, 0.03 + high, 0], 0.0018, 0.0018, 4);
  }
  for (const x of BOTH) m.ball(solid(0x9a9f9a, 'marble'), [x * 0.05, 0.03, -0.045], [0.022, 0.013, 0.018], 7, 4);
}

/** Things that please the eye, and blinds. */
export const decor: ModelGroup = {
  Blinds: [blinds, raisedBlinds],
  Painting: [landscape, abstractPicture, portrait],
  RoomDecor: [floorVase, globe],
  Statue: [bust, horseStatue, figureStatue],
  TableTopDecor: [fruitTray, candleTray],
};
