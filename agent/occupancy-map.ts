import { type CameraOptions, type Observation, AGENT } from '../env/env.ts';
import type { Vec2 } from '../env/geometry.ts';
import {
  type GroundGrid,
  type OccupancyGrid,
  type Source,
  cellAt,
  centerOf,
} from '../env/navigation/distance-field.ts';

const CELL_SIZE = 0.05;
/** Cells along a side: no home reaches farther than 16 m from where the agent starts. */
const SIDE = 640;

/** What is lower counts as floor, what is higher does not stop the agent, what is tallest hides what is behind it. Metres. */
const FLOOR = 0.08;
const HEAD = 0.95;
const TALL = 1.1;
/** Depths beyond this leave gaps between the pixels, metres. */
const FARTHEST = 5;
/** The nearest cell centre that an agent beside an obstacle's cell may have, cells. */
const CLEARANCE = Math.floor(AGENT.radius / CELL_SIZE);
/** Where the agent stands it fits, whatever the cells say. Cells. */
const STANCE = 2;
/** An edge of the unknown has at least this many unknown cells in the square of 5 by 5 around it; fewer are gaps between pixels. */
const FEWEST_UNKNOWN = 8;
/** What stands this near to a cell of the goal is the goal itself, or the wall it leans on, metres. */
const OWN_REACH = 0.15;
/** What was seen from nearer than this has been searched, metres. */
const SEARCHED = 2;

const FREE = 1;
const OBSTACLE = 2;

/**
 * What an agent knows of the ground from its own depth, semantics and odometry: metres ahead (x) and to the left (z) of
 * where it started.
 */
export class OccupancyMap {
  readonly grid: GroundGrid = {
    width: SIDE,
    height: SIDE,
    cellSize: CELL_SIZE,
    origin: [(-SIDE * CELL_SIZE) / 2, (-SIDE * CELL_SIZE) / 2],
  };
  /** 0 unknown, else `FREE` or `OBSTACLE`. */
  readonly #state = new Uint8Array(SIDE * SIDE);
  /** How many obstacle cells keep the agent's centre out of a cell. */
  readonly #blocked = new Uint16Array(SIDE * SIDE);
  readonly #stood = new Uint8Array(SIDE * SIDE);
  readonly #tall = new Uint8Array(SIDE * SIDE);
  readonly #searched = new Uint8Array(SIDE * SIDE);
  /** Cells in which the category asked for was seen, and from where first. */
  readonly #goals = new Map<number, Vec2>();

  constructor(readonly camera: Pick<CameraOptions, 'hfovDeg'>) {}

