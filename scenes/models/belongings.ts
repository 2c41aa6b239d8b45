import type { Vec3 } from '../../env/geometry.ts';
import { BOTH, circle, row } from './furniture-parts.ts';
import { BLACK, BRASS, CHARCOAL, CHROME, GREY, PAPER, RUBBER, solid, STEEL, tinted, WHITE } from './materials.ts';
import type { ModelBuilder, ModelGroup } from './shapes.ts';
import type { Point2 } from './swept.ts';

/** Words on paper: grey bars. */
function print(m: ModelBuilder, [x, y, z]: Vec3, width: number, lines: readonly number[]): void {
  for (const offset of lines) m.box(GREY, [x, y, z + offset], [width, 0.0006, 0.0045]);
}

function closedBook(m: ModelBuilder): void {
  const [w, h, d] = [0.19, 0.035, 0.26];
  const cover = tinted('paper');
  for (const y of [0, h - 0.004]) m.box(cover, [0, y, 0], [w, 0.004, d]);
  m.box(cover, [w / 2 - 0.003, 0, 0], [0.008, h, d], 0.002);
  m.box(PAPER, [-0.002, 0.004, 0], [w - 0.012, h - 0.008, d - 0.012]);
  m.box(solid(0xf1e6c8, 'paper'), [0, h, 0.05], [0.11, 0.0012, 0.035]);
  m.box(tinted('paper', 0.6), [0, h, -0.05], [0.09, 0.0012, 0.06]);
  for (const z of BOTH) m.box(BRASS, [0, h, z * 0.112], [w - 0.03, 0.0008, 0.005]);
}

function bookStack(m: ModelBuilder): void {
  m.placed({ yaw: 0.08 }, () => closedBook(m));
  m.placed({ at: [0.005, 0.036, -0.008], yaw: -0.25, scale: [0.88, 0.85, 0.86] }, () => {
    closedBook(m);
  });
}

function openBook(m: ModelBuilder): void {
  m.box(tinted('paper'), [0, 0, 0], [0.36, 0.004, 0.25]);
  for (const x of BOTH) {
    m.placed({ at: [0, 0.004, 0], yaw: x === 1 ? 0 : Math.PI }, () => {
      const page = [0, 0, 0.172, 0, 0.172, 0.01, 0.12, 0.022, 0.05, 0.028, 0.012, 0.02, 0, 0.008];
      m.prism(PAPER, [0, 0, 0], page, 0.238);
    });
    m.placed({ at: [x * 0.09, 0.0255, 0], roll: -x * 0.12 }, () => print(m, [0, 0.003, 0], 0.1, row(9, 0.022)));
  }
}

function cd(m: ModelBuilder): void {
  m.lathe(solid(0xcfd6dd, 'metal'), [0, 0, 0], [0.008, 0, 0.06, 0, 0.06, 0.0025, 0.022, 0.0025], 28);
  m.lathe(solid(0xf0f4f7, 'glass'), [0, 0, 0], [0.022, 0.0025, 0.008, 0.0025, 0.008, 0], 20);
  const hues = [0xf2a0a0, 0xf2e29a, 0xa6e6b0, 0x9fd0f0, 0xc6a8ee];
  for (const turn of [0, Math.PI]) {
    hues.forEach((hex, i) => {
      const ends = [0, 1].map((k) => turn + 0.5 + (i + k) * 0.16);
      const rim = ends.map((angle): Point2 => [0.057 * Math.cos(angle), 0.057 * Math.sin(angle)]);
      const hub = ends.map((angle): Point2 => [0.026 * Math.cos(angle), 0.026 * Math.sin(angle)]);
      m.placed({ at: [0, 0.0026, 0], pitch: -Math.PI / 2 }, () =>
        m.prism(solid(hex, 'metal'), [0, 0, 0], [...hub[0], ...rim[0], ...rim[1], ...hub[1]], 0.0006),
      );
    });
  }
}

