import type { Vec3 } from '../../env/geometry.ts';
import { BRASS, CHARCOAL, CHROME, GLOW, IRON, OAK, solid, tinted, WALNUT } from './materials.ts';
import type { Material } from './materials.ts';
import type { ModelBuilder, ModelGroup } from './shapes.ts';

const SHADE = tinted('fabric', 1, 0.65);
const CREAM_SHADE = solid(0xf3e4c4, 'fabric', 0.65);

/** An open shade: outside, inside, and the bulb within. */
function shade(m: ModelBuilder, material: Material, at: Vec3, bottom: number, top: number, height: number): void {
  m.lathe(material, at, [bottom, 0, top, height, top - 0.006, height, bottom - 0.006, 0, bottom, 0], 18);
  m.ball(GLOW, [at[0], at[1] + height * 0.45, at[2]], [0.035, 0.045, 0.035], 8, 6);
}

function classicFloorLamp(m: ModelBuilder): void {
  m.lathe(IRON, [0, 0, 0], [0, 0, 0.15, 0, 0.145, 0.02, 0.03, 0.04, 0, 0.04], 18);
  m.cylinder(IRON, [0, 0.03, 0], 0.014, 1.5, 0.014, 8);
  m.ball(BRASS, [0, 1.36, 0], [0.025, 0.02, 0.025], 8, 5);
  shade(m, SHADE, [0, 1.42, 0], 0.24, 0.16, 0.3);
  m.collider([0, 0, 0], [0.3, 0.04, 0.3]);
  m.collider([0, 0, 0], [0.06, 1.42, 0.06]);
  m.collider([0, 1.42, 0], [0.44, 0.3, 0.44]);
}

function tripodFloorLamp(m: ModelBuilder): void {
  for (let i = 0; i < 3; i++) {
    const angle = (2 * Math.PI * i) / 3 + Math.PI / 6;
    m.rod(
      OAK,
      [0.03 * Math.cos(angle), 1.16, 0.03 * Math.sin(angle)],
      [0.26 * Math.cos(angle), 0, 0.26 * Math.sin(angle)],
      0.018,
      0.014,
      6,
    );
  }
  m.cylinder(CHROME, [0, 1.12, 0], 0.05, 0.05, 0.03, 10);
  m.cylinder(CHROME, [0, 1.16, 0], 0.012, 0.2, 0.012, 8);
  shade(m, SHADE, [0, 1.24, 0], 0.25, 0.23, 0.3);
  m.collider([0, 0, 0], [0.46, 0.3, 0.46]);
  m.collider([0, 0, 0], [0.14, 1.24, 0.14]);
  m.collider([0, 1.24, 0], [0.46, 0.3, 0.46]);
}

function arcFloorLamp(m: ModelBuilder): void {
  m.cylinder(CHARCOAL, [0.24, 0, 0], 0.16, 0.04, 0.15, 18);
  m.pipe(
    CHROME,
    [0.24, 0.04, 0, 0.25, 0.9, 0, 0.2, 1.4, 0, 0.08, 1.66, 0, -0.06, 1.72, 0, -0.17, 1.64, 0, -0.2, 1.55, 0],
    0.013,
    8,
  );
  m.lathe(tinted('metal', 1, 0.25), [-0.2, 1.36, 0], [0.17, 0, 0.15, 0.1, 0.06, 0.18, 0, 0.2], 18);
  m.lathe(GLOW, [-0.2, 1.36, 0], [0.166, 0, 0.14, 0.06, 0.1, 0.09, 0.02, 0.11], 16);
  m.ball(GLOW, [-0.2, 1.42, 0], [0.045, 0.05, 0.045], 8, 6);
  m.collider([0.24, 0, 0], [0.32, 0.04, 0.32]);
  m.collider([0.24, 0, 0], [0.06, 1.4, 0.06]);
  m.collider([-0.2, 1.36, 0], [0.34, 0.3, 0.34]);
}

