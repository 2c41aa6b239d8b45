import { cabinetDoor, carcass } from './cabinetry.ts';
import { BOTH, circle } from './furniture-parts.ts';
import { CERAMIC, CHARCOAL, CHROME, DARK_WOOD, GREY, PALE_GREY, solid, STEEL, tinted, WHITE } from './materials.ts';
import type { ModelBuilder, ModelGroup } from './shapes.ts';
import { basin, tap } from './taps.ts';

const TOWEL = tinted('fabric');
const TOWEL_SHADE = tinted('fabric', 0.85);

function toilet(m: ModelBuilder): void {
  m.placed({ at: [0, 0, -0.03], scale: [1, 1, 1.2] }, () => {
    m.lathe(
      CERAMIC,
      [0, 0, 0],
      [0, 0, 0.13, 0, 0.12, 0.08, 0.13, 0.2, 0.19, 0.34, 0.2, 0.39, 0.145, 0.39, 0.1, 0.28, 0, 0.24],
      18,
    );
  });
  m.box(CERAMIC, [0, 0.0, 0.15], [0.22, 0.36, 0.26], 0.03);
  m.placed({ at: [0, 0.39, -0.03], scale: [1, 1, 1.2] }, () => {
    m.lathe(WHITE, [0, 0, 0], [0.14, 0, 0.205, 0, 0.205, 0.022, 0.14, 0.022, 0.14, 0], 18);
  });
  m.part('lid', { joint: 'hinge', pivot: [0, 0.42, 0.2], axis: [1, 0, 0], travel: 1.65 }, () =>
    m.pillow(WHITE, [0, 0.412, -0.035], [0.41, 0.025, 0.5], 3, 4, 3),
  );
  m.box(CERAMIC, [0, 0.36, 0.33], [0.44, 0.38, 0.19], 0.03);
  m.box(CERAMIC, [0, 0.74, 0.33], [0.47, 0.035, 0.22], 0.012);
  m.placed({ at: [-0.15, 0.68, 0.232], pitch: -Math.PI / 2 }, () =>
    m.cylinder(CHROME, [0, 0, 0], 0.018, 0.02, 0.018, 8),
  );
  m.rod(CHROME, [-0.15, 0.68, 0.21], [-0.07, 0.67, 0.21], 0.008, 0.007, 6);
  m.collider([0, 0, -0.1], [0.42, 0.42, 0.6]);
  m.support([0, 0, 0.33], [0.47, 0.775, 0.22], 0.02);
}

function buttonToilet(m: ModelBuilder): void {
  m.prism(CERAMIC, [0, 0, 0.12], [-0.14, 0, 0.14, 0, 0.18, 0.38, -0.18, 0.38], 0.42);
  m.placed({ at: [0, 0, -0.08], scale: [1, 1, 1.15] }, () => {
    m.lathe(CERAMIC, [0, 0, 0], [0, 0, 0.14, 0, 0.15, 0.2, 0.19, 0.38, 0.14, 0.38, 0.1, 0.3, 0, 0.28], 18);
  });
  m.placed({ at: [0, 0.38, -0.06], scale: [1, 1, 1.15] }, () =>
    m.lathe(WHITE, [0, 0, 0], [0.13, 0, 0.195, 0, 0.195, 0.02, 0.13, 0.02, 0.13, 0], 18),
  );
  m.part('lid', { joint: 'hinge', pivot: [0, 0.41, 0.19], axis: [1, 0, 0], travel: 1.6 }, () =>
    m.pillow(WHITE, [0, 0.4, -0.04], [0.4, 0.03, 0.5], 3, 5, 4),
  );
  m.box(CERAMIC, [0, 0.36, 0.3], [0.38, 0.42, 0.17], 0.025);
  m.box(CERAMIC, [0, 0.78, 0.3], [0.4, 0.03, 0.19], 0.01);
  m.cylinder(CHROME, [0, 0.81, 0.3], 0.03, 0.008, 0.028, 12);
  m.collider([0, 0, -0.08], [0.4, 0.43, 0.56]);
  m.support([0, 0, 0.3], [0.4, 0.81, 0.19], 0.02);
}

