import { GoalTrial } from './goal-trial.ts';
import { askForObject } from './instructions.ts';
import { walkToGoal } from '../navigation/route.ts';
import { rememberViewpoints } from '../navigation/site-viewpoints.ts';
import { drawStart, isStartDistance } from '../navigation/starts.ts';
import type { Proposer, Site, Task } from './task.ts';

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

/** Find any object of a category. @see Batra et al. 2020, "ObjectNav revisited" */
export const objectnav: Task = {
  name: 'objectnav',
  rules: { successDistance: 0.1, stepLimit: 500 },
  isOneWalk: true,
  createProposer,
  begin: (world) => new GoalTrial(world),
  createOracle: walkToGoal,
};

function createProposer(site: Site): Proposer {
  const { house, navMesh, rules } = site;
  const present = GOAL_CATEGORIES.filter((category) => house.objects.some((object) => object.category === category));
  const viewpointsOf = rememberViewpoints(site);
  return (rng) => {
    if (present.length === 0) return null;
    const category = rng.pick(present);
    const goals = viewpointsOf(...house.objects.filter((object) => object.category === category));
    const start = drawStart(navMesh, rules.agent, rng);
    const geodesicDistance = navMesh.distanceToAny(start.position, goals);
    if (!isStartDistance(geodesicDistance)) return null;
    return { start, category, goals, geodesicDistance, instruction: askForObject(category, rng) };
  };
}
