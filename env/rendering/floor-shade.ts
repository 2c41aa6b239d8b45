import { footprintOf, heightRange } from '../physics/static-boxes.ts';
import type { House, HouseObject } from '../house.ts';
import { FACE_THICKNESS, wallPieces, yawAlong } from '../walls.ts';

/** Texels along each side of a house's floor shade. */
export const SHADE_SIZE = 128;

/** How far an object darkens the floor around it, and a wall along it, metres. */
const OBJECT_REACH = 0.4;
const WALL_REACH = 0.3;
const UNDER_OBJECT = 0.42;
const AT_OBJECT = 0.6;
const AT_WALL = 0.72;
/** Objects that hang higher than this above the floor leave no shade on it, metres. */
const HIGHEST_FOOT = 0.6;

/**
 * How much light reaches each place of the floor, darkened beside walls and under what stands there: ambient occlusion
 * seen from above, so that furniture stands on the floor instead of floating before it.
 *
 * @param bounds min x, min z, max x, max z, metres.
 * @returns (S, S) uint8, rows along z; 255 is unshaded.
 */
export function floorShade(house: House, bounds: readonly [number, number, number, number]): Uint8Array<ArrayBuffer> {
  const light = new Float32Array(SHADE_SIZE * SHADE_SIZE).fill(1);
  const [x0, z0, x1, z1] = bounds;
  const stepX = (x1 - x0) / SHADE_SIZE;
  const stepZ = (z1 - z0) / SHADE_SIZE;

  /** Multiplies what lies within `reach` of a rectangle's outline; `inside` darkens the rectangle itself. */
  const darken = (
    cx: number,
    cz: number,
    hx: number,
    hz: number,
    yaw: number,
    reach: number,
    at: number,
    inside: number,
  ): void => {
    const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)];
    const extentX = Math.abs(cos) * hx + Math.abs(sin) * hz + reach;
    const extentZ = Math.abs(sin) * hx + Math.abs(cos) * hz + reach;
    const columns = range(cx - extentX, cx + extentX, x0, stepX);
    const rows = range(cz - extentZ, cz + extentZ, z0, stepZ);
    for (let row = rows.low; row <= rows.high; row++) {
      for (let column = columns.low; column <= columns.high; column++) {
        const dx = x0 + (column + 0.5) * stepX - cx;
        const dz = z0 + (row + 0.5) * stepZ - cz;
        const outX = Math.abs(cos * dx - sin * dz) - hx;
        const outZ = Math.abs(sin * dx + cos * dz) - hz;
        const distance = Math.hypot(Math.max(0, outX), Math.max(0, outZ));
        const depth = Math.min(0, Math.max(outX, outZ));
        const t = Math.min(1, distance / reach);
        const edge = at + (1 - at) * t * (2 - t);
        light[row * SHADE_SIZE + column] *= distance > 0 ? edge : at + (inside - at) * Math.min(1, -depth / 0.1);
      }
    }
  };

  for (const wall of house.walls) {
    if (wall.exterior) continue;
    const length = Math.hypot(wall.to[0] - wall.from[0], wall.to[1] - wall.from[1]);
    const [ux, uz] = [(wall.to[0] - wall.from[0]) / length, (wall.to[1] - wall.from[1]) / length];
    for (const { x0: near, x1: far, y0 } of wallPieces(wall)) {
      if (y0 > 0) continue;
      const middle = (near + far) / 2;
      const yaw = yawAlong([ux, uz]);
      const [cx, cz] = [wall.from[0] + ux * middle, wall.from[1] + uz * middle];
      darken(cx, cz, (far - near) / 2, FACE_THICKNESS, yaw, WALL_REACH, AT_WALL, AT_WALL);
    }
  }
  for (const object of house.objects) {
    const box = boundingBox(object);
    if (!object.fixed || heightRange(box).low > HIGHEST_FOOT) continue;
    const { center, half, yaw } = footprintOf(box);
    darken(center[0], center[1], half[0], half[1], yaw, OBJECT_REACH, AT_OBJECT, UNDER_OBJECT);
  }
  return Uint8Array.from(light, (value) => Math.round(255 * Math.max(0.25, value)));
}

function boundingBox({ position, size, rotation }: HouseObject): Parameters<typeof footprintOf>[0] {
  return { center: position, half: [size[0] / 2, size[1] / 2, size[2] / 2], rotation };
}

function range(from: number, to: number, origin: number, step: number): { low: number; high: number } {
  return {
    low: Math.max(0, Math.floor((from - origin) / step)),
    high: Math.min(SHADE_SIZE - 1, Math.ceil((to - origin) / step)),
  };
}
