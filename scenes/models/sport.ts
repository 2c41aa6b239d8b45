import { BOTH, circle, row } from './furniture-parts.ts';
import { BLACK, CHROME, IRON, RED, RUBBER, tinted, WHITE } from './materials.ts';
import type { ModelBuilder, ModelGroup } from './shapes.ts';

function baseballBat(m: ModelBuilder): void {
  m.lathe(
    tinted('wood'),
    [0, 0, 0],
    [
      0, 0, 0.03, 0.006, 0.034, 0.03, 0.034, 0.3, 0.028, 0.45, 0.014, 0.65, 0.0125, 0.8, 0.0125, 0.83, 0.024, 0.84,
      0.022, 0.855, 0, 0.86,
    ],
    14,
  );
  m.lathe(BLACK, [0, 0, 0], [0.0155, 0.64, 0.0138, 0.82], 12);
  m.lathe(BLACK, [0, 0, 0], [0.0345, 0.2, 0.0345, 0.21], 14);
}

/** Its seams: two great circles and two curves that bend towards them. */
function ballSeams(m: ModelBuilder, radius: number): void {
  m.loop(BLACK, circle([0, radius, 0], radius, 16, 'z'), 0.0035, 3);
  m.loop(BLACK, circle([0, radius, 0], radius, 16, 'y'), 0.0035, 3);
  for (const x of BOTH) {
    const seam = Array.from({ length: 16 }, (_, i) => {
      const angle = (2 * Math.PI * i) / 16;
      const along = 0.55 + 0.2 * Math.cos(2 * angle);
      const ring = Math.sqrt(1 - along * along);
      return [x * radius * along, radius + radius * ring * Math.sin(angle), radius * ring * Math.cos(angle)];
    }).flat();
    m.loop(BLACK, seam, 0.0035, 3);
  }
}

function basketball(m: ModelBuilder): void {
  m.ball(tinted(), [0, 0.12, 0], [0.12, 0.12, 0.12], 14, 9);
  ballSeams(m, 0.12);
}

/** A street ball of two colours: its lower half its own, its upper half white. */
function streetBall(m: ModelBuilder): void {
  const radius = 0.12;
  const arc = (from: number): number[] =>
    Array.from({ length: 6 }, (_, i) => from + (i * Math.PI) / 10).flatMap((angle) => [
      radius * Math.max(0, Math.sin(angle)),
      radius - radius * Math.cos(angle),
    ]);
  m.lathe(tinted(), [0, 0, 0], arc(0), 14);
  m.lathe(WHITE, [0, 0, 0], arc(Math.PI / 2), 14);
  ballSeams(m, radius);
}

function dumbbell(m: ModelBuilder): void {
  const iron = tinted();
  m.placed({ at: [0, 0.065, -0.16], pitch: Math.PI / 2 }, () => {
    m.cylinder(CHROME, [0, 0.05, 0], 0.015, 0.22, 0.015, 10);
    for (const y of [0, 0.24]) {
      m.lathe(iron, [0, y, 0], [0, 0, 0.055, 0, 0.065, 0.012, 0.065, 0.068, 0.055, 0.08, 0, 0.08], 6);
    }
    for (const y of [0.09, 0.225]) m.cylinder(iron, [0, y - 0.008, 0], 0.025, 0.016, 0.025, 10);
  });
}

/** A racket lies with its head towards -Z; `wide` stretches the head. */
function racket(m: ModelBuilder, wide: number): void {
  m.placed({ at: [0, 0.018, 0], pitch: -Math.PI / 2 }, () => {
    const head = Array.from({ length: 20 }, (_, i) => {
      const angle = (2 * Math.PI * i) / 20;
      return [0.125 * wide * Math.cos(angle), 0.16 + 0.165 * Math.sin(angle), 0];
    }).flat();
    m.loop(tinted(), head, 0.011, 6);
    for (const x of row(9, 0.024)) {
      const high = 0.155 * Math.sqrt(1 - (x / 0.125) ** 2);
      m.box(WHITE, [x * wide, 0.16 - high, 0], [0.0025, 2 * high, 0.0025]);
    }
    for (const y of row(11, 0.026)) {
      const half = 0.12 * wide * Math.sqrt(1 - (y / 0.165) ** 2);
      m.box(WHITE, [0, 0.16 + y, 0], [2 * half, 0.0025, 0.0025]);
    }
    for (const x of BOTH) m.rod(tinted(), [x * 0.06, 0.02, 0], [0, -0.1, 0], 0.009, 0.011, 6);
    m.rod(IRON, [0, -0.09, 0], [0, -0.32, 0], 0.016, 0.018, 8);
    m.cylinder(tinted('plain', 0.7), [0, -0.33, 0], 0.021, 0.014, 0.019, 8);
  });
}

/** A bat of metal with a longer barrel and a taped grip. */
function metalBat(m: ModelBuilder): void {
  m.lathe(
    tinted('metal'),
    [0, 0, 0],
    [0, 0, 0.028, 0.002, 0.033, 0.015, 0.0335, 0.36, 0.024, 0.5, 0.0135, 0.6, 0.012, 0.8, 0, 0.8],
    14,
  );
  m.lathe(RUBBER, [0, 0, 0], [0.0145, 0.58, 0.0145, 0.8, 0.0235, 0.805, 0.021, 0.82, 0, 0.822], 12);
  for (const y of [0.06, 0.33]) m.lathe(WHITE, [0, 0, 0], [0.0342, y, 0.0342, y + 0.015], 14);
  m.lathe(RED, [0, 0, 0], [0.0342, 0.14, 0.0342, 0.27], 14);
}

/** Round plates on a bar. */
function plateDumbbell(m: ModelBuilder): void {
  m.placed({ at: [0, 0.08, -0.17], pitch: Math.PI / 2 }, () => {
    m.cylinder(CHROME, [0, 0, 0], 0.014, 0.34, 0.014, 10);
    for (const [y, radius] of [
      [0.045, 0.06],
      [0.075, 0.08],
      [0.235, 0.08],
      [0.265, 0.06],
    ])
      m.cylinder(tinted(), [0, y, 0], radius, 0.028, radius, 18);
    for (const y of [0.025, 0.297]) m.cylinder(IRON, [0, y, 0], 0.024, 0.018, 0.024, 6);
  });
}

/** Things to train and play with. */
export const sport: ModelGroup = {
  BaseballBat: [baseballBat, metalBat],
  BasketBall: [basketball, streetBall],
  Dumbbell: [dumbbell, plateDumbbell],
  TennisRacket: [(m) => racket(m, 1), (m) => racket(m, 0.82)],
};
