/** A task of one's own: "walk as far away from here as you can". */
import { GoalTrial, type Task, drawStart, makeEnv, walkToGoal } from 'oikos';

/** Of this many places drawn at random, the farthest is the goal. */
const NUM_PLACES = 30;

const farAway: Task = {
  name: 'far-away',
  rules: { successDistance: 0.5, stepLimit: 300 },
  isOneWalk: true,

  // What is asked in this house: drawn from `rng` alone, so that a seed always asks the same. Null is drawn again.
  createProposer:
    ({ navMesh, rules }) =>
    (rng) => {
      const start = drawStart(navMesh, rules.agent, rng);
      const places = Array.from({ length: NUM_PLACES }, () => navMesh.randomPoint(rng))
        .map((place) => ({ place, distance: navMesh.distance(start.position, place) }))
        .filter(({ distance }) => Number.isFinite(distance))
        .sort((a, b) => b.distance - a.distance);
      if (places.length === 0) return null;
      const [{ place, distance }] = places;
      return {
        start,
        goals: [place],
        geodesicDistance: distance,
        category: null,
        instruction: 'walk as far away from here as you can',
      };
    },

  // Who judges: the trial of all tasks that are one walk. Write a `Trial` for other ends and other measures.
  begin: (world) => new GoalTrial(world),

  // Who solves it, knowing the house; every episode is tried out by it before anybody else is asked.
  createOracle: walkToGoal,
};

const env = await makeEnv({ task: farAway, sensors: [], rooms: 4 });
let { observation, terminated, measures } = await env.reset('far-away/1');
console.log(`"${observation.instruction}": ${measures.distanceToGoal.toFixed(1)} m`);

const oracle = farAway.createOracle(env.world);
while (!terminated) ({ observation, terminated, measures } = await env.step(oracle()));
console.log(`success ${measures.success}, SPL ${measures.spl.toFixed(2)} after ${measures.steps} steps`);
await env.close();
