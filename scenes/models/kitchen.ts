import { counters } from './counters.ts';
import { BOTH, row } from './furniture-parts.ts';
import { BLACK, CHARCOAL, CHROME, GLASS, GREY, PALE_GREY, RED, SCREEN, solid, tinted } from './materials.ts';
import type { ModelBuilder, ModelGroup } from './shapes.ts';
import { tap } from './taps.ts';

const CASE = tinted('metal');

function toaster(m: ModelBuilder): void {
  m.box(CHARCOAL, [0, 0, 0], [0.2, 0.02, 0.32]);
  m.box(CASE, [0, 0.015, 0], [0.2, 0.185, 0.32], 0.035);
  for (const x of BOTH) {
    m.box(BLACK, [x * 0.042, 0.197, 0], [0.032, 0.004, 0.24]);
    m.box(solid(0xc98d4c), [x * 0.042, 0.16, 0], [0.018, 0.075, 0.14], 0.006);
  }
  m.box(BLACK, [0, 0.06, -0.159], [0.016, 0.11, 0.004]);
  m.box(CHARCOAL, [0, 0.135, -0.172], [0.06, 0.02, 0.03], 0.006);
  m.placed({ at: [-0.05, 0.055, -0.159], pitch: -Math.PI / 2 }, () =>
    m.cylinder(CHROME, [0, 0, 0], 0.018, 0.018, 0.015, 10),
  );
}

function wideToaster(m: ModelBuilder): void {
  m.placed({ yaw: Math.PI / 2 }, () => toaster(m));
}

function coffeeMachine(m: ModelBuilder): void {
  m.box(CHARCOAL, [0, 0, 0], [0.26, 0.045, 0.34], 0.01);
  m.box(CASE, [0, 0.04, 0.1], [0.26, 0.27, 0.14], 0.012);
  m.box(CASE, [0, 0.29, 0], [0.27, 0.1, 0.34], 0.02);
  m.cylinder(CHARCOAL, [0, 0.225, -0.06], 0.07, 0.07, 0.09, 14);
  m.cylinder(GREY, [0, 0.045, -0.06], 0.085, 0.006, 0.085, 16);
  const coffee = solid(0x2b1710);
  m.lathe(coffee, [0, 0.05, -0.06], [0, 0, 0.065, 0, 0.076, 0.05, 0.072, 0.075, 0, 0.075], 14);
  m.lathe(GLASS, [0, 0.125, -0.06], [0.072, 0, 0.06, 0.05, 0.062, 0.06, 0, 0.06], 14);
  m.pipe(BLACK, [0, 0.17, -0.12, 0, 0.18, -0.165, 0, 0.12, -0.175, 0, 0.08, -0.14], 0.011, 6);
  for (const [x, color] of [
    [-0.06, RED],
    [0, PALE_GREY],
    [0.06, PALE_GREY],
  ] as const) {
    m.placed({ at: [x, 0.345, -0.168], pitch: -Math.PI / 2 }, () =>
      m.cylinder(color, [0, 0, 0], 0.014, 0.008, 0.014, 8),
    );
  }
}

