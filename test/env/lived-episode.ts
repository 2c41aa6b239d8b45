import type { Command, ObjectActionName } from '../../env/interaction/actions.ts';
import { LOOK_DOWN, LOOK_UP, MOVE_FORWARD, TURN_LEFT, TURN_RIGHT } from '../../env/env.ts';
import { towards } from '../../env/geometry.ts';
import { NavMesh, initNavigation } from '../../env/navigation/navigation.ts';
import { Rng } from '../../env/random.ts';
import { World } from '../../env/world.ts';
import { generateHouse } from '../../scenes/generate-house.ts';
import { library } from '../../scenes/library.ts';

const MOVES = [MOVE_FORWARD, MOVE_FORWARD, MOVE_FORWARD, TURN_LEFT, TURN_RIGHT, LOOK_UP, LOOK_DOWN] as const;
const DEEDS: readonly ObjectActionName[] = ['Open', 'Close', 'PickUp', 'Put', 'Push', 'ToggleOn', 'Drop'];
/** Hands are tried on things that are ahead and nearer than this, metres. */
const NEAR = 1.8;

function drawCommand(world: World, rng: Rng): Command {
  const kind = rng.uniform();
  if (kind < 0.4) return rng.pick(MOVES);
  if (kind < 0.6) return { action: 'Velocity', linear: rng.uniform(-0.5, 1), angular: rng.uniform(-2, 2) };
  const things = [...world.house.objects, ...world.house.doors].filter(({ position }) => {
    const { forward, left, distance } = towards(world.pose, position);
    return forward > Math.abs(left) && distance < NEAR;
  });
  return things.length === 0 ? TURN_LEFT : { action: rng.pick(DEEDS), target: rng.pick(things).id };
}

/** What an episode in a generated house came to: 250 commands of all kinds, and two residents who go about. */
export async function liveEpisode(seed: string): Promise<{ traceHash: string; refused: number; deeds: number }> {
  await initNavigation();
  const rng = new Rng(seed);
  const house = generateHouse(rng.child('house'));
  const navMesh = NavMesh.build(house, library);
  const [start, goal] = [navMesh.randomPoint(rng), navMesh.randomPoint(rng)];
  navMesh.dispose();
  const world = new World({
    house,
    library,
    spec: {
      seed,
      house: 'generated',
      task: 'pointnav',
      start: { position: [start[0], 0, start[2]], yaw: rng.uniform(-3, 3), pitch: 0 },
      instruction: 'live',
      category: null,
      goals: [[goal[0], 0, goal[2]]],
      geodesicDistance: 1,
      residents: 2,
    },
  });
  let [refused, deeds] = [0, 0];
  for (let i = 0; i < 250; i++) {
    const command = drawCommand(world, rng);
    world.step(command);
    if (world.observe().error !== null) refused++;
    else if (typeof command !== 'number' && command.action !== 'Velocity') deeds++;
  }
  const { traceHash } = world;
  world.dispose();
  return { traceHash, refused, deeds };
}
