import { AGENT, MOVE_FORWARD, TURN_LEFT, TURN_RIGHT } from '../env/env.ts';
import { bearingOfSeen } from './expert.ts';
import { CELL, cellOf, distanceAround, type Place } from './memory-grid.ts';
import type { SpatialMemory } from './spatial-memory.ts';
import { steerDown } from './steer.ts';

/** The map around the agent: cells along its side, the agent in the middle, its heading up (towards the first row). */
export const MAP_SIDE = 24;
/** Edge of a map cell, metres. */
const MAP_CELL = 0.25;
/** Obstacle, floor, unknown, visited, evidence, way to the unknown, way to what was seen. */
export const MAP_CHANNELS = 7;
/** Headings in which the next step is weighed, from straight ahead counter-clockwise. */
const NUM_HEADINGS = Math.round((2 * Math.PI) / AGENT.turnAngle);
/** What leads along a way. */
const MOVES = [MOVE_FORWARD, TURN_LEFT, TURN_RIGHT] as const;
/**
 * Numbers that describe the two ways: of each, whether there is one, its length, how near its end is, which move leads
 * along it, and what a step in each heading gains; then the direction of what was seen.
 */
export const WAY_FEATURES = 2 * (3 + MOVES.length + NUM_HEADINGS) + 2;

/** A way's gain is told up to this, metres; more makes no difference to the next action. */
const GAIN_LIMIT = 1.5;
const FAR = 10;
/** Within so many metres of a way's end it is told finely, since there the agent has to stop. */
const NEARLY_THERE = 0.6;

/** What the policy is given of its memory. */
export interface EgocentricMap {
  /** (MAP_SIDE, MAP_SIDE, MAP_CHANNELS) */
  readonly cells: Float32Array;
  /** (WAY_FEATURES) the way to the unknown, the way to what was seen, and its direction when it is near. */
  readonly ways: Float32Array;
}

/**
 * The agent's memory as it lies around it. The two last channels say how much nearer a cell is, over ground known to be
 * passable, to the unknown and to what is looked for.
 */
export function drawEgocentricMap(memory: SpatialMemory, place: Place): EgocentricMap {
  const cells = new Float32Array(MAP_SIDE * MAP_SIDE * MAP_CHANNELS);
  const { toFrontier, toSeen, conviction } = memory.survey(place);
  const fromFrontier = distanceAround(toFrontier, place);
  const fromSeen = distanceAround(toSeen, place);
  const cos = Math.cos(place.heading);
  const sin = Math.sin(place.heading);
  const scale = MAP_CELL / CELL;
  for (let row = 0; row < MAP_SIDE; row++) {
    for (let column = 0; column < MAP_SIDE; column++) {
      const ahead = (MAP_SIDE / 2 - row - 0.5) * scale;
      const left = (MAP_SIDE / 2 - column - 0.5) * scale;
      const i = place.i + ahead * cos - left * sin;
      const j = place.j + ahead * sin + left * cos;
      const to = (row * MAP_SIDE + column) * MAP_CHANNELS;
      let known = 0;
      // A map cell covers four memory cells.
      for (const [di, dj] of [
        [-0.5, -0.5],
        [0.5, -0.5],
        [-0.5, 0.5],
        [0.5, 0.5],
      ]) {
        const cell = cellOf(i + di, j + dj);
        if (cell < 0) continue;
        cells[to] = Math.max(cells[to], memory.obstacle[cell]);
        cells[to + 1] = Math.max(cells[to + 1], memory.floor[cell]);
        cells[to + 3] = Math.max(cells[to + 3], memory.visited[cell]);
        cells[to + 4] = Math.max(cells[to + 4], memory.evidence[cell]);
        known = Math.max(known, memory.obstacle[cell], memory.floor[cell]);
      }
      cells[to + 2] = 1 - known;
      const cell = cellOf(i, j);
      if (cell < 0) continue;
      cells[to + 5] = gain(fromFrontier, toFrontier[cell]);
      cells[to + 6] = gain(fromSeen, toSeen[cell]);
    }
  }
  const bearing = bearingOfSeen(memory, place, conviction);
  const direction = bearing === null ? [0, 0] : [Math.cos(bearing), Math.sin(bearing)];
  const ways = [
    ...describe(memory, toFrontier, fromFrontier, place),
    ...describe(memory, toSeen, fromSeen, place),
    ...direction,
  ];
  return { cells, ways: Float32Array.from(ways) };
}

/** -1 to 1: how much nearer than the agent a cell is; 0 where no way is known from either. */
function gain(here: number, there: number): number {
  if (!Number.isFinite(here) || !Number.isFinite(there)) return Number.isFinite(here) ? -1 : 0;
  return Math.min(1, Math.max(-1, (here - there) / GAIN_LIMIT));
}

/** Is there a way, how long is it, how near its end, which move leads along it, and how much shorter, from -1 to 1, a step in each heading makes it. */
function describe(memory: SpatialMemory, distances: Float32Array, here: number, place: Place): number[] {
  const gains = Array.from({ length: NUM_HEADINGS }, (_, turn) => {
    const heading = place.heading + turn * AGENT.turnAngle;
    const reach = AGENT.stepLength / CELL;
    const cell = cellOf(place.i + reach * Math.cos(heading), place.j + reach * Math.sin(heading));
    const there = cell < 0 ? Infinity : distances[cell];
    if (!Number.isFinite(here)) return 0;
    return Number.isFinite(there) && !memory.isBlocked(place, heading)
      ? Math.min(1, Math.max(-1, (here - there) / AGENT.stepLength))
      : -1;
  });
  const next = steerDown(memory, distances, place);
  const moves = MOVES.map((move) => Number(move === next));
  if (!Number.isFinite(here)) return [0, 0, 0, ...moves, ...gains];
  return [1, Math.min(1, here / FAR), Math.max(0, 1 - here / NEARLY_THERE), ...moves, ...gains];
}
