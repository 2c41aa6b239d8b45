import type { Vec3 } from '../../env/geometry.ts';
import { BOTH, handle, knob, roundLegs, squareLegs } from './furniture-parts.ts';
import { bookRow } from './book-row.ts';
import { cabinetDoor, carcass, drawer } from './cabinetry.ts';
import { BRASS, CHROME, DARK_WOOD, GLASS, IRON, PALE_WOOD, tinted, WALNUT, WHITE } from './materials.ts';
import type { ModelBuilder, ModelGroup } from './shapes.ts';

const WOOD = tinted('wood');
const WOOD_SHADE = tinted('wood', 0.85);
/** Thickness of the solid boxes of a table's top and legs, metres. */
const TOP = 0.04;
const LEG = 0.07;

/** What physics feels of a table: the top, on which things stand, and its legs, `inset` metres within it, with room between them. */
function topOnLegs(m: ModelBuilder, [width, height, depth]: Vec3, inset: number): void {
  m.support([0, height - TOP, 0], [width, TOP, depth]);
  for (const x of BOTH)
    for (const z of BOTH) m.collider([x * (width / 2 - inset), 0, z * (depth / 2 - inset)], [LEG, height - TOP, LEG]);
}

/** A top, an apron under it and four square legs. */
function farmTable(m: ModelBuilder, width: number, height: number, depth: number, leg: number): void {
  m.box(WOOD, [0, height - 0.035, 0], [width, 0.035, depth], 0.008);
  m.box(WOOD_SHADE, [0, height - 0.12, 0], [width - 0.14, 0.085, depth - 0.14]);
  squareLegs(m, WOOD_SHADE, [width - 0.1, depth - 0.1], [0, height - 0.035], leg);
  topOnLegs(m, [width, height, depth], 0.05);
}

function roundTable(m: ModelBuilder, radius: number, height: number): void {
  m.cylinder(WOOD, [0, height - 0.035, 0], radius - 0.01, 0.035, radius, 24);
  m.lathe(
    WOOD_SHADE,
    [0, 0, 0],
    [
      0,
      0,
      radius * 0.52,
      0,
      radius * 0.5,
      0.03,
      0.07,
      0.09,
      0.05,
      height * 0.5,
      0.09,
      height - 0.05,
      0.2,
      height - 0.035,
      0,
      height - 0.035,
    ],
    14,
  );
  m.support([0, height - TOP, 0], [radius * 1.5, TOP, radius * 1.5]);
  m.collider([0, 0, 0], [radius * 0.4, height - TOP, radius * 0.4]);
}

function splayedTable(m: ModelBuilder, width: number, height: number, depth: number): void {
  m.box(WOOD, [0, height - 0.03, 0], [width, 0.03, depth], 0.012);
  m.box(WOOD_SHADE, [0, height - 0.08, 0], [width - 0.3, 0.05, depth - 0.24]);
  roundLegs(m, WOOD_SHADE, [width - 0.3, depth - 0.24], [0, height - 0.03], 0.03, 0.08);
  topOnLegs(m, [width, height, depth], 0.12);
}

function trestleTable(m: ModelBuilder): void {
  m.box(WOOD, [0, 0.72, 0], [1.8, 0.04, 0.9], 0.01);
  for (const x of BOTH) {
    m.box(IRON, [x * 0.62, 0.68, 0], [0.06, 0.04, 0.74]);
    for (const z of BOTH) m.rod(IRON, [x * 0.62, 0.7, z * 0.3], [x * 0.62, 0, -z * 0.34], 0.026, 0.026, 6);
  }
  m.rod(IRON, [-0.62, 0.36, 0], [0.62, 0.36, 0], 0.018, 0.018, 6);
  topOnLegs(m, [1.8, 0.76, 0.9], 0.14);
}

function shelfCoffeeTable(m: ModelBuilder): void {
  farmTable(m, 1.1, 0.44, 0.62, 0.06);
  m.box(WOOD, [0, 0.1, 0], [0.94, 0.025, 0.46]);
}

function glassCoffeeTable(m: ModelBuilder): void {
  m.box(GLASS, [0, 0.41, 0], [1.1, 0.015, 0.6], 0.004);
  m.box(WOOD, [0, 0.13, 0], [0.98, 0.02, 0.48]);
  squareLegs(m, CHROME, [1.04, 0.54], [0, 0.41], 0.035);
  for (const z of BOTH) m.box(CHROME, [0, 0.385, z * 0.25], [1.0, 0.025, 0.025]);
  for (const x of BOTH) m.box(CHROME, [x * 0.5, 0.385, 0], [0.025, 0.025, 0.5]);
  m.support([0, 0, 0], [1.1, 0.425, 0.6]);
}

function roundCoffeeTable(m: ModelBuilder): void {
  m.cylinder(WOOD, [0, 0.37, 0], 0.44, 0.035, 0.45, 24);
  roundLegs(m, WOOD_SHADE, [0.44, 0.44], [0, 0.38], 0.028, 0.07);
  m.cylinder(WOOD, [0, 0.15, 0], 0.28, 0.02, 0.28, 20);
  m.support([0, 0, 0], [0.64, 0.405, 0.64]);
}

