import { BOTH, frontPanel, handle } from './furniture-parts.ts';
import { CHARCOAL, IRON, solid, tinted } from './materials.ts';
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
const CABINET = tinted('wood');
const BODY = tinted('wood', 0.82);
const STONE = solid(0x8f8d8a, 'marble');

/** Cabinets along x, fronts towards -Z at z = -depth/2: drawers above doors. */
function cabinets(m: ModelBuilder, width: number, depth: number): void {
  m.box(CHARCOAL, [0, 0, 0.03], [width - 0.01, 0.1, depth - 0.06]);
  m.box(BODY, [0, 0.1, 0.015], [width - 0.005, HEIGHT - TOP - 0.1, depth - 0.03]);
  const count = Math.max(1, Math.round(width / 0.55));
  const each = width / count;
  for (let i = 0; i < count; i++) {
    const x = (i - (count - 1) / 2) * each;
    frontPanel(m, CABINET, [x, 0.81, -depth / 2 + 0.03], each - 0.02, 0.15);
    handle(m, IRON, [x, 0.81, -depth / 2 + 0.015], 0.16, false);
    frontPanel(m, CABINET, [x, 0.42, -depth / 2 + 0.03], each - 0.02, 0.6);
    const side = i % 2 === 0 ? -1 : 1;
    handle(m, IRON, [x + side * (each / 2 - 0.06), 0.6, -depth / 2 + 0.015], 0.16, true);
  }
}

function slab(m: ModelBuilder, [x, z]: readonly [number, number], [width, depth]: readonly [number, number]): void {
  m.box(STONE, [x, HEIGHT - TOP, z], [width, TOP, depth], 0.006);
  m.support([x, 0, z], [width, HEIGHT, depth]);
}

function drawCounter(m: ModelBuilder, { plan, width, depth }: CounterPlan): void {
  if (plan === 'I') {
    m.placed({ at: [0, 0, 0.01] }, () => cabinets(m, width, LINE - 0.02));
    slab(m, [0, 0], [width, LINE]);
    return;
  }
  if (plan === 'Island') {
    for (const yaw of [0, Math.PI])
      m.placed({ at: [0, 0, yaw === 0 ? -0.2 : 0.2], yaw }, () => cabinets(m, width - 0.06, 0.44));
    slab(m, [0, 0], [width, depth]);
    return;
  }
  const back = depth / 2 - LINE / 2;
  m.placed({ at: [0, 0, back + 0.01] }, () => cabinets(m, width, LINE - 0.02));
  slab(m, [0, back], [width, LINE]);
  const reach = depth - LINE;
  for (const side of plan === 'L' ? [1] : BOTH) {
    const x = side * (width / 2 - LINE / 2);
    const z = -depth / 2 + reach / 2;
    m.placed({ at: [x + side * 0.01, 0, z], yaw: (side * Math.PI) / 2 }, () => cabinets(m, reach, LINE - 0.02));
    slab(m, [x, z], [LINE, reach]);
  }
}

/** The variants of `CounterTop`. */
export const counters: readonly DrawShape[] = COUNTER_PLANS.map((plan) => (m) => drawCounter(m, plan));
