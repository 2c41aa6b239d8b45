import { BOTH, circle, roundLegs, row, squareLegs } from './furniture-parts.ts';
import { CHARCOAL, CHROME, DARK_WOOD, IRON, OAK, PALE_WOOD, tinted, WALNUT } from './materials.ts';
import type { Material } from './materials.ts';
import type { ModelBuilder, ModelGroup } from './shapes.ts';

const FABRIC = tinted('fabric');
const FABRIC_SHADE = tinted('fabric', 0.82);
const PAINTED_WOOD = tinted('wood');

function seatColliders(
  m: ModelBuilder,
  width: number,
  depth: number,
  seat: number,
  height: number,
  back: number,
): void {
  m.support([0, 0, -back / 2], [width, seat, depth - back], 0.07);
  m.collider([0, 0, (depth - back) / 2], [width, height, back]);
}

/** Back legs that lean on into the posts of the back rest. */
function backPosts(m: ModelBuilder, material: Material, x: number, [seat, top]: [number, number], z: number): void {
  for (const side of BOTH) {
    m.rod(material, [side * x, 0, z + 0.03], [side * x, seat, z], 0.017, 0.021);
    m.rod(material, [side * x, seat, z], [side * x, top, z + 0.07], 0.021, 0.016);
  }
}

function ladderBackChair(m: ModelBuilder): void {
  m.box(PAINTED_WOOD, [0, 0.43, -0.02], [0.44, 0.035, 0.44], 0.012);
  for (const x of BOTH) {
    m.rod(PAINTED_WOOD, [x * 0.19, 0, -0.21], [x * 0.19, 0.44, -0.2], 0.016, 0.021);
    m.rod(PAINTED_WOOD, [x * 0.19, 0.18, -0.2], [x * 0.19, 0.18, 0.19], 0.011);
  }
  m.rod(PAINTED_WOOD, [-0.19, 0.2, -0.005], [0.19, 0.2, -0.005], 0.011);
  backPosts(m, PAINTED_WOOD, 0.19, [0.44, 0.94], 0.17);
  for (const [i, y] of [0.56, 0.68, 0.82].entries()) {
    m.box(PAINTED_WOOD, [0, y, 0.19 + i * 0.018], [0.37, 0.075, 0.018]);
  }
  seatColliders(m, 0.44, 0.5, 0.465, 0.94, 0.08);
}

function upholsteredChair(m: ModelBuilder): void {
  roundLegs(m, OAK, [0.36, 0.36], [0, 0.4], 0.022, 0.02);
  m.box(OAK, [0, 0.37, 0], [0.42, 0.05, 0.42]);
  m.box(FABRIC, [0, 0.41, -0.01], [0.47, 0.09, 0.47], 0.03, 0.012);
  m.placed({ at: [0, 0.46, 0.2], pitch: 0.14 }, () => m.box(FABRIC, [0, 0, 0], [0.45, 0.46, 0.08], 0.03, 0.01));
  seatColliders(m, 0.47, 0.52, 0.49, 0.92, 0.1);
}

function shellChair(m: ModelBuilder): void {
  roundLegs(m, PALE_WOOD, [0.24, 0.22], [0, 0.42], 0.018, 0.09);
  for (const x of BOTH) m.rod(IRON, [x * 0.13, 0.3, -0.12], [-x * 0.13, 0.38, 0.12], 0.006, 0.006, 5);
  const shell = tinted();
  m.box(shell, [0, 0.41, -0.02], [0.45, 0.035, 0.42], 0.015);
  m.placed({ at: [0, 0.43, 0.17], pitch: 0.22 }, () => {
    m.box(shell, [0, -0.01, 0], [0.43, 0.4, 0.03], 0.014);
  });
  for (const x of BOTH) {
    m.placed({ at: [x * 0.215, 0.42, 0.02], roll: -x * 0.35 }, () =>
      m.box(shell, [0, 0, 0], [0.022, 0.1, 0.33], 0.008),
    );
  }
  seatColliders(m, 0.5, 0.5, 0.445, 0.83, 0.1);
}

