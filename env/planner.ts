import { type GroundGrid, type OccupancyGrid, type Source, cellAt, centerOf, distanceField } from './distance-field.ts';
import { AGENT, type Action, MOVE_FORWARD, STOP, TURN_LEFT, TURN_RIGHT } from './env.ts';
import { type Pose, type Vec2, type Vec3, forwardOf, wrapAngle } from './geometry.ts';
import type { House } from './house.ts';
import { MinHeap } from './min-heap.ts';
import type { ModelLibrary } from './model.ts';
import { Obstacles } from './obstacles.ts';
import { type Rectangle, footprintOf, looseFootprints, standsInTheWay, staticBoxes } from './static-boxes.ts';

const CELL_SIZE = 0.05;
const NUM_HEADINGS = Math.round((2 * Math.PI) / AGENT.turnAngle);
/** A turn costs as much as this way, metres: enough to prefer few turns, too little to make a detour for. */
const TURN_COST = 0.01;
/** The plan keeps this much more distance than the body needs, metres. */
const MARGIN = 2e-3;
/** A plan ends this much nearer to its goal than asked, metres. */
const GOAL_MARGIN = 0.01;
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
  readonly #loose: readonly Rectangle[];
  readonly #grid: OccupancyGrid;

  constructor(house: House, library: ModelLibrary) {
    this.#fixed = new Obstacles(staticBoxes(house, library).filter(standsInTheWay).map(footprintOf));
    this.#loose = looseFootprints(house, library);
    const grid = gridOver(house.rooms.flatMap((room) => room.polygon));
    this.#grid = { ...grid, free: freeCells(grid, this.#fixed) };
  }

  /**
   * The shortest sequence of actions, `STOP` included, that ends within `radius` metres of a goal and not across a wall
   * from it; null when there is none. `loose` are the footprints of things to go around, by default the loose objects
   * where the house puts them.
   */
  plan(pose: Pose, goals: readonly Vec3[], radius: number, loose: readonly Rectangle[] = this.#loose): Action[] | null {
    const obstacles = new Obstacles(loose);
    const free = freeCells(this.#grid, obstacles, this.#grid.free);
    const reach = radius - GOAL_MARGIN;
    const targets = goals.map((goal): Vec2 => [goal[0], goal[2]]);
    const field = distanceField({ ...this.#grid, free }, this.#sourcesAround(targets, reach));
    return this.#search(pose, targets, reach, field, obstacles);
  }

  #search(pose: Pose, targets: readonly Vec2[], reach: number, field: Float32Array, loose: Obstacles): Action[] | null {
    const nodes: Node[] = [];
    const best = new Float32Array(field.length * NUM_HEADINGS).fill(Infinity);
    const queue = new MinHeap();
    const directions = Array.from({ length: NUM_HEADINGS }, (_, k) =>
      forwardOf(wrapAngle(pose.yaw + k * AGENT.turnAngle)),
    );
    const add = (position: Vec2, heading: number, cost: number, parent: number, action: Action): void => {
      const cell = cellAt(this.#grid, position);
      const state = cell * NUM_HEADINGS + heading;
      if (cell < 0 || field[cell] === Infinity || cost >= best[state]) return;
      best[state] = cost;
      queue.push(cost + Math.max(0, field[cell] - reach), nodes.length);
      nodes.push({ position, heading, cost, parent, action });
    };
    add([pose.position[0], pose.position[2]], 0, 0, -1, STOP);
    for (let expansions = 0; queue.size > 0 && expansions < MAX_EXPANSIONS; expansions++) {
      const { value: index } = queue.pop();
      const { position, heading, cost } = nodes[index];
      const cell = cellAt(this.#grid, position);
      if (Math.fround(cost) > best[cell * NUM_HEADINGS + heading]) continue;
      if (field[cell] < reach + 2 * CELL_SIZE && this.#isReached(position, targets, reach))
        return actionsTo(nodes, index);
      const [dx, dz] = directions[heading];
      const ahead: Vec2 = [position[0] + dx * AGENT.stepLength, position[1] + dz * AGENT.stepLength];
      const radius = AGENT.radius + MARGIN;
      if (this.#fixed.sweepDisc(position, ahead, radius) === 1 && loose.sweepDisc(position, ahead, radius) === 1) {
        add(ahead, heading, cost + AGENT.stepLength, index, MOVE_FORWARD);
      }
      add(position, (heading + 1) % NUM_HEADINGS, cost + TURN_COST, index, TURN_LEFT);
      add(position, (heading + NUM_HEADINGS - 1) % NUM_HEADINGS, cost + TURN_COST, index, TURN_RIGHT);
    }
    return null;
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
    const span = Math.ceil(reach / CELL_SIZE);
    const sources: Source[] = [];
    for (const target of targets) {
      for (let j = -span; j <= span; j++) {
        for (let i = -span; i <= span; i++) {
          const cell = cellAt(this.#grid, [target[0] + i * CELL_SIZE, target[1] + j * CELL_SIZE]);
          if (cell < 0) continue;
          const center = centerOf(this.#grid, cell);
          const distance = Math.hypot(center[0] - target[0], center[1] - target[1]);
          if (distance < reach + CELL_SIZE && this.#inSight(center, target)) sources.push({ cell, distance });
        }
      }
    }
    return sources;
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

/** The cells that hold a point where the agent fits: their centres may be nearer to an obstacle by half a diagonal. */
function freeCells(grid: GroundGrid, obstacles: Obstacles, within?: Uint8Array): Uint8Array {
  const needed = AGENT.radius - CELL_SIZE * Math.SQRT1_2;
  const free = new Uint8Array(grid.width * grid.height);
  for (let cell = 0; cell < free.length; cell++) {
    if (within?.[cell] === 0) continue;
    free[cell] = obstacles.clearance(centerOf(grid, cell), needed) >= needed ? 1 : 0;
  }
  return free;
}
