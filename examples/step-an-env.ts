/** Steps an environment by hand: go ahead, and turn where something is in the way. */
import { MOVE_FORWARD, TURN_LEFT, episodeSeed, makeEnv } from 'oikos';

const env = await makeEnv({ task: 'objectnav', split: 'val', sensors: ['rgb', 'depth'], size: 64 });

// The first episode of `oikos eval --seed 1 --split val`, in every process on every machine.
let { observation, measures } = await env.reset(episodeSeed(1, 'val', 0));
console.log(`"${observation.instruction}", ${env.house.rooms.length} rooms`);

for (let i = 0; i < 20; i++) {
  const action = observation.collided ? TURN_LEFT : MOVE_FORWARD;
  ({ observation, measures } = await env.step(action));
}

const { width, height, depth = [] } = observation;
const ahead = depth[width * (height / 2) + width / 2];
console.log(`${ahead.toFixed(2)} m are free ahead, ${measures.distanceToGoal.toFixed(2)} m to go`);
console.log(`${measures.steps} steps, ${measures.collisions} collisions, trace ${env.traceHash}`);
await env.close();
