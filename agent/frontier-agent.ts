import { cellAt, distanceField } from '../env/navigation/distance-field.ts';
import type { OccupancyGrid, Source } from '../env/navigation/distance-field.ts';
import type { Action, Agent, CameraOptions, Observation } from '../env/env.ts';
import { AGENT, CAMERA_DEFAULTS, MOVE_FORWARD, STOP, TURN_LEFT, TURN_RIGHT } from '../env/env.ts';
import { type Vec2, wrapAngle } from '../env/geometry.ts';
import { OccupancyMap } from './occupancy-map.ts';

/** How near to the surface of what is asked for the agent stops, metres: well within the metre that counts, or else just. */
const REACHES = [0.65, 0.8];
/** PointNav: the agent stops this near to the point, metres. */
const POINT_REACH = 0.2;
/** A way to a thing this short needs no more steps, metres. */
const AT_GOAL = 0.1;
/** Where no step leads nearer, the agent stops if it is this near, metres. */
const FARTHEST_STOP = 0.95;
/** An edge of the unknown this near is looked at, not walked to, metres. */
const AT_EDGE = 0.3;
const NUM_HEADINGS = Math.round((2 * Math.PI) / AGENT.turnAngle);
/** A turn costs as much as this way, metres. */
const TURN_COST = 0.02;
/** Distances are known this much beyond the agent, metres. */
const BEYOND = 0.5;

/** Distances over a grid to the nearest of some places, and from where the agent stands. */
interface Way {
  readonly grid: OccupancyGrid;
  readonly distances: Float32Array;
  readonly length: number;
}

/**
 * Explores with its own depth and odometry towards the nearest edge of the unknown until the semantic sensor shows what
 * is asked for, then goes there and stops. It knows what an ideal detector would tell it, and nothing else.
 *
 * @see Yamauchi 1997, "A frontier-based approach for autonomous exploration"
 */
export class FrontierAgent implements Agent {
  readonly name = 'frontier';
  readonly sensors = ['depth', 'semantic'] as const;
  #map: OccupancyMap;
  /** Steps that were tried and blocked, by place and heading. */
  #blocked = new Set<string>();
  #last: { readonly action: Action; readonly gps: Vec2 } | null = null;

  constructor(readonly camera: Pick<CameraOptions, 'hfovDeg'> = CAMERA_DEFAULTS) {
    this.#map = new OccupancyMap(camera);
  }

  reset(): void {
    this.#map = new OccupancyMap(this.camera);
    this.#blocked = new Set();
    this.#last = null;
  }

  act(observation: Observation): Action {
    const { gps, compass, collided, pointGoal } = observation;
    if (collided && this.#last?.action === MOVE_FORWARD) {
      this.#map.bump(gps, compass);
      this.#blocked.add(keyOf(this.#last.gps, compass)).add(keyOf(gps, compass));
    }
    this.#map.observe(observation);
    const action = pointGoal ? this.#goToPoint(observation, pointGoal) : this.#search(observation);
    this.#last = { action, gps };
    return action;
  }

