import { cabinetDoor, carcass, drawer, shelf } from './cabinetry.ts';
import { BOTH, frontPanel, handle } from './furniture-parts.ts';
import { CHARCOAL, IRON, PALE_WOOD, solid, tinted } from './materials.ts';
import type { DrawShape, ModelBuilder } from './shapes.ts';

/** A kitchen counter: one line at a wall, an island, or lines around a corner (L, its arm at +X) or three sides (C). */
export interface CounterPlan {
  readonly plan: 'I' | 'Island' | 'L' | 'C';
  readonly width: number;
  readonly depth: number;
}

/** The shapes of `CounterTop`, in the order of its variants; metres. */
export const COUNTER_PLANS: readonly CounterPlan[] = [
  { plan: 'I', width: 2.44, depth: 0.62 },
  { plan: 'I', width: 1.22, depth: 0.62 },
  { plan: 'I', width: 1.83, depth: 0.62 },
  { plan: 'I', width: 3.05, depth: 0.62 },
  { plan: 'I', width: 0.61, depth: 0.62 },
  { plan: 'Island', width: 1.83, depth: 0.92 },
  { plan: 'Island', width: 2.44, depth: 0.92 },
  { plan: 'L', width: 2.44, depth: 1.83 },
  { plan: 'L', width: 1.22, depth: 1.22 },
  { plan: 'L', width: 1.83, depth: 1.83 },
  { plan: 'L', width: 3.05, depth: 3.05 },
  { plan: 'L', width: 1.83, depth: 3.05 },
  { plan: 'L', width: 3.05, depth: 1.22 },
  { plan: 'L', width: 1.22, depth: 2.44 },
  { plan: 'C', width: 2.44, depth: 1.85 },
  { plan: 'C', width: 3.05, depth: 1.24 },
  { plan: 'C', width: 3.05, depth: 2.48 },
  { plan: 'C', width: 2.44, depth: 3.07 },
];

const HEIGHT = 0.94;
const TOP = 0.04;
const LINE = 0.61;
const CABINET_TOP = HEIGHT - TOP;
const DRAWER_Y = 0.81;
const DOOR_Y = 0.42;
const CABINET = tinted('wood');
const BODY = tinted('wood', 0.82);
const STONE = solid(0x8f8d8a, 'marble');

/** Cabinets along x, fronts towards -Z at z = -depth/2: drawers above doors. They are fronts only: see `hollowCabinet`. */
function cabinets(
  m: ModelBuilder,
  width: number,
  depth: number,
  isHollow: (column: number) => boolean = () => false,
): void {
  m.box(CHARCOAL, [0, 0, 0.03], [width - 0.01, 0.1, depth - 0.06]);
  const { count, each, middle } = columnsOf(width);
  for (let i = 0; i < count; i++) {
    if (isHollow(i)) continue;
    const x = middle(i);
    m.box(BODY, [x, 0.1, 0.015], [each - 0.001, CABINET_TOP - 0.1, depth - 0.03]);
    frontPanel(m, CABINET, [x, DRAWER_Y, -depth / 2 + 0.03], each - 0.02, 0.15);
    handle(m, IRON, [x, DRAWER_Y, -depth / 2 + 0.015], 0.16, false);
    frontPanel(m, CABINET, [x, DOOR_Y, -depth / 2 + 0.03], each - 0.02, 0.6);
    const side = i % 2 === 0 ? -1 : 1;
    handle(m, IRON, [x + side * (each / 2 - 0.06), 0.6, -depth / 2 + 0.015], 0.16, true);
  }
}

/** How a line of cabinets is divided, and the middle of each along x. */
function columnsOf(width: number): { count: number; each: number; middle: (column: number) => number } {
  const count = Math.max(1, Math.round(width / 0.55));
  const each = width / count;
  return { count, each, middle: (column) => (column - (count - 1) / 2) * each };
}

