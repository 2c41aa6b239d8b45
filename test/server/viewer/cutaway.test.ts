import { expect, test } from 'vitest';
import type { House } from '../../../env/house.ts';
import { Cutaway } from '../../../server/viewer/house/cutaway.ts';
import { smallHouse } from '../fake-world.ts';

const LONG = 10;
/** Walls of the 6 m by 4 m room: west, south, east, north. */
const [WEST, SOUTH, EAST, NORTH] = smallHouse.walls.map((wall) => wall.id);

test('seen from the south-east, the west and north walls stand and the others sink', () => {
  const cutaway = new Cutaway(smallHouse);
  for (let i = 0; i < 100; i++) cutaway.advance([20, 20], 0.1);
  expect([WEST, NORTH].map((id) => cutaway.heightOf([id]))).toEqual([2.5, 2.5]);
  expect([SOUTH, EAST].map((id) => cutaway.heightOf([id]))).toEqual([0.35, 0.35]);
});

test('walls come to rest', () => {
  const cutaway = new Cutaway(smallHouse);
  expect(cutaway.advance([20, 20], LONG)).toBe(true);
  cutaway.advance([20, 20], LONG);
  expect(cutaway.advance([20, 20], LONG)).toBe(false);
});

test('what stands in no wall is not cut', () => {
  expect(new Cutaway(smallHouse).heightOf([])).toBeNull();
});

test('a picture hangs on the wall behind it, a sofa stands', () => {
  const thing = {
    assetId: 'x',
    category: 'Painting',
    rotation: [0, 0, 0, 1],
    size: [1, 0.6, 0.05],
    variant: 0,
    color: [1, 1, 1],
    fixed: true,
    parentId: null,
    roomId: 'room|1',
    openness: null,
    isOn: null,
  } as const;
  const picture = { ...thing, id: 'picture', position: [3, 1.6, 0.05] } as const;
  const sofa = { ...thing, id: 'sofa', position: [3, 0.3, 0.3] } as const;
  const house: House = { ...smallHouse, objects: [picture, sofa] };
  expect(new Cutaway(house).wallBehind(picture)).toBe(NORTH);
  expect(new Cutaway(house).wallBehind(sofa)).toBeNull();
});