function officeChair(m: ModelBuilder): void {
  for (let i = 0; i < 5; i++) {
    const angle = (2 * Math.PI * i) / 5 + 0.3;
    const [x, z] = [0.27 * Math.sin(angle), 0.27 * Math.cos(angle)];
    m.rod(CHARCOAL, [0, 0.11, 0], [x, 0.07, z], 0.024, 0.016, 6);
    m.placed({ at: [x, 0.032, z], yaw: angle, roll: Math.PI / 2 }, () =>
      m.cylinder(CHARCOAL, [0, -0.018, 0], 0.032, 0.036, 0.032, 8),
    );
  }
  m.cylinder(CHROME, [0, 0.1, 0], 0.026, 0.32, 0.026, 8);
  m.box(FABRIC, [0, 0.42, -0.03], [0.5, 0.09, 0.48], 0.035, 0.012);
  m.rod(CHARCOAL, [0, 0.42, 0.18], [0, 0.62, 0.29], 0.022, 0.022, 6);
  m.placed({ at: [0, 0.56, 0.24], pitch: 0.13 }, () => m.box(FABRIC, [0, 0, 0], [0.45, 0.52, 0.07], 0.03, 0.012));
  for (const x of BOTH) {
    m.rod(CHARCOAL, [x * 0.25, 0.46, 0.02], [x * 0.29, 0.64, 0.02], 0.016, 0.016, 6);
    m.box(CHARCOAL, [x * 0.29, 0.64, -0.01], [0.06, 0.03, 0.26], 0.01);
  }
  seatColliders(m, 0.5, 0.56, 0.5, 1.08, 0.12);
}

function spindleChair(m: ModelBuilder): void {
  const wood = tinted('wood');
  m.pillow(wood, [0, 0.43, -0.01], [0.46, 0.05, 0.44], 4, 4);
  roundLegs(m, wood, [0.3, 0.28], [0, 0.45], 0.02, 0.05);
  const posts = row(6, 0.066);
  for (const x of posts) m.rod(wood, [x * 0.95, 0.46, 0.17], [x * 1.12, 0.86, 0.26], 0.009, 0.009, 6);
  m.pipe(
    wood,
    [-0.22, -0.11, 0, 0.11, 0.22].flatMap((x) => [x, 0.88, 0.27 - x * x * 0.6]),
    0.022,
  );
  seatColliders(m, 0.46, 0.5, 0.48, 0.9, 0.09);
}

function sofaOf(m: ModelBuilder, width: number, seats: number, arm: number, legs: Material): void {
  const [depth, seat, back] = [0.92, 0.44, 0.86];
  const inner = width - 2 * arm;
  for (const x of BOTH)
    for (const z of BOTH)
      m.rod(legs, [x * (width / 2 - 0.09), 0.12, z * 0.36], [x * (width / 2 - 0.08), 0, z * 0.38], 0.026, 0.018, 6);
  m.box(FABRIC_SHADE, [0, 0.1, 0], [width - 0.02, 0.2, depth - 0.04], 0.02);
  m.box(FABRIC_SHADE, [0, 0.28, 0.36], [width - 0.04, back - 0.34, 0.18], 0.05);
  for (const x of BOTH) m.box(FABRIC, [(x * (width - arm)) / 2, 0.1, -0.01], [arm, 0.53, depth - 0.02], 0.05, 0.008);
  const each = inner / seats;
  for (const x of row(seats, each)) {
    m.box(FABRIC, [x, 0.27, -0.09], [each - 0.012, seat - 0.26, 0.72], 0.045, 0.018);
    m.placed({ at: [x, seat - 0.02, 0.21], pitch: 0.16 }, () =>
      m.box(FABRIC, [0, 0, 0], [each - 0.02, back - seat + 0.04, 0.17], 0.06, 0.02),
    );
  }
  m.support([0, 0, -0.1], [inner, seat, 0.72], 0.07);
  m.collider([0, 0, 0.34], [inner, back, 0.24]);
  for (const x of BOTH) m.collider([(x * (width - arm)) / 2, 0, 0], [arm, 0.63, depth]);
}