/** A cabinet whose drawer and door open, the middle of its place on the floor at (x, z). */
function hollowCabinet(
  m: ModelBuilder,
  number: number,
  [x, z]: readonly [number, number],
  [width, depth]: readonly [number, number],
): void {
  const [name, front] = [`door-${number}`, z - depth / 2 + 0.03];
  carcass(m, BODY, [x, 0.1, z + 0.015], [width - 0.001, CABINET_TOP - 0.1, depth - 0.03], 0.018);
  m.box(BODY, [x, 0.725, z], [width - 0.04, 0.012, depth - 0.06]);
  shelf(m, PALE_WOOD, name, [x, 0.42, z + 0.03], [width - 0.04, 0.016, depth - 0.12]);
  m.innerSupport(name, [x, 0.108, z + 0.03], [width - 0.04, 0.01, depth - 0.12]);
  drawer(
    m,
    `drawer-${number}`,
    [CABINET, PALE_WOOD],
    [x, DRAWER_Y, front],
    [width - 0.02, 0.15, depth - 0.1],
    (plane) => handle(m, IRON, [x, DRAWER_Y, plane], 0.16, false),
  );
  cabinetDoor(m, name, CABINET, [x, DOOR_Y, front], [width - 0.02, 0.6], -1, (plane) =>
    handle(m, IRON, [x + width / 2 - 0.06, 0.6, plane], 0.16, true),
  );
}

/** A line of cabinets with one that opens, two in a long line; `at` is the middle of its floor. Only what does not open is one block. */
function openingLine(m: ModelBuilder, [x, z]: readonly [number, number], width: number, depth: number): void {
  const { count, each, middle } = columnsOf(width);
  const hollow = count > 3 ? [1, count - 2] : [count >> 1];
  m.placed({ at: [x, 0, z] }, () => cabinets(m, width, depth, (column) => hollow.includes(column)));
  m.collider([x, 0, z], [width, 0.118, depth + 0.02]);
  hollow.forEach((column, i) => hollowCabinet(m, i + 1, [x + middle(column), z], [each, depth]));
  for (const [first, end] of gaps(hollow, count)) {
    const solidWidth = (end - first) * each;
    m.collider([x + (middle(first) + middle(end - 1)) / 2, 0.1, z], [solidWidth, CABINET_TOP - 0.1, depth]);
  }
}

/** The runs of columns, first and end, between those listed. */
function gaps(listed: readonly number[], count: number): [first: number, end: number][] {
  const edges = [-1, ...listed, count];
  return edges.slice(1).flatMap((end, i): [number, number][] => (end > edges[i] + 1 ? [[edges[i] + 1, end]] : []));
}

function slab(m: ModelBuilder, [x, z]: readonly [number, number], [width, depth]: readonly [number, number]): void {
  m.box(STONE, [x, CABINET_TOP, z], [width, TOP, depth], 0.006);
  m.support([x, CABINET_TOP, z], [width, TOP, depth]);
}

function drawCounter(m: ModelBuilder, { plan, width, depth }: CounterPlan): void {
  if (plan === 'I') {
    openingLine(m, [0, 0.01], width, LINE - 0.02);
    slab(m, [0, 0], [width, LINE]);
    return;
  }
  if (plan === 'Island') {
    openingLine(m, [0, -0.2], width - 0.06, 0.44);
    m.placed({ at: [0, 0, 0.2], yaw: Math.PI }, () => cabinets(m, width - 0.06, 0.44));
    m.collider([0, 0, 0.22], [width - 0.06, CABINET_TOP, 0.4]);
    slab(m, [0, 0], [width, depth]);
    return;
  }
  const back = depth / 2 - LINE / 2;
  openingLine(m, [0, back + 0.01], width, LINE - 0.02);
  slab(m, [0, back], [width, LINE]);
  const reach = depth - LINE;
  for (const side of plan === 'L' ? [1] : BOTH) {
    const x = side * (width / 2 - LINE / 2);
    const z = -depth / 2 + reach / 2;
    m.placed({ at: [x + side * 0.01, 0, z], yaw: (side * Math.PI) / 2 }, () => cabinets(m, reach, LINE - 0.02));
    m.collider([x, 0, z], [LINE, CABINET_TOP, reach]);
    slab(m, [x, z], [LINE, reach]);
  }
}

/** The variants of `CounterTop`. */
export const counters: readonly DrawShape[] = COUNTER_PLANS.map((plan) => (m) => drawCounter(m, plan));
