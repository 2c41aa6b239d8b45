import { type Quat, type Vec3, rotate } from '../geometry.ts';
import { moveFrom, toFrame } from './joint.ts';
import type { SolidBox } from './static-boxes.ts';

/** The point of a box that is nearest to a point. */
export function nearestIn(box: SolidBox, point: Vec3): Vec3 {
  const frame = frameOf(box);
  const [x, y, z] = toFrame(frame, point);
  return moveFrom(frame, [clamp(x, box.half[0]), clamp(y, box.half[1]), clamp(z, box.half[2])]);
}

/** Where along the way from one point to another a box is entered, 0 to 1; Infinity where it is not. */
export function enterBox(box: SolidBox, from: Vec3, to: Vec3): number {
  const frame = frameOf(box);
  const [start, end] = [toFrame(frame, from), toFrame(frame, to)];
  let enter = 0;
  let leave = 1;
  for (let axis = 0; axis < 3; axis++) {
    const [at, way, half] = [start[axis], end[axis] - start[axis], box.half[axis]];
    if (way === 0) {
      if (Math.abs(at) > half) return Infinity;
      continue;
    }
    enter = Math.max(enter, (-Math.sign(way) * half - at) / way);
    leave = Math.min(leave, (Math.sign(way) * half - at) / way);
  }
  return enter <= leave ? enter : Infinity;
}

/** Whether two boxes share more than a touch; `slack` metres of depth do not count. */
export function overlap(a: SolidBox, b: SolidBox, slack: number): boolean {
  const way: Vec3 = [b.center[0] - a.center[0], b.center[1] - a.center[1], b.center[2] - a.center[2]];
  const apart = Math.hypot(...way) - Math.hypot(...a.half) - Math.hypot(...b.half);
  if (apart > 0) return false;
  const [axesA, axesB] = [axesOf(a.rotation), axesOf(b.rotation)];
  const crossed = axesA.flatMap((axis) => axesB.map((other) => cross(axis, other)));
  return [...axesA, ...axesB, ...crossed].every((axis) => {
    const length = Math.hypot(...axis);
    // Of parallel edges: the faces' own axes already tell.
    if (length < 1e-6) return true;
    const reach = reachAlong(a, axesA, axis) + reachAlong(b, axesB, axis);
    return Math.abs(dot(way, axis)) < reach - slack * length;
  });
}

function frameOf({ center, rotation }: SolidBox): { position: Vec3; rotation: Quat } {
  return { position: center, rotation };
}

function reachAlong({ half }: SolidBox, axes: readonly Vec3[], axis: Vec3): number {
  return axes.reduce((sum, own, i) => sum + Math.abs(dot(own, axis)) * half[i], 0);
}

function axesOf(rotation: Quat): Vec3[] {
  return [rotate(rotation, [1, 0, 0]), rotate(rotation, [0, 1, 0]), rotate(rotation, [0, 0, 1])];
}

function clamp(value: number, limit: number): number {
  return Math.min(limit, Math.max(-limit, value));
}

function dot(a: Vec3, b: Vec3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function cross(a: Vec3, b: Vec3): Vec3 {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}