function espressoMachine(m: ModelBuilder): void {
  m.box(CHARCOAL, [0, 0, 0], [0.4, 0.04, 0.4], 0.01);
  m.box(CASE, [0, 0.035, 0.12], [0.4, 0.36, 0.16], 0.012);
  m.box(CASE, [0, 0.26, -0.04], [0.4, 0.14, 0.3], 0.015);
  m.box(GREY, [0, 0.04, -0.06], [0.34, 0.012, 0.2]);
  m.box(SCREEN, [0, 0.315, -0.192], [0.18, 0.05, 0.006]);
  for (const x of BOTH)
    m.placed({ at: [x * 0.15, 0.34, -0.19], pitch: -Math.PI / 2 }, () =>
      m.cylinder(CHROME, [0, 0, 0], 0.028, 0.02, 0.024, 12),
    );
  m.cylinder(CHROME, [0, 0.215, -0.07], 0.04, 0.05, 0.045, 12);
  m.rod(BLACK, [0, 0.235, -0.1], [0, 0.225, -0.24], 0.015, 0.018);
  for (const x of BOTH) m.rod(CHROME, [x * 0.015, 0.19, -0.07], [x * 0.015, 0.22, -0.07], 0.006, 0.006, 5);
  m.lathe(solid(0xf2f1ed), [0, 0.052, -0.07], [0, 0, 0.025, 0, 0.038, 0.06, 0.033, 0.06, 0.02, 0.012, 0, 0.012], 12);
  m.pipe(CHROME, [0.16, 0.27, -0.12, 0.17, 0.2, -0.15, 0.16, 0.12, -0.15], 0.006, 5);
  for (const x of row(3, 0.09)) m.cylinder(PALE_GREY, [x, 0.4, 0.05], 0.032, 0.05, 0.036, 10);
}

function kettle(m: ModelBuilder): void {
  m.lathe(tinted('metal'), [0, 0, 0], [0, 0, 0.085, 0, 0.088, 0.02, 0.075, 0.1, 0.05, 0.135, 0, 0.14], 16);
  m.cylinder(BLACK, [0, 0.135, 0], 0.035, 0.008, 0.03, 12);
  m.ball(BLACK, [0, 0.155, 0], [0.014, 0.014, 0.014], 8, 5);
  m.pipe(
    BLACK,
    [0, 0.1, 0.07, 0, 0.17, 0.075, 0, 0.205, 0.03, 0, 0.205, -0.03, 0, 0.18, -0.06, 0, 0.125, -0.055],
    0.01,
    6,
  );
  m.rod(tinted('metal'), [0, 0.06, -0.07], [0, 0.13, -0.125], 0.022, 0.012, 8);
}

function electricKettle(m: ModelBuilder): void {
  m.cylinder(CHARCOAL, [0, 0, 0], 0.08, 0.02, 0.075, 16);
  m.lathe(tinted('metal'), [0, 0.02, 0], [0, 0, 0.072, 0, 0.076, 0.03, 0.058, 0.17, 0, 0.175], 16);
  m.cylinder(BLACK, [0, 0.193, 0], 0.052, 0.012, 0.035, 14);
  m.prism(tinted('metal'), [0.062, 0.165, 0], [-0.01, -0.02, 0.03, 0.028, -0.012, 0.028], 0.045);
  m.pipe(BLACK, [-0.05, 0.185, 0, -0.1, 0.185, 0, -0.115, 0.15, 0, -0.11, 0.08, 0, -0.068, 0.05, 0], 0.012, 6);
}

function leverFaucet(m: ModelBuilder): void {
  m.cylinder(CHROME, [0, 0, 0.08], 0.03, 0.012, 0.028, 14);
  m.cylinder(CHROME, [0, 0.01, 0.08], 0.022, 0.09, 0.022, 12);
  m.pipe(CHROME, [0, 0.05, 0.08, 0, 0.2, 0.08, 0, 0.25, 0.055, 0, 0.265, 0, 0, 0.25, -0.06, 0, 0.2, -0.085], 0.013, 8);
  m.rod(CHROME, [0.015, 0.075, 0.08], [0.05, 0.085, 0.08], 0.012, 0.012, 8);
  m.rod(CHROME, [0.05, 0.085, 0.08], [0.07, 0.145, 0.08], 0.007, 0.009, 6);
}

function bridgeFaucet(m: ModelBuilder): void {
  m.box(CHROME, [0, 0, 0.08], [0.26, 0.012, 0.06], 0.005);
  tap(m, [0, 0.012, 0.08], 0.16, 0.16);
}

