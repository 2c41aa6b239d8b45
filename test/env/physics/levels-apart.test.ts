import { beforeAll, describe, expect, it } from 'vitest';
import { AGENT, MOVE_FORWARD, PHYSICS_LEVELS, TURN_LEFT, TURN_RIGHT } from '../../../env/env.ts';
import type { Pose } from '../../../env/geometry.ts';
import { NavMesh, initNavigation } from '../../../env/navigation/navigation.ts';
import { Obstacles } from '../../../env/physics/obstacles.ts';
import { Physics } from '../../../env/physics/physics.ts';
import { Rng } from '../../../env/random.ts';
import { houseForSeed } from '../../../scenes/house-source.ts';
import { library } from '../../../scenes/library.ts';

const NUM_HOUSES = 20;
const NUM_STEPS = 80;

describe('random walks at both physics levels', () => {
  beforeAll(initNavigation);

  it(`are the same in ${NUM_HOUSES} houses until something is touched, and never lead into a wall`, () => {
    let numEqual = 0;
    for (let i = 0; i < NUM_HOUSES; i++) {
      const house = houseForSeed(`train/${i}`);
      const rng = new Rng(house.id).child(i);
      const navMesh = NavMesh.build(house, library);
      const start = { position: navMesh.randomPoint(rng), yaw: rng.uniform(-3, 3), pitch: 0 };
      navMesh.dispose();
      const walls = Obstacles.ofHouse(house, library);
      const [rigid, kinematic] = PHYSICS_LEVELS.map((level) => new Physics(house, library, { level }));
      rigid.placeAgent(start);
      kinematic.placeAgent(start);
      const before = rigid.poses.slice();
      const room = ({ position: [x, , z] }: Pose): number => walls.clearance([x, z]);
      // Who starts in a tight place may be nearer.
      const least = Math.min(AGENT.radius, room(start));
      let isUntouched = true;
      for (let step = 0; step < NUM_STEPS; step++) {
        const action = rng.chance(0.7) ? MOVE_FORWARD : rng.pick([TURN_LEFT, TURN_RIGHT]);
        const [first, second] = [rigid.actuate(action), kinematic.actuate(action)];
        isUntouched &&= [rigid, kinematic].every(({ poses }) => poses.every((value, k) => value === before[k]));
        // What stands about stops who walks at one level alone.
        isUntouched &&= second.collided === first.collided;
        if (isUntouched) {
          expect(kinematic.agent).toEqual(rigid.agent);
          numEqual++;
        }
        for (const { agent } of [rigid, kinematic]) expect(room(agent)).toBeGreaterThan(least - 1e-9);
      }
    }
    expect(numEqual).toBeGreaterThan((NUM_HOUSES * NUM_STEPS) / 2);
  });
});
