import type { Vec3 } from '../geometry.ts';
import { findGoalViewpoints } from './goal-viewpoints.ts';
import type { HouseObject } from '../house.ts';
import type { Site } from '../tasks/task.ts';

/** Gives the viewpoints of some objects of a site (`findGoalViewpoints`), each set found once. */
export function rememberViewpoints({ house, library, navMesh, rules }: Site): ViewpointFinder {
  const found = new Map<string, readonly Vec3[]>();
  return (...objects) => {
    const key = objects.map(({ id }) => id).join('\n');
    const known = found.get(key) ?? findGoalViewpoints(objects, house, library, navMesh, rules.agent);
    found.set(key, known);
    return known;
  };
}

export type ViewpointFinder = (...objects: readonly HouseObject[]) => readonly Vec3[];