function nightStand(m: ModelBuilder): void {
  const [width, height, depth] = [0.48, 0.55, 0.4];
  squareLegs(m, WOOD_SHADE, [width - 0.03, depth - 0.03], [0, 0.12], 0.035);
  m.collider([0, 0, 0], [width, 0.1, depth]);
  carcass(m, WOOD_SHADE, [0, 0.1, 0.005], [width - 0.02, height - 0.13, depth - 0.03], 0.018);
  m.box(WOOD, [0, height - 0.03, 0], [width, 0.03, depth], 0.008);
  const front = -depth / 2 + 0.02;
  for (const [i, y] of [0.205, 0.415].entries())
    drawer(m, `drawer-${i + 1}`, [WOOD, PALE_WOOD], [0, y, front], [width - 0.06, 0.19, depth - 0.09], (z) =>
      knob(m, BRASS, [0, y, z]),
    );
  m.support([0, height - 0.03, 0], [width, 0.03, depth]);
}

function pedestalSideTable(m: ModelBuilder): void {
  m.cylinder(WOOD, [0, 0.57, 0], 0.24, 0.03, 0.25, 20);
  m.cylinder(IRON, [0, 0.02, 0], 0.02, 0.55, 0.02, 8);
  m.cylinder(IRON, [0, 0, 0], 0.17, 0.02, 0.15, 16);
  m.support([0, 0, 0], [0.36, 0.6, 0.36]);
}

function shelfSideTable(m: ModelBuilder): void {
  farmTable(m, 0.5, 0.55, 0.42, 0.04);
  m.box(WOOD, [0, 0.16, 0], [0.42, 0.02, 0.34]);
}

function consoleTable(m: ModelBuilder): void {
  const [width, height, depth] = [1.05, 0.8, 0.36];
  m.box(WOOD, [0, height - 0.03, 0], [width, 0.03, depth], 0.008);
  carcass(m, WOOD_SHADE, [0, height - 0.19, 0.01], [width - 0.08, 0.16, depth - 0.08], 0.016);
  m.box(WOOD_SHADE, [0, height - 0.18, 0.01], [0.016, 0.14, depth - 0.1]);
  squareLegs(m, WOOD_SHADE, [width - 0.06, depth - 0.05], [0, height - 0.03], 0.045);
  m.box(WOOD, [0, 0.16, 0], [width - 0.1, 0.02, depth - 0.09]);
  for (const x of BOTH)
    drawer(
      m,
      x === 1 ? 'left-drawer' : 'right-drawer',
      [WOOD, PALE_WOOD],
      [x * 0.235, height - 0.11, -0.13],
      [0.44, 0.12, 0.25],
      (z) => knob(m, BRASS, [x * 0.235, height - 0.11, z]),
    );
  m.collider([0, 0, 0], [width, height - 0.19, depth]);
  m.support([0, height - 0.03, 0], [width, 0.03, depth]);
}

/** Without its top as a support, which depends on what stands on it. */
function drawerDesk(m: ModelBuilder): void {
  const [width, height, depth] = [1.4, 0.76, 0.64];
  m.box(WOOD, [0, height - 0.035, 0], [width, 0.035, depth], 0.008);
  carcass(m, WOOD_SHADE, [0.47, 0.04, 0.01], [0.42, height - 0.075, depth - 0.06], 0.018);
  for (const [i, y] of [0.17, 0.39, 0.6].entries())
    drawer(
      m,
      `drawer-${i + 1}`,
      [WOOD, PALE_WOOD],
      [0.47, y, -0.28],
      [0.39, i === 0 ? 0.23 : 0.19, depth - 0.14],
      (z) => handle(m, IRON, [0.47, y + 0.02, z], 0.14, false),
    );
  for (const z of BOTH) m.box(WOOD_SHADE, [-0.65, 0, z * 0.27], [0.05, height - 0.035, 0.05]);
  m.box(WOOD_SHADE, [-0.19, 0.4, 0.27], [0.9, 0.32, 0.02]);
  m.collider([-0.65, 0, 0], [0.06, height - 0.035, depth - 0.04]);
  m.collider([-0.19, 0.4, 0.27], [0.9, 0.32, 0.03]);
  m.collider([0.47, 0, 0], [0.44, 0.058, depth]);
}

function plainDesk(m: ModelBuilder): void {
  drawerDesk(m);
  m.support([0, 0.725, 0], [1.4, 0.035, 0.64]);
}

