import type { Vec3 } from '../env/geometry.ts';
import { findGoalViewpoints } from '../env/navigation/goal-viewpoints.ts';
import type { House, Room } from '../env/house.ts';
import type { ModelLibrary } from '../env/model.ts';
import { NavMesh } from '../env/navigation/navigation.ts';
import { boundsOf, contains } from './polygon.ts';

/** Distance of the points looked at in a room, metres. */
const SPACING = 0.3;
/** Objects of which one must be a goal, the largest first: small ones may be shut in. */
const NUM_GOALS = 10;

/**
 * What keeps the agent from living in a house, one sentence each: rooms that it cannot walk to, and no object that it can walk
 * up to and see. Needs `initNavigation` first.
 *
 * @throws UsageError when nobody can stand anywhere in the house.
 */
export function validateWays(house: House, library: ModelLibrary): string[] {
  const navMesh = NavMesh.build(house, library);
  try {
    const places = house.rooms.map((room) => ({ room, points: standingPoints(room, navMesh) }));
    const start = findStart(
      places.map(({ points }) => points),
      navMesh,
    );
    if (start === null) return ['nobody can stand in the house'];
    const isReached = (point: Vec3): boolean => navMesh.path(start, point) !== null;
    const shut = places.filter(({ points }) => !points.some(isReached));
    const problems = shut.map(({ room }) => `the agent cannot walk to ${room.id}`);
    return hasGoal(house, library, navMesh, isReached)
      ? problems
      : [...problems, 'no object can be walked up to and seen'];
  } finally {
    navMesh.dispose();
  }
}

/** A point that leads out of its room, past corners behind furniture; any point where none does. */
function findStart([first = [], ...others]: readonly (readonly Vec3[])[], navMesh: NavMesh): Vec3 | null {
  const targets = others.flatMap((points) => points.slice(Math.floor(points.length / 2)).slice(0, 1));
  const leadsOut = (point: Vec3): boolean => targets.some((target) => navMesh.path(point, target) !== null);
  return first.find(leadsOut) ?? first[0] ?? null;
}

/** Points of a grid over a room where the agent can stand. */
function standingPoints({ polygon }: Room, navMesh: NavMesh): Vec3[] {
  const { minX, minZ, maxX, maxZ } = boundsOf(polygon);
  const points: Vec3[] = [];
  for (let x = minX + SPACING; x < maxX; x += SPACING) {
    for (let z = minZ + SPACING; z < maxZ; z += SPACING) {
      if (contains(polygon, [x, z]) && navMesh.isNavigable([x, 0, z])) points.push([x, 0, z]);
    }
  }
  return points;
}

function hasGoal(house: House, library: ModelLibrary, navMesh: NavMesh, isReached: (point: Vec3) => boolean): boolean {
  const volume = ({ size }: House['objects'][number]): number => size[0] * size[1] * size[2];
  const largest = [...house.objects].sort((a, b) => volume(b) - volume(a)).slice(0, NUM_GOALS);
  return largest.some((object) => findGoalViewpoints([object], house, library, navMesh).some(isReached));
}
