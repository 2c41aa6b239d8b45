import { AGENT } from './env.ts';
import { type Pose, type Vec3, forwardOf } from './geometry.ts';
import { findGoalViewpoints } from './goal-viewpoints.ts';
import type { House } from './house.ts';
import { askForObject, askForPoint } from './instructions.ts';
import type { ModelLibrary } from './model.ts';
import type { NavMesh } from './navigation.ts';
import type { Rng } from './random.ts';

export const TASKS = ['objectnav', 'pointnav'] as const;
export type TaskName = (typeof TASKS)[number];

/** Actions after which an episode is cut. */
export const STEP_LIMIT = 500;

/** How near to a goal stop must be said, metres: habitat-challenge 2020 to 2022; PointNav's is twice the agent's radius. */
export const SUCCESS_DISTANCE: Readonly<Record<TaskName, number>> = { objectnav: 0.1, pointnav: 2 * AGENT.radius };

/** Geodesic distance of an episode's start from its goal, metres (habitat-lab datasets/pointnav/pointnav_generator.py). */
export const START_DISTANCE = { min: 1, max: 30 } as const;

/** What ObjectNav asks for: things big enough to be seen across a room and to be told apart. */
export const GOAL_CATEGORIES = [
  'ArmChair',
  'BasketBall',
  'Bed',
  'Chair',
  'CoffeeTable',
  'Desk',
  'DiningTable',
  'Dresser',
  'FloorLamp',
  'Fridge',
  'GarbageCan',
  'HousePlant',
  'Laptop',
  'Microwave',
  'Painting',
  'ShelvingUnit',
  'SideTable',
  'Sink',
  'Sofa',
  'Television',
  'Toilet',
  'WashingMachine',
] as const;

/** The part of an episode that the task decides. */
export interface Proposal {
  readonly start: Pose;
  readonly category: string | null;
  readonly goals: readonly Vec3[];
  readonly instruction: string;
  /** Metres. */
  readonly geodesicDistance: number;
}

/** Draws what could be asked in one house; null when a draw breaks the task's rules. */
export type Proposer = (rng: Rng) => Proposal | null;

/** What a task can ask in this house. */
export function createProposer(task: TaskName, house: House, library: ModelLibrary, navMesh: NavMesh): Proposer {
  return task === 'objectnav' ? objectNavProposer(house, library, navMesh) : pointNavProposer(navMesh);
}

function objectNavProposer(house: House, library: ModelLibrary, navMesh: NavMesh): Proposer {
  const present = GOAL_CATEGORIES.filter((category) => house.objects.some((object) => object.category === category));
  const viewpoints = new Map<string, readonly Vec3[]>();
  const viewpointsOf = (category: string): readonly Vec3[] => {
    const instances = house.objects.filter((object) => object.category === category);
    const known = viewpoints.get(category) ?? findGoalViewpoints(instances, house, library, navMesh);
    viewpoints.set(category, known);
    return known;
  };
  return (rng) => {
    if (present.length === 0) return null;
    const category = rng.pick(present);
    const goals = viewpointsOf(category);
    const start = drawStart(navMesh, rng);
    const geodesicDistance = navMesh.distanceToAny(start.position, goals);
    if (!isStartDistance(geodesicDistance)) return null;
    return { start, category, goals, geodesicDistance, instruction: askForObject(category, rng) };
  };
}

function pointNavProposer(navMesh: NavMesh): Proposer {
  return (rng) => {
    const start = drawStart(navMesh, rng);
    const goal = onFloor(navMesh.randomPoint(rng));
    const geodesicDistance = navMesh.distance(start.position, goal);
    if (!isStartDistance(geodesicDistance)) return null;
    const { forward, left, distance } = towards(start, goal);
    // Straight ways are easy: few are kept (habitat-lab datasets/pointnav/pointnav_generator.py).
    const ratio = geodesicDistance / distance;
    if (ratio < 1.1 && !rng.chance(20 * (ratio - 0.98) ** 2)) return null;
    return { start, category: null, goals: [goal], geodesicDistance, instruction: askForPoint(forward, left) };
  };
}

/** A point as an agent sees it on the ground: metres ahead of it, to its left, and in a straight line. */
export function towards(pose: Pose, point: Vec3): { forward: number; left: number; distance: number } {
  const dx = point[0] - pose.position[0];
  const dz = point[2] - pose.position[2];
  const [x, z] = forwardOf(pose.yaw);
  return { forward: dx * x + dz * z, left: dx * z - dz * x, distance: Math.hypot(dx, dz) };
}

function drawStart(navMesh: NavMesh, rng: Rng): Pose {
  return { position: onFloor(navMesh.randomPoint(rng)), yaw: rng.int(0, 11) * AGENT.turnAngle, pitch: 0 };
}

/** A navigation mesh floats above the floor by up to a cell. */
function onFloor([x, , z]: Vec3): Vec3 {
  return [x, 0, z];
}

function isStartDistance(distance: number): boolean {
  return distance >= START_DISTANCE.min && distance <= START_DISTANCE.max;
}
