import { UsageError } from '../../env/errors.ts';
import type { Vec2 } from '../../env/geometry.ts';
import type { StageBox } from '../../env/stage.ts';
import { type Ground, forEachTriangle, groundOver, visitSurfaces } from './ground.ts';
import { boundsOf } from './model.ts';
import type { Mesh } from './read.ts';
import { type Span, solidBoxes } from './solid-boxes.ts';
import { cross } from './transform.ts';

/** Where one can walk in a scene, and what stands in the way; its heights are above the floor, metres. */
export interface Floor {
  /** In the scene's own metres. */
  readonly height: number;
  /** Corners of the ground that has floor. */
  readonly low: Vec2;
  readonly high: Vec2;
  /** Top of the scene. */
  readonly top: number;
  readonly boxes: readonly StageBox[];
}

const CELL_SIZE = 0.05;
/** Wider scenes are not homes, or are given in centimetres. Metres. */
const MAX_WIDTH = 100;
/** Heights of level faces are sorted into slices this thick, metres. */
const SLICE = 0.05;
/** A storey's floor has at least this share of the area of the largest level slice. */
const STOREY_SHARE = 0.4;
/** A storey that is asked for is looked for so far up and down, metres. */
const ROUGHLY = 0.3;
/** How far a floor may lie below its storey's height, and above it (thresholds, rugs), metres. */
const BELOW = 0.25;
const ABOVE = 0.1;
/** What is higher than this above the floor stands in nobody's way, metres. */
const OVERHEAD = 1.5;
/** Columns without floor are solid from the ground up to here, metres. */
const NO_FLOOR: Span = { low: 0, high: 1 };
/** Less floor than this is none, square metres. */
const LEAST_FLOOR = 0.5;

/**
 * Finds the floor of a scene and turns what stands on it into boxes on a grid of 5 cm.
 *
 * @param scene All meshes: what stands on the floor hides it, but there is floor below.
 * @param fixed The meshes that stop bodies.
 * @throws UsageError when there is no floor, or the scene is wider than a home
 */
export function findFloor(
  scene: readonly Mesh[],
  fixed: readonly Mesh[],
  wanted: number | undefined,
  where: string,
): Floor {
  const { center, size } = boundsOf(scene);
  const wide = Math.max(size[0], size[2]);
  if (wide > MAX_WIDTH) {
    throw new UsageError(
      `${where}: is ${Math.round(wide)} m wide; give a home of at most ${MAX_WIDTH} m, in metres, with y up.`,
    );
  }
  const height = storeyHeight(scene, wanted);
  const ground = groundOver(
    [center[0] - size[0] / 2, center[2] - size[2] / 2],
    [center[0] + size[0] / 2, center[2] + size[2] / 2],
    CELL_SIZE,
  );
  const hasFloor = new Uint8Array(ground.width * ground.height);
  visitSurfaces(scene, ground, (cell, y, isLevel) => {
    if (isLevel && y - height > -BELOW && y - height < ABOVE) hasFloor[cell] = 1;
  });
  const extent = extentOf(ground, hasFloor);
  if (extent === null) {
    throw new UsageError(
      `${where}: has no level floor at ${height.toFixed(2)} m; give a scene with y up (or a config).`,
    );
  }
  const spans = new Map<number, Span>();
  visitSurfaces(fixed, ground, (cell, y) => {
    const above = y - height;
    if (above <= ABOVE || above >= OVERHEAD) return;
    const span = spans.get(cell) ?? { low: above, high: above };
    spans.set(cell, { low: Math.min(span.low, above), high: Math.max(span.high, above) });
  });
  const boxes = solidBoxes(ground, (cell) => (hasFloor[cell] === 1 ? (spans.get(cell) ?? null) : NO_FLOOR));
  return { height, ...extent, top: center[1] + size[1] / 2 - height, boxes };
}

/** The lowest slice of height in which much lies level and faces up; near the wanted height, the largest. */
function storeyHeight(scene: readonly Mesh[], wanted: number | undefined): number {
  const slices = new Map<number, { area: number; moment: number }>();
  for (const mesh of scene) {
    forEachTriangle(mesh, (a, b, c) => {
      const normal = cross([b[0] - a[0], b[1] - a[1], b[2] - a[2]], [c[0] - a[0], c[1] - a[1], c[2] - a[2]]);
      const area = Math.hypot(...normal) / 2;
      const y = (a[1] + b[1] + c[1]) / 3;
      if (!(normal[1] / 2 > 0.99 * area) || Math.abs(y - (wanted ?? y)) > ROUGHLY) return;
      const slice = slices.get(Math.round(y / SLICE)) ?? { area: 0, moment: 0 };
      slices.set(Math.round(y / SLICE), { area: slice.area + area, moment: slice.moment + area * y });
    });
  }
  const largest = Math.max(0, ...[...slices.values()].map(({ area }) => area));
  const share = wanted === undefined ? STOREY_SHARE : 1;
  const storeys = [...slices].filter(([, { area }]) => area >= share * largest).sort(([a], [b]) => a - b);
  const [lowest] = storeys;
  return lowest === undefined ? (wanted ?? 0) : lowest[1].moment / lowest[1].area;
}

/** Corners of the ground where there is floor; null when there is next to none. */
function extentOf({ width, cellSize, origin }: Ground, hasFloor: Uint8Array): { low: Vec2; high: Vec2 } | null {
  let [x0, z0, x1, z1, count] = [Infinity, Infinity, -Infinity, -Infinity, 0];
  hasFloor.forEach((has, cell) => {
    if (has === 0) return;
    const [column, row] = [cell % width, Math.floor(cell / width)];
    [x0, x1] = [Math.min(x0, column), Math.max(x1, column + 1)];
    [z0, z1] = [Math.min(z0, row), Math.max(z1, row + 1)];
    count++;
  });
  if (count * cellSize * cellSize < LEAST_FLOOR) return null;
  const at = (column: number, row: number): Vec2 => [origin[0] + column * cellSize, origin[1] + row * cellSize];
  return { low: at(x0, z0), high: at(x1, z1) };
}