function garbageCan(m: ModelBuilder): void {
  const shell = tinted();
  m.lathe(shell, [0, 0, 0], [0, 0, 0.15, 0, 0.175, 0.42, 0.175, 0.45, 0, 0.45], 18);
  m.lathe(tinted('plain', 0.8), [0, 0.45, 0], [0.18, -0.015, 0.18, 0.02, 0.13, 0.075, 0, 0.095], 18);
  m.box(CHARCOAL, [0, 0.02, -0.17], [0.1, 0.02, 0.07], 0.006);
  m.box(CHARCOAL, [0, 0.0, -0.14], [0.05, 0.03, 0.04]);
}

function swingBin(m: ModelBuilder): void {
  m.prism(tinted(), [0, 0, 0], [-0.16, 0, 0.16, 0, 0.2, 0.44, -0.2, 0.44], 0.3);
  m.box(tinted('plain', 0.8), [0, 0.43, 0], [0.43, 0.04, 0.34], 0.01);
  m.placed({ at: [0, 0.47, 0], yaw: Math.PI / 2 }, () =>
    m.prism(tinted('plain', 0.8), [0, 0, 0], [-0.15, 0, 0.15, 0, 0.05, 0.11, -0.05, 0.11], 0.4),
  );
  m.placed({ at: [0, 0.525, -0.104], pitch: 0.74 }, () => m.box(CHARCOAL, [0, -0.045, 0], [0.3, 0.09, 0.012], 0.004));
}

function openBin(m: ModelBuilder): void {
  m.lathe(tinted('metal'), [0, 0, 0], [0, 0, 0.13, 0, 0.175, 0.38, 0.183, 0.39, 0.17, 0.39, 0.125, 0.02, 0, 0.02], 18);
  m.pillow(solid(0xe8e5dc, 'paper'), [0.03, 0.27, 0.02], [0.16, 0.13, 0.15], 3, 2.5, 2);
  m.pillow(solid(0xc9b48a, 'paper'), [-0.06, 0.28, -0.04], [0.12, 0.1, 0.12], 3, 2.5, 2);
}

function garbageBag(m: ModelBuilder): void {
  const outline = [
    0, 0, 0.17, 0, 0.235, 0.07, 0.255, 0.16, 0.23, 0.27, 0.16, 0.37, 0.06, 0.43, 0.035, 0.46, 0.07, 0.51, 0.11, 0.55,
    0.02, 0.49, 0, 0.49,
  ];
  m.lathe(tinted(), [0, 0, 0], outline, 10);
  m.lathe(RED, [0, 0.44, 0], [0.045, 0, 0.052, 0.012, 0.045, 0.024], 10);
  m.placed({ at: [0.03, 0, -0.05], yaw: 0.3 }, () => m.pillow(tinted(), [0, 0, 0], [0.46, 0.3, 0.4], 3, 2.2, 3));
}

/** Tied in the middle, its end hanging to one side. */
function leaningBag(m: ModelBuilder): void {
  m.pillow(tinted(), [0, 0, 0], [0.44, 0.36, 0.4], 2.6, 2.3, 4);
  m.placed({ at: [0.04, 0.34, 0], roll: -0.5 }, () => {
    m.lathe(tinted(), [0, 0, 0], [0.09, -0.04, 0.03, 0.03, 0.025, 0.05, 0.075, 0.13, 0.06, 0.125, 0, 0.06], 9);
    m.lathe(solid(0xf0d24a), [0, 0.03, 0], [0.031, 0, 0.036, 0.008, 0.03, 0.018], 9);
  });
}

/** Kitchen furniture, small appliances and bins. */
export const kitchen: ModelGroup = {
  CoffeeMachine: [coffeeMachine, espressoMachine],
  CounterTop: counters,
  Faucet: [leverFaucet, bridgeFaucet],
  GarbageBag: [garbageBag, leaningBag],
  GarbageCan: [garbageCan, swingBin, openBin],
  Kettle: [kettle, electricKettle],
  Toaster: [toaster, wideToaster],
};