function creditCard(m: ModelBuilder): void {
  m.box(solid(0x27508f), [0, 0, 0], [0.086, 0.0016, 0.054]);
  m.box(solid(0x3f78c4), [0.024, 0.0016, 0], [0.036, 0.0003, 0.0535]);
  m.box(BRASS, [0.024, 0.0016, -0.004], [0.013, 0.0007, 0.01]);
  for (const x of row(4, 0.018)) m.box(solid(0xe6ebf2), [x, 0.0016, 0.007], [0.013, 0.0006, 0.004]);
  m.box(solid(0xe6ebf2), [0.018, 0.0016, 0.019], [0.03, 0.0005, 0.0035]);
  for (const [x, hex] of [
    [-0.032, 0xeb4034],
    [-0.024, 0xf5a623],
  ])
    m.cylinder(solid(hex), [x, 0.0016, 0.018], 0.0065, 0.0006, 0.0065, 12);
}

function key(m: ModelBuilder, material: ReturnType<typeof solid>, yaw: number): void {
  m.placed({ at: [0.03, 0, 0], yaw }, () => {
    m.placed({ at: [-0.026, 0.002, 0], pitch: -Math.PI / 2 }, () =>
      m.loop(material, circle([0, 0, 0], 0.009, 9, 'z'), 0.0035, 4),
    );
    m.box(material, [-0.06, 0.0005, 0], [0.052, 0.003, 0.006]);
    for (const x of [-0.083, -0.075, -0.066]) m.box(material, [x, 0.0005, 0.005], [0.004, 0.003, 0.006]);
  });
}

function keyChain(m: ModelBuilder): void {
  m.placed({ at: [0.018, 0.003, 0], pitch: -Math.PI / 2 }, () =>
    m.loop(CHROME, circle([0, 0, 0], 0.015, 12, 'z'), 0.0016, 4),
  );
  key(m, BRASS, -0.42);
  key(m, STEEL, 0.05);
  key(m, BRASS, 0.55);
  m.box(tinted(), [0.056, 0, 0], [0.045, 0.006, 0.028], 0.0025);
  m.ball(CHROME, [0.036, 0.003, 0], [0.004, 0.003, 0.004], 6, 4);
}

function foldedNewspaper(m: ModelBuilder): void {
  for (const [i, y] of [0, 0.008, 0.016].entries())
    m.box(tinted('paper', 1 - i * 0.02), [i * 0.002, y, i * 0.001], [0.3 - i * 0.004, 0.008, 0.2 - i * 0.003], 0.003);
  const top = 0.0242;
  m.box(BLACK, [0, top, 0.078], [0.24, 0.0008, 0.02]);
  m.box(GREY, [0, top, 0.059], [0.26, 0.0008, 0.003]);
  m.box(solid(0x6a7480), [0.075, top, 0.008], [0.1, 0.0008, 0.075]);
  for (const x of [-0.02, -0.1])
    print(
      m,
      [x, top, 0],
      0.066,
      row(11, 0.011).map((z) => z - 0.012),
    );
  print(m, [0.075, top, -0.055], 0.1, row(4, 0.011));
}

function rolledNewspaper(m: ModelBuilder): void {
  m.placed({ at: [-0.17, 0.036, 0], roll: -Math.PI / 2 }, () => {
    m.lathe(
      tinted('paper'),
      [0, 0, 0],
      [0, 0.02, 0.028, 0.0, 0.036, 0.0, 0.036, 0.34, 0.028, 0.34, 0.02, 0.32, 0, 0.32],
      14,
    );
    m.lathe(solid(0xb0472f), [0, 0, 0], [0.0365, 0.16, 0.0365, 0.18], 14);
    for (const y of [0.03, 0.07, 0.11, 0.21, 0.25, 0.29]) m.lathe(GREY, [0, 0, 0], [0.0363, y, 0.0363, y + 0.008], 14);
  });
}

/** A stick that lies along z, its point towards -Z. */
function stick(m: ModelBuilder, length: number, radius: number, draw: () => void): void {
  m.placed({ at: [0, radius, length / 2], pitch: -Math.PI / 2 }, draw);
}

function pencil(m: ModelBuilder): void {
  stick(m, 0.19, 0.006, () => {
    m.cylinder(solid(0xe58a93), [0, 0, 0], 0.0052, 0.012, 0.0055, 8);
    m.cylinder(STEEL, [0, 0.011, 0], 0.006, 0.014, 0.006, 8);
    m.cylinder(tinted(), [0, 0.025, 0], 0.0058, 0.138, 0.0058, 6);
    m.cylinder(solid(0xe3c598, 'wood'), [0, 0.163, 0], 0.0058, 0.02, 0.002, 6);
    m.cylinder(BLACK, [0, 0.183, 0], 0.002, 0.007, 0, 6);
  });
}

