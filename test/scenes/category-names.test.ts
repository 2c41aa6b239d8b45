import { expect, it } from 'vitest';
import { categoryOfName } from '../../scenes/category-names.ts';

it.each([
  ['kitchen_chair_05', 'Chair'],
  ['chairDesk(Clone)', 'Chair'],
  ['loungeChairRelax', 'ArmChair'],
  ['bedDouble', 'Bed'],
  ['cabinetBedDrawerTable', 'SideTable'],
  ['tableCoffeeGlass', 'CoffeeTable'],
  ['lampRoundFloor', 'FloorLamp'],
  ['TVStand|2|7', 'TVStand'],
  ['tv_monitor', 'Television'],
  ['potted_plant_01', 'HousePlant'],
  ['couch.003', 'Sofa'],
  ['Wall.003', 'Wall'],
  ['room|2|floor', 'Floor'],
  ['books', 'Book'],
])('%s speaks of a %s', (name, category) => {
  expect(categoryOfName(name)).toBe(category);
});

it.each(['Cube.004', 'bedroom', 'wallpaper', '', '椅子'])('"%s" speaks of nothing known', (name) => {
  expect(categoryOfName(name)).toBeNull();
});
