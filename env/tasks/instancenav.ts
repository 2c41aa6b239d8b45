import { GoalTrial } from './goal-trial.ts';
import { nameOf } from './instructions.ts';
import { walkToGoal } from '../navigation/route.ts';
import { rememberViewpoints } from '../navigation/site-viewpoints.ts';
import { drawStart, isStartDistance } from '../navigation/starts.ts';
import type { Proposer, Site, Task } from './task.ts';
import { tellApart } from './tell-apart.ts';
import { GOAL_CATEGORIES } from './objectnav.ts';

/**
 * Find one object among others of its kind, by words that mean it alone.
 *
 * @see Krantz et al. 2022, "Instance-specific image goal navigation", whose rules these are, with words for the picture
 */
export const instancenav: Task = {
  name: 'instancenav',
  rules: { successDistance: 0.1, stepLimit: 1000 },
  isOneWalk: true,
  createProposer,
  begin: (world) => new GoalTrial(world),
  createOracle: walkToGoal,
};

function createProposer(site: Site): Proposer {
  const { house, library, navMesh, rules } = site;
  const groups = GOAL_CATEGORIES.map((category) => house.objects.filter((object) => object.category === category));
  const several = groups.filter(({ length }) => length > 1);
  const viewpointsOf = rememberViewpoints(site);
  return (rng) => {
    if (several.length === 0) return null;
    const group = rng.pick(several);
    const target = rng.pick(group);
    const { category } = target;
    const others = group.filter((object) => object !== target);
    const words = tellApart({ target, others, house, library }, nameOf(category, rng), rng);
    if (words === null) return null;
    const goals = viewpointsOf(target);
    const start = drawStart(navMesh, rules.agent, rng);
    const geodesicDistance = navMesh.distanceToAny(start.position, goals);
    if (!isStartDistance(geodesicDistance)) return null;
    return { start, category, goals, target: target.id, geodesicDistance, instruction: `find ${words}` };
  };
}
