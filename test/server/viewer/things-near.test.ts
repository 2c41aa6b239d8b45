import { expect, test } from 'vitest';
import { leafPose } from '../../../env/physics/door-leaf.ts';
import { thingsNear } from '../../../server/viewer/things-near.ts';
import { makeObject, twoRoomHouse } from '../../env/small-house.ts';

const house = twoRoomHouse({
  objects: [
    makeObject('Bed', [1, 0.3, 3], [1, 0.6, 1]),
    makeObject('Sofa', [3.5, 0.4, 2.6], [0.6, 0.8, 0.8]),
    makeObject('Mug', [3, 0.88, 1], [0.1, 0.1, 0.1], { fixed: false }),
  ],
  door: { hasLeaf: true },
});
const pose = { position: [3.5, 0, 1], yaw: 0, pitch: 0 } as const;
/** The mug as far to the left of the eye as this. */
const poses = (metres: number): Float32Array => {
  const { position, rotation } = leafPose(house.doors[0], 0);
  return Float32Array.of(...position, ...rotation, 3.5 - metres - 0.05, 0.88, 1, 0, 0, 0, 1);
};

test('what hands reach is listed, nearest first, as far from the eye as its nearest point is', () => {
  const near = thingsNear(house, pose, poses(0.7));
  expect(near.map(({ name }) => name)).toEqual(['Door', 'Mug', 'Sofa']);
  expect(near.map(({ metres }) => metres.toFixed(2))).toEqual(['0.50', '0.70', '1.20']);
});

test('a thing that was carried off is out of reach', () => {
  expect(thingsNear(house, pose, poses(1.6)).map(({ name }) => name)).toEqual(['Door', 'Sofa']);
});
