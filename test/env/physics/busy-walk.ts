import { MOVE_FORWARD, TURN_LEFT, TURN_RIGHT } from '../../../env/env.ts';
import { yawQuat } from '../../../env/geometry.ts';
import type { House } from '../../../env/house.ts';
import { Physics } from '../../../env/physics/physics.ts';
import { Rng } from '../../../env/random.ts';
import { boxLibrary, makeObject, twoRoomHouse } from '../small-house.ts';

/** Two rooms with a shut door, boxes and balls lying about. */
export function busyHouse(): House {
  const rng = new Rng('boxes');
  const objects = Array.from({ length: 12 }, (_, i) => {
    const category = i % 3 === 0 ? 'BasketBall' : 'Box';
    const rotation = yawQuat(rng.uniform(0, 6));
    const [x, z] = [0.6 + (i % 6) * 1.3, 0.9 + Math.floor(i / 6) * 2];
    return makeObject(category, [x, 0.12, z], [0.24, 0.24, 0.24], { fixed: false, rotation });
  });
  return twoRoomHouse({ objects, door: { hasLeaf: true } });
}

/** The state's hash after 300 actions among them. */
export function walkAndHash(): string {
  const physics = new Physics(busyHouse(), boxLibrary);
  physics.placeAgent({ position: [1, 0, 1.4], yaw: -1, pitch: 0 });
  const rng = new Rng('replay');
  for (let i = 0; i < 300; i++) {
    physics.actuate(rng.chance(0.6) ? MOVE_FORWARD : rng.pick([TURN_LEFT, TURN_RIGHT]));
  }
  return physics.hashState();
}

if (process.argv[1] === import.meta.filename) console.log(walkAndHash());
