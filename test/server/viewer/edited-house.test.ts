import { expect, test } from 'vitest';
import { Rng } from '../../../env/random.ts';
import { generateHouse } from '../../../scenes/generate-house.ts';
import { furnitureAt, moveFurniture, turnFurniture } from '../../../server/viewer/edited-house.ts';

const house = generateHouse(new Rng('viewer'), { rooms: 2 });
const carrier = house.objects.find(({ id }) => house.objects.some(({ parentId }) => parentId === id));
if (!carrier) throw new Error('No furniture in this house carries anything.');
const { id } = carrier;
const family = house.objects.filter((object) => object.id === id || object.parentId === id).map((object) => object.id);

test('furniture moves with what stands on it, and nothing else moves', () => {
  const moved = moveFurniture(house, id, [0.5, -0.25]);
  const changed = moved.objects.filter((object, i) => object.position[0] !== house.objects[i].position[0]);
  expect(changed.map((object) => object.id)).toEqual(expect.arrayContaining(family));
  expect(changed.every(({ parentId, id: own }) => own === id || parentId !== null)).toBe(true);
});

test('four quarter turns bring furniture back', () => {
  const turned = [1, 2, 3, 4].reduce((now) => turnFurniture(now, id, Math.PI / 2), house);
  turned.objects.forEach(({ position }, i) => {
    position.forEach((metres, axis) => expect(metres).toBeCloseTo(house.objects[i].position[axis], 9));
  });
});

test('furniture is found under the pointer', () => {
  const found = furnitureAt(house, [carrier.position[0], carrier.position[2]]);
  expect(found?.parentId).toBeNull();
  expect(furnitureAt(house, [-100, -100])).toBeNull();
});