/** A steel basin sunk into a counter, without a tap: that is an object of its own. */
function dropInSink(m: ModelBuilder): void {
  basin(m, STEEL, [0, 0, 0], [0.66, 0.15, 0.46], 0.045);
  m.cylinder(CHARCOAL, [0, 0.016, -0.02], 0.045, 0.006, 0.04, 12);
  m.cylinder(CHROME, [0, 0.02, -0.02], 0.025, 0.006, 0.02, 10);
  m.cylinder(CHROME, [0.12, 0.148, 0.19], 0.02, 0.006, 0.018, 10);
}

function counterSink(m: ModelBuilder): void {
  basin(m, STEEL, [0, 0, 0], [0.64, 0.15, 0.46], 0.02);
  tap(m, [0, 0.15, 0.19], 0.2, 0.16);
  m.cylinder(GREY, [0, 0.012, -0.02], 0.035, 0.006, 0.03, 10);
}

function washBasin(m: ModelBuilder): void {
  m.placed({ scale: [1.28, 1, 1] }, () => {
    m.lathe(
      CERAMIC,
      [0, 0, 0],
      [0, 0, 0.13, 0, 0.2, 0.07, 0.225, 0.15, 0.195, 0.15, 0.15, 0.07, 0.09, 0.03, 0, 0.025],
      20,
    );
  });
  m.box(CERAMIC, [0, 0.08, 0.2], [0.36, 0.07, 0.1], 0.02);
  tap(m, [0, 0.15, 0.2], 0.15, 0.12);
  m.cylinder(GREY, [0, 0.026, 0], 0.024, 0.005, 0.02, 10);
}

function pedestalSink(m: ModelBuilder): void {
  m.lathe(CERAMIC, [0, 0, 0.06], [0, 0, 0.13, 0, 0.09, 0.08, 0.075, 0.45, 0.12, 0.7, 0, 0.72], 14);
  m.placed({ at: [0, 0.66, 0.02] }, () => {
    m.placed({ at: [0, 0, -0.03], scale: [1.35, 1, 1.05] }, () => {
      m.lathe(
        CERAMIC,
        [0, 0, 0],
        [0, 0, 0.1, 0.01, 0.2, 0.1, 0.23, 0.2, 0.195, 0.2, 0.15, 0.12, 0.08, 0.08, 0, 0.075],
        20,
      );
    });
    m.box(CERAMIC, [0, 0.1, 0.2], [0.5, 0.1, 0.14], 0.025);
    tap(m, [0, 0.2, 0.2], 0.15, 0.13);
  });
}

function vanitySink(m: ModelBuilder): void {
  const cabinet = tinted('wood');
  m.box(solid(0x3a3128), [0, 0, 0.03], [0.62, 0.1, 0.4]);
  m.collider([0, 0, 0], [0.68, 0.1, 0.5]);
  carcass(m, tinted('wood', 0.85), [0, 0.08, 0.01], [0.66, 0.7, 0.46], 0.018);
  for (const x of BOTH) {
    const name = x === 1 ? 'left-door' : 'right-door';
    m.innerSupport(name, [x * 0.16, 0.09, 0], [0.3, 0.01, 0.4]);
    cabinetDoor(m, name, cabinet, [x * 0.163, 0.43, -0.22], [0.31, 0.64], x, (z) =>
      m.box(CHROME, [x * 0.03, 0.52, z - 0.01], [0.014, 0.14, 0.02]),
    );
  }
  m.collider([0, 0.78, 0], [0.72, 0.03, 0.52]);
  basin(m, CERAMIC, [0, 0.78, 0], [0.72, 0.1, 0.52], 0.07);
  tap(m, [0, 0.88, 0.2], 0.16, 0.14);
}

