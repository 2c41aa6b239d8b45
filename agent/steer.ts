import { AGENT, MOVE_FORWARD, TURN_LEFT, TURN_RIGHT, type Action } from '../env/env.ts';
import { wrapAngle } from '../env/geometry.ts';
import { CELL, cellOf, type Place } from './memory-grid.ts';
import type { SpatialMemory } from './spatial-memory.ts';

/** Headings the agent can turn to. */
const NUM_HEADINGS = Math.round((2 * Math.PI) / AGENT.turnAngle);
/** What a turn costs beside the way that it saves, metres. */
const TURN_COST = 0.03;
/** Half a turn's angle and a bit, so that the agent does not turn to and fro. */
const TOLERANCE = AGENT.turnAngle * 0.6;

/**
 * The action that goes down a field of distances (SIDE, SIDE): of all steps in the directions the agent can turn to, and
 * that were not blocked before, the one after which the way is shortest. Null where no way leads from here.
 */
export function steerDown(memory: SpatialMemory, distances: Float32Array, place: Place): Action | null {
  const isOutside = !Number.isFinite(distances[cellOf(place.i, place.j)]);
  const refuge = isOutside ? nearestReached(distances, place) : null;
  let best = 0;
  let least = Infinity;
  for (let turn = 1 - NUM_HEADINGS / 2; turn <= NUM_HEADINGS / 2; turn++) {
    const heading = place.heading + turn * AGENT.turnAngle;
    if (memory.isBlocked(place, heading)) continue;
    const [halfway, end] = [0.5, 1].map((part) => pointAhead(place, heading, part * AGENT.stepLength));
    // Within reach of an obstacle the map knows no way: then any step out is good.
    const way =
      isOutside && refuge ? CELL * Math.hypot(end.i - refuge.i, end.j - refuge.j) : distanceAt(distances, end);
    if (!isOutside && !Number.isFinite(distanceAt(distances, halfway))) continue;
    const cost = way + TURN_COST * Math.abs(turn);
    if (cost >= least) continue;
    least = cost;
    best = turn;
  }
  if (!Number.isFinite(least)) return null;
  return best === 0 ? MOVE_FORWARD : best > 0 ? TURN_LEFT : TURN_RIGHT;
}

function pointAhead({ i, j }: Place, heading: number, metres: number): Point {
  return { i: i + (metres * Math.cos(heading)) / CELL, j: j + (metres * Math.sin(heading)) / CELL };
}

function distanceAt(distances: Float32Array, { i, j }: Point): number {
  const cell = cellOf(i, j);
  return cell < 0 ? Infinity : distances[cell];
}

/** The turn towards a bearing in radians, positive left; null when it lies ahead already. */
export function turnTowards(bearing: number): Action | null {
  if (Math.abs(bearing) <= TOLERANCE) return null;
  return bearing > 0 ? TURN_LEFT : TURN_RIGHT;
}

/** Bearing of a point of the memory as seen from a place, radians, positive left. */
export function bearingOf(i: number, j: number, place: Place): number {
  return wrapAngle(Math.atan2(j - place.j, i - place.i) - place.heading);
}

interface Point {
  readonly i: number;
  readonly j: number;
}

/** The middle of the reached cell from which the way is shortest, among those around the agent. */
function nearestReached(distances: Float32Array, place: Place): Point | null {
  let best: Point | null = null;
  let least = Infinity;
  for (let dj = -2; dj <= 2; dj++) {
    for (let di = -2; di <= 2; di++) {
      const cell = cellOf(place.i + di, place.j + dj);
      if (cell < 0 || distances[cell] + CELL * Math.hypot(di, dj) >= least) continue;
      least = distances[cell] + CELL * Math.hypot(di, dj);
      best = { i: Math.floor(place.i + di) + 0.5, j: Math.floor(place.j + dj) + 0.5 };
    }
  }
  return best;
}
