import { AGENT, CAMERA_DEFAULTS, MOVE_FORWARD, type Action, type Observation } from '../env/env.ts';
import { nearestOfSquares } from './beliefs.ts';
import { CELL, SIDE, cellOf, distanceAround, distancesFrom, forSquare, type Place } from './memory-grid.ts';

/** Every second column of the depth image is read. */
const STRIDE = 2;
/** What lies between these heights is in the agent's way, metres; what is lower is floor. */
const FLOOR_HEIGHT = 0.12;
const HEAD_ROOM = 1.0;
/** What is higher hides nothing: lintels and ceilings, metres. */
const LINTEL = 1.6;
/** Farther depths are too coarse for a map of this cell, metres. */
const FARTHEST = 5;
/** How far a new look moves the evidence of a cell, up and down: what was seen once is not forgotten at the next glance. */
const RISE = 0.5;
const FALL = 0.25;
/** Evidence from which a cell counts as the thing looked for. */
const CONVINCED = 0.6;
/** When nothing is left to explore, the best guess will do: cells with this share of the strongest evidence, if it is not too weak. */
const GUESSED_SHARE = 0.7;
const WEAKEST_GUESS = 0.05;
/** Where one may stop: this near to what is looked for, metres, and on ground this easy; the next where no way leads to the first. */
const REACHES = [
  { radius: 0.6, effort: 1 },
  { radius: 0.5, effort: Infinity },
  { radius: 0.9, effort: Infinity },
  { radius: 1.2, effort: Infinity },
];

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

/** Where an agent can go, as it knows its surroundings. */
export interface Survey {
  /** (SIDE, SIDE) metres to the nearest edge of the unknown over ground thought passable; Infinity where no way leads. */
  readonly toFrontier: Float32Array;
  /**
   * (SIDE, SIDE) metres to the nearest place from which what is looked for is seen within reach; all Infinity while it has
   * not been seen, or no way to it is known.
   */
  readonly toSeen: Float32Array;
  /** Evidence from which a cell counts as what is looked for. */
  readonly conviction: number;
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
  /** Steps that ended against something, by place and heading. */
  readonly #blocked = new Set<string>();
  #step = 0;
  /** Until the next look. */
  #surveyed: Survey | null = null;
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
    this.#surveyed = null;
    this.#stand(place);
    if (observation.collided && lastAction === MOVE_FORWARD) this.#bump(place);
    const { depth, width, height } = observation;
    if (!depth) return;
    const focal = width / 2 / Math.tan((CAMERA_DEFAULTS.hfovDeg * Math.PI) / 360);
    const grid = Math.sqrt(beliefs.length);
    const cos = Math.cos(place.heading);
    const sin = Math.sin(place.heading);
    const nearest = nearestOfSquares(depth, width, grid, STRIDE);
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
          if (rise > AGENT.cameraHeight && rise < LINTEL) this.tall[cell] = 1;
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

  /** Where one can go from the place of the last look. Having explored all it can reach, the agent makes do with weaker evidence. */
  survey(place: Place): Survey {
    this.#surveyed ??= this.#lookForWays(place);
    return this.#surveyed;
  }

  #lookForWays(place: Place): Survey {
    const toFrontier = this.distanceToFrontier(place);
    const toSeen = this.#distanceToSeen(place, CONVINCED);
    const isAtLoss = !Number.isFinite(Math.min(distanceAround(toFrontier, place), distanceAround(toSeen, place)));
    const guess = isAtLoss ? GUESSED_SHARE * this.evidence.reduce((most, value) => Math.max(most, value), 0) : 0;
    if (guess < WEAKEST_GUESS) return { toFrontier, toSeen, conviction: CONVINCED };
    return { toFrontier, toSeen: this.#distanceToSeen(place, guess), conviction: guess };
  }

  /** See `Survey.toFrontier`. */
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

  #distanceToSeen(place: Place, conviction: number): Float32Array {
    const seen: number[] = [];
    for (let cell = 0; cell < this.evidence.length; cell++) if (this.evidence[cell] >= conviction) seen.push(cell);
    for (const caution of seen.length > 0 ? CAUTIONS : []) {
      const efforts = this.#efforts(caution);
      for (const reach of REACHES) {
        const distances = distancesFrom(this.#within(reach, seen, efforts), efforts);
        if (Number.isFinite(distanceAround(distances, place))) return distances;
      }
    }
    return new Float32Array(SIDE * SIDE).fill(Infinity);
  }

  /** Passable cells that lie within reach of one of these cells and in sight of it. */
  #within({ radius, effort }: (typeof REACHES)[number], cells: readonly number[], efforts: Uint8Array): number[] {
    const reach = Math.floor(radius / CELL);
    const found = new Set<number>();
    for (const cell of cells) {
      const i = cell % SIDE;
      const j = (cell - i) / SIDE;
      for (let dj = -reach; dj <= reach; dj++) {
        for (let di = -reach; di <= reach; di++) {
          if (Math.hypot(di, dj) * CELL > radius) continue;
          const near = cellOf(i + di, j + dj);
          if (near >= 0 && efforts[near] > 0 && efforts[near] <= effort && this.#sees(near, cell)) found.add(near);
        }
      }
    }
    return [...found];
  }

  /** Whether the step ahead was tried from this very place and ended against something. */
  isBlockedAhead(observation: Observation): boolean {
    const place = SpatialMemory.placeOf(observation);
    return this.isBlocked(place, place.heading);
  }

  /** Whether a step from here in this direction was tried and ended against something. */
  isBlocked(place: Place, heading: number): boolean {
    return this.#blocked.has(keyOf(place, heading));
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
  #bump(place: Place): void {
    const { i, j, heading } = place;
    this.#blocked.add(keyOf(place, heading));
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

/** Names a place to the centimetre, and a heading to ten degrees. */
function keyOf({ i, j }: Place, heading: number): string {
  const [ahead, left] = [i, j].map((cells) => Math.round(cells * CELL * 100));
  return `${ahead} ${left} ${Math.round(Math.cos(heading) * 6)} ${Math.round(Math.sin(heading) * 6)}`;
}
