import type { Vec2 } from '../geometry.ts';
import type { Frustum } from './frustum.ts';
import type { House } from '../house.ts';
import { FACE_THICKNESS, inwardNormal, wallPieces } from '../walls.ts';

/** Directions round the eye that are told apart; each is a quarter of a pixel wide at 64 pixels and 79 degrees. */
const COLUMNS = 1024;
const COLUMN = (2 * Math.PI) / COLUMNS;
/** A wall counts as this much narrower on both sides, so that rounding in the rasterizer shows nothing that was left out, radians. */
const MARGIN = 1e-3;
/** What reaches this near to the floor and the ceiling closes the view, metres. */
const GAP = 0.01;

/** Unit vectors (x, z) along the borders of the columns, one more than there are columns. */
const BORDERS = Float64Array.from({ length: 2 * (COLUMNS + 1) }, (_, i) =>
  i % 2 === 0 ? Math.cos((i / 2) * COLUMN) : Math.sin(((i - 1) / 2) * COLUMN),
);

/** Whatever hides all behind it seen from inside the house: pieces of wall from floor to ceiling, on the ground plane. */
export interface WallOcclusion {
  /** (P, 4) x z of both ends of each piece, metres. */
  readonly pieces: Float32Array;
  /** Height below which an eye must be, metres. */
  readonly ceiling: number;
}

/** The pieces of a house's walls that nobody sees past. */
export function wallOcclusion(house: House): WallOcclusion {
  const rooms = new Map(house.rooms.map((room) => [room.id, room]));
  const pieces = house.walls.flatMap((wall) => {
    const room = rooms.get(wall.roomId);
    if (wall.exterior || !room) return [];
    const [x, z] = middleLine(wall.from, inwardNormal(wall, room));
    const length = Math.hypot(wall.to[0] - wall.from[0], wall.to[1] - wall.from[1]);
    const along = [(wall.to[0] - wall.from[0]) / length, (wall.to[1] - wall.from[1]) / length];
    return wallPieces(wall)
      .filter(({ y0, y1 }) => y0 <= GAP && y1 >= house.ceilingHeight - GAP)
      .flatMap(({ x0, x1 }) => [x0, x1].flatMap((way) => [x + along[0] * way, z + along[1] * way]));
  });
  return { pieces: Float32Array.from(pieces), ceiling: house.ceilingHeight };
}

/** How far an eye sees in each direction before a wall ends its view; one object serves many eyes, one after the other. */
export class Horizon {
  readonly #reach = new Float64Array(COLUMNS);
  #x = 0;
  #z = 0;
  #isOpen = true;
  /** The columns in view, from the first to before the last. */
  #from = 0;
  #to = 0;

  /** Looks out of an eye; above the walls nothing is hidden. */
  lookFrom({ eye: [x, y, z], heading, halfWidth }: Frustum, { pieces, ceiling }: WallOcclusion): void {
    this.#x = x;
    this.#z = z;
    this.#isOpen = y <= 0 || y >= ceiling;
    if (this.#isOpen) return;
    this.#from = Math.floor((heading - halfWidth) / COLUMN) - 1;
    this.#to = Math.min(this.#from + COLUMNS, Math.ceil((heading + halfWidth) / COLUMN) + 1);
    for (let column = this.#from; column < this.#to; column++) this.#reach[column & (COLUMNS - 1)] = Infinity;
    for (let i = 0; i < pieces.length; i += 4) {
      this.#close(pieces[i] - x, pieces[i + 1] - z, pieces[i + 2] - x, pieces[i + 3] - z);
    }
  }

  /** Whether walls hide all of an upright cylinder that is in view. */
  hides(x: number, z: number, radius: number): boolean {
    if (this.#isOpen) return false;
    const [dx, dz] = [x - this.#x, z - this.#z];
    const distance = Math.sqrt(dx * dx + dz * dz); // Math.hypot leaves garbage
    if (distance <= radius) return false;
    const middle = Math.atan2(dz, dx);
    const half = Math.asin(radius / distance);
    const first = Math.floor((middle - half) / COLUMN);
    const end = Math.floor((middle + half) / COLUMN) + 1;
    // What lies on the other side of the seam of the angles is in view a full turn away.
    for (let turn = -COLUMNS; turn <= COLUMNS; turn += COLUMNS) {
      const last = Math.min(end + turn, this.#to);
      for (let column = Math.max(first + turn, this.#from); column < last; column++) {
        if (this.#reach[column & (COLUMNS - 1)] > distance - radius) return false;
      }
    }
    return true;
  }

  /** Ends the view along a piece of wall, given relative to the eye. */
  #close(x0: number, z0: number, x1: number, z1: number): void {
    const area = x0 * z1 - z0 * x1; // positive where the piece runs towards growing angles
    if (Math.abs(area) < 1e-9) return;
    const from = Math.atan2(area > 0 ? z0 : z1, area > 0 ? x0 : x1);
    const to = Math.atan2(area > 0 ? z1 : z0, area > 0 ? x1 : x0);
    const width = to < from ? to - from + 2 * Math.PI : to - from;
    const first = Math.ceil((from + MARGIN) / COLUMN);
    const last = Math.floor((from + width - MARGIN) / COLUMN);
    const nx = z1 - z0;
    const nz = x0 - x1;
    for (let turn = -COLUMNS; turn <= COLUMNS; turn += COLUMNS) {
      const end = Math.min(last + turn, this.#to);
      const start = Math.max(first + turn, this.#from);
      if (start >= end) continue;
      for (let column = start, near = distanceTo(start, area, nx, nz); column < end; column++) {
        const far = distanceTo(column + 1, area, nx, nz);
        const i = column & (COLUMNS - 1);
        this.#reach[i] = Math.min(this.#reach[i], Math.max(near, far));
        near = far;
      }
    }
  }
}

/** How far along the direction u of a border a line lies: area / (n · u), n its normal, as long as the piece it goes through. */
function distanceTo(border: number, area: number, nx: number, nz: number): number {
  const i = (border & (COLUMNS - 1)) * 2;
  return area / (nx * BORDERS[i] + nz * BORDERS[i + 1]);
}

/** A point of a wall's line, moved into the middle of its face. */
function middleLine(point: Vec2, normal: Vec2): Vec2 {
  return [point[0] + (normal[0] * FACE_THICKNESS) / 2, point[1] + (normal[1] * FACE_THICKNESS) / 2];
}