function pen(m: ModelBuilder): void {
  stick(m, 0.15, 0.006, () => {
    m.cylinder(tinted('plain', 0.7), [0, 0, 0], 0.0055, 0.05, 0.006, 10);
    m.cylinder(CHROME, [0, -0.008, 0], 0.003, 0.009, 0.003, 8);
    m.cylinder(CHROME, [0, 0.05, 0], 0.0063, 0.005, 0.0063, 10);
    m.cylinder(tinted(), [0, 0.055, 0], 0.006, 0.075, 0.006, 10);
    m.cylinder(CHROME, [0, 0.13, 0], 0.006, 0.016, 0.0018, 10);
    m.box(CHROME, [0, 0.004, 0.0085], [0.003, 0.04, 0.0015]);
    m.box(CHROME, [0, 0.04, 0.007], [0.003, 0.004, 0.004]);
  });
}

function watch(m: ModelBuilder): void {
  const leather = solid(0x5a3826);
  m.placed({ at: [0, 0.03, 0] }, () => {
    for (const x of BOTH) {
      const strap: Vec3[] = [
        [x * 0.016, 0.004, 0],
        [x * 0.03, -0.004, 0],
        [x * 0.035, -0.016, 0],
        [x * 0.026, -0.026, 0],
        [0, -0.0285, 0],
      ];
      for (let i = 0; i + 1 < strap.length; i++) {
        const [a, b] = [strap[i], strap[i + 1]];
        const long = Math.hypot(b[0] - a[0], b[1] - a[1]) + 0.002;
        m.placed({ at: [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, 0], roll: Math.atan2(b[1] - a[1], b[0] - a[0]) }, () =>
          m.box(leather, [0, -0.0015, 0], [long, 0.003, 0.02]),
        );
      }
    }
    m.cylinder(CHROME, [0, 0, 0], 0.021, 0.008, 0.02, 20);
    m.cylinder(WHITE, [0, 0.008, 0], 0.0175, 0.0006, 0.0175, 20);
    for (let i = 0; i < 12; i++)
      m.placed({ at: [0, 0.0086, 0], yaw: (i * Math.PI) / 6 }, () =>
        m.box(BLACK, [0, 0, 0.015], [0.0012, 0.0004, 0.003]),
      );
    m.placed({ at: [0, 0.009, 0], yaw: 0.9 }, () => m.box(BLACK, [0, 0, -0.004], [0.0018, 0.0005, 0.01]));
    m.placed({ at: [0, 0.0092, 0], yaw: -0.9 }, () => m.box(BLACK, [0, 0, -0.006], [0.0014, 0.0005, 0.014]));
    m.rod(CHROME, [0, 0.004, 0.019], [0, 0.004, 0.0245], 0.003, 0.003, 6);
  });
}

function boots(m: ModelBuilder): void {
  const leather = tinted();
  const shaft = [0.044, 0, 0.047, 0.14, 0.054, 0.32, 0.056, 0.34, 0.05, 0.34, 0.043, 0.14, 0, 0.12];
  for (const x of BOTH) {
    m.placed({ at: [x * 0.072, 0, x * 0.01], yaw: x * 0.12 }, () => {
      m.pillow(RUBBER, [0, 0, -0.018], [0.1, 0.034, 0.25], 3.5, 6, 2);
      m.pillow(leather, [0, 0.018, -0.05], [0.098, 0.095, 0.18], 3, 2.6, 2);
      m.box(leather, [0, 0.02, 0.055], [0.09, 0.12, 0.1], 0.03);
      m.lathe(leather, [0, 0.09, 0.05], shaft, 11);
      for (const y of [0.14, 0.18, 0.22, 0.26]) m.box(CHARCOAL, [0, y, -0.001], [0.05, 0.009, 0.012]);
    });
  }
}

