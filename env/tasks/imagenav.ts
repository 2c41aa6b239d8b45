import { type Vec2, type Vec3, forwardOf } from '../geometry.ts';
import { GoalTrial } from './goal-trial.ts';
import { Obstacles } from '../physics/obstacles.ts';
import { walkToGoal } from '../navigation/route.ts';
import { drawStart, isStartDistance } from '../navigation/starts.ts';
import type { Proposer, Site, Task } from './task.ts';

/** A goal's picture shows more than a wall: nothing stands nearer before it than this, metres. */
const OPEN_VIEW = 1.5;

/** Go to where a picture was taken. @see Zhu et al. 2017, "Target-driven visual navigation in indoor scenes" */
export const imagenav: Task = {
  name: 'imagenav',
  // habitat-lab default_structured_configs.py and benchmark/nav/imagenav.
  rules: { successDistance: 0.2, stepLimit: 1000 },
  isOneWalk: true,
  createProposer,
  begin: (world) => new GoalTrial(world),
  createOracle: walkToGoal,
};

function createProposer({ house, library, navMesh, rules }: Site): Proposer {
  const obstacles = Obstacles.ofHouse(house, library, rules.agent);
  return (rng) => {
    const start = drawStart(navMesh, rules.agent, rng);
    const goalView = drawStart(navMesh, rules.agent, rng);
    const goal = goalView.position;
    if (obstacles.sweepDisc(onGround(goal), ahead(goal, goalView.yaw), 0) < 1) return null;
    const geodesicDistance = navMesh.distance(start.position, goal);
    if (!isStartDistance(geodesicDistance)) return null;
    const instruction = 'go to where this picture was taken';
    return { start, category: null, goals: [goal], goalView, geodesicDistance, instruction };
  };
}

function onGround([x, , z]: Vec3): Vec2 {
  return [x, z];
}

function ahead([x, , z]: Vec3, yaw: number): Vec2 {
  const [dx, dz] = forwardOf(yaw);
  return [x + dx * OPEN_VIEW, z + dz * OPEN_VIEW];
}