function shower(m: ModelBuilder): void {
  m.rod(CHROME, [0, 0, 0.11], [0, 1.25, 0.11], 0.016);
  m.pipe(CHROME, [0, 1.22, 0.11, 0, 1.33, 0.1, 0, 1.38, 0.03, 0, 1.36, -0.05, 0, 1.3, -0.1], 0.016, 8);
  m.placed({ at: [0, 1.3, -0.1], pitch: 0.35 }, () => {
    m.lathe(CHROME, [0, -0.07, 0], [0, 0, 0.14, 0, 0.14, 0.02, 0.04, 0.05, 0.02, 0.09, 0, 0.09], 16);
    m.cylinder(GREY, [0, -0.072, 0], 0.12, 0.003, 0.12, 16);
  });
  m.box(CHROME, [0, 0.28, 0.09], [0.26, 0.06, 0.06], 0.015);
  for (const x of BOTH)
    m.placed({ at: [x * 0.15, 0.31, 0.09], roll: (-x * Math.PI) / 2 }, () =>
      m.cylinder(CHROME, [0, -0.02, 0], 0.03, 0.05, 0.026, 10),
    );
  m.pipe(STEEL, [0.05, 0.28, 0.07, 0.08, 0.08, 0.03, 0.1, 0.02, 0.05, 0.11, 0.2, 0.05, 0.06, 0.6, 0.07], 0.008, 5);
}

function showerCurtain(m: ModelBuilder): void {
  const folds = Array.from({ length: 13 }, (_, i) => ({ x: (i / 12 - 0.5) * 0.8, y: i % 2 ? 0.035 : -0.035 }));
  const front = folds.flatMap(({ x, y }) => [x, y - 0.006]);
  const back = folds.reverse().flatMap(({ x, y }) => [x, y + 0.006]);
  m.placed({ at: [0, 0.9, 0], pitch: Math.PI / 2 }, () =>
    m.prism(tinted('fabric'), [0, 0, 0], [...front, ...back], 1.76),
  );
  m.rod(CHROME, [-0.45, 1.86, 0], [0.45, 1.86, 0], 0.013);
  for (const x of [-0.33, -0.2, -0.07, 0.07, 0.2, 0.33]) m.box(STEEL, [x, 1.77, 0], [0.006, 0.1, 0.03]);
}

function toiletPaper(m: ModelBuilder): void {
  m.lathe(WHITE, [0, 0, 0], [0.02, 0, 0.055, 0, 0.055, 0.1, 0.02, 0.1, 0.02, 0], 18);
  m.lathe(solid(0xb39a78, 'paper'), [0, 0.004, 0], [0.021, 0.092, 0.016, 0.092, 0.016, 0], 14);
  m.box(WHITE, [0.0, 0.0, -0.0555], [0.012, 0.1, 0.002]);
}

function paperHanger(m: ModelBuilder): void {
  for (const x of BOTH) {
    m.placed({ at: [x * 0.085, 0.1, 0.05], pitch: -Math.PI / 2 }, () =>
      m.cylinder(CHROME, [0, 0, 0], 0.022, 0.012, 0.02, 12),
    );
    m.rod(CHROME, [x * 0.085, 0.1, 0.05], [x * 0.085, 0.1, -0.02], 0.008, 0.008, 6);
  }
  m.rod(CHROME, [-0.09, 0.1, -0.02], [0.09, 0.1, -0.02], 0.009, 0.009, 8);
  m.placed({ at: [-0.055, 0.1, -0.02], roll: -Math.PI / 2 }, () => {
    m.lathe(WHITE, [0, 0, 0], [0.018, 0, 0.055, 0, 0.055, 0.11, 0.018, 0.11, 0.018, 0], 18);
  });
  m.box(WHITE, [0, 0.0, -0.0735], [0.108, 0.1, 0.003]);
}

