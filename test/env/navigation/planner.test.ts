import { describe, expect, it } from 'vitest';
import { AGENT, MOVE_FORWARD, STOP } from '../../../env/env.ts';
import type { Pose, Vec3 } from '../../../env/geometry.ts';
import type { House } from '../../../env/house.ts';
import { movableFootprints } from '../../../env/physics/movable-footprints.ts';
import { NavMesh, initNavigation } from '../../../env/navigation/navigation.ts';
import { Obstacles } from '../../../env/physics/obstacles.ts';
import { Physics } from '../../../env/physics/physics.ts';
import { LatticePlanner } from '../../../env/navigation/planner.ts';
import { Rng } from '../../../env/random.ts';
import { boxLibrary, makeObject, oneRoomHouse, twoRoomHouse } from '../small-house.ts';

const furnished = twoRoomHouse({
  door: { hasLeaf: true, openness: 1 },
  objects: [
    makeObject('Sofa', [2, 0.4, 1.6], [1.6, 0.8, 0.8]),
    makeObject('DiningTable', [6, 0.4, 2.6], [1.2, 0.8, 0.8]),
    makeObject('Box', [6, 0.15, 1], [0.3, 0.3, 0.3], { fixed: false }),
  ],
});

interface Walk {
  readonly length: number;
  readonly collisions: number;
  readonly end: Vec3;
}

function follow(house: House, pose: Pose, actions: readonly number[]): Walk {
  const physics = new Physics(house, boxLibrary);
  physics.placeAgent(pose);
  let [length, collisions] = [0, 0];
  for (const action of actions) {
    const [x, , z] = physics.agent.position;
    if (physics.actuate(action).collided) collisions++;
    length += Math.hypot(physics.agent.position[0] - x, physics.agent.position[2] - z);
  }
  return { length, collisions, end: physics.agent.position };
}

function drawWhere(draw: () => Vec3, isGood: (point: Vec3) => boolean): Vec3 {
  const point = draw();
  return isGood(point) ? point : drawWhere(draw, isGood);
}

describe('LatticePlanner', () => {
  it('plans what physics does: it arrives without a collision, hardly longer than the shortest way', async () => {
    await initNavigation();
    const mesh = NavMesh.build(furnished, boxLibrary);
    const planner = new LatticePlanner(furnished, boxLibrary);
    const rng = new Rng('plans');
    const movable = new Obstacles(movableFootprints(furnished, boxLibrary));
    const isClear = ([x, , z]: Vec3): boolean => movable.clearance([x, z]) > AGENT.radius;
    let spl = 0;
    for (let i = 0; i < 40; i++) {
      const position = drawWhere(() => mesh.randomPoint(rng), isClear);
      const goal = mesh.randomPoint(rng);
      const pose: Pose = { position, yaw: rng.uniform(-3, 3), pitch: 0 };
      const walk = follow(furnished, pose, planner.plan(pose, [goal], 0.36) ?? []);
      expect(walk.collisions).toBe(0);
      expect(mesh.distance(walk.end, goal)).toBeLessThan(0.36);
      const shortest = mesh.distance(position, goal);
      spl += shortest / Math.max(shortest, walk.length, 1e-9) / 40;
    }
    expect(spl).toBeGreaterThan(0.95);
    mesh.dispose();
  });

  it('ends every plan with stop and only there', () => {
    const pose: Pose = { position: [1, 0, 3], yaw: 1, pitch: 0 };
    const plan = new LatticePlanner(furnished, boxLibrary).plan(pose, [[7, 0, 3.5]], 0.1) ?? [];
    expect(plan.indexOf(STOP)).toBe(plan.length - 1);
    expect(plan.length).toBeGreaterThan(20);
  });

  it('does not reach a goal through a wall', () => {
    const screen = makeObject('Dresser', [2, 0.5, 1], [0.1, 1, 2]);
    const house = oneRoomHouse([screen]);
    const pose: Pose = { position: [1.7, 0, 1], yaw: 0, pitch: 0 };
    const goal: Vec3 = [2.3, 0, 1];
    const plan = new LatticePlanner(house, boxLibrary).plan(pose, [goal], 0.7) ?? [];
    const { length, end } = follow(house, pose, plan);
    expect(length).toBeGreaterThan(1.5);
    expect(Math.hypot(end[0] - goal[0], end[2] - goal[2])).toBeLessThan(0.7);
  });

  it('gives no plan where no way leads', () => {
    const bed = makeObject('Bed', [2, 0.3, 2], [2, 0.6, 2]);
    const planner = new LatticePlanner(oneRoomHouse([bed]), boxLibrary);
    expect(planner.plan({ position: [0.5, 0, 0.5], yaw: 0, pitch: 0 }, [[2, 0, 2]], 0.3)).toBeNull();
    expect(planner.plan({ position: [0.5, 0, 0.5], yaw: 0, pitch: 0 }, [], 0.3)).toBeNull();
  });

  it('goes around what has been moved into its way', () => {
    const box = makeObject('Box', [0.5, 0.2, 3.5], [0.4, 0.4, 0.4], { fixed: false });
    const house = oneRoomHouse([box]);
    const planner = new LatticePlanner(house, boxLibrary);
    const pose: Pose = { position: [1, 0, 2], yaw: -Math.PI / 2, pitch: 0 };
    const straight = planner.plan(pose, [[3, 0, 2]], 0.2) ?? [];
    expect(straight.filter((action) => action !== MOVE_FORWARD)).toEqual([STOP]);
    const moved = Float64Array.from([2, 0.2, 2, 0, 0, 0, 1]);
    const around = planner.plan(pose, [[3, 0, 2]], 0.2, movableFootprints(house, boxLibrary, moved)) ?? [];
    expect(around.length).toBeGreaterThan(straight.length + 2);
  });

  it('pushes what leaves no way around it', () => {
    const boxes = Array.from({ length: 8 }, (_, i) =>
      makeObject('Box', [2, 0.2, 0.25 + i * 0.5], [0.4, 0.4, 0.46], { fixed: false }),
    );
    const planner = new LatticePlanner(oneRoomHouse(boxes), boxLibrary);
    expect(planner.plan({ position: [1, 0, 2], yaw: -1.57, pitch: 0 }, [[3, 0, 2]], 0.3)).not.toBeNull();
  });
});
