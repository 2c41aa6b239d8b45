import type { Vec2 } from '../../env/geometry.ts';
import { contains } from '../polygon.ts';
import type { PlannedRoom } from './floor-plan.ts';

/** A straight stretch of a room's wall with one and the same thing behind it; clockwise, so the room lies on its right. */
export interface WallStretch {
  readonly id: string;
  readonly room: PlannedRoom;
  /** The room behind, or null for the outside. */
  readonly behind: PlannedRoom | null;
  /** The wall's other face. */
  readonly behindId: string;
  readonly from: Vec2;
  readonly to: Vec2;
  readonly length: number;
  /** Unit vector from `from` to `to`. */
  readonly along: Vec2;
  /** Unit vector into the room. */
  readonly inward: Vec2;
}

/** Splits the outlines of rooms into walls, wherever the neighbour changes. */
export function raiseWalls(rooms: readonly PlannedRoom[]): WallStretch[] {
  const vertices = rooms.flatMap((room) => room.polygon);
  return rooms.flatMap((room) => {
    const clockwise = [...room.polygon].reverse();
    return clockwise.flatMap((start, i) => {
      const end = clockwise[(i + 1) % clockwise.length];
      const points = [start, ...between(start, end, vertices), end];
      return points.slice(1).map((to, k) => stretch(room, points[k], to, rooms));
    });
  });
}

/** A point on a stretch of wall, metres from its beginning and into the room. */
export function pointAt({ from, along, inward }: WallStretch, t: number, depth = 0): Vec2 {
  return [from[0] + along[0] * t + inward[0] * depth, from[1] + along[1] * t + inward[1] * depth];
}

function between(a: Vec2, b: Vec2, vertices: readonly Vec2[]): Vec2[] {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const [ux, uz] = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
  const inside = vertices
    .map((point) => {
      const [dx, dz] = [point[0] - a[0], point[1] - a[1]];
      return { point, t: dx * ux + dz * uz, off: Math.abs(dx * uz - dz * ux) };
    })
    .filter(({ t, off }) => off < 1e-6 && t > 1e-6 && t < length - 1e-6)
    .sort((p, q) => p.t - q.t);
  return inside.filter(({ t }, i) => i === 0 || t - inside[i - 1].t > 1e-6).map(({ point }) => point);
}

function stretch(room: PlannedRoom, from: Vec2, to: Vec2, rooms: readonly PlannedRoom[]): WallStretch {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const along: Vec2 = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
  const inward: Vec2 = [-along[1] || 0, along[0]];
  const outside: Vec2 = [(from[0] + to[0]) / 2 - inward[0] * 0.01, (from[1] + to[1]) / 2 - inward[1] * 0.01];
  const behind = rooms.find((other) => other !== room && contains(other.polygon, outside)) ?? null;
  return {
    id: wallId(room.id.slice('room|'.length), from, to),
    room,
    behind,
    behindId: wallId(behind?.id.slice('room|'.length) ?? 'exterior', from, to),
    from,
    to,
    length,
    along,
    inward,
  };
}

/** ProcTHOR's name of a wall: whose it is, then its ends in the file's coordinates, the smaller first. */
function wallId(owner: string, a: Vec2, b: Vec2): string {
  const [x0, x1] = [a[0], b[0]].sort((p, q) => p - q);
  const [z0, z1] = [-a[1], -b[1]].sort((p, q) => p - q);
  return ['wall', owner, ...[x0, z0, x1, z1].map((value) => Math.abs(value).toFixed(2))].join('|');
}
