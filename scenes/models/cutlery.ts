import { BLACK, CHROME, solid, STEEL, tinted, WALNUT } from './materials.ts';
import type { ModelBuilder, ModelGroup } from './shapes.ts';

/** A handle that lies along z and widens towards its end at +Z. */
function cutleryHandle(m: ModelBuilder, from: number, to: number, material = STEEL): void {
  m.placed({ at: [0, 0.004, 0], pitch: Math.PI / 2 }, () => {
    m.prism(
      material,
      [0, 0, 0],
      [0.0035, from, 0.009, to - 0.012, 0.005, to, -0.005, to, -0.009, to - 0.012, -0.0035, from],
      0.003,
    );
  });
}

function fork(m: ModelBuilder, grip = STEEL): void {
  cutleryHandle(m, -0.035, 0.105, grip);
  m.placed({ at: [0, 0.004, 0], pitch: Math.PI / 2 }, () => {
    m.prism(
      STEEL,
      [0, 0, 0],
      [-0.0035, -0.03, -0.0125, -0.05, -0.0125, -0.062, 0.0125, -0.062, 0.0125, -0.05, 0.0035, -0.03],
      0.003,
    );
  });
  for (const x of [-0.0108, -0.0036, 0.0036, 0.0108])
    m.pipe(STEEL, [x, 0.004, -0.06, x, 0.008, -0.08, x, 0.016, -0.108], 0.0019, 4);
}

function spoon(m: ModelBuilder, grip = STEEL): void {
  cutleryHandle(m, -0.04, 0.105, grip);
  m.placed({ at: [0, 0.0065, -0.07], scale: [1, 0.5, 1.65] }, () => {
    m.lathe(STEEL, [0, -0.014, 0], [0, 0, 0.013, 0.006, 0.02, 0.022, 0.018, 0.022, 0.011, 0.01, 0, 0.005], 16);
  });
}

function ladle(m: ModelBuilder, material = STEEL): void {
  m.lathe(material, [0, 0, -0.1], [0, 0, 0.024, 0.006, 0.04, 0.03, 0.037, 0.03, 0.022, 0.01, 0, 0.004], 16);
  m.pipe(
    material,
    [0, 0.03, -0.062, 0, 0.045, -0.045, 0, 0.03, 0.02, 0, 0.02, 0.12, 0, 0.03, 0.165, 0, 0.02, 0.175],
    0.006,
    6,
  );
}

function spatula(m: ModelBuilder): void {
  m.placed({ at: [0, 0.006, 0], pitch: Math.PI / 2 }, () => {
    m.prism(
      STEEL,
      [0, 0, 0],
      [-0.012, -0.05, -0.035, -0.07, -0.038, -0.15, 0.038, -0.15, 0.035, -0.07, 0.012, -0.05],
      0.003,
    );
  });
  for (const x of [-0.018, 0, 0.018]) m.box(BLACK, [x, 0.0075, -0.11], [0.007, 0.0008, 0.055]);
  m.pipe(STEEL, [0, 0.007, -0.06, 0, 0.016, -0.03, 0, 0.02, 0.03], 0.005, 6);
  m.rod(tinted(), [0, 0.02, 0.02], [0, 0.022, 0.15], 0.01, 0.011, 8);
}

/** A knife on its back, the blade upright in the YZ plane and the point towards -Z. */
function kitchenKnife(m: ModelBuilder): void {
  m.placed({ at: [0, 0, 0], yaw: -Math.PI / 2 }, () => {
    m.prism(CHROME, [0, 0, 0], [-0.06, 0, -0.14, 0.004, -0.18, 0.016, -0.1, 0.042, 0.02, 0.044, 0.02, 0.004], 0.003);
    m.box(BLACK, [0.082, 0.018, 0], [0.13, 0.026, 0.016], 0.005);
    for (const x of [0.05, 0.085, 0.12]) m.box(STEEL, [x, 0.028, 0], [0.006, 0.006, 0.0175]);
  });
}

function butterKnife(m: ModelBuilder): void {
  m.placed({ yaw: -Math.PI / 2 }, () => {
    m.prism(
      STEEL,
      [0, 0, 0],
      [
        -0.02, 0.002, -0.1, 0.003, -0.12, 0.009, -0.126, 0.016, -0.121, 0.023, -0.108, 0.024, -0.04, 0.021, 0, 0.016, 0,
        0.006,
      ],
      0.002,
    );
    m.prism(STEEL, [0, 0, 0], [0, 0.006, 0.125, 0.003, 0.132, 0.01, 0.125, 0.019, 0, 0.016], 0.006);
  });
}

/** A long, even blade with teeth, for bread; it lies like the kitchen knife. */
function breadKnife(m: ModelBuilder): void {
  m.placed({ yaw: -Math.PI / 2 }, () => {
    const teeth = Array.from({ length: 9 }, (_, i) => [0.01 - i * 0.022, i % 2 === 0 ? 0.006 : 0.002]).flat();
    m.prism(CHROME, [0, 0, 0], [...teeth, -0.19, 0.012, -0.178, 0.034, 0.02, 0.034, 0.02, 0.006], 0.0025);
    m.box(WALNUT, [0.075, 0.006, 0], [0.12, 0.026, 0.018], 0.006);
    for (const x of [0.04, 0.105]) m.box(STEEL, [x, 0.016, 0], [0.006, 0.006, 0.0195]);
  });
}

/** A scraper of soft plastic on a wooden stick. */
function scraper(m: ModelBuilder): void {
  m.box(tinted(), [0, 0.004, -0.11], [0.055, 0.012, 0.09], 0.005);
  m.rod(solid(0xc79a62, 'wood'), [0, 0.01, -0.07], [0, 0.012, 0.15], 0.007, 0.009, 8);
}

/** What one eats and cooks with. */
export const cutlery: ModelGroup = {
  ButterKnife: [butterKnife],
  Fork: [(m) => fork(m), (m) => fork(m, WALNUT)],
  Knife: [kitchenKnife, breadKnife],
  Ladle: [(m) => ladle(m), (m) => ladle(m, BLACK)],
  Spatula: [spatula, scraper],
  Spoon: [(m) => spoon(m), (m) => spoon(m, WALNUT)],
};
