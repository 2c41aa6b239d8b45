import { type SubGoal, STOP } from '../env.ts';
import type { Pose, Vec3 } from '../geometry.ts';
import { askForObjects } from './instructions.ts';
import type { NavMesh } from '../navigation/navigation.ts';
import { Route } from '../navigation/route.ts';
import { SequenceTrial } from './sequence-trial.ts';
import { rememberViewpoints } from '../navigation/site-viewpoints.ts';
import { drawStart, isStartDistance } from '../navigation/starts.ts';
import type { Oracle, Proposer, Site, Task } from './task.ts';
import type { World } from '../world.ts';
import { GOAL_CATEGORIES } from './objectnav.ts';

const NUM_GOALS = 3;

/** Find several objects in the order asked. @see Wani et al. 2020, "MultiON", whose 3-ON this is with things of the house */
export const multion: Task = {
  name: 'multion',
  rules: { successDistance: 0.1, stepLimit: 2500 },
  isOneWalk: false,
  createProposer,
  begin: (world) => new SequenceTrial(world),
  createOracle,
};

function createProposer(site: Site): Proposer {
  const { house, navMesh, rules } = site;
  const present = GOAL_CATEGORIES.filter((category) => house.objects.some((object) => object.category === category));
  const find = rememberViewpoints(site);
  const viewpointsOf = (category: string): readonly Vec3[] =>
    find(...house.objects.filter((object) => object.category === category));
  return (rng) => {
    if (present.length < NUM_GOALS) return null;
    const categories = rng.shuffle(present).slice(0, NUM_GOALS);
    const start = drawStart(navMesh, rules.agent, rng);
    const subGoals = chain(start, categories, viewpointsOf, navMesh);
    if (!subGoals.every(({ geodesicDistance }) => isStartDistance(geodesicDistance))) return null;
    return {
      start,
      category: null,
      goals: subGoals.flatMap(({ goals }) => goals),
      subGoals,
      geodesicDistance: subGoals.reduce((sum, subGoal) => sum + subGoal.geodesicDistance, 0),
      instruction: askForObjects(categories, rng),
    };
  };
}

/** From goal to goal, each time to the nearest place where it counts as found. */
function chain(
  start: Pose,
  categories: readonly string[],
  viewpointsOf: (category: string) => readonly Vec3[],
  navMesh: NavMesh,
): SubGoal[] {
  let from: Vec3 = start.position;
  return categories.map((category) => {
    const goals = viewpointsOf(category);
    const { goal, distance } = navMesh.nearestOf(from, goals);
    from = goal ?? from;
    return { category, goals, geodesicDistance: distance };
  });
}

function createOracle(world: World): Oracle {
  const route = new Route(world);
  const waiting = [...(world.spec.subGoals ?? [])];
  let isUnderWay = false;
  return () => {
    if (!isUnderWay) route.setGoals(waiting.shift()?.goals ?? [], world.rules.successDistance);
    const action = route.next();
    isUnderWay = action !== STOP;
    return action;
  };
}
