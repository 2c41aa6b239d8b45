import type { House, Room, Wall } from './house.ts';
import type { Vec2 } from './geometry.ts';

/** Half of a partition: each face is built this far to its own side of the wall's line, metres. */
export const FACE_THICKNESS = 0.02;

/** A solid rectangle of a wall: metres along it from `from`, and above the floor. */
export interface WallPiece {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

/** What is left of a wall when its holes are cut out: full-height strips between holes, sills below and lintels above. */
export function wallPieces(wall: Wall): WallPiece[] {
  if (wall.empty) return [];
  const length = Math.hypot(wall.to[0] - wall.from[0], wall.to[1] - wall.from[1]);
  const holes = [...wall.holes].sort((a, b) => a.x0 - b.x0);
  const pieces: WallPiece[] = [];
  let x = 0;
  for (const hole of holes) {
    const x0 = Math.max(hole.x0, x);
    const x1 = Math.min(hole.x1, length);
    if (x1 <= x0) continue;
    pieces.push({ x0: x, x1: x0, y0: 0, y1: wall.height });
    pieces.push({ x0, x1, y0: 0, y1: hole.y0 });
    pieces.push({ x0, x1, y0: hole.y1, y1: wall.height });
    x = x1;
  }
  pieces.push({ x0: x, x1: length, y0: 0, y1: wall.height });
  return pieces.filter((piece) => piece.x1 - piece.x0 > 1e-4 && piece.y1 - piece.y0 > 1e-4);
}

/** Yaw that turns local +X into this ground direction. */
export function yawAlong(along: Vec2): number {
  return Math.atan2(-along[1], along[0]);
}

/** Ray casting; points on the outline may fall on either side. */
export function isInside(polygon: readonly Vec2[], point: Vec2): boolean {
  let inside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [xi, zi] = polygon[i];
    const [xj, zj] = polygon[j];
    if (zi > point[1] !== zj > point[1] && point[0] < ((xj - xi) * (point[1] - zi)) / (zj - zi) + xi) inside = !inside;
  }
  return inside;
}

/** Unit ground vector from a wall's line into its own room. */
export function inwardNormal(wall: Wall, room: Room): Vec2 {
  const dx = wall.to[0] - wall.from[0];
  const dz = wall.to[1] - wall.from[1];
  const length = Math.hypot(dx, dz) || 1;
  const normal: Vec2 = [dz / length, -dx / length];
  const middle: Vec2 = [wall.from[0] + dx / 2 + normal[0] * 0.01, wall.from[1] + dz / 2 + normal[1] * 0.01];
  return isInside(room.polygon, middle) ? normal : [-normal[0], -normal[1]];
}

/** The room a ground point lies in, or null. */
export function roomAt(house: House, point: Vec2): Room | null {
  return house.rooms.find((room) => isInside(room.polygon, point)) ?? null;
}
