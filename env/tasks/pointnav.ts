import { AGENT } from '../env.ts';
import { towards } from '../geometry.ts';
import { GoalTrial } from './goal-trial.ts';
import { askForPoint } from './instructions.ts';
import { walkToGoal } from '../navigation/route.ts';
import { drawStart, isStartDistance, onFloor } from '../navigation/starts.ts';
import type { Proposer, Site, Task } from './task.ts';

/** Go to a point given by its distance and bearing. @see Anderson et al. 2018, "On evaluation of embodied navigation agents" */
export const pointnav: Task = {
  name: 'pointnav',
  rules: { successDistance: 2 * AGENT.radius, stepLimit: 500 },
  isOneWalk: true,
  createProposer,
  begin: (world) => new GoalTrial(world),
  createOracle: walkToGoal,
};

function createProposer({ navMesh, rules }: Site): Proposer {
  return (rng) => {
    const start = drawStart(navMesh, rules.agent, rng);
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
