import type { Vec3 } from '../../env/geometry.ts';
import { carcass, shelf, swingingLeaf } from './cabinetry.ts';
import { BOTH, handle, row } from './furniture-parts.ts';
import {
  BLACK,
  CHARCOAL,
  CHROME,
  GLASS,
  GREY,
  IRON,
  PALE_GREY,
  RUBBER,
  solid,
  STEEL,
  tinted,
  WHITE,
} from './materials.ts';
import type { ModelBuilder, ModelGroup } from './shapes.ts';

const CASE = tinted('metal');
const CASE_SHADE = tinted('metal', 0.88);
const LINER = solid(0xeef1f2);

/** A cabinet that keeps cold: insulated walls with a light liner, shut by leaves 8 cm thick. */
function coldCase(m: ModelBuilder, [width, height, depth]: Vec3, divider: number): void {
  const [y, z, d] = [0.05, 0.05, depth - 0.12];
  m.box(CHARCOAL, [0, 0, 0.03], [width - 0.06, 0.06, depth - 0.1]);
  m.collider([0, 0, 0], [width, 0.104, depth]);
  carcass(m, CASE_SHADE, [0, y, z], [width, height - y, d], 0.045);
  const [w, h] = [width - 0.088, height - y - 0.088];
  for (const x of BOTH) m.box(LINER, [(x * (w - 0.01)) / 2, y + 0.044, z], [0.01, h, d - 0.01]);
  for (const at of [y + 0.044, height - 0.054]) m.box(LINER, [0, at, z], [w, 0.01, d - 0.01]);
  m.box(LINER, [0, y + 0.044, z + d / 2 - 0.055], [w, h, 0.01]);
  m.box(LINER, [0, divider - 0.02, z], [w, 0.04, d - 0.01]);
  m.collider([0, divider - 0.02, z], [w, 0.04, d]);
  m.support([0, height - 0.045, z], [width, 0.045, d]);
}

/** A leaf with a liner and racks for bottles on its inside, a rod of `long` metres for a handle. */
function coldDoor(
  m: ModelBuilder,
  name: string,
  [x, y0, width, height]: readonly [number, number, number, number],
  hinge: -1 | 1,
  long: number,
  racks: readonly number[],
): void {
  const y = y0 + height / 2;
  swingingLeaf(m, name, { front: [x, y, -0.34], width, height, thick: 0.08, hinge }, () => {
    m.box(CASE, [x, y0, -0.3], [width, height, 0.08], 0.015);
    m.box(LINER, [x, y0 + 0.04, -0.258], [width - 0.12, height - 0.08, 0.008]);
    for (const rack of racks) {
      m.box(GLASS, [x, rack, -0.19], [width - 0.14, 0.08, 0.008]);
      m.box(LINER, [x, rack, -0.222], [width - 0.14, 0.012, 0.07]);
    }
    const at = x - hinge * (width / 2 - 0.07);
    m.rod(CHROME, [at, y - long / 2, -0.395], [at, y + long / 2, -0.395], 0.016);
    for (const end of BOTH)
      m.rod(CHROME, [at, y + end * long * 0.42, -0.33], [at, y + end * long * 0.42, -0.395], 0.011, 0.011, 6);
  });
}

function fridge(m: ModelBuilder): void {
  const [width, height, depth] = [0.86, 1.82, 0.72];
  coldCase(m, [width, height, depth], 1.21);
  const wide = width - 0.11;
  for (const y of [0.42, 0.76]) shelf(m, GLASS, 'door', [0, y, 0.08], [wide, 0.012, 0.44]);
  m.innerSupport('door', [0, 0.094, 0.08], [wide, 0.01, 0.44]);
  m.innerSupport('freezer-door', [0, 1.22, 0.08], [wide, 0.01, 0.44]);
  coldDoor(m, 'door', [0, 0.06, width - 0.004, 1.14], -1, 0.55, [0.25, 0.8]);
  coldDoor(m, 'freezer-door', [0, 1.22, width - 0.004, height - 1.23], -1, 0.36, []);
}

