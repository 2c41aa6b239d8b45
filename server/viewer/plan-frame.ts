import type { Vec2 } from '../../env/geometry.ts';
import type { House } from '../../env/house.ts';

/** How a house lies on a plan: pixels a metre, and the pixel of the world's origin. */
export interface PlanFrame {
  readonly scale: number;
  readonly origin: Vec2;
}

/** How large a plan is, pixels of the page's style. */
export type PlanSize = Pick<HTMLElement, 'clientWidth' | 'clientHeight'>;

/** Pixels kept free around the house. */
const MARGIN = 12;

/** The largest plan of a house that fits; pixels are those of the page's style. */
export function framePlan({ rooms }: House, { clientWidth, clientHeight }: PlanSize): PlanFrame {
  const corners = rooms.flatMap(({ polygon }) => polygon);
  const [x0, x1] = extremes(corners.map(([x]) => x));
  const [z0, z1] = extremes(corners.map(([, z]) => z));
  const scale = Math.min((clientWidth - 2 * MARGIN) / (x1 - x0), (clientHeight - 2 * MARGIN) / (z1 - z0));
  return {
    scale,
    origin: [clientWidth / 2 - (scale * (x0 + x1)) / 2, clientHeight / 2 - (scale * (z0 + z1)) / 2],
  };
}

/** The place (x, z) under a pixel of the plan, metres. */
export function placeAt({ scale, origin }: PlanFrame, [left, top]: Vec2): Vec2 {
  return [(left - origin[0]) / scale, (top - origin[1]) / scale];
}

/** The least and the greatest. */
export function extremes(values: readonly number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)];
}
