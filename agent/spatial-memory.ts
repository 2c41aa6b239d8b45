import { AGENT, CAMERA_DEFAULTS, MOVE_FORWARD, type Action, type Observation } from '../env/env.ts';

/** Edge of a memory cell, metres. */
export const CELL = 0.125;
/** Cells along the memory's side; the start is in its middle. */
export const SIDE = 256;

/** Every second column of the depth image is read. */
const STRIDE = 2;
/** What lies between these heights is in the agent's way, metres; what is lower is floor. */
const FLOOR_HEIGHT = 0.12;
const HEAD_ROOM = 1.0;
/** Farther depths are too coarse for a map of this cell, metres. */
const FARTHEST = 5;
/** How far a new look moves the evidence of a cell, up and down: what was seen once is not forgotten at the next glance. */
const RISE = 0.5;
const FALL = 0.1;
/** Evidence from which a cell counts as the thing looked for. */
const CONVINCED = 0.5;
/** Where one may stop: this near to what is looked for, metres; the next where no way leads to the first. */
const REACHES = [0.4, 0.65, 0.9, 1.2];

/** Ground this near to an obstacle is avoided, cells; what is nearer than the caution's clearance is impassable. */
const AVOIDED = 2;
/** Effort of avoided ground, in that of clear ground. */
const AVOIDED_EFFORT = 4;

/** How the agent keeps clear of obstacles. */
interface Caution {
  /** Cells around an obstacle that are impassable too. */
  readonly clearance: number;
  /** Steps for which a place where it was stopped is impassable. */
  readonly feltSteps: number;
}

/** Tried in turn until a way is found: the map is coarse and may close a narrow door. */
const CAUTIONS: readonly Caution[] = [
  { clearance: 1, feltSteps: 100 },
  { clearance: 0, feltSteps: 100 },
  { clearance: 0, feltSteps: 10 },
];

/** Steps of a way over cells with their lengths in half cells. */
const WAYS: readonly (readonly [di: number, dj: number, length: number])[] = [
  [1, 0, 2],
  [-1, 0, 2],
  [0, 1, 2],
  [0, -1, 2],
  [1, 1, 3],
  [1, -1, 3],
  [-1, 1, 3],
  [-1, -1, 3],
];
const UNREACHED = 0xffff;

/** Where the agent is in its memory: cells ahead and to the left of the start, and its heading. */
export interface Place {
  readonly i: number;
  readonly j: number;
  /** Radians, counter-clockwise from the start's heading. */
  readonly heading: number;
}

/**
 * What an agent remembers of the ground it has seen, from its own depth image and odometry alone: cells (i, j) ahead
 * and to the left of where it started, that were seen as floor, seen as obstacle, or stood on; and how much of what it
 * is looking for it believes to have seen there.
 */
export class SpatialMemory {
  /** 1 where floor was seen. */
  readonly floor = new Uint8Array(SIDE * SIDE);
  /** 1 where an obstacle was seen. */
  readonly obstacle = new Uint8Array(SIDE * SIDE);
  /** 1 where something was seen that is taller than the eye, and hides what is behind it. */
  readonly tall = new Uint8Array(SIDE * SIDE);
  /** The step at which the agent was last stopped on its way there, or -Infinity. */
  readonly #felt = new Float32Array(SIDE * SIDE).fill(-Infinity);
  #step = 0;
  /** 1 where the agent stood. */
  readonly visited = new Uint8Array(SIDE * SIDE);
  /** 0 to 1: belief that what is looked for stands there. */
  readonly evidence = new Float32Array(SIDE * SIDE);

  /** Where an observation is made from. */
  static placeOf({ gps: [forward, left], compass }: Observation): Place {
    return { i: forward / CELL + SIDE / 2, j: left / CELL + SIDE / 2, heading: compass };
  }