function doubleFridge(m: ModelBuilder): void {
  const [width, height, depth] = [0.98, 1.84, 0.72];
  coldCase(m, [width, height, depth], 0.63);
  const wide = width - 0.11;
  for (const y of [1.0, 1.36]) shelf(m, GLASS, 'right-door', [0, y, 0.08], [wide, 0.012, 0.44]);
  m.innerSupport('right-door', [0, 0.64, 0.08], [wide, 0.01, 0.44]);
  m.part('freezer-drawer', { joint: 'slider', axis: [0, 0, -1], travel: 0.42 }, () => {
    m.box(CASE, [0, 0.06, -0.3], [width - 0.004, 0.56, 0.08], 0.015);
    m.rod(CHROME, [-0.36, 0.53, -0.39], [0.36, 0.53, -0.39], 0.016);
    for (const x of BOTH) m.rod(CHROME, [x * 0.3, 0.53, -0.33], [x * 0.3, 0.53, -0.39], 0.011, 0.011, 6);
    m.collider([0, 0.06, -0.3], [width - 0.004, 0.56, 0.08]);
    shelf(m, LINER, 'freezer-drawer', [0, 0.12, 0.02], [wide - 0.06, 0.012, 0.54]);
    for (const x of BOTH) m.box(LINER, [(x * (wide - 0.06)) / 2, 0.12, 0.02], [0.012, 0.26, 0.54]);
    m.box(LINER, [0, 0.12, 0.28], [wide - 0.06, 0.26, 0.012]);
  });
  for (const x of BOTH) {
    const name = x === 1 ? 'left-door' : 'right-door';
    const [middle, wideness, y0, high] = [x * 0.2455, 0.483, 0.64, height - 0.65];
    swingingLeaf(
      m,
      name,
      { front: [middle, y0 + high / 2, -0.34], width: wideness, height: high, thick: 0.08, hinge: x },
      () => {
        m.box(CASE, [middle, y0, -0.3], [wideness, high, 0.08], 0.015);
        m.box(LINER, [middle, y0 + 0.04, -0.258], [wideness - 0.12, high - 0.08, 0.008]);
        for (const rack of [0.8, 1.2]) m.box(GLASS, [middle, rack, -0.222], [wideness - 0.14, 0.08, 0.07]);
        m.rod(CHROME, [x * 0.05, 0.8, -0.39], [x * 0.05, 1.5, -0.39], 0.016);
        for (const y of [0.84, 1.46]) m.rod(CHROME, [x * 0.05, y, -0.33], [x * 0.05, y, -0.39], 0.011, 0.011, 6);
        if (x === 1) {
          m.box(BLACK, [0.26, 1.1, -0.342], [0.2, 0.3, 0.006]);
          m.panel(solid(0x4ab7e0, 'plain', 0.8), [0.26, 1.34, -0.3461], 0.12, 0.05);
        }
      },
    );
  }
}

/** A low one for a drinks corner or a studio: one leaf, two shelves. */
function smallFridge(m: ModelBuilder): void {
  const [width, height, depth] = [0.56, 0.86, 0.72];
  coldCase(m, [width, height, depth], 0.62);
  const wide = width - 0.11;
  shelf(m, GLASS, 'door', [0, 0.36, 0.08], [wide, 0.012, 0.44]);
  m.innerSupport('door', [0, 0.094, 0.08], [wide, 0.01, 0.44]);
  coldDoor(m, 'door', [0, 0.06, width - 0.004, height - 0.07], -1, 0.3, [0.3]);
}

