import type { BodyPlan } from './body-plan.ts';
import { type Vec3, rotate } from '../geometry.ts';
import { moveFrom } from './joint.ts';

/** An upright box, by its lowest and highest corner, metres. */
export interface Bounds {
  readonly low: Vec3;
  readonly high: Vec3;
}

/** Around a body where its plan has it. */
export function boundsOf(plan: BodyPlan): Bounds {
  const { radius, rotation } = plan;
  const corners = plan.boxes.map(({ center, half }): Bounds => {
    const middle = moveFrom(plan, center);
    const edges = [0, 1, 2].map((k) =>
      rotate(rotation, [k === 0 ? half[0] : 0, k === 1 ? half[1] : 0, k === 2 ? half[2] : 0]),
    );
    return around(middle, (axis) => edges.reduce((sum, edge) => sum + Math.abs(edge[axis]), 0));
  });
  if (radius !== null) return around(plan.position, () => radius);
  return {
    low: corners.map(({ low }) => low).reduce((a, b) => pick(Math.min, a, b)),
    high: corners.map(({ high }) => high).reduce((a, b) => pick(Math.max, a, b)),
  };
}

/** Whether there is room between two boxes. */
export function areApart(a: Bounds, b: Bounds): boolean {
  for (let axis = 0; axis < 3; axis++) if (a.low[axis] > b.high[axis] || a.high[axis] < b.low[axis]) return true;
  return false;
}

function around([x, y, z]: Vec3, reach: (axis: 0 | 1 | 2) => number): Bounds {
  const [rx, ry, rz] = [reach(0), reach(1), reach(2)];
  return { low: [x - rx, y - ry, z - rz], high: [x + rx, y + ry, z + rz] };
}

function pick(choose: (a: number, b: number) => number, a: Vec3, b: Vec3): Vec3 {
  return [choose(a[0], b[0]), choose(a[1], b[1]), choose(a[2], b[2])];
}
