import { bookRow } from './book-row.ts';
import type { Vec3 } from '../../env/geometry.ts';
import { cabinetDoor, carcass, drawer, shelf, swingingLeaf } from './cabinetry.ts';
import { BOTH, handle, knob, roundLegs, squareLegs } from './furniture-parts.ts';
import {
  BRASS,
  CHARCOAL,
  CHROME,
  IRON,
  PALE_GREY,
  PALE_WOOD,
  solid,
  STEEL,
  TERRACOTTA,
  tinted,
  WHITE,
} from './materials.ts';
import type { ModelBuilder, ModelGroup } from './shapes.ts';

const WOOD = tinted('wood');
const WOOD_SHADE = tinted('wood', 0.8);

/** A chest with `rows` × `columns` drawers. */
function chest(m: ModelBuilder, [width, height, depth]: [number, number, number], rows: number, columns: number): void {
  const [bottom, top] = [0.1, height - 0.035];
  squareLegs(m, WOOD_SHADE, [width - 0.02, depth - 0.02], [0, bottom + 0.02], 0.05);
  m.collider([0, 0, 0], [width, bottom, depth]);
  carcass(m, WOOD_SHADE, [0, bottom, 0.01], [width - 0.02, top - bottom, depth - 0.03], 0.018);
  m.box(WOOD, [0, top, 0], [width, 0.035, depth], 0.008);
  m.support([0, top, 0], [width, 0.035, depth]);
  const [high, wide] = [(top - bottom) / rows, (width - 0.03) / columns];
  const front = -depth / 2 + 0.025;
  for (let r = 0; r < rows; r++) {
    if (r > 0) m.box(WOOD_SHADE, [0, bottom + r * high - 0.008, -0.005], [width - 0.056, 0.016, depth - 0.05]);
    for (let c = 0; c < columns; c++) {
      const [x, y] = [(c - (columns - 1) / 2) * wide, bottom + (r + 0.5) * high];
      const size: Vec3 = [wide - 0.02, high - 0.02, depth - 0.09];
      drawer(m, `drawer-${r * columns + c + 1}`, [WOOD, PALE_WOOD], [x, y, front], size, (z) => {
        for (const side of wide > 0.6 ? BOTH : [0]) knob(m, BRASS, [x + side * wide * 0.25, y, z], 0.017);
      });
    }
  }
  for (let c = 1; c < columns; c++)
    m.box(WOOD_SHADE, [(c - columns / 2) * wide, bottom, -0.005], [0.016, top - bottom, depth - 0.05]);
}

function sideboard(m: ModelBuilder): void {
  const [width, height, depth] = [1.5, 0.78, 0.45];
  roundLegs(m, WOOD_SHADE, [width - 0.2, depth - 0.12], [0, 0.17], 0.022, 0.03);
  m.collider([0, 0, 0], [width, 0.178, depth]);
  carcass(m, WOOD_SHADE, [0, 0.16, 0.01], [width, height - 0.18, depth - 0.03], 0.018);
  m.box(WOOD, [0, height - 0.025, 0], [width, 0.025, depth]);
  m.support([0, height - 0.025, 0], [width, 0.025, depth]);
  const front = -depth / 2 + 0.025;
  for (const x of BOTH) {
    const name = x === 1 ? 'left-door' : 'right-door';
    m.box(WOOD_SHADE, [x * 0.255, 0.17, -0.005], [0.016, 0.58, depth - 0.04]);
    shelf(m, WOOD, name, [x * 0.495, 0.44, 0.01], [0.45, 0.016, depth - 0.1]);
    m.innerSupport(name, [x * 0.495, 0.168, 0.01], [0.45, 0.01, depth - 0.1]);
    cabinetDoor(m, name, WOOD, [x * 0.5, 0.46, front], [0.47, 0.56], x, (z) =>
      handle(m, IRON, [x * 0.31, 0.46, z], 0.16, true),
    );
  }
  for (const [i, y] of [0.26, 0.455, 0.65].entries())
    drawer(m, `drawer-${i + 1}`, [WOOD, PALE_WOOD], [0, y, front], [0.5, 0.18, depth - 0.08], (z) =>
      handle(m, IRON, [0, y, z], 0.14, false),
    );
}