/** An oven for small dishes: a cavity behind a glass leaf hung at +x, its controls beside it. */
function microwave(m: ModelBuilder): void {
  const cavity = 0.445;
  const middle = 0.3 - cavity / 2;
  carcass(m, CASE, [middle, 0.015, 0.01], [cavity, 0.32, 0.34], 0.018);
  m.box(CASE, [-0.2225, 0.015, 0.01], [0.155, 0.32, 0.34], 0.006);
  m.collider([-0.2225, 0.015, 0.01], [0.155, 0.32, 0.34]);
  for (const x of BOTH) for (const z of BOTH) m.cylinder(CHARCOAL, [x * 0.25, 0, z * 0.13], 0.015, 0.02, 0.015, 6);
  for (const x of BOTH) m.box(PALE_GREY, [middle + x * 0.203, 0.033, 0.005], [0.006, 0.284, 0.32]);
  m.box(PALE_GREY, [middle, 0.033, 0.159], [0.4, 0.284, 0.006]);
  m.box(PALE_GREY, [middle, 0.033, 0], [0.4, 0.006, 0.32]);
  m.cylinder(GLASS, [middle, 0.042, 0.01], 0.13, 0.008, 0.13, 16);
  m.innerSupport('door', [middle, 0.04, 0.01], [0.22, 0.01, 0.2], 0);
  swingingLeaf(m, 'door', { front: [0.075, 0.175, -0.171], width: 0.43, height: 0.29, thick: 0.012, hinge: 1 }, () => {
    m.box(BLACK, [0.075, 0.03, -0.165], [0.43, 0.29, 0.012]);
    m.panel(solid(0x39424a, 'glass'), [0.1, 0.175, -0.1725], 0.33, 0.19);
    handle(m, CHROME, [-0.115, 0.175, -0.168], 0.24, true);
  });
  m.box(CASE_SHADE, [-0.22, 0.03, -0.162], [0.145, 0.29, 0.008]);
  m.panel(solid(0x3ae07a, 'plain', 0.9), [-0.22, 0.285, -0.1675], 0.09, 0.03);
  for (const x of row(3, 0.034))
    for (const y of row(4, 0.034)) m.panel(PALE_GREY, [-0.22 + x, 0.185 + y, -0.1675], 0.022, 0.02);
  m.box(GREY, [-0.22, 0.05, -0.168], [0.1, 0.04, 0.01]);
  m.collider([0, 0, 0], [0.6, 0.05, 0.34]);
  m.support([0, 0.317, 0.01], [0.6, 0.018, 0.34]);
}

/** An older one, with two dials and a leaf of one colour with the case. */
function dialMicrowave(m: ModelBuilder): void {
  const [cavity, middle] = [0.33, 0.075];
  carcass(m, CASE, [middle, 0.015, 0.01], [cavity, 0.26, 0.33], 0.018);
  m.box(CASE, [-0.165, 0.015, 0.01], [0.15, 0.26, 0.33], 0.006);
  m.collider([-0.165, 0.015, 0.01], [0.15, 0.26, 0.33]);
  for (const x of BOTH) for (const z of BOTH) m.cylinder(CHARCOAL, [x * 0.2, 0, z * 0.13], 0.014, 0.02, 0.014, 6);
  m.box(WHITE, [middle, 0.033, 0], [0.29, 0.006, 0.31]);
  m.box(WHITE, [middle, 0.033, 0.152], [0.29, 0.22, 0.006]);
  m.innerSupport('door', [middle, 0.033, 0], [0.26, 0.006, 0.26], 0);
  swingingLeaf(m, 'door', { front: [middle, 0.145, -0.174], width: 0.33, height: 0.25, thick: 0.018, hinge: 1 }, () => {
    m.box(CASE, [middle, 0.02, -0.165], [0.33, 0.25, 0.018], 0.005);
    m.panel(BLACK, [middle + 0.02, 0.145, -0.1745], 0.23, 0.16);
    m.panel(solid(0x39424a, 'glass'), [middle + 0.02, 0.145, -0.1752], 0.19, 0.12);
    handle(m, CHROME, [middle - 0.14, 0.145, -0.174], 0.2, true);
  });
  for (const y of [0.2, 0.11])
    m.placed({ at: [-0.165, y, -0.155], pitch: -Math.PI / 2 }, () => {
      m.cylinder(PALE_GREY, [0, 0, 0], 0.032, 0.006, 0.032, 16);
      m.cylinder(CHARCOAL, [0, 0.006, 0], 0.02, 0.018, 0.018, 12);
    });
  m.collider([0, 0, 0], [0.48, 0.04, 0.34]);
  m.support([0, 0.257, 0.01], [0.48, 0.018, 0.33]);
}

