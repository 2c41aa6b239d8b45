import type { Vec3 } from '../../env/geometry.ts';
import { BOTH, circle } from './furniture-parts.ts';
import {
  BLACK,
  CHARCOAL,
  CHROME,
  GREY,
  PALE_GREY,
  RED,
  RUBBER,
  SCREEN,
  solid,
  STEEL,
  tinted,
  WHITE,
} from './materials.ts';
import type { ModelBuilder, ModelGroup } from './shapes.ts';

const CASE = tinted();
/** Screens: dark when off, whatever they show. */
const SKY = solid(0x6fb1e0, 'screen', 1);
const MEADOW = solid(0x5c9c4f, 'screen', 1);
const SUN = solid(0xffe08a, 'screen', 1);
const WORK = solid(0x4a86c5, 'screen', 1);
const WINDOW = solid(0xf2f4f7, 'screen', 1);

/** A slab screen whose glass faces -Z. */
function screen(m: ModelBuilder, y: number, width: number, height: number, thick: number): void {
  m.box(BLACK, [0, y, 0], [width, height, thick], 0.006);
  landscape(m, [0, y + 0.006 + 0.0225, -thick / 2 - 0.001], width - 0.035, height - 0.045);
}

/** What a television shows when it is on: a meadow under a sky. The place is the middle of the picture's lower edge. */
function landscape(m: ModelBuilder, [x, y, z]: Vec3, width: number, height: number): void {
  const w = width / 2;
  m.panel(SKY, [x, y + height / 2, z], width, height);
  m.prism(
    MEADOW,
    [x, y, z - 0.001],
    [-w, 0, w, 0, w, 0.38 * height, 0.3 * w, 0.26 * height, -0.4 * w, 0.46 * height, -w, 0.3 * height],
    0.001,
  );
  m.placed({ at: [x + 0.5 * w, y + 0.74 * height, z - 0.0005], pitch: -Math.PI / 2 }, () =>
    m.cylinder(SUN, [0, 0, 0], 0.09 * height, 0.001, 0.09 * height, 12),
  );
}

function standingTelevision(m: ModelBuilder): void {
  screen(m, 0.07, 1.16, 0.67, 0.05);
  m.box(CHARCOAL, [0, 0.2, 0.05], [0.6, 0.35, 0.06], 0.02);
  for (const x of BOTH) {
    m.rod(CHARCOAL, [x * 0.4, 0.08, 0], [x * 0.42, 0.01, -0.13], 0.011, 0.011, 6);
    m.rod(CHARCOAL, [x * 0.4, 0.08, 0], [x * 0.42, 0.01, 0.13], 0.011, 0.011, 6);
  }
}

function pedestalTelevision(m: ModelBuilder): void {
  screen(m, 0.1, 1.1, 0.64, 0.06);
  m.box(CHARCOAL, [0, 0.015, 0.02], [0.12, 0.14, 0.04]);
  m.pillow(CHARCOAL, [0, 0, 0], [0.5, 0.03, 0.28], 3, 4, 3);
}

function mountedTelevision(m: ModelBuilder): void {
  screen(m, 0, 1.3, 0.75, 0.05);
  m.box(CHARCOAL, [0, 0.2, 0.04], [0.5, 0.35, 0.04]);
}

function tubeTelevision(m: ModelBuilder): void {
  m.box(CHARCOAL, [0, 0, -0.12], [0.72, 0.58, 0.2], 0.02);
  m.prism(CHARCOAL, [0, 0, 0.13], [-0.3, 0.02, 0.3, 0.02, 0.27, 0.5, -0.27, 0.5], 0.3);
  landscape(m, [0.05, 0.09, -0.222], 0.5, 0.44);
  m.box(GREY, [-0.29, 0.08, -0.222], [0.08, 0.44, 0.01]);
  for (const y of [0.42, 0.32])
    m.placed({ at: [-0.29, y, -0.22], pitch: -Math.PI / 2 }, () =>
      m.cylinder(CHROME, [0, 0, 0], 0.025, 0.025, 0.022, 10),
    );
  for (const x of BOTH) m.rod(CHROME, [0, 0.56, 0], [x * 0.25, 0.82, 0.02], 0.005, 0.003, 5);
}

/** A keyboard's keys as rows of small blocks on a plate. */
function keys(m: ModelBuilder, [x, y, z]: [number, number, number], width: number, depth: number, rows: number): void {
  for (let r = 0; r < rows; r++) {
    m.box(CHARCOAL, [x, y, z + (r - (rows - 1) / 2) * (depth / rows)], [width, 0.004, (depth / rows) * 0.72]);
  }
}

