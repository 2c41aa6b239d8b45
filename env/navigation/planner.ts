import { type GroundGrid, type OccupancyGrid, type Source, cellAt, centerOf, distanceField } from './distance-field.ts';
import { AGENT, type Action, type AgentBody, MOVE_FORWARD, STOP, TURN_LEFT, TURN_RIGHT } from '../env.ts';
import { type Pose, type Vec2, type Vec3, forwardOf, wrapAngle } from '../geometry.ts';
import type { House } from '../house.ts';
import { MinHeap } from './min-heap.ts';
import type { ModelLibrary } from '../model.ts';
import { movableFootprints } from '../physics/movable-footprints.ts';
import { Obstacles } from '../physics/obstacles.ts';
import type { Rectangle } from '../physics/static-boxes.ts';

const CELL_SIZE = 0.05;
/** A turn costs as much as this way, metres: enough to prefer few turns, too little to make a detour for. */
const TURN_COST = 0.01;
/** The plan keeps this much more distance than the body needs, metres. */
const MARGIN = 2e-3;
/** A plan ends this much nearer to its goal than asked, metres. */
const GOAL_MARGIN = 0.01;
/** Weight of the way still to go: plans get longer by no more than this factor, in practice by 0.02 %, in a fifth of the time. */
const GREED = 1.05;
/** The distance field is known this much further than the start, metres. */
const BEYOND = 1;
const MAX_EXPANSIONS = 300_000;

/** One search: what the actions so far lead to. */
interface Node {
  readonly position: Vec2;
  readonly heading: number;
  readonly cost: number;
  readonly parent: number;
  readonly action: Action;
}

/** Plans with the agent's real actions, so that what it plans is what physics does. */
export class LatticePlanner {
  readonly #fixed: Obstacles;
  readonly #movable: readonly Rectangle[];
  readonly #grid: OccupancyGrid;
  readonly #agent: AgentBody;
  /** Cells whose centres keep this distance hold every point where the agent fits, metres. */
  readonly #clearance: number;
  readonly #numHeadings: number;

  constructor(house: House, library: ModelLibrary, agent: AgentBody = AGENT) {
    this.#agent = agent;
    this.#clearance = agent.radius - CELL_SIZE * Math.SQRT1_2;
    this.#numHeadings = Math.round((2 * Math.PI) / agent.turnAngle);
    this.#fixed = Obstacles.ofHouse(house, library, agent);
    this.#movable = movableFootprints(house, library);
    const grid = gridOver(house.rooms.flatMap((room) => room.polygon));
    this.#grid = { ...grid, free: freeCells(grid, this.#fixed, this.#clearance) };
  }

  /**
   * The shortest sequence of actions, `STOP` included, that ends within `radius` metres of a goal and not across a wall
   * from it; null when there is none. It goes around `movable` things, by default those of the house in their first
   * places; where they leave no way, it goes through them, for they can be pushed.
   */
  plan(
    pose: Pose,
    goals: readonly Vec3[],
    radius: number,
    movable: readonly Rectangle[] = this.#movable,
  ): Action[] | null {
    const targets = goals.map((goal): Vec2 => [goal[0], goal[2]]);
    const reach = radius - GOAL_MARGIN;
    const around = this.#search(pose, targets, reach, movable);
    return around === null && movable.length > 0 ? this.#search(pose, targets, reach, []) : around;
  }