function cornerSofa(m: ModelBuilder): void {
  const [width, depth, seat, back] = [2.6, 1.6, 0.43, 0.84];
  const rear = depth / 2;
  m.box(FABRIC_SHADE, [0, 0.05, rear - 0.46], [width, 0.22, 0.9], 0.02);
  m.box(FABRIC_SHADE, [width / 2 - 0.48, 0.05, -0.44], [0.94, 0.22, 0.72], 0.02);
  m.box(FABRIC_SHADE, [0, 0.25, rear - 0.1], [width, back - 0.32, 0.18], 0.05);
  m.box(FABRIC, [-width / 2 + 0.11, 0.05, rear - 0.46], [0.22, 0.56, 0.92], 0.05, 0.01);
  m.box(FABRIC, [width / 2 - 0.11, 0.05, rear - 0.46], [0.22, 0.56, 0.92], 0.05, 0.01);
  for (const x of [-0.73, 0.01]) m.box(FABRIC, [x, 0.26, rear - 0.54], [0.72, seat - 0.25, 0.74], 0.045, 0.018);
  m.box(FABRIC, [0.73, 0.26, -0.06], [0.7, seat - 0.25, 1.46], 0.045, 0.018);
  for (const x of [-0.73, 0.01, 0.73]) {
    m.placed({ at: [x, seat - 0.02, rear - 0.26], pitch: 0.16 }, () =>
      m.box(FABRIC, [0, 0, 0], [0.7, 0.44, 0.17], 0.06, 0.02),
    );
  }
  for (const [x, z] of [
    [-1.2, 0.7],
    [-1.2, -0.02],
    [1.2, 0.7],
    [1.2, -0.74],
    [0.42, -0.74],
  ]) {
    m.cylinder(DARK_WOOD, [x, 0, z], 0.025, 0.06, 0.025, 6);
  }
  m.support([-0.37, 0, rear - 0.54], [1.5, seat, 0.7], 0.07);
  m.support([0.73, 0, -0.06], [0.74, seat, 1.48], 0.08);
  m.collider([0, 0, rear - 0.12], [width, back, 0.24]);
  for (const x of BOTH) m.collider([x * (width / 2 - 0.11), 0, rear - 0.46], [0.22, 0.61, 0.92]);
}

function tuftedSofa(m: ModelBuilder): void {
  const [width, depth] = [2.0, 0.86];
  for (const x of [-0.9, 0.9])
    for (const z of [-0.34, 0.34]) m.lathe(WALNUT, [x, 0, z], [0, 0, 0.02, 0, 0.04, 0.12, 0, 0.12], 8);
  m.box(FABRIC_SHADE, [0, 0.12, 0], [width - 0.1, 0.18, depth - 0.06], 0.02);
  m.box(FABRIC, [0, 0.28, -0.04], [width - 0.36, 0.16, 0.72], 0.05, 0.015);
  m.box(FABRIC, [0, 0.3, 0.33], [width - 0.1, 0.4, 0.17], 0.05);
  m.rod(FABRIC, [-0.95, 0.7, 0.33], [0.95, 0.7, 0.33], 0.1, 0.1, 10);
  for (const x of BOTH) {
    m.box(FABRIC, [x * 0.86, 0.12, -0.03], [0.16, 0.5, 0.78], 0.04);
    m.rod(FABRIC, [x * 0.89, 0.62, -0.42], [x * 0.89, 0.62, 0.36], 0.1, 0.1, 10);
  }
  for (const [i, y] of [0.48, 0.6].entries())
    for (const x of row(7 - i, 0.22))
      m.placed({ at: [x, y, 0.242], roll: Math.PI / 4 }, () => m.box(FABRIC_SHADE, [0, -0.01, 0], [0.02, 0.02, 0.01]));
  m.support([0, 0, -0.06], [1.6, 0.43, 0.72], 0.08);
  m.collider([0, 0, 0.34], [1.6, 0.8, 0.2]);
  for (const x of BOTH) m.collider([x * 0.9, 0, 0], [0.2, 0.72, depth]);
}

function clubArmChair(m: ModelBuilder): void {
  sofaOf(m, 0.94, 1, 0.18, DARK_WOOD);
}

function wingChair(m: ModelBuilder): void {
  roundLegs(m, WALNUT, [0.5, 0.5], [0, 0.2], 0.028, 0.03);
  m.box(FABRIC_SHADE, [0, 0.17, -0.01], [0.66, 0.16, 0.66], 0.02);
  m.box(FABRIC, [0, 0.3, -0.06], [0.56, 0.17, 0.6], 0.05, 0.02);
  m.placed({ at: [0, 0.38, 0.24], pitch: 0.16 }, () => m.box(FABRIC, [0, 0, 0], [0.62, 0.68, 0.14], 0.06, 0.015));
  for (const x of BOTH) {
    m.box(FABRIC, [x * 0.34, 0.2, -0.04], [0.12, 0.43, 0.62], 0.045);
    m.placed({ at: [x * 0.32, 0.6, 0.23], yaw: x * 0.35 }, () => m.box(FABRIC, [0, 0, 0], [0.09, 0.42, 0.24], 0.035));
  }
  m.support([0, 0, -0.08], [0.56, 0.455, 0.6], 0.1);
  m.collider([0, 0, 0.3], [0.8, 1.05, 0.2]);
  for (const x of BOTH) m.collider([x * 0.34, 0, -0.06], [0.12, 0.63, 0.6]);
}