/** A bookcase with boards at the given heights. */
function bookcase(m: ModelBuilder): void {
  const [width, height, depth] = [0.9, 1.75, 0.3];
  for (const x of BOTH) m.box(WOOD, [x * (width / 2 - 0.012), 0, 0], [0.024, height, depth]);
  m.box(WOOD_SHADE, [0, 0, depth / 2 - 0.008], [width - 0.02, height, 0.012]);
  const boards = [0.06, 0.41, 0.76, 1.11, 1.46, height - 0.024];
  for (const y of boards) m.box(WOOD, [0, y, 0], [width - 0.03, 0.024, depth - 0.01]);
  bookRow(m, -0.42, 0.084, 0.02, 0.5);
  bookRow(m, -0.1, 0.784, 0.02, 0.52);
  bookRow(m, -0.42, 1.134, 0.02, 0.4);
  m.box(TERRACOTTA, [0.26, 0.084, 0.02], [0.22, 0.17, 0.22]);
  m.lathe(PALE_GREY, [0.26, 1.134, 0.02], [0, 0, 0.05, 0, 0.08, 0.1, 0.03, 0.18, 0.04, 0.22, 0, 0.22], 8);
  m.support([0, 0, 0], [width, height, depth]);
}

function metalShelves(m: ModelBuilder): void {
  const [width, height, depth] = [1.0, 1.5, 0.36];
  squareLegs(m, IRON, [width, depth], [0, height], 0.03);
  for (const y of [0.12, 0.56, 1.0, height - 0.03]) m.box(WOOD, [0, y, 0], [width - 0.02, 0.03, depth - 0.02]);
  for (const x of BOTH) m.rod(IRON, [x * 0.485, 0.15, 0.16], [x * 0.485, 1.45, -0.16], 0.006, 0.006, 5);
  bookRow(m, -0.44, 1.03, 0, 0.36);
  m.box(solid(0xb08d57, 'paper'), [0.22, 0.15, 0], [0.38, 0.24, 0.26]);
  m.box(WHITE, [-0.24, 0.59, 0], [0.34, 0.16, 0.26], 0.01);
  for (const y of [0.15, 0.59, 1.03, height]) m.support([0, y - 0.03, 0], [width, 0.03, depth]);
}

function cubeShelf(m: ModelBuilder): void {
  const [side, depth] = [0.78, 0.38];
  for (const x of BOTH) m.box(WOOD, [x * (side / 2 - 0.02), 0, 0], [0.04, side, depth]);
  for (const y of [0, side / 2 - 0.01, side - 0.04])
    m.box(WOOD, [0, y, 0], [side - 0.07, y > 0.1 && y < 0.5 ? 0.02 : 0.04, depth]);
  m.box(WOOD, [0, 0.02, 0], [0.02, side - 0.04, depth - 0.01]);
  m.box(WOOD_SHADE, [0, 0.02, depth / 2 - 0.01], [side - 0.04, side - 0.04, 0.01]);
  m.box(solid(0x9a8468, 'fabric'), [0.185, 0.04, -0.02], [0.32, 0.3, 0.3], 0.015);
  bookRow(m, -0.34, 0.405, 0, 0.28);
  m.support([0, 0, 0], [side, side, depth]);
}

function safe(m: ModelBuilder): void {
  const body = tinted('metal');
  carcass(m, body, [0, 0.02, 0.01], [0.42, 0.4, 0.4], 0.03);
  for (const x of BOTH) m.box(body, [x * 0.185, 0.05, -0.18], [0.05, 0.34, 0.02]);
  for (const x of BOTH) for (const z of BOTH) m.cylinder(CHARCOAL, [x * 0.16, 0, z * 0.15], 0.025, 0.03, 0.025, 8);
  m.innerSupport('door', [0, 0.04, 0.02], [0.32, 0.01, 0.3]);
  m.collider([0, 0, 0], [0.42, 0.05, 0.42]);
  m.support([0, 0.39, 0.01], [0.42, 0.03, 0.4]);
  swingingLeaf(m, 'door', { front: [0, 0.22, -0.21], width: 0.34, height: 0.32, thick: 0.02, hinge: 1 }, () => {
    m.box(tinted('metal', 0.85), [0, 0.06, -0.2], [0.34, 0.32, 0.02], 0.006);
    m.placed({ at: [0.03, 0.24, -0.208], pitch: -Math.PI / 2 }, () => {
      m.cylinder(STEEL, [0, 0, 0], 0.065, 0.012, 0.06, 16);
      m.cylinder(CHARCOAL, [0, 0.012, 0], 0.04, 0.025, 0.035, 12);
    });
    m.rod(CHROME, [-0.11, 0.19, -0.235], [-0.11, 0.29, -0.235], 0.011);
    m.rod(CHROME, [-0.11, 0.24, -0.2], [-0.11, 0.24, -0.235], 0.009);
  });
  for (const y of [0.1, 0.31]) m.cylinder(STEEL, [0.185, y, -0.2], 0.013, 0.06, 0.013, 6);
}