function bankersLamp(m: ModelBuilder): void {
  m.lathe(
    tinted(),
    [0, 0, 0],
    [0, 0, 0.08, 0, 0.08, 0.015, 0.02, 0.035, 0.05, 0.1, 0.06, 0.15, 0.02, 0.22, 0.012, 0.26, 0, 0.26],
    16,
  );
  m.cylinder(BRASS, [0, 0.25, 0], 0.01, 0.06, 0.01, 8);
  shade(m, CREAM_SHADE, [0, 0.26, 0], 0.14, 0.085, 0.18);
}

/** A jointed reading lamp that leans over the desk. */
function archLamp(m: ModelBuilder): void {
  const paint = tinted();
  m.cylinder(paint, [0, 0, 0.06], 0.085, 0.018, 0.08, 18);
  m.rod(paint, [0, 0.015, 0.06], [0, 0.25, 0.13], 0.008, 0.008, 6);
  m.ball(CHROME, [0, 0.25, 0.13], [0.016, 0.016, 0.016], 8, 5);
  m.rod(paint, [0, 0.25, 0.13], [0, 0.44, 0.0], 0.008, 0.008, 6);
  m.ball(CHROME, [0, 0.44, 0], [0.016, 0.016, 0.016], 8, 5);
  m.placed({ at: [0, 0.46, 0.015], pitch: 0.75 }, () => {
    m.lathe(paint, [0, -0.14, 0], [0.085, 0, 0.075, 0.05, 0.03, 0.11, 0.022, 0.16, 0, 0.16], 16);
    m.lathe(GLOW, [0, -0.14, 0], [0.07, 0.04, 0.083, 0], 16);
    m.lathe(GLOW, [0, -0.14, 0], [0, 0.02, 0.03, 0.03, 0.072, 0.05], 16);
  });
}

function globeLamp(m: ModelBuilder): void {
  m.cylinder(WALNUT, [0, 0, 0], 0.075, 0.03, 0.07, 16);
  m.cylinder(tinted(), [0, 0.03, 0], 0.03, 0.14, 0.022, 10);
  m.ball(solid(0xfff2d6, 'glass', 0.9), [0, 0.27, 0], [0.12, 0.12, 0.12], 14, 9);
}

function flame(m: ModelBuilder, at: Vec3): void {
  m.lathe(solid(0xffb347, 'plain', 1), at, [0, 0, 0.006, 0.008, 0.004, 0.02, 0, 0.032], 8);
}

function pillarCandle(m: ModelBuilder): void {
  const wax = tinted('plain', 1, 0.1);
  m.lathe(wax, [0, 0, 0], [0, 0, 0.03, 0, 0.031, 0.1, 0.028, 0.104, 0.018, 0.097, 0, 0.096], 14);
  m.rod(CHARCOAL, [0, 0.095, 0], [0, 0.112, 0], 0.0018, 0.0018, 4);
  flame(m, [0, 0.108, 0]);
}

function taperCandle(m: ModelBuilder): void {
  m.lathe(
    BRASS,
    [0, 0, 0],
    [0, 0, 0.05, 0, 0.05, 0.008, 0.012, 0.014, 0.01, 0.045, 0.018, 0.05, 0.018, 0.07, 0, 0.07],
    14,
  );
  m.cylinder(tinted('plain', 1, 0.1), [0, 0.065, 0], 0.012, 0.2, 0.01, 10);
  m.rod(CHARCOAL, [0, 0.265, 0], [0, 0.278, 0], 0.0018, 0.0018, 4);
  flame(m, [0, 0.272, 0]);
}

/** Things that give light. */
export const lamps: ModelGroup = {
  Candle: [pillarCandle, taperCandle],
  DeskLamp: [bankersLamp, archLamp, globeLamp],
  FloorLamp: [classicFloorLamp, tripodFloorLamp, arcFloorLamp],
};