  /**
   * Adds what an observation shows. `beliefs` (side · side) are the probabilities, in a grid over the image, that what is
   * looked for is seen there; `lastAction` tells what a collision was with.
   */
  observe(observation: Observation, beliefs: ArrayLike<number>, lastAction: Action): void {
    const place = SpatialMemory.placeOf(observation);
    this.#step = observation.step;
    this.#stand(place);
    if (observation.collided && lastAction === MOVE_FORWARD) this.#bump(place);
    const { depth, width, height } = observation;
    if (!depth) return;
    const focal = width / 2 / Math.tan((CAMERA_DEFAULTS.hfovDeg * Math.PI) / 360);
    const grid = Math.sqrt(beliefs.length);
    const cos = Math.cos(place.heading);
    const sin = Math.sin(place.heading);
    const nearest = nearestOfCells(depth, width, grid);
    /** The strongest belief that this look has of each cell. */
    const looks = new Map<number, number>();
    for (let u = 0; u < width; u += STRIDE) {
      const slope = (u + 0.5 - width / 2) / focal;
      /** The memory cells of a metre ahead along this column of the image. */
      const di = (cos + slope * sin) / CELL;
      const dj = (sin - slope * cos) / CELL;
      let floorUpTo: number | null = 0;
      for (let v = height - 1; v >= 0; v--) {
        const ahead = depth[v * width + u];
        if (ahead <= 0 || ahead > FARTHEST) continue;
        const cell = cellOf(place.i + ahead * di, place.j + ahead * dj);
        if (cell < 0) continue;
        const rise = AGENT.cameraHeight + ((height / 2 - v - 0.5) / focal) * ahead;
        if (rise < FLOOR_HEIGHT) {
          this.floor[cell] = 1;
          // Between two pixels of floor, one above the other, all is floor, and so it is below the picture.
          if (floorUpTo !== null) this.#clear(place, di, dj, floorUpTo, ahead);
          floorUpTo = ahead;
        } else {
          floorUpTo = null;
          if (rise < HEAD_ROOM) this.obstacle[cell] = 1;
          if (rise > AGENT.cameraHeight) this.tall[cell] = 1;
        }
        const square = Math.floor((v * grid) / height) * grid + Math.floor((u * grid) / width);
        // A square of the image shows the thing and what is behind it; the thing is in front.
        if (ahead < nearest[square] + 0.4) {
          looks.set(cell, Math.max(looks.get(cell) ?? 0, beliefs[square]));
        }
      }
    }
    for (const [cell, belief] of looks) {
      const change = belief - this.evidence[cell];
      this.evidence[cell] += (change > 0 ? RISE : FALL) * change;
    }
  }

  /** Metres to the nearest edge of the unknown, over ground thought passable; (SIDE, SIDE), Infinity where no way leads. */
  distanceToFrontier(place: Place): Float32Array {
    for (const caution of CAUTIONS) {
      const efforts = this.#efforts(caution);
      const sources: number[] = [];
      for (let cell = 0; cell < efforts.length; cell++) {
        if (efforts[cell] > 0 && this.#bordersUnknown(cell)) sources.push(cell);
      }
      const distances = distancesFrom(sources, efforts);
      if (Number.isFinite(distanceAround(distances, place))) return distances;
    }
    return new Float32Array(SIDE * SIDE).fill(Infinity);
  }

  /**
   * Metres to the nearest place from which what is looked for is seen within reach; all Infinity while it has not been
   * seen, or no way to it is known.
   */
  distanceToSeen(place: Place): Float32Array {
    const seen: number[] = [];
    for (let cell = 0; cell < this.evidence.length; cell++) if (this.evidence[cell] >= CONVINCED) seen.push(cell);
    for (const caution of seen.length > 0 ? CAUTIONS : []) {
      const efforts = this.#efforts(caution);
      for (const reach of REACHES) {
        const distances = distancesFrom(this.#within(reach / CELL, seen, efforts), efforts);
        if (Number.isFinite(distanceAround(distances, place))) return distances;
      }
    }
    return new Float32Array(SIDE * SIDE).fill(Infinity);
  }

  /** Passable cells that lie within a radius of one of these cells and in sight of it. */
  #within(radius: number, cells: readonly number[], efforts: Uint8Array): number[] {
    const reach = Math.floor(radius);
    const found = new Set<number>();
    for (const cell of cells) {
      const i = cell % SIDE;
      const j = (cell - i) / SIDE;
      for (let dj = -reach; dj <= reach; dj++) {
        for (let di = -reach; di <= reach; di++) {
          if (di * di + dj * dj > radius * radius) continue;
          const near = cellOf(i + di, j + dj);
          if (near >= 0 && efforts[near] > 0 && this.#sees(near, cell)) found.add(near);
        }
      }
    }
    return [...found];
  }

  #stand({ i, j }: Place): void {
    const reach = Math.ceil(AGENT.radius / CELL);
    for (let dj = -reach; dj <= reach; dj++) {
      for (let di = -reach; di <= reach; di++) {
        const cell = cellOf(i + di, j + dj);
        if (cell < 0 || di * di + dj * dj > reach * reach) continue;
        this.floor[cell] = 1;
        this.visited[cell] = 1;
      }
    }
  }

  /** Something stopped the agent: its middle cannot be where the step would have led. */
  #bump({ i, j, heading }: Place): void {
    for (const metres of [AGENT.stepLength / 2, AGENT.stepLength]) {
      const cell = cellOf(i + (metres * Math.cos(heading)) / CELL, j + (metres * Math.sin(heading)) / CELL);
      if (cell >= 0) this.#felt[cell] = this.#step;
    }
  }

