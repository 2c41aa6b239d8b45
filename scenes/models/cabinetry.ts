import type { Vec3 } from '../../env/geometry.ts';
import { BOTH, frontPanel } from './furniture-parts.ts';
import type { Material } from './materials.ts';
import type { ModelBuilder } from './shapes.ts';

/** How far cabinet doors swing, radians, and how much of a drawer's depth comes out. */
const DOOR_TRAVEL = 1.75;
const DRAWER_TRAVEL = 0.72;
const BOARD = 0.012;
const FRONT = 0.015;

/** Left, right and back of a box open towards -Z: base and size of each board, `thick` metres strong. */
function walls([x, y, z]: Vec3, [w, h, d]: Vec3, thick: number): [base: Vec3, size: Vec3][] {
  const inside = w - 2 * thick;
  return [
    ...BOTH.map((side): [Vec3, Vec3] => [
      [x + (side * (w - thick)) / 2, y, z],
      [thick, h, d],
    ]),
    [
      [x, y, z + (d - thick) / 2],
      [inside, h, thick],
    ],
  ];
}

/** A box of boards open towards -Z. Its walls are solid; what it stands on and what it carries is the caller's to make so. */
export function carcass(m: ModelBuilder, material: Material, [x, y, z]: Vec3, [w, h, d]: Vec3, thick: number): void {
  for (const [base, size] of walls([x, y, z], [w, h, d], thick)) {
    m.box(material, base, size);
    m.collider(base, size);
  }
  for (const level of [y, y + h - thick]) m.box(material, [x, level, z - thick / 2], [w - 2 * thick, thick, d - thick]);
}

/** A board inside a carcass on which things can stand once the part `behind` is open. */
export function shelf(m: ModelBuilder, material: Material, behind: string, base: Vec3, size: Vec3): void {
  m.box(material, base, size);
  m.collider(base, size);
  m.innerSupport(behind, base, size);
}

/** A leaf hung on its -x or +x edge; `front` is the middle of its front face. Its panel stands `thick` metres deep behind that. */
export interface Leaf {
  readonly front: Vec3;
  readonly width: number;
  readonly height: number;
  readonly thick: number;
  readonly hinge: -1 | 1;
}

/** A leaf that turns outwards about the edge of its front face, so that it needs no room beside it; `draw` draws all of it. */
export function swingingLeaf(m: ModelBuilder, name: string, leaf: Leaf, draw: () => void): void {
  const { front, width, height, thick, hinge } = leaf;
  const [x, y, z] = front;
  const pivot: Vec3 = [x + (hinge * width) / 2, y, z];
  m.part(name, { joint: 'hinge', pivot, axis: [0, -hinge, 0], travel: DOOR_TRAVEL }, () => {
    draw();
    m.collider([x, y - height / 2, z + thick / 2], [width, height, thick]);
  });
}

/** A cabinet door on the plane `z`, hung at one edge; `furnish` adds its knob or handle on the plane of its front. */
export function cabinetDoor(
  m: ModelBuilder,
  name: string,
  material: Material,
  [x, y, z]: Vec3,
  [width, height]: readonly [number, number],
  hinge: -1 | 1,
  furnish: (z: number) => void,
): void {
  swingingLeaf(m, name, { front: [x, y, z - FRONT], width, height, thick: FRONT, hinge }, () => {
    frontPanel(m, material, [x, y, z], width, height);
    furnish(z - FRONT);
  });
}

/**
 * A drawer whose front stands on the plane `z` around a centre, with a tray `depth` metres long behind it;
 * `furnish` adds its knobs or handle on the plane of its front.
 */
export function drawer(
  m: ModelBuilder,
  name: string,
  [faces, tray]: readonly [Material, Material],
  [x, y, z]: Vec3,
  [width, height, depth]: Vec3,
  furnish: (z: number) => void,
): void {
  const [w, h, low] = [width - 0.05, height * 0.6, y - height / 2 + 0.015];
  m.part(name, { joint: 'slider', axis: [0, 0, -1], travel: depth * DRAWER_TRAVEL }, () => {
    frontPanel(m, faces, [x, y, z], width, height);
    furnish(z - FRONT);
    m.collider([x, y - height / 2, z - FRONT / 2], [width, height, FRONT]);
    shelf(m, tray, name, [x, low, z + depth / 2], [w, BOARD, depth]);
    for (const side of BOTH) {
      const at: Vec3 = [x + (side * (w - BOARD)) / 2, low, z + depth / 2];
      m.box(tray, at, [BOARD, h, depth]);
      m.collider(at, [BOARD, h, depth]);
    }
    const back: Vec3 = [x, low, z + depth - BOARD / 2];
    m.box(tray, back, [w, h, BOARD]);
    m.collider(back, [w, h, BOARD]);
  });
}