function writingDesk(m: ModelBuilder): void {
  const [width, height, depth] = [1.2, 0.75, 0.56];
  m.box(WOOD, [0, height - 0.03, 0], [width, 0.03, depth], 0.008);
  carcass(m, WOOD_SHADE, [0, height - 0.15, 0.01], [width - 0.14, 0.12, depth - 0.1], 0.014);
  m.box(WOOD_SHADE, [0, height - 0.14, 0.01], [0.02, 0.1, depth - 0.12]);
  roundLegs(m, WOOD_SHADE, [width - 0.16, depth - 0.14], [0, height - 0.04], 0.028, 0.04);
  for (const x of BOTH)
    drawer(
      m,
      x === 1 ? 'left-drawer' : 'right-drawer',
      [WOOD, PALE_WOOD],
      [x * 0.265, height - 0.09, -0.22],
      [0.5, 0.1, 0.38],
      (z) => knob(m, BRASS, [x * 0.265, height - 0.09, z]),
    );
  for (const x of BOTH) m.collider([x * (width / 2 - 0.08), 0, 0], [LEG, height - 0.15, depth - 0.06]);
  m.support([0, height - 0.03, 0], [width, 0.03, depth]);
}

function hutchDesk(m: ModelBuilder): void {
  const [width, height, depth] = [1.4, 0.76, 0.62];
  drawerDesk(m);
  m.placed({ at: [0, height, 0.19] }, () => {
    for (const x of [-0.66, 0.02, 0.66]) m.box(WOOD_SHADE, [x, 0, 0], [0.025, 0.62, 0.24]);
    m.box(WOOD_SHADE, [0, 0, 0.11], [width - 0.06, 0.62, 0.015]);
    m.box(WOOD, [0, 0.6, 0], [width - 0.02, 0.03, 0.27]);
    m.box(WOOD, [0, 0.3, 0], [width - 0.08, 0.02, 0.24]);
    bookRow(m, -0.6, 0.32, 0, 0.36);
    bookRow(m, 0.1, 0.02, 0, 0.28);
  });
  m.support([0, height - 0.035, -0.12], [width, 0.035, depth - 0.24]);
  m.collider([0, height - 0.035, depth / 2 - 0.12], [width, 0.665, 0.26]);
}

function tvStand(m: ModelBuilder): void {
  const [width, height, depth] = [1.4, 0.5, 0.42];
  m.box(WOOD, [0, height - 0.03, 0], [width, 0.03, depth], 0.008);
  m.box(WOOD, [0, 0.1, 0], [width - 0.02, 0.03, depth - 0.02]);
  m.box(WOOD_SHADE, [0, 0.1, depth / 2 - 0.03], [width - 0.04, height - 0.12, 0.02]);
  for (const x of [-0.68, -0.24, 0.24, 0.68]) m.box(WOOD_SHADE, [x, 0.1, 0], [0.03, height - 0.12, depth - 0.03]);
  m.box(WOOD, [0, 0.29, 0.02], [0.46, 0.02, depth - 0.06]);
  m.box(IRON, [0, 0.31, 0], [0.34, 0.05, 0.24]);
  for (const x of BOTH) {
    const name = x === 1 ? 'left-door' : 'right-door';
    m.innerSupport(name, [x * 0.46, 0.12, 0], [0.39, 0.01, depth - 0.08]);
    cabinetDoor(m, name, WOOD, [x * 0.46, 0.29, -depth / 2 + 0.015], [0.41, 0.31], x, (z) =>
      knob(m, IRON, [x * 0.29, 0.29, z], 0.012),
    );
    m.collider([x * 0.685, 0.13, 0], [0.03, height - 0.16, depth]);
  }
  roundLegs(m, DARK_WOOD, [width - 0.24, depth - 0.16], [0, 0.11], 0.022, 0.03);
  m.collider([0, 0, 0], [width, 0.13, depth]);
  m.collider([0, 0.13, depth / 2 - 0.02], [width, height - 0.16, 0.04]);
  m.collider([0, 0.13, 0.02], [0.54, height - 0.16, depth - 0.04]);
  m.support([0, height - 0.03, 0], [width, 0.03, depth]);
}

function openTvStand(m: ModelBuilder): void {
  const [width, height, depth] = [1.2, 0.7, 0.5];
  squareLegs(m, IRON, [width - 0.02, depth - 0.02], [0, height - 0.03], 0.035);
  for (const y of [0.1, 0.38, height - 0.03]) m.box(WOOD, [0, y, 0], [width, 0.03, depth]);
  m.box(IRON, [-0.2, 0.41, 0], [0.4, 0.06, 0.28]);
  m.box(WHITE, [0.3, 0.13, 0], [0.08, 0.2, 0.28]);
  m.box(WALNUT, [-0.25, 0.13, 0], [0.35, 0.14, 0.3]);
  m.support([0, 0, 0], [width, height, depth]);
}

/** Tables, desks and stands. */
export const tables: ModelGroup = {
  CoffeeTable: [shelfCoffeeTable, glassCoffeeTable, roundCoffeeTable, (m) => splayedTable(m, 1.15, 0.42, 0.6)],
  Desk: [plainDesk, writingDesk, hutchDesk],
  DiningTable: [
    (m) => farmTable(m, 1.6, 0.76, 0.9, 0.08),
    (m) => roundTable(m, 0.6, 0.75),
    (m) => splayedTable(m, 1.4, 0.75, 0.85),
    trestleTable,
  ],
  SideTable: [nightStand, pedestalSideTable, shelfSideTable, consoleTable],
  TVStand: [tvStand, openTvStand],
};