function wickerHamper(m: ModelBuilder): void {
  const wicker = tinted('fabric');
  for (let i = 0; i < 6; i++)
    m.cylinder(tinted('fabric', i % 2 ? 0.85 : 1), [0, i * 0.1, 0], 0.2 + i * 0.006, 0.1, 0.216 + i * 0.006, 16);
  m.cylinder(wicker, [0, 0.6, 0], 0.255, 0.04, 0.25, 16);
  m.ball(tinted('fabric', 0.7), [0, 0.65, 0], [0.04, 0.025, 0.04], 8, 4);
}

function framedHamper(m: ModelBuilder): void {
  const bag = tinted('fabric');
  for (const z of BOTH) {
    for (const x of BOTH) m.rod(CHROME, [x * 0.24, 0, z * 0.17], [x * 0.24, 0.7, -z * 0.17], 0.01, 0.01, 6);
    m.rod(CHROME, [-0.24, 0.7, z * 0.17], [0.24, 0.7, z * 0.17], 0.012, 0.012, 6);
  }
  m.prism(bag, [0, 0, 0], [-0.2, 0.1, 0.2, 0.1, 0.23, 0.69, -0.23, 0.69], 0.26);
  m.box(solid(0xdfe6ee, 'fabric'), [0.03, 0.62, 0.02], [0.34, 0.12, 0.22], 0.05, 0.01);
  m.box(solid(0x5f7fa8, 'fabric'), [-0.1, 0.64, -0.04], [0.22, 0.13, 0.18], 0.05, 0.01);
}

function cart(m: ModelBuilder): void {
  const [width, depth] = [0.7, 0.5];
  for (const x of BOTH) {
    for (const z of BOTH) {
      m.rod(STEEL, [x * 0.33, 0.1, z * 0.23], [x * 0.33, x < 0 ? 0.98 : 0.86, z * 0.23], 0.014, 0.014, 6);
      m.placed({ at: [x * 0.33, 0.055, z * 0.23], roll: Math.PI / 2 }, () =>
        m.cylinder(CHARCOAL, [0, -0.015, 0], 0.055, 0.03, 0.055, 10),
      );
    }
  }
  m.rod(STEEL, [-0.36, 0.98, -0.25], [-0.36, 0.98, 0.25], 0.016, 0.016, 8);
  for (const y of [0.14, 0.48, 0.82]) {
    m.box(tinted('metal'), [0, y, 0], [width, 0.02, depth]);
    for (const z of BOTH) m.box(tinted('metal', 0.85), [0, y, z * (depth / 2)], [width, 0.05, 0.012]);
    for (const x of BOTH) m.box(tinted('metal', 0.85), [x * (width / 2), y, 0], [0.012, 0.05, depth]);
  }
  m.support([0, 0, 0], [width, 0.84, depth]);
}

/** A tea trolley: two wooden shelves between bent rails. */
function trolley(m: ModelBuilder): void {
  const [width, depth] = [0.76, 0.42];
  for (const z of BOTH) {
    const rail = [-0.36, 0.1, -0.36, 0.74, -0.3, 0.8, 0.3, 0.8, 0.36, 0.74, 0.36, 0.1];
    const points = Array.from({ length: 6 }, (_, i) => [rail[2 * i], rail[2 * i + 1], z * 0.2]).flat();
    m.pipe(BRASS, points, 0.012, 6);
    for (const x of BOTH)
      m.placed({ at: [x * 0.36, 0.05, z * 0.2], pitch: Math.PI / 2 }, () =>
        m.cylinder(CHARCOAL, [0, -0.012, 0], 0.05, 0.024, 0.05, 12),
      );
  }
  for (const y of [0.16, 0.62]) m.box(WOOD, [0, y, 0], [width - 0.04, 0.02, depth - 0.02], 0.005);
  m.collider([0, 0, 0], [width, 0.18, depth]);
  for (const x of BOTH) m.collider([x * 0.37, 0.18, 0], [0.03, 0.62, depth]);
  m.support([0, 0.62, 0], [0.68, 0.02, 0.4]);
}

/** Furniture that keeps things. */
export const storage: ModelGroup = {
  Cart: [cart, trolley],
  Dresser: [(m) => chest(m, [1.25, 0.85, 0.5], 3, 2), (m) => chest(m, [0.8, 1.15, 0.48], 5, 1), sideboard],
  LaundryHamper: [wickerHamper, framedHamper],
  Safe: [safe],
  ShelvingUnit: [bookcase, metalShelves, cubeShelf],
};
