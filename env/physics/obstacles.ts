import { AGENT, type AgentBody } from '../env.ts';
import type { Vec2 } from '../geometry.ts';
import type { House } from '../house.ts';
import type { ModelLibrary } from '../model.ts';
import { type Rectangle, type SolidBox, footprintOf, standsInTheWay, staticBoxes } from './static-boxes.ts';
import { cos, sin } from '../trigonometry.ts';

/** A swept disc stops this far from what it meets, so that rounding never takes it inside. Metres. */
export const SKIN = 1e-3;

/** Coming nearer by less than this is walking along a wall, not into it. Metres. */
const GRAZE = 1e-6;
/** Edge of the look-up grid's cells, metres. */
const CELL = 0.5;

/** The fraction of the way a disc can go before it comes within `SKIN` of another disc, 0 to 1; `radius` is that of both together. */
export function sweepPastDisc(from: Vec2, to: Vec2, other: Vec2, radius: number): number {
  return sweepLocal(from[0] - other[0], from[1] - other[1], to[0] - from[0], to[1] - from[1], [0, 0], radius);
}

/** Rectangles on the ground plane, asked for free ways and distances; answers are exact up to rounding. */
export class Obstacles {
  readonly #rectangles: readonly Rectangle[];
  readonly #cos: Float64Array;
  readonly #sin: Float64Array;
  readonly #cells = new Map<number, number[]>();
  /** The last query that looked at each rectangle: one that lies in several cells is looked at once. */
  readonly #seen: Uint32Array;
  #query = 0;