function laptop(m: ModelBuilder): void {
  m.box(CASE, [0, 0, 0], [0.36, 0.016, 0.25], 0.004);
  keys(m, [0, 0.016, 0.035], 0.31, 0.12, 5);
  m.box(tinted('plain', 0.75), [0, 0.016, -0.075], [0.11, 0.002, 0.065]);
  m.placed({ at: [0, 0.012, 0.125], pitch: 0.3 }, () => {
    m.box(CASE, [0, 0, 0], [0.36, 0.25, 0.01], 0.003);
    m.box(BLACK, [0, 0.006, -0.0055], [0.345, 0.236, 0.002]);
    m.panel(WORK, [0, 0.126, -0.0075], 0.32, 0.205);
    m.box(WINDOW, [-0.04, 0.065, -0.008], [0.17, 0.13, 0.001]);
    m.box(solid(0x2f7fd0, 'screen', 1), [-0.04, 0.181, -0.0085], [0.17, 0.014, 0.001]);
  });
}

function desktop(m: ModelBuilder): void {
  m.placed({ at: [-0.12, 0.1, 0.06] }, () => {
    m.box(BLACK, [0, 0, 0], [0.55, 0.36, 0.04], 0.006);
    m.panel(WORK, [0, 0.185, -0.021], 0.51, 0.31);
    m.panel(WINDOW, [0.06, 0.19, -0.0215], 0.3, 0.2);
  });
  m.box(CHARCOAL, [-0.12, 0.01, 0.08], [0.06, 0.15, 0.03]);
  m.box(CHARCOAL, [-0.12, 0, 0.06], [0.24, 0.015, 0.18], 0.004);
  m.box(CHARCOAL, [-0.12, 0, -0.15], [0.44, 0.015, 0.14], 0.004);
  for (const z of [-0.195, -0.165, -0.135, -0.105]) m.box(PALE_GREY, [-0.12, 0.015, z], [0.41, 0.006, 0.02]);
  m.pillow(CHARCOAL, [0.16, 0, -0.15], [0.06, 0.035, 0.1], 3, 3, 3);
  m.box(CASE, [0.34, 0, 0.02], [0.18, 0.42, 0.4], 0.008);
  m.box(CHARCOAL, [0.34, 0.02, -0.182], [0.15, 0.38, 0.01]);
  for (const y of [0.32, 0.36]) m.box(PALE_GREY, [0.34, y, -0.188], [0.12, 0.025, 0.008]);
  m.panel(solid(0x66d0ff, 'plain', 1), [0.34, 0.27, -0.1885], 0.02, 0.02);
}

function alarmClock(m: ModelBuilder): void {
  m.placed({ at: [0, 0.085, 0], pitch: -Math.PI / 2 }, () => {
    m.cylinder(CASE, [0, -0.03, 0], 0.068, 0.06, 0.072, 18);
    m.cylinder(WHITE, [0, 0.03, 0], 0.06, 0.002, 0.06, 18);
  });
  const face = -0.0335;
  m.placed({ at: [0, 0.085, face], roll: 0.6 }, () => m.box(BLACK, [0, -0.004, 0], [0.006, 0.04, 0.002]));
  m.placed({ at: [0, 0.085, face], roll: -0.9 }, () => m.box(BLACK, [0, -0.004, 0], [0.004, 0.054, 0.002]));
  for (const [x, y] of [
    [0, 0.05],
    [0, -0.05],
    [0.05, 0],
    [-0.05, 0],
  ])
    m.box(BLACK, [x, 0.082 + y, face], [0.008, 0.008, 0.002]);
  for (const x of BOTH) {
    m.rod(CHROME, [x * 0.035, 0.03, 0], [x * 0.055, 0, 0], 0.008, 0.006, 6);
    m.placed({ at: [x * 0.042, 0.15, 0], roll: -x * 0.5 }, () =>
      m.ball(CHROME, [0, 0.005, 0], [0.033, 0.024, 0.033], 10, 5),
    );
  }
  m.loop(CHROME, circle([0, 0.172, 0], 0.018, 8, 'z'), 0.004, 4);
}

function digitalClock(m: ModelBuilder): void {
  m.prism(CASE, [0, 0, 0], [-0.1, 0, 0.1, 0, 0.09, 0.085, -0.09, 0.085], 0.08);
  m.panel(BLACK, [0, 0.042, -0.041], 0.16, 0.06);
  const lit = solid(0xff4a2e, 'plain', 1);
  for (const [i, x] of [0.056, 0.022, -0.022, -0.056].entries()) {
    for (const y of [0.022, 0.042, 0.062]) if (i > 0 || y > 0.1) m.panel(lit, [x, y, -0.042], 0.02, 0.004);
    for (const side of BOTH) m.panel(lit, [x + side * (i > 0 ? 0.01 : 0), 0.042, -0.042], 0.004, 0.04);
  }
  for (const y of [0.032, 0.052]) m.panel(lit, [0, y, -0.042], 0.005, 0.005);
}