/** A cloth hung over a bar: a long front, a shorter back. */
function hangingTowel(m: ModelBuilder, width: number, height: number, at: [number, number, number]): void {
  m.placed({ at }, () => {
    m.box(TOWEL, [0, -height, -0.014], [width, height, 0.014], 0.005);
    m.box(TOWEL, [0, -height * 0.8, 0.014], [width * 0.98, height * 0.8, 0.014], 0.005);
    m.rod(TOWEL, [-width / 2, 0, 0], [width / 2, 0, 0], 0.021, 0.021, 8);
    for (const y of [0.06, 0.12]) m.box(TOWEL_SHADE, [0, y - height, -0.016], [width + 0.001, 0.025, 0.012]);
  });
}

function towelHolder(m: ModelBuilder): void {
  for (const x of BOTH) {
    m.placed({ at: [x * 0.3, 0.03, 0.05], pitch: -Math.PI / 2 }, () =>
      m.cylinder(CHROME, [0, 0, 0], 0.03, 0.012, 0.027, 12),
    );
    m.rod(CHROME, [x * 0.3, 0.03, 0.05], [x * 0.3, 0.03, -0.04], 0.01, 0.01, 6);
    m.ball(CHROME, [x * 0.315, 0.03, -0.04], [0.02, 0.016, 0.016], 8, 5);
  }
  m.rod(CHROME, [-0.31, 0.03, -0.04], [0.31, 0.03, -0.04], 0.01, 0.01, 8);
}

function handTowelHolder(m: ModelBuilder): void {
  m.placed({ at: [0, 0.19, 0.025], pitch: -Math.PI / 2 }, () => m.cylinder(CHROME, [0, 0, 0], 0.026, 0.012, 0.022, 12));
  m.rod(CHROME, [0, 0.19, 0.02], [0, 0.19, -0.012], 0.008, 0.008, 6);
  m.loop(CHROME, circle([0, 0.11, -0.014], 0.08, 14, 'z'), 0.007, 6);
}

function plunger(m: ModelBuilder): void {
  m.lathe(RUBBER_RED, [0, 0, 0], [0.06, 0, 0.075, 0, 0.07, 0.04, 0.045, 0.075, 0.02, 0.09, 0.02, 0.12, 0, 0.12], 16);
  m.cylinder(DARK_WOOD, [0, 0.1, 0], 0.013, 0.43, 0.011, 8);
  m.ball(DARK_WOOD, [0, 0.53, 0], [0.015, 0.015, 0.015], 8, 5);
}

const RUBBER_RED = solid(0xa3352b);

function scrubBrush(m: ModelBuilder): void {
  m.lathe(WHITE, [0, 0, 0], [0, 0, 0.05, 0, 0.062, 0.13, 0.05, 0.13, 0.045, 0.03, 0, 0.03], 14);
  m.ball(PALE_GREY, [0, 0.12, 0], [0.042, 0.05, 0.042], 10, 6);
  m.cylinder(tinted(), [0, 0.14, 0], 0.014, 0.3, 0.011, 8);
  m.ball(tinted(), [0, 0.45, 0], [0.02, 0.03, 0.02], 8, 6);
}

/** Bathroom fittings and what hangs there. */
export const bathroom: ModelGroup = {
  HandTowel: [(m) => hangingTowel(m, 0.16, 0.38, [0, 0.38, 0])],
  HandTowelHolder: [handTowelHolder],
  Plunger: [plunger],
  ScrubBrush: [scrubBrush],
  ShowerCurtain: [showerCurtain],
  ShowerHead: [shower],
  Sink: [dropInSink, counterSink, washBasin, pedestalSink, vanitySink],
  Toilet: [toilet, buttonToilet],
  ToiletPaper: [toiletPaper],
  ToiletPaperHanger: [paperHanger],
  Towel: [(m) => hangingTowel(m, 0.42, 0.58, [0, 0.58, 0])],
  TowelHolder: [towelHolder],
};