  /** Takes the unknown for free until it is seen not to be. */
  #goToPoint(observation: Observation, [distance, bearing]: readonly [number, number]): Action {
    if (distance < POINT_REACH) return STOP;
    const { gps, compass } = observation;
    const goal = pointFrom(gps, compass + bearing, distance);
    const grid = this.#map.passable(true);
    const way = wayTo(grid, this.#map.around(goal, POINT_REACH), gps);
    return (way && this.#follow(way, observation)) ?? this.#wander(observation);
  }

  #search(observation: Observation): Action {
    const { gps } = observation;
    const grid = this.#map.passable();
    for (const reach of REACHES) {
      const toGoal = wayTo(grid, this.#map.aroundGoals(grid, reach), gps);
      if (toGoal === null) continue;
      if (toGoal.length <= AT_GOAL) return STOP;
      const action = this.#follow(toGoal, observation);
      if (action !== null) return action;
      if (reach + toGoal.length < FARTHEST_STOP) return STOP;
    }
    const toEdge = wayTo(grid, this.#map.frontier(grid), gps);
    if (toEdge !== null) return this.#explore(toEdge, observation);
    const toUnsearched = wayTo(grid, this.#map.unsearched(grid), gps);
    if (toUnsearched === null) this.#map.forgetSearch();
    return (toUnsearched && this.#follow(toUnsearched, observation)) ?? this.#wander(observation);
  }

  /** Walks to an edge of the unknown and looks at it; an edge that stays unknown although looked at is taken for free. */
  #explore(toEdge: Way, observation: Observation): Action {
    const { gps, compass } = observation;
    if (toEdge.length > AT_EDGE) {
      const action = this.#follow(toEdge, observation);
      if (action !== null) return action;
    }
    const direction = this.#map.directionToUnknown(gps);
    const turn = direction === null ? null : turnTowards(wrapAngle(direction - compass));
    if (turn !== null) return turn;
    this.#map.assumeFree(gps);
    return this.#wander(observation);
  }

  /** The action that goes down the distances by the agent's own turns and steps; null when none leads nearer. */
  #follow({ grid, distances, length }: Way, { gps, compass }: Observation): Action | null {
    let best: number | null = null;
    let least = Infinity;
    for (let turns = 1 - NUM_HEADINGS / 2; turns <= NUM_HEADINGS / 2; turns++) {
      const heading = compass + turns * AGENT.turnAngle;
      const end = pointFrom(gps, heading, AGENT.stepLength);
      const distance = distances[cellAt(grid, end)];
      const cost = distance + Math.abs(turns) * TURN_COST;
      if (distance >= length || cost >= least || this.#blocked.has(keyOf(gps, heading))) continue;
      if (!isFreeLine(grid, gps, end)) continue;
      least = cost;
      best = turns;
    }
    if (best === null) return null;
    if (best === 0) return MOVE_FORWARD;
    return best > 0 ? TURN_LEFT : TURN_RIGHT;
  }

  /** Where no way is known: ahead where that was not tried yet, else a turn. */
  #wander({ gps, compass }: Observation): Action {
    return this.#blocked.has(keyOf(gps, compass)) ? TURN_LEFT : MOVE_FORWARD;
  }
}

/** The shortest way over passable cells from the agent to one of some places; null without one. */
function wayTo(grid: OccupancyGrid, sources: readonly Source[], from: Vec2): Way | null {
  const until = cellAt(grid, from);
  if (sources.length === 0 || until < 0) return null;
  const distances = distanceField(grid, sources, { until, beyond: BEYOND });
  return distances[until] === Infinity ? null : { grid, distances, length: distances[until] };
}

function isFreeLine(grid: OccupancyGrid, from: Vec2, to: Vec2): boolean {
  const numSamples = Math.ceil(AGENT.stepLength / grid.cellSize);
  for (let sample = 1; sample <= numSamples; sample++) {
    const t = sample / numSamples;
    const cell = cellAt(grid, [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t]);
    if (cell < 0 || grid.free[cell] === 0) return false;
  }
  return true;
}

function pointFrom([x, z]: Vec2, heading: number, distance: number): Vec2 {
  return [x + distance * Math.cos(heading), z + distance * Math.sin(heading)];
}

/** The turn towards a bearing, radians, positive left; null when it is ahead. */
function turnTowards(bearing: number): Action | null {
  if (Math.abs(bearing) <= AGENT.turnAngle) return null;
  return bearing > 0 ? TURN_LEFT : TURN_RIGHT;
}

/** Names a place to the centimetre and one of the headings. */
function keyOf([x, z]: Vec2, heading: number): string {
  const turns = Math.round(wrapAngle(heading) / AGENT.turnAngle);
  return [Math.round(x * 100), Math.round(z * 100), (turns + NUM_HEADINGS) % NUM_HEADINGS].join(' ');
}