function woodenArmChair(m: ModelBuilder): void {
  for (const x of BOTH) {
    m.rod(OAK, [x * 0.33, 0, -0.32], [x * 0.33, 0.6, -0.28], 0.02, 0.024);
    m.rod(OAK, [x * 0.33, 0, 0.36], [x * 0.33, 0.6, 0.26], 0.02, 0.024);
    m.box(OAK, [x * 0.33, 0.59, -0.02], [0.075, 0.03, 0.7], 0.012);
  }
  m.box(OAK, [0, 0.26, -0.02], [0.62, 0.05, 0.58]);
  m.placed({ at: [0, 0.29, -0.05], pitch: -0.06 }, () => m.box(FABRIC, [0, 0, 0], [0.58, 0.15, 0.62], 0.05, 0.018));
  m.placed({ at: [0, 0.4, 0.22], pitch: 0.28 }, () => m.box(FABRIC, [0, 0, 0], [0.58, 0.52, 0.14], 0.05, 0.018));
  m.support([0, 0, -0.08], [0.6, 0.44, 0.58], 0.1);
  m.collider([0, 0, 0.32], [0.66, 0.88, 0.2]);
  for (const x of BOTH) m.collider([x * 0.33, 0, -0.02], [0.08, 0.62, 0.7]);
}

function roundStool(m: ModelBuilder): void {
  m.cylinder(PAINTED_WOOD, [0, 0.62, 0], 0.16, 0.035, 0.17, 16);
  roundLegs(m, PAINTED_WOOD, [0.17, 0.17], [0, 0.63], 0.02, 0.07);
  const feet = BOTH.flatMap((x) => BOTH.map((z) => [x, z] as const));
  for (const [x, z] of feet)
    m.rod(PAINTED_WOOD, [x * 0.125, 0.28, z * 0.125], [z * 0.125, 0.28, -x * 0.125], 0.011, 0.011, 6);
}

function barStool(m: ModelBuilder): void {
  m.cylinder(CHROME, [0, 0, 0], 0.2, 0.02, 0.18, 16);
  m.cylinder(CHROME, [0, 0.02, 0], 0.028, 0.6, 0.028, 10);
  m.loop(CHROME, circle([0, 0.26, 0], 0.14, 12, 'y'), 0.01);
  m.rod(CHROME, [-0.14, 0.26, 0], [0.14, 0.26, 0], 0.009, 0.009, 6);
  m.pillow(FABRIC, [0, 0.61, 0], [0.38, 0.1, 0.38], 3, 3.5, 4);
}

function footstool(m: ModelBuilder): void {
  squareLegs(m, OAK, [0.4, 0.3], [0, 0.3], 0.04);
  m.box(OAK, [0, 0.24, 0], [0.39, 0.06, 0.29]);
  m.box(FABRIC, [0, 0.29, 0], [0.44, 0.11, 0.34], 0.035, 0.015);
}

function pouf(m: ModelBuilder): void {
  m.pillow(FABRIC, [0, 0, 0], [0.5, 0.38, 0.5], 2, 3.2, 4);
  m.cylinder(FABRIC_SHADE, [0, 0.355, 0], 0.05, 0.025, 0.03, 8);
}

function ottoman(m: ModelBuilder): void {
  for (const x of BOTH) for (const z of BOTH) m.cylinder(DARK_WOOD, [x * 0.35, 0, z * 0.19], 0.02, 0.08, 0.028, 8);
  m.box(FABRIC_SHADE, [0, 0.07, 0], [0.83, 0.2, 0.5], 0.02);
  m.box(FABRIC, [0, 0.26, 0], [0.85, 0.17, 0.52], 0.05, 0.02);
}

/** A round one on a plinth. */
function roundOttoman(m: ModelBuilder): void {
  m.cylinder(DARK_WOOD, [0, 0, 0], 0.3, 0.06, 0.3, 20);
  m.lathe(FABRIC_SHADE, [0, 0.06, 0], [0, 0, 0.35, 0, 0.37, 0.03, 0.37, 0.22, 0.36, 0.24, 0, 0.24], 22);
  m.lathe(FABRIC, [0, 0.28, 0], [0.37, 0, 0.39, 0.03, 0.385, 0.1, 0.34, 0.135, 0, 0.145], 22);
}

/** Things to sit on. */
export const seating: ModelGroup = {
  ArmChair: [clubArmChair, wingChair, woodenArmChair],
  Chair: [ladderBackChair, upholsteredChair, shellChair, officeChair, spindleChair],
  Footstool: [footstool, pouf],
  Ottoman: [ottoman, roundOttoman],
  Sofa: [(m) => sofaOf(m, 2.3, 3, 0.22, DARK_WOOD), (m) => sofaOf(m, 1.7, 2, 0.18, OAK), cornerSofa, tuftedSofa],
  Stool: [roundStool, barStool],
};
