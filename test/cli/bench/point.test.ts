import { expect, test } from 'vitest';
import { type Lists, along, centreOf, listPoints } from '../../../cli/bench/point.ts';

const LISTS: Lists = {
  envs: [1, 64],
  size: [64, 32],
  sensors: [['rgb']],
  rooms: [3],
  level: ['rigid', 'kinematic'],
  workers: [0],
};

test('one factor at a time is varied around the usual point', () => {
  expect(centreOf(LISTS)).toMatchObject({ envs: 64, size: 64, sensors: ['rgb'], level: 'rigid' });
  const points = listPoints(LISTS, false).map(({ envs, size, level }) => `${envs} ${size} ${level}`);
  expect(points).toEqual(['1 64 rigid', '64 64 rigid', '64 32 rigid', '64 64 kinematic']);
});

test('crossing measures every combination once', () => {
  expect(new Set(listPoints(LISTS, true).map((point) => JSON.stringify(point))).size).toBe(8);
  expect(listPoints(LISTS, true)).toHaveLength(8);
});

test('the points along a factor begin with the least', () => {
  const line = along(listPoints(LISTS, true), centreOf(LISTS), 'size');
  expect(line.map(({ size }) => size)).toEqual([32, 64]);
});