function teddyBear(m: ModelBuilder): void {
  const [fur, light] = [tinted('fabric'), solid(0xe8d3ae, 'fabric')];
  m.ball(fur, [0, 0.15, 0], [0.12, 0.14, 0.105], 9, 6);
  m.ball(light, [0, 0.145, -0.05], [0.085, 0.1, 0.07], 8, 5);
  m.ball(fur, [0, 0.345, -0.005], [0.105, 0.1, 0.095], 9, 6);
  m.ball(light, [0, 0.322, -0.085], [0.048, 0.038, 0.04], 7, 4);
  m.ball(BLACK, [0, 0.338, -0.124], [0.016, 0.012, 0.01], 6, 3);
  for (const x of BOTH) {
    m.ball(fur, [x * 0.082, 0.43, 0], [0.042, 0.042, 0.026], 7, 3);
    m.ball(light, [x * 0.082, 0.43, -0.016], [0.025, 0.025, 0.014], 6, 3);
    m.ball(BLACK, [x * 0.04, 0.37, -0.088], [0.012, 0.013, 0.008], 6, 3);
    m.placed({ at: [x * 0.145, 0.19, -0.035], roll: x * 0.6 }, () =>
      m.ball(fur, [0, 0, 0], [0.045, 0.09, 0.048], 7, 4),
    );
    m.ball(fur, [x * 0.105, 0.055, -0.1], [0.055, 0.055, 0.095], 7, 4);
    m.ball(light, [x * 0.105, 0.055, -0.18], [0.038, 0.038, 0.018], 6, 3);
  }
  m.box(solid(0xb5302a, 'fabric'), [0, 0.25, -0.085], [0.03, 0.03, 0.03], 0.01);
  for (const x of BOTH)
    m.pillow(solid(0xb5302a, 'fabric'), [x * 0.038, 0.245, -0.085], [0.055, 0.04, 0.022], 2.5, 2.5, 1);
}

/** Rain boots: one smooth tube each, with a light sole. */
function rainBoots(m: ModelBuilder): void {
  for (const x of BOTH)
    m.placed({ at: [x * 0.07, 0, -x * 0.012], yaw: -x * 0.06 }, () => {
      m.pillow(solid(0xe8dfc8), [0, 0, -0.015], [0.098, 0.03, 0.26], 3.5, 6, 2);
      m.pillow(tinted(), [0, 0.018, -0.045], [0.094, 0.1, 0.19], 3, 2.6, 3);
      m.lathe(tinted(), [0, 0.03, 0.055], [0.045, 0, 0.048, 0.1, 0.056, 0.26, 0.052, 0.26, 0.044, 0.1, 0, 0.08], 12);
      m.lathe(solid(0xe8dfc8), [0, 0.03, 0.055], [0.0565, 0.235, 0.0568, 0.262, 0.052, 0.262], 12);
    });
}

/** A bear that stands, in a striped shirt. */
function standingBear(m: ModelBuilder): void {
  const fur = tinted('fabric');
  for (const x of BOTH) {
    m.pillow(fur, [x * 0.055, 0, -0.01], [0.09, 0.13, 0.1], 2.4, 2.6, 2);
    m.placed({ at: [x * 0.105, 0.19, -0.01], roll: x * 0.5 }, () => m.ball(fur, [0, 0, 0], [0.036, 0.085, 0.04], 7, 4));
    m.ball(fur, [x * 0.075, 0.405, 0], [0.036, 0.036, 0.022], 7, 4);
    m.ball(BLACK, [x * 0.032, 0.35, -0.078], [0.01, 0.011, 0.007], 6, 3);
  }
  const stripes = [0x2f5d8c, 0xf1ede2, 0x2f5d8c, 0xf1ede2, 0x2f5d8c];
  const outline = [0.085, 0.105, 0.1, 0.095, 0.082, 0.06];
  stripes.forEach((hex, i) =>
    m.lathe(solid(hex, 'fabric'), [0, 0.1 + i * 0.033, 0], [outline[i], 0, outline[i + 1], 0.033], 12),
  );
  m.ball(fur, [0, 0.33, -0.005], [0.09, 0.085, 0.082], 10, 7);
  m.ball(solid(0xe8d3ae, 'fabric'), [0, 0.308, -0.07], [0.042, 0.033, 0.034], 7, 4);
  m.ball(BLACK, [0, 0.322, -0.102], [0.014, 0.01, 0.008], 6, 3);
}

/** Personal things: to read, to write, to wear and to love. */
export const belongings: ModelGroup = {
  Book: [closedBook, bookStack, openBook],
  Boots: [boots, rainBoots],
  CD: [cd],
  CreditCard: [creditCard],
  KeyChain: [keyChain],
  Newspaper: [foldedNewspaper, rolledNewspaper],
  Pen: [pen],
  Pencil: [pencil],
  TeddyBear: [teddyBear, standingBear],
  Watch: [watch],
};