function cellPhone(m: ModelBuilder): void {
  m.box(CASE, [0, 0, 0], [0.075, 0.009, 0.15], 0.003);
  m.box(SCREEN, [0, 0.0085, 0], [0.068, 0.0015, 0.138]);
  for (const [i, hex] of [0x4aa3df, 0x5cb85c, 0xf0ad4e, 0xd9534f].entries()) {
    m.box(solid(hex, 'plain', 0.6), [-0.023 + i * 0.0155, 0.01, -0.054], [0.011, 0.001, 0.011]);
  }
  m.box(solid(0x3b6fb0, 'screen', 0.5), [0, 0.01, 0.012], [0.06, 0.001, 0.1]);
}

function remoteControl(m: ModelBuilder): void {
  m.box(CHARCOAL, [0, 0, 0], [0.05, 0.02, 0.19], 0.006);
  m.cylinder(RED, [-0.012, 0.019, 0.08], 0.006, 0.004, 0.006, 8);
  m.cylinder(PALE_GREY, [0, 0.019, 0.04], 0.016, 0.003, 0.015, 12);
  for (let r = 0; r < 4; r++)
    for (const x of [-0.013, 0, 0.013]) m.box(PALE_GREY, [x, 0.019, 0.005 - r * 0.018], [0.008, 0.003, 0.009]);
}

function vacuumCleaner(m: ModelBuilder): void {
  m.box(tinted(), [0, 0.02, -0.09], [0.34, 0.08, 0.18], 0.03);
  m.box(RUBBER, [0, 0, -0.09], [0.32, 0.03, 0.16]);
  for (const x of BOTH)
    m.placed({ at: [x * 0.12, 0.05, 0.03], roll: Math.PI / 2 }, () =>
      m.cylinder(RUBBER, [0, -0.02, 0], 0.05, 0.04, 0.05, 10),
    );
  m.placed({ at: [0, 0.08, 0.0], pitch: 0.22 }, () => {
    m.cylinder(tinted(), [0, 0, 0], 0.085, 0.14, 0.1, 14);
    m.cylinder(solid(0x9fb8c4, 'glass'), [0, 0.14, 0], 0.085, 0.2, 0.085, 14);
    m.cylinder(CHARCOAL, [0, 0.34, 0], 0.09, 0.12, 0.05, 14);
    m.cylinder(GREY, [0, 0.44, 0], 0.018, 0.36, 0.018, 8);
    m.pipe(CHARCOAL, [0, 0.78, 0, 0, 0.86, 0.0, 0, 0.93, 0.04, 0, 0.9, 0.1, 0, 0.8, 0.08, 0, 0.78, 0.02], 0.016, 6);
    m.pipe(RUBBER, [0.06, 0.06, 0.06, 0.12, 0.2, 0.1, 0.1, 0.45, 0.07, 0.02, 0.55, 0.03], 0.02, 6);
  });
}

function lightSwitch(m: ModelBuilder): void {
  m.box(WHITE, [0, 0, 0], [0.09, 0.14, 0.012], 0.004);
  m.box(PALE_GREY, [0, 0.035, -0.007], [0.045, 0.07, 0.006]);
  m.placed({ at: [0, 0.07, -0.009], pitch: 0.16 }, () => m.box(WHITE, [0, -0.03, 0], [0.036, 0.06, 0.008], 0.002));
  for (const y of [0.018, 0.122]) m.ball(GREY, [0, y, -0.006], [0.004, 0.004, 0.002], 6, 3);
}

function doubleSwitch(m: ModelBuilder): void {
  m.box(WHITE, [0, 0, 0], [0.15, 0.14, 0.012], 0.004);
  for (const x of BOTH) {
    m.box(PALE_GREY, [x * 0.033, 0.045, -0.006], [0.018, 0.05, 0.004]);
    m.placed({ at: [x * 0.033, 0.07, -0.006], pitch: x * 0.5 }, () =>
      m.box(WHITE, [0, -0.008, -0.01], [0.012, 0.016, 0.022], 0.003),
    );
  }
}

/** A thick dark one with a number pad, its lid upright. */
function wideLaptop(m: ModelBuilder): void {
  const shell = tinted('plain', 0.6);
  m.box(shell, [0, 0, 0], [0.4, 0.026, 0.27], 0.006);
  keys(m, [-0.03, 0.026, 0.03], 0.29, 0.13, 5);
  keys(m, [0.155, 0.026, 0.03], 0.06, 0.13, 5);
  m.box(GREY, [0, 0.026, -0.09], [0.1, 0.002, 0.06]);
  m.placed({ at: [0, 0.018, 0.13], pitch: 0.12 }, () => {
    m.box(shell, [0, 0, 0], [0.4, 0.27, 0.014], 0.004);
    m.box(BLACK, [0, 0.008, -0.0075], [0.385, 0.25, 0.002]);
    m.panel(WORK, [0, 0.135, -0.0092], 0.36, 0.215);
    m.box(solid(0x1d2430, 'screen', 1), [0.02, 0.05, -0.0098], [0.24, 0.14, 0.001]);
    for (const y of [0.16, 0.135, 0.11, 0.085])
      m.box(solid(0x9fe0a0, 'screen', 1), [0.06 - y * 0.1, y, -0.0105], [0.1, 0.008, 0.001]);
  });
}

