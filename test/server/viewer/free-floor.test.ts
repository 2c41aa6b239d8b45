import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AGENT } from '../../../env/env.ts';
import type { Vec2 } from '../../../env/geometry.ts';
import type { House } from '../../../env/house.ts';
import { leafPose } from '../../../env/physics/door-leaf.ts';
import { initialPoses } from '../../../env/rendering/scene.ts';
import { FACE_THICKNESS } from '../../../env/walls.ts';
import { FreeFloor } from '../../../server/viewer/house/free-floor.ts';
import { boxLibrary, makeObject, oneRoomHouse, twoRoomHouse } from '../../env/small-house.ts';

/** How near the middle of a person comes to the line of a wall, metres. */
const NEAREST = AGENT.radius + FACE_THICKNESS;

function walk(house: House, from: Vec2, way: Vec2): Vec2 {
  return new FreeFloor(house, boxLibrary).walk(from, way);
}

test('whoever walks against a wall stops before it', () => {
  const [x, z] = walk(oneRoomHouse(), [2, 2], [-30, 0]);
  expect(x).toBeCloseTo(NEAREST, 2);
  expect(z).toBe(2);
});

test('whoever walks into a wall at an angle goes on along it, and into the corner', () => {
  const floor = new FreeFloor(oneRoomHouse(), boxLibrary);
  const [x, z] = floor.walk([2, 2], [-2, -0.5]);
  expect(x).toBeCloseTo(NEAREST, 2);
  expect(z).toBeCloseTo(1.5, 2);
  for (const coordinate of floor.walk([x, z], [-30, -30])) expect(coordinate).toBeCloseTo(NEAREST, 2);
});

test('furniture is in the way, and what hangs above everybody’s head is not', () => {
  const wardrobe = makeObject('Dresser', [1, 0.5, 2], [0.6, 1, 0.6]);
  const lamp = makeObject('CeilingLamp', [3, 2.2, 2], [0.6, 0.4, 0.6]);
  const house = oneRoomHouse([wardrobe, lamp]);
  expect(walk(house, [2, 2], [-2, 0])[0]).toBeCloseTo(1.3 + AGENT.radius, 2);
  expect(walk(house, [2, 2], [1.5, 0])).toEqual([3.5, 2]);
});

test('what is at the height of a head is in the way of a person, as it is of no agent', () => {
  const shelf = makeObject('Shelf', [1, 1.4, 2], [0.6, 0.3, 0.6]);
  expect(walk(oneRoomHouse([shelf]), [2, 2], [-1, 0])[0]).toBeCloseTo(1.3 + AGENT.radius, 2);
});

test('a shut door keeps people out until it has been opened', () => {
  const house = twoRoomHouse({ door: { hasLeaf: true } });
  const floor = new FreeFloor(house, boxLibrary);
  expect(floor.walk([3, 1], [2, 0])[0]).toBeLessThan(4);
  const { position, rotation } = leafPose(house.doors[0], Math.PI / 2);
  floor.setMovables([...position, ...rotation]);
  expect(floor.walk([3, 1], [2, 0])).toEqual([5, 1]);
});

test('a loose thing is in the way where it is now', () => {
  const house = oneRoomHouse([makeObject('Chair', [1, 0.4, 2], [0.4, 0.8, 0.4], { fixed: false })]);
  const floor = new FreeFloor(house, boxLibrary);
  expect(floor.walk([2, 2], [-1, 0])[0]).toBeCloseTo(1.2 + AGENT.radius, 2);
  floor.setMovables(Array.from(initialPoses(house, boxLibrary), (value, i) => (i === 2 ? value + 1 : value)));
  expect(floor.walk([2, 2], [-1, 0])).toEqual([1, 2]);
});

test('nobody ever gets into a wall or through it, however they run', () => {
  const table = makeObject('DiningTable', [2.2, 0.4, 1.8], [1.1, 0.8, 0.7], { rotation: [0, 0.38, 0, 0.925] });
  const floor = new FreeFloor(oneRoomHouse([table]), boxLibrary);
  const step = fc.tuple(fc.double({ min: -3, max: 3, noNaN: true }), fc.double({ min: -3, max: 3, noNaN: true }));
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), (steps) => {
      let at: Vec2 = [0.5, 3.5];
      for (const way of steps) at = floor.walk(at, way);
      for (const coordinate of at) {
        expect(coordinate).toBeGreaterThanOrEqual(NEAREST - 1e-6);
        expect(coordinate).toBeLessThanOrEqual(4 - NEAREST + 1e-6);
      }
    }),
    { seed: 7, numRuns: 200 },
  );
});
