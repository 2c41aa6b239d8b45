import type { Rectangle, SolidBox } from '../env/physics/static-boxes.ts';
import { footprintOf, heightRange } from '../env/physics/static-boxes.ts';
import { cos, sin } from '../env/trigonometry.ts';

/** How deep two upright boxes stand in each other, metres; 0 when they do not (separating axes). */
export function penetration(a: SolidBox, b: SolidBox): number {
  const [rangeA, rangeB] = [heightRange(a), heightRange(b)];
  const vertical = Math.min(rangeA.high, rangeB.high) - Math.max(rangeA.low, rangeB.low);
  if (vertical <= 0) return 0;
  const [rectA, rectB] = [footprintOf(a), footprintOf(b)];
  const yaws = [rectA.yaw, rectA.yaw + Math.PI / 2, rectB.yaw, rectB.yaw + Math.PI / 2];
  const depths = yaws.map((yaw) => {
    const axis = [cos(yaw), -sin(yaw)] as const;
    const distance = Math.abs(
      (rectA.center[0] - rectB.center[0]) * axis[0] + (rectA.center[1] - rectB.center[1]) * axis[1],
    );
    return reach(rectA, axis) + reach(rectB, axis) - distance;
  });
  return Math.max(0, Math.min(vertical, ...depths));
}

/** Half the length of a rectangle's shadow on an axis. */
function reach({ half, yaw }: Rectangle, axis: readonly [number, number]): number {
  const [c, s] = [cos(yaw), sin(yaw)];
  return Math.abs(c * axis[0] - s * axis[1]) * half[0] + Math.abs(s * axis[0] + c * axis[1]) * half[1];
}