  /** Adds what an observation shows. @throws Error without depth and semantics */
  observe(observation: Observation): void {
    const { depth, semantic, width, height, gps, compass, pitch, objectGoal } = observation;
    if (!depth || !semantic) throw new Error('OccupancyMap.observe: depth and semantic are needed; render them.');
    this.#stand(gps);
    const focal = width / 2 / Math.tan((this.camera.hfovDeg * Math.PI) / 360);
    const [cos, sin] = [Math.cos(pitch), Math.sin(pitch)];
    for (let u = 0; u < width; u++) {
      const right = (u + 0.5 - width / 2) / focal;
      // Up the column: ground is free from one floor pixel to the next, and up to the first obstacle.
      let free = 0;
      for (let v = height - 1; v >= 0; v--) {
        const along = depth[v * width + u];
        if (along <= 0) continue;
        const up = ((height / 2 - v - 0.5) / focal) * along;
        const ahead = along * cos - up * sin;
        const rise = AGENT.cameraHeight + along * sin + up * cos;
        const point = place(gps, compass, ahead, right * along);
        const cell = cellAt(this.grid, point);
        if (cell < 0) continue;
        if (semantic[v * width + u] === objectGoal && !this.#goals.has(cell)) this.#goals.set(cell, gps);
        if (along > FARTHEST) continue;
        const reach = rise < HEAD ? Math.hypot(ahead, right * along) : -1;
        if (free >= 0 && reach > free) this.#clear(gps, point, free / reach, 1 / focal);
        free = rise < FLOOR ? reach : -1;
        if (rise >= FLOOR && rise < HEAD) this.#block(cell);
        if (rise >= TALL) this.#tall[cell] = 1;
        if (along < SEARCHED) this.#searched[cell] = 1;
      }
    }
  }

  /** Something that was not seen stopped the agent, which looks along `heading`. */
  bump([x, z]: Vec2, heading: number): void {
    const ahead = AGENT.radius + CELL_SIZE;
    const cell = cellAt(this.grid, [x + ahead * Math.cos(heading), z + ahead * Math.sin(heading)]);
    if (cell >= 0) this.#block(cell);
  }

  /** Where the agent's centre can be, as far as it knows; with `hopeful`, also where it does not know. */
  passable(hopeful = false): OccupancyGrid {
    const free = new Uint8Array(SIDE * SIDE);
    for (let cell = 0; cell < free.length; cell++) {
      const state = this.#state[cell];
      const isOpen = state === FREE || (hopeful && state !== OBSTACLE);
      if (isOpen && (this.#blocked[cell] === 0 || this.#stood[cell] === 1)) free[cell] = 1;
    }
    return { ...this.grid, free };
  }

  /** Passable cells at the edge of the unknown. */
  frontier({ free }: OccupancyGrid): Source[] {
    return this.#sourcesWhere(free, (cell) => {
      const isEdge = [1, -1, SIDE, -SIDE].some((step) => this.#state[cell + step] === 0);
      return isEdge && this.#unknownAround(cell) >= FEWEST_UNKNOWN;
    });
  }

  /** Passable cells that were only seen from afar: small things may have been missed there. */
  unsearched({ free }: OccupancyGrid): Source[] {
    return this.#sourcesWhere(free, (cell) => this.#searched[cell] === 0);
  }

  /** Passable cells within `reach` metres of what is asked for, with nothing tall in between. */
  aroundGoals({ free }: OccupancyGrid, reach: number): Source[] {
    const cells = new Set<number>();
    for (const [goal, seenFrom] of this.#goals) {
      forEachAround(goal, reach / CELL_SIZE, (cell) => {
        if (free[cell] === 1 && !cells.has(cell) && this.#isInSight(cell, goal, seenFrom)) cells.add(cell);
      });
    }
    return [...cells].map((cell) => ({ cell, distance: 0 }));
  }

  /** Cells within `reach` metres of a point. */
  around(point: Vec2, reach: number): Source[] {
    const sources: Source[] = [];
    forEachAround(cellAt(this.grid, point), reach / CELL_SIZE, (cell) => sources.push({ cell, distance: 0 }));
    return sources;
  }

  /** Direction from a point to the nearest unknown cell within half a metre, radians from the start's heading; null without one. */
  directionToUnknown([x, z]: Vec2): number | null {
    let nearest: Vec2 | null = null;
    let least = Infinity;
    forEachAround(cellAt(this.grid, [x, z]), 0.5 / CELL_SIZE, (cell) => {
      if (this.#state[cell] !== 0) return;
      const center = centerOf(this.grid, cell);
      const distance = Math.hypot(center[0] - x, center[1] - z);
      if (distance >= least) return;
      least = distance;
      nearest = center;
    });
    return nearest === null ? null : Math.atan2(nearest[1] - z, nearest[0] - x);
  }

  /** Gives up on what stays unknown within half a metre of a point: it is taken for free. */
  assumeFree(point: Vec2): void {
    forEachAround(cellAt(this.grid, point), 0.5 / CELL_SIZE, (cell) => {
      if (this.#state[cell] === 0) this.#state[cell] = FREE;
    });
  }

  /** Forgets what was searched, to search it again. */
  forgetSearch(): void {
    this.#searched.fill(0);
  }

  #stand(point: Vec2): void {
    const here = cellAt(this.grid, point);
    forEachAround(here, CLEARANCE, (cell) => {
      if (this.#state[cell] === 0) this.#state[cell] = FREE;
    });
    forEachAround(here, STANCE, (cell) => {
      this.#stood[cell] = 1;
    });
    forEachAround(here, 0.5 / CELL_SIZE, (cell) => {
      this.#searched[cell] = 1;
    });
  }

  /** Marks the ground between a fraction of the way and its end as free, as wide as a pixel. */
  #clear(from: Vec2, to: Vec2, start: number, spread: number): void {
    const [dx, dz] = [to[0] - from[0], to[1] - from[1]];
    const length = Math.hypot(dx, dz);
    for (let way = start * length; way < length; way += CELL_SIZE) {
      const [t, side] = [way / length, (spread * way) / 2 / length];
      for (const offset of [0, side, -side]) {
        const cell = cellAt(this.grid, [from[0] + dx * t - dz * offset, from[1] + dz * t + dx * offset]);
        if (cell >= 0 && this.#state[cell] === 0) this.#state[cell] = FREE;
      }
    }
  }

  #block(obstacle: number): void {
    if (this.#state[obstacle] === OBSTACLE) return;
    this.#state[obstacle] = OBSTACLE;
    forEachAround(obstacle, CLEARANCE, (cell) => {
      this.#blocked[cell]++;
    });
  }

  #unknownAround(cell: number): number {
    let count = 0;
    for (let dj = -2; dj <= 2; dj++) {
      for (let di = -2; di <= 2; di++) {
        if (this.#state[cell + dj * SIDE + di] === 0) count++;
      }
    }
    return count;
  }

  /** Whether a goal can be seen from a cell: from the side it was seen from, with nothing taller than the eye between. */
  #isInSight(cell: number, goal: number, seenFrom: Vec2): boolean {
    const [x, z] = centerOf(this.grid, cell);
    const [goalX, goalZ] = centerOf(this.grid, goal);
    // Behind the side it was seen from may be a wall thinner than a cell.
    if ((x - goalX) * (seenFrom[0] - goalX) + (z - goalZ) * (seenFrom[1] - goalZ) <= 0) return false;
    const length = Math.hypot(goalX - x, goalZ - z);
    for (let way = CELL_SIZE; way < length - OWN_REACH; way += CELL_SIZE) {
      const t = way / length;
      if (this.#tall[cellAt(this.grid, [x + (goalX - x) * t, z + (goalZ - z) * t])] === 1) return false;
    }
    return true;
  }

  #sourcesWhere(free: Uint8Array, isSource: (cell: number) => boolean): Source[] {
    const sources: Source[] = [];
    for (let cell = 0; cell < free.length; cell++) {
      if (free[cell] === 1 && isSource(cell)) sources.push({ cell, distance: 0 });
    }
    return sources;
  }
}

/** A point of the ground from what an agent sees: metres ahead of it and to its right. */
function place([x, z]: Vec2, heading: number, ahead: number, right: number): Vec2 {
  const [cos, sin] = [Math.cos(heading), Math.sin(heading)];
  return [x + ahead * cos + right * sin, z + ahead * sin - right * cos];
}

/** Visits the cells whose centres are within `radius` cells; none when the middle is off the map. */
function forEachAround(middle: number, radius: number, visit: (cell: number) => void): void {
  if (middle < 0) return;
  const [i, j] = [middle % SIDE, Math.floor(middle / SIDE)];
  const reach = Math.floor(radius);
  for (let dj = Math.max(-reach, -j); dj <= Math.min(reach, SIDE - 1 - j); dj++) {
    for (let di = Math.max(-reach, -i); di <= Math.min(reach, SIDE - 1 - i); di++) {
      if (di * di + dj * dj <= radius * radius) visit(middle + dj * SIDE + di);
    }
  }
}