  /** Marks the floor along a ray, from so many metres ahead to so many. */
  #clear({ i, j }: Place, di: number, dj: number, from: number, to: number): void {
    for (let ahead = from; ahead < to; ahead += CELL / 2) {
      const cell = cellOf(i + ahead * di, j + ahead * dj);
      if (cell >= 0) this.floor[cell] = 1;
    }
  }

  /** Effort of having the agent's middle on each cell: 0 impassable, 1 clear floor, more near obstacles. */
  #efforts({ clearance, feltSteps }: Caution): Uint8Array {
    const efforts = this.floor.slice();
    const obstacles: number[] = [];
    for (let cell = 0; cell < efforts.length; cell++) {
      if (this.obstacle[cell] === 1) obstacles.push(cell);
      if (this.#step - this.#felt[cell] < feltSteps) efforts[cell] = 0;
    }
    for (const cell of obstacles) {
      forSquare(cell, AVOIDED, (near) => {
        if (efforts[near] === 1) efforts[near] = AVOIDED_EFFORT;
      });
    }
    for (const cell of obstacles) forSquare(cell, clearance, (near) => (efforts[near] = 0));
    return efforts;
  }

  /** Whether three cells in a row beyond this one, in one of four directions, have never been seen. */
  #bordersUnknown(cell: number): boolean {
    for (const step of [1, -1, SIDE, -SIDE]) {
      let beyond = 1;
      while (beyond <= 3 && this.floor[cell + beyond * step] + this.obstacle[cell + beyond * step] === 0) beyond++;
      if (beyond > 3) return true;
    }
    return false;
  }

  /** Whether nothing tall is known to lie between, but for the thing looked for itself. */
  #sees(from: number, to: number): boolean {
    const i = from % SIDE;
    const j = (from - i) / SIDE;
    const di = (to % SIDE) - i;
    const dj = Math.floor(to / SIDE) - j;
    const length = Math.hypot(di, dj);
    for (let step = 1; step < length - 0.5; step++) {
      const cell = cellOf(i + 0.5 + (di * step) / length, j + 0.5 + (dj * step) / length);
      if (this.tall[cell] === 1 && this.evidence[cell] < CONVINCED / 2) return false;
    }
    return true;
  }
}

/** The cell of a point in cells, or -1 near or beyond the border. */
export function cellOf(i: number, j: number): number {
  const column = Math.floor(i);
  const row = Math.floor(j);
  return column < 4 || row < 4 || column >= SIDE - 4 || row >= SIDE - 4 ? -1 : row * SIDE + column;
}

/** The smallest depth in each square of a grid over the image, metres. */
function nearestOfCells(depth: Float32Array, width: number, grid: number): Float32Array {
  const nearest = new Float32Array(grid * grid).fill(Infinity);
  const height = depth.length / width;
  for (let v = 0; v < height; v++) {
    for (let u = 0; u < width; u += STRIDE) {
      const ahead = depth[v * width + u];
      const square = Math.floor((v * grid) / height) * grid + Math.floor((u * grid) / width);
      if (ahead > 0 && ahead < nearest[square]) nearest[square] = ahead;
    }
  }
  return nearest;
}

/** Calls `visit` with each cell of a square around a cell. */
function forSquare(cell: number, radius: number, visit: (near: number) => void): void {
  for (let dj = -radius; dj <= radius; dj++) {
    for (let di = -radius; di <= radius; di++) visit(cell + dj * SIDE + di);
  }
}

/**
 * Metres of the easiest ways from the nearest source, each cell's counted times its effort, with a queue for each length
 * (Dial's algorithm).
 */
function distancesFrom(sources: readonly number[], efforts: Uint8Array): Float32Array {
  const lengths = new Uint16Array(efforts.length).fill(UNREACHED);
  const queues: number[][] = [[...sources]];
  for (const source of sources) lengths[source] = 0;
  for (let length = 0; length < queues.length; length++) {
    for (const cell of queues[length] ?? []) {
      if (lengths[cell] !== length) continue;
      for (const [di, dj, way] of WAYS) {
        const next = cell + dj * SIDE + di;
        const reached = length + way * efforts[next];
        if (efforts[next] === 0 || lengths[next] <= reached) continue;
        lengths[next] = reached;
        (queues[reached] ??= []).push(next);
      }
    }
  }
  const distances = new Float32Array(lengths.length).fill(Infinity);
  for (let cell = 0; cell < lengths.length; cell++) {
    if (lengths[cell] !== UNREACHED) distances[cell] = (lengths[cell] * CELL) / 2;
  }
  return distances;
}

/** The way's length from where the agent stands; its own cell may lie just within reach of an obstacle. */
export function distanceAround(distances: Float32Array, { i, j }: Place): number {
  let least = Infinity;
  for (let dj = -2; dj <= 2; dj++) {
    for (let di = -2; di <= 2; di++) {
      const cell = cellOf(i + di, j + dj);
      if (cell >= 0) least = Math.min(least, distances[cell] + CELL * Math.hypot(di, dj));
    }
  }
  return least;
}