/** All in one: the machine is behind the screen. */
function screenDesktop(m: ModelBuilder): void {
  m.placed({ at: [0, 0.12, 0.06] }, () => {
    m.box(CASE, [0, 0, 0], [0.62, 0.4, 0.04], 0.006);
    m.box(BLACK, [0, 0.06, -0.0205], [0.6, 0.325, 0.002]);
    m.panel(WORK, [0, 0.225, -0.022], 0.58, 0.305);
    m.box(WINDOW, [-0.1, 0.13, -0.0228], [0.3, 0.2, 0.001]);
  });
  m.placed({ at: [0, 0.005, 0.1], pitch: 0.15 }, () => m.box(CASE, [0, 0, 0], [0.16, 0.2, 0.012], 0.004));
  m.box(CASE, [0, 0, 0.07], [0.22, 0.01, 0.2], 0.004);
  m.box(CASE, [-0.06, 0, -0.16], [0.42, 0.012, 0.13], 0.004);
  for (const z of [-0.2, -0.172, -0.144, -0.116]) m.box(PALE_GREY, [-0.06, 0.012, z], [0.39, 0.005, 0.02]);
  m.pillow(WHITE, [0.24, 0, -0.16], [0.06, 0.03, 0.1], 3, 3, 3);
}

/** In a case of its owner's colour, its face a clock. */
function casedPhone(m: ModelBuilder): void {
  m.box(CASE, [0, 0, 0], [0.078, 0.011, 0.155], 0.004);
  m.box(BLACK, [0, 0.0105, 0], [0.07, 0.001, 0.146]);
  m.box(solid(0x7a4a9c, 'screen', 0.5), [0, 0.0112, 0], [0.066, 0.0008, 0.14]);
  for (const x of [-0.018, -0.006, 0.006, 0.018]) m.box(WHITE, [x, 0.0118, 0.035], [0.007, 0.0006, 0.016]);
}

/** A canister on wheels with a hose. */
function canisterCleaner(m: ModelBuilder): void {
  m.box(tinted(), [0, 0.05, 0.12], [0.26, 0.2, 0.36], 0.07);
  m.box(CHARCOAL, [0, 0.03, 0.12], [0.2, 0.05, 0.3], 0.02);
  for (const x of BOTH)
    m.placed({ at: [x * 0.13, 0.09, 0.22], roll: Math.PI / 2 }, () =>
      m.cylinder(RUBBER, [0, -0.02, 0], 0.09, 0.04, 0.09, 14),
    );
  m.pipe(CHARCOAL, [0, 0.2, 0.0, 0, 0.34, -0.06, -0.02, 0.55, -0.02, 0, 0.7, 0.0, 0, 0.76, -0.08], 0.024, 8);
  m.rod(STEEL, [0, 0.76, -0.08], [0, 0.06, -0.36], 0.017, 0.017, 8);
  m.box(CHARCOAL, [0, 0, -0.38], [0.28, 0.04, 0.1], 0.012);
}

/** A small white one with a ring of keys. */
function ringRemote(m: ModelBuilder): void {
  m.box(WHITE, [0, 0, 0], [0.038, 0.014, 0.14], 0.005);
  m.cylinder(CHARCOAL, [0, 0.0135, 0.035], 0.015, 0.002, 0.015, 14);
  m.cylinder(WHITE, [0, 0.0155, 0.035], 0.007, 0.001, 0.007, 10);
  for (const x of BOTH)
    for (const z of [0.0, -0.02]) m.cylinder(CHARCOAL, [x * 0.009, 0.0135, z], 0.006, 0.002, 0.006, 8);
}

/** Things with a plug, a battery or a screen. */
export const electronics: ModelGroup = {
  AlarmClock: [alarmClock, digitalClock],
  CellPhone: [cellPhone, casedPhone],
  Desktop: [desktop, screenDesktop],
  Laptop: [laptop, wideLaptop],
  LightSwitch: [lightSwitch, doubleSwitch],
  RemoteControl: [remoteControl, ringRemote],
  Television: [standingTelevision, pedestalTelevision, mountedTelevision, tubeTelevision],
  VacuumCleaner: [vacuumCleaner, canisterCleaner],
};