  constructor(rectangles: readonly Rectangle[]) {
    this.#rectangles = rectangles;
    this.#cos = Float64Array.from(rectangles, (rectangle) => cos(rectangle.yaw));
    this.#sin = Float64Array.from(rectangles, (rectangle) => sin(rectangle.yaw));
    this.#seen = new Uint32Array(rectangles.length);
    rectangles.forEach(({ center, half }, i) => {
      const [c, s] = [Math.abs(this.#cos[i]), Math.abs(this.#sin[i])];
      const reachX = c * half[0] + s * half[1];
      const reachZ = s * half[0] + c * half[1];
      forEachCell(center[0] - reachX, center[1] - reachZ, center[0] + reachX, center[1] + reachZ, (key) => {
        const cell = this.#cells.get(key);
        if (cell === undefined) this.#cells.set(key, [i]);
        else cell.push(i);
      });
    });
  }

  /** Those of some boxes that stand in an agent's way. */
  static ofBoxes(boxes: readonly SolidBox[], agent: AgentBody): Obstacles {
    return new Obstacles(boxes.filter((box) => standsInTheWay(box, agent)).map(footprintOf));
  }

  /** What stands in an agent's way in a house: all that never moves. */
  static ofHouse(house: House, library: ModelLibrary, agent: AgentBody = AGENT): Obstacles {
    return Obstacles.ofBoxes(staticBoxes(house, library), agent);
  }

  /**
   * The fraction of the way a disc can go before it comes within `SKIN` of an obstacle, 0 to 1.
   * A disc that already touches may move along or away, not nearer.
   */
  sweepDisc(from: Vec2, to: Vec2, radius: number): number {
    let fraction = 1;
    const reach = radius + SKIN;
    this.#forEachNear(
      Math.min(from[0], to[0]) - reach,
      Math.min(from[1], to[1]) - reach,
      Math.max(from[0], to[0]) + reach,
      Math.max(from[1], to[1]) + reach,
      (i) => {
        const [x, z] = this.#toLocal(i, from);
        const [endX, endZ] = this.#toLocal(i, to);
        fraction = Math.min(fraction, sweepLocal(x, z, endX - x, endZ - z, this.#rectangles[i].half, radius));
      },
    );
    return fraction;
  }

  /** Distance from a point to the nearest obstacle, metres; 0 inside one, `limit` when none is nearer. */
  clearance(point: Vec2, limit = 1): number {
    let nearest = limit;
    this.#forEachNear(point[0] - limit, point[1] - limit, point[0] + limit, point[1] + limit, (i) => {
      const [x, z] = this.#toLocal(i, point);
      nearest = Math.min(nearest, distanceToRectangle(x, z, this.#rectangles[i].half));
    });
    return nearest;
  }

  /** Unit vectors away from all obstacles that are nearer to a point than `reach` metres; none from one it is in. */
  sidesNear(point: Vec2, reach: number): Vec2[] {
    const sides: Vec2[] = [];
    this.#forEachNear(point[0] - reach, point[1] - reach, point[0] + reach, point[1] + reach, (i) => {
      const [x, z] = this.#toLocal(i, point);
      const { half } = this.#rectangles[i];
      const distance = distanceToRectangle(x, z, half);
      if (distance === 0 || distance >= reach) return;
      const awayX = (Math.sign(x) * Math.max(Math.abs(x) - half[0], 0)) / distance;
      const awayZ = (Math.sign(z) * Math.max(Math.abs(z) - half[1], 0)) / distance;
      sides.push([awayX * this.#cos[i] + awayZ * this.#sin[i], awayZ * this.#cos[i] - awayX * this.#sin[i]]);
    });
    return sides;
  }

  #toLocal(i: number, point: Vec2): Vec2 {
    const dx = point[0] - this.#rectangles[i].center[0];
    const dz = point[1] - this.#rectangles[i].center[1];
    return [dx * this.#cos[i] - dz * this.#sin[i], dx * this.#sin[i] + dz * this.#cos[i]];
  }

  #forEachNear(x0: number, z0: number, x1: number, z1: number, visit: (index: number) => void): void {
    this.#query++;
    forEachCell(x0, z0, x1, z1, (key) => {
      for (const i of this.#cells.get(key) ?? []) {
        if (this.#seen[i] === this.#query) continue;
        this.#seen[i] = this.#query;
        visit(i);
      }
    });
  }
}

function forEachCell(x0: number, z0: number, x1: number, z1: number, visit: (key: number) => void): void {
  for (let i = Math.floor(x0 / CELL); i <= Math.floor(x1 / CELL); i++) {
    for (let j = Math.floor(z0 / CELL); j <= Math.floor(z1 / CELL); j++) visit(i * 0x10000 + j);
  }
}

function distanceToRectangle(x: number, z: number, half: Vec2): number {
  return Math.hypot(Math.max(Math.abs(x) - half[0], 0), Math.max(Math.abs(z) - half[1], 0));
}

/** The sweep in a rectangle's own frame: from (x, z) by (dx, dz). */
function sweepLocal(x: number, z: number, dx: number, dz: number, half: Vec2, radius: number): number {
  const distance = distanceToRectangle(x, z, half);
  if (distance === 0) return leavesRectangle(x, z, dx, dz, half) ? 1 : 0;
  const stop = radius + SKIN;
  const allowed = distance < radius ? distance - GRAZE : Math.max(radius, Math.min(stop, distance) - GRAZE);
  if (enterRounded(x, z, dx, dz, half, allowed) > 1) return 1;
  return distance <= stop ? 0 : enterRounded(x, z, dx, dz, half, stop);
}

/** From a point inside: whether the motion does not go against the way out through the nearest side. */
function leavesRectangle(x: number, z: number, dx: number, dz: number, half: Vec2): boolean {
  return half[0] - Math.abs(x) < half[1] - Math.abs(z) ? x * dx >= 0 : z * dz >= 0;
}

/** Where along (dx, dz) a point outside enters the rectangle widened by a rounded rim; Infinity when it does not. */
function enterRounded(x: number, z: number, dx: number, dz: number, half: Vec2, rim: number): number {
  let enter = 0;
  let leave = 1;
  for (const [start, delta, reach] of [
    [x, dx, half[0] + rim],
    [z, dz, half[1] + rim],
  ]) {
    if (delta === 0) {
      if (Math.abs(start) >= reach) return Infinity;
      continue;
    }
    const first = (-Math.sign(delta) * reach - start) / delta;
    const last = (Math.sign(delta) * reach - start) / delta;
    enter = Math.max(enter, first);
    leave = Math.min(leave, last);
  }
  if (enter >= leave) return Infinity;
  const atX = x + dx * enter;
  const atZ = z + dz * enter;
  if (Math.abs(atX) <= half[0] || Math.abs(atZ) <= half[1]) return enter;
  // It came in over a corner of the widened rectangle: there the rim is an arc, and what misses the arc misses all.
  const cornerX = x - Math.sign(atX) * half[0];
  const cornerZ = z - Math.sign(atZ) * half[1];
  const a = dx * dx + dz * dz;
  const b = cornerX * dx + cornerZ * dz;
  const c = cornerX * cornerX + cornerZ * cornerZ - rim * rim;
  const discriminant = b * b - a * c;
  if (discriminant <= 0) return Infinity;
  const t = (-b - Math.sqrt(discriminant)) / a;
  return t >= 0 && t <= 1 ? t : Infinity;
}