/** A machine with a drum behind a round leaf: of glass for washing, closed for drying. */
function drumMachine(m: ModelBuilder, isWasher: boolean): void {
  const [width, depth, y] = [0.6, 0.58, 0.42];
  m.placed({ at: [0, 0.02, 0.01] }, () => {
    caseWithHole(m, [width, 0.83, depth], [y - 0.02, 0.19]);
  });
  for (const x of BOTH) for (const z of BOTH) m.cylinder(RUBBER, [x * 0.25, 0, z * 0.24], 0.02, 0.03, 0.02, 6);
  m.panel(PALE_GREY, [0, 0.775, -0.2815], 0.58, 0.13);
  m.box(WHITE, [0.19, 0.74, -0.283], [0.17, 0.08, 0.008]);
  m.panel(solid(0x0c2a35, 'screen', 0.6), [-0.2, 0.78, -0.283], 0.1, 0.05);
  const onFront = (draw: () => void): void => m.placed({ at: [0, y, -0.28], pitch: -Math.PI / 2 }, draw);
  m.placed({ at: [0, 0.78, -0.28], pitch: -Math.PI / 2 }, () => m.cylinder(CHROME, [0, 0, 0], 0.035, 0.03, 0.03, 14));
  onFront(() => m.lathe(STEEL, [0, 0, 0], [0.19, 0, 0.19, -0.42, 0, -0.42], 18));
  m.innerSupport('door', [0, y - 0.2, 0], [0.2, 0.01, 0.3], 0);
  swingingLeaf(m, 'door', { front: [0, y, -0.32], width: 0.44, height: 0.44, thick: 0.04, hinge: 1 }, () => {
    onFront(() => {
      m.lathe(CHROME, [0, 0, 0], [0.22, 0, 0.21, 0.03, 0.165, 0.04, 0.155, 0.012], 20);
      m.lathe(CHARCOAL, [0, 0, 0], [0, 0, 0.22, 0], 20);
      const glass = [0.16, 0.014, 0.1, 0.03, 0, 0.036];
      m.lathe(
        isWasher ? solid(0x46586a, 'glass') : solid(0x9aa4ad),
        [0, 0, 0],
        isWasher ? glass : [0.16, 0.03, 0, 0.03],
        20,
      );
      if (isWasher) m.lathe(solid(0x20262c), [0, 0, 0], [0.12, 0.027, 0.06, 0.036, 0, 0.0375], 16);
    });
    m.box(IRON, [-0.2, 0.37, -0.325], [0.022, 0.1, 0.02], 0.006);
  });
  if (!isWasher) for (let i = 0; i < 4; i++) m.box(STEEL, [0, 0.07 + i * 0.02, -0.282], [0.3, 0.008, 0.006]);
  m.collider([0, 0, 0.01], [width, y - 0.19, depth]);
  m.collider([0, y + 0.19, 0.01], [width, 0.85 - y - 0.2, depth]);
  for (const x of BOTH) m.collider([x * 0.245, y - 0.19, 0.01], [0.11, 0.38, depth]);
  m.collider([0, y - 0.19, 0.22], [0.38, 0.38, 0.16]);
  m.support([0, 0.84, 0.01], [width, 0.01, depth]);
}

/** A closed case whose front has a round hole, its middle at a height `y`. */
function caseWithHole(m: ModelBuilder, [w, h, d]: Vec3, [y, radius]: readonly [number, number]): void {
  m.box(CASE, [0, h - 0.02, 0], [w, 0.02, d], 0.006);
  for (const x of BOTH) m.box(CASE, [(x * (w - 0.02)) / 2, 0, 0], [0.02, h - 0.02, d]);
  m.box(CASE, [0, 0, (d - 0.02) / 2], [w - 0.04, h - 0.02, 0.02]);
  const [side, top] = [w / 2 - 0.02, h - 0.02];
  const arc = (from: number): number[] =>
    Array.from({ length: 9 }, (_, i) => from - (i * Math.PI) / 8).flatMap((a) => [
      radius * Math.cos(a),
      y + radius * Math.sin(a),
    ]);
  const front: Vec3 = [0, 0, -d / 2 + 0.01];
  m.prism(CASE, front, [0, 0, side, 0, side, top, 0, top, ...arc(Math.PI / 2)], 0.02);
  m.prism(CASE, front, [0, 0, ...arc(1.5 * Math.PI), 0, top, -side, top, -side, 0], 0.02);
}

/** Appliances with something inside. */
export const appliances: ModelGroup = {
  ClothesDryer: [(m) => drumMachine(m, false)],
  Fridge: [fridge, doubleFridge, smallFridge],
  Microwave: [microwave, dialMicrowave],
  WashingMachine: [(m) => drumMachine(m, true)],
};
