import type { Vec3 } from '../geometry.ts';
import { GoalTrial } from './goal-trial.ts';
import type { House, Room, RoomType } from '../house.ts';
import { askForRoom } from './instructions.ts';
import type { NavMesh } from '../navigation/navigation.ts';
import { walkToGoal } from '../navigation/route.ts';
import { drawStart, isStartDistance } from '../navigation/starts.ts';
import type { Proposer, Site, Task } from './task.ts';
import { roomAt } from '../walls.ts';
import type { World } from '../world.ts';

/** Edge of the grid of goals on a room's floor, metres. */
const SPACING = 0.25;
/** Goals keep this far from the room's outline, metres: farther than the success distance, so that none is reached from outside. */
const INSET = 0.25;

/** Go to a room of a kind, anywhere in it. @see Savva et al. 2017, "MINOS", RoomGoal */
export const roomnav: Task = {
  name: 'roomnav',
  rules: { successDistance: 0.2, stepLimit: 500 },
  isOneWalk: true,
  createProposer,
  begin,
  createOracle: walkToGoal,
};

function begin(world: World): GoalTrial {
  const { house, spec } = world;
  return new GoalTrial(world, ([x, , z]) => roomAt(house, [x, z])?.type === spec.room);
}

function createProposer({ house, navMesh, rules }: Site): Proposer {
  const types = [...new Set(house.rooms.map(({ type }) => type))].sort();
  const floors = new Map(types.map((type): [RoomType, Vec3[]] => [type, floorOf(type, house, navMesh)]));
  return (rng) => {
    const room = rng.pick(types);
    const goals = floors.get(room) ?? [];
    const start = drawStart(navMesh, rules.agent, rng);
    const [x, , z] = start.position;
    if (roomAt(house, [x, z])?.type === room) return null;
    const geodesicDistance = navMesh.distanceToAny(start.position, goals);
    if (!isStartDistance(geodesicDistance)) return null;
    const isOnly = house.rooms.filter(({ type }) => type === room).length === 1;
    return { start, category: null, goals, room, geodesicDistance, instruction: askForRoom(room, isOnly, rng) };
  };
}

/** Places to stand in the rooms of a kind, on a grid. */
function floorOf(type: RoomType, house: House, navMesh: NavMesh): Vec3[] {
  return house.rooms
    .filter((room) => room.type === type)
    .flatMap((room) => gridIn(room).filter((point) => isWellInside(house, room, point) && navMesh.isNavigable(point)));
}

function gridIn({ polygon }: Room): Vec3[] {
  const [xs, zs] = [polygon.map(([x]) => x), polygon.map(([, z]) => z)];
  const points: Vec3[] = [];
  for (let i = Math.ceil(Math.min(...xs) / SPACING); i * SPACING < Math.max(...xs); i++) {
    for (let j = Math.ceil(Math.min(...zs) / SPACING); j * SPACING < Math.max(...zs); j++) {
      points.push([i * SPACING, 0, j * SPACING]);
    }
  }
  return points;
}

/** Whether a point and all around it lie in the room. */
function isWellInside(house: House, room: Room, [x, , z]: Vec3): boolean {
  const around = [-INSET, 0, INSET].flatMap((dx) => [-INSET, 0, INSET].map((dz) => [x + dx, z + dz] as const));
  return around.every((point) => roomAt(house, point) === room);
}
