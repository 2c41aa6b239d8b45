import { cabinetDoor, carcass, drawer, shelf } from './cabinetry.ts';
import { BOTH, frontPanel, handle } from './furniture-parts.ts';
import { BLACK, CHARCOAL, CHROME, IRON, PALE_WOOD, solid, tinted } from './materials.ts';
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
/** Straight lines from this width on have a cooker at their end, metres. */
const COOKER_LINE = 1.8;
const STEEL = solid(0xb9bdc0, 'metal');
const CABINET = tinted('wood');
const BODY = tinted('wood', 0.82);
const STONE = solid(0x8f8d8a, 'marble');

/** Cabinets along x, fronts towards -Z at z = -depth/2: drawers above doors. They are fronts only, without those `isOther` has. */
function cabinets(
  m: ModelBuilder,
  width: number,
  depth: number,
  isOther: (column: number) => boolean = () => false,
): void {
  m.box(CHARCOAL, [0, 0, 0.03], [width - 0.01, 0.1, depth - 0.06]);
  const { count, each, middle } = columnsOf(width);
  for (let i = 0; i < count; i++) {
    if (isOther(i)) continue;
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

/**
 * A line of cabinets with one that opens, two in a long line; `at` is the middle of its floor. Only what does not open is one
 * block. With a cooker, that is the last of the line.
 */
function openingLine(
  m: ModelBuilder,
  [x, z]: readonly [number, number],
  width: number,
  depth: number,
  withCooker = false,
): void {
  const { count, each, middle } = columnsOf(width);
  const hollow = count > 3 ? [1, count - 2] : [count >> 1];
  const others = withCooker ? [...hollow, count - 1] : hollow;
  m.placed({ at: [x, 0, z] }, () => cabinets(m, width, depth, (column) => others.includes(column)));
  if (withCooker) cooker(m, [x + middle(count - 1), z], [each, depth]);
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

/** An oven with its switches above, for a place in a line of cabinets. */
function cooker(m: ModelBuilder, [x, z]: readonly [number, number], [width, depth]: readonly [number, number]): void {
  const front = z - depth / 2 + 0.02;
  m.box(STEEL, [x, 0.1, z + 0.015], [width - 0.002, CABINET_TOP - 0.1, depth - 0.03]);
  m.box(BLACK, [x, 0.2, front], [width - 0.05, 0.52, 0.02], 0.006);
  m.panel(solid(0x39424a, 'glass'), [x, 0.45, front - 0.0105], width - 0.16, 0.3);
  handle(m, CHROME, [x, 0.68, front - 0.012], width - 0.16, false);
  for (const knob of [-0.18, -0.06, 0.06, 0.18])
    m.box(CHARCOAL, [x + knob, 0.8, front - 0.005], [0.036, 0.036, 0.024], 0.008);
}

/** Four plates in black glass at the end of a worktop, level with it; nothing is put there. */
function hob(m: ModelBuilder, [x, z]: readonly [number, number], [width, depth]: readonly [number, number]): void {
  m.box(STONE, [x, CABINET_TOP, z], [width, TOP - 0.003, depth]);
  m.box(BLACK, [x, HEIGHT - 0.003, z], [width - 0.04, 0.002, depth - 0.08]);
  for (const side of BOTH)
    for (const row of BOTH)
      m.cylinder(IRON, [x + side * 0.13, HEIGHT - 0.001, z + row * 0.12], side === row ? 0.09 : 0.07, 0.001, 0.06, 20);
  m.collider([x, CABINET_TOP, z], [width, TOP, depth]);
}

function drawCounter(m: ModelBuilder, { plan, width, depth }: CounterPlan): void {
  if (plan === 'I') {
    const withCooker = width >= COOKER_LINE;
    openingLine(m, [0, 0.01], width, LINE - 0.02, withCooker);
    const taken = withCooker ? columnsOf(width).each : 0;
    slab(m, [-taken / 2, 0], [width - taken, LINE]);
    if (withCooker) hob(m, [(width - taken) / 2, 0], [taken, LINE]);
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