  #search(pose: Pose, targets: readonly Vec2[], reach: number, avoid: readonly Rectangle[]): Action[] | null {
    const { radius: bodyRadius, stepLength, turnAngle } = this.#agent;
    const numHeadings = this.#numHeadings;
    const movable = new Obstacles(avoid);
    const free = this.#freeOf(avoid, movable);
    const start: Vec2 = [pose.position[0], pose.position[2]];
    const sources = this.#sourcesAround(targets, reach);
    const field = distanceField({ ...this.#grid, free }, sources, { until: cellAt(this.#grid, start), beyond: BEYOND });
    const nodes: Node[] = [];
    const best = new Float32Array(field.length * numHeadings).fill(Infinity);
    const queue = new MinHeap();
    const directions = Array.from({ length: numHeadings }, (_, k) => forwardOf(wrapAngle(pose.yaw + k * turnAngle)));
    const add = (position: Vec2, heading: number, cost: number, parent: number, action: Action): void => {
      const cell = cellAt(this.#grid, position);
      const state = cell * numHeadings + heading;
      if (cell < 0 || field[cell] === Infinity || cost >= best[state]) return;
      best[state] = cost;
      queue.push(cost + GREED * Math.max(0, field[cell] - reach), nodes.length);
      nodes.push({ position, heading, cost, parent, action });
    };
    add(start, 0, 0, -1, STOP);
    for (let expansions = 0; queue.size > 0 && expansions < MAX_EXPANSIONS; expansions++) {
      const { value: index } = queue.pop();
      const { position, heading, cost } = nodes[index];
      const cell = cellAt(this.#grid, position);
      if (Math.fround(cost) > best[cell * numHeadings + heading]) continue;
      if (field[cell] < reach + 2 * CELL_SIZE && this.#isReached(position, targets, reach))
        return actionsTo(nodes, index);
      const [dx, dz] = directions[heading];
      const ahead: Vec2 = [position[0] + dx * stepLength, position[1] + dz * stepLength];
      const radius = bodyRadius + MARGIN;
      if (this.#fixed.sweepDisc(position, ahead, radius) === 1 && movable.sweepDisc(position, ahead, radius) === 1) {
        add(ahead, heading, cost + stepLength, index, MOVE_FORWARD);
      }
      add(position, (heading + 1) % numHeadings, cost + TURN_COST, index, TURN_LEFT);
      add(position, (heading + numHeadings - 1) % numHeadings, cost + TURN_COST, index, TURN_RIGHT);
    }
    return null;
  }

  /** The free cells when these rectangles stand on the floor, too. */
  #freeOf(rectangles: readonly Rectangle[], obstacles: Obstacles): Uint8Array {
    const free = this.#grid.free.slice();
    for (const { center, half } of rectangles) {
      const reach = Math.hypot(half[0], half[1]) + this.#clearance;
      for (const cell of this.#cellsAround(center, reach)) {
        if (free[cell] === 1 && !isFree(this.#grid, obstacles, cell, this.#clearance)) free[cell] = 0;
      }
    }
    return free;
  }

  /** The cells of a square on the grid. */
  #cellsAround(center: Vec2, reach: number): number[] {
    const span = Math.ceil(reach / CELL_SIZE);
    const steps = Array.from({ length: 2 * span + 1 }, (_, i) => (i - span) * CELL_SIZE);
    return steps
      .flatMap((dz) => steps.map((dx) => cellAt(this.#grid, [center[0] + dx, center[1] + dz])))
      .filter((cell) => cell >= 0);
  }

  #isReached(position: Vec2, targets: readonly Vec2[], reach: number): boolean {
    return targets.some(
      (target) =>
        Math.hypot(target[0] - position[0], target[1] - position[1]) < reach && this.#inSight(position, target),
    );
  }

  #inSight(from: Vec2, to: Vec2): boolean {
    return this.#fixed.sweepDisc(from, to, 0) === 1;
  }

  /** The cells from which a target counts as reached, with their distance to it. */
  #sourcesAround(targets: readonly Vec2[], reach: number): Source[] {
    return targets.flatMap((target) =>
      this.#cellsAround(target, reach + CELL_SIZE).flatMap((cell) => {
        const center = centerOf(this.#grid, cell);
        const distance = Math.hypot(center[0] - target[0], center[1] - target[1]);
        return distance < reach + CELL_SIZE && this.#inSight(center, target) ? [{ cell, distance }] : [];
      }),
    );
  }
}

function actionsTo(nodes: readonly Node[], index: number): Action[] {
  const actions: Action[] = [STOP];
  for (let i = index; nodes[i].parent >= 0; i = nodes[i].parent) actions.push(nodes[i].action);
  return actions.reverse();
}

function gridOver(corners: readonly Vec2[]): GroundGrid {
  const [xs, zs] = [corners.map(([x]) => x), corners.map(([, z]) => z)];
  const origin: Vec2 = [Math.min(...xs), Math.min(...zs)];
  return {
    width: Math.ceil((Math.max(...xs) - origin[0]) / CELL_SIZE),
    height: Math.ceil((Math.max(...zs) - origin[1]) / CELL_SIZE),
    cellSize: CELL_SIZE,
    origin,
  };
}

function freeCells(grid: GroundGrid, obstacles: Obstacles, clearance: number): Uint8Array {
  const numCells = grid.width * grid.height;
  return Uint8Array.from({ length: numCells }, (_, cell) => (isFree(grid, obstacles, cell, clearance) ? 1 : 0));
}

function isFree(grid: GroundGrid, obstacles: Obstacles, cell: number, clearance: number): boolean {
  return obstacles.clearance(centerOf(grid, cell), clearance) >= clearance;
}
