import { STOP, TURN_LEFT, type Action } from '../env/env.ts';
import { CELL, SIDE, distanceAround, type Place } from './memory-grid.ts';
import type { SpatialMemory } from './spatial-memory.ts';
import { bearingOf, steerDown, turnTowards } from './steer.ts';

/** The way's length at which the agent has arrived, metres. */
const ARRIVED = 0.15;
/** Only what stands this near can be meant by what is within reach, metres. */
const NEAR = 1.5;

/**
 * What a teacher does who has seen only what the agent has seen: walks to the nearest edge of the unknown until the
 * thing asked for is in the memory, then walks there, faces it and stops.
 * An oracle that knows the house would teach the agent to act on what it cannot know.
 *
 * @see https://arxiv.org/abs/2007.12173 on the imitation gap
 */
export function actAsExpert(memory: SpatialMemory, place: Place): Action {
  const { toSeen, toFrontier, conviction } = memory.survey(place);
  if (distanceAround(toSeen, place) <= ARRIVED) {
    const bearing = bearingOfSeen(memory, place, conviction);
    return (bearing === null ? null : turnTowards(bearing)) ?? STOP;
  }
  return steerDown(memory, toSeen, place) ?? steerDown(memory, toFrontier, place) ?? TURN_LEFT;
}

/** Bearing, in radians, positive left, of the nearest cell with this much evidence of what is looked for; null when none is near. */
export function bearingOfSeen({ evidence }: SpatialMemory, place: Place, conviction: number): number | null {
  const reach = Math.ceil(NEAR / CELL);
  let nearest = reach;
  let bearing: number | null = null;
  for (let dj = -reach; dj <= reach; dj++) {
    for (let di = -reach; di <= reach; di++) {
      const distance = Math.hypot(di, dj);
      const i = Math.floor(place.i) + di;
      const j = Math.floor(place.j) + dj;
      if (distance >= nearest || evidence[j * SIDE + i] < conviction) continue;
      nearest = distance;
      bearing = bearingOf(i + 0.5, j + 0.5, place);
    }
  }
  return bearing;
}
