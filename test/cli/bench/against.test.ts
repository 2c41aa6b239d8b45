import { expect, test } from 'vitest';
import { type SavedReport, compareReports } from '../../../cli/bench/against.ts';
import type { BenchPoint } from '../../../cli/bench/point.ts';

const CENTRE: BenchPoint = { envs: 64, size: 64, sensors: ['rgb'], level: 'rigid', workers: 0, rooms: 3 };

/** One environment makes 100 steps a second, so many make this many. */
function report(stepsPerSecond: number, driver = 'lavapipe'): SavedReport {
  const rows = [
    { ...CENTRE, stepsPerSecond },
    { ...CENTRE, envs: 1, stepsPerSecond: 100 },
  ];
  return { device: { driver }, rows };
}

test('a ratio that fell by more than the factor allowed is worse, one that fell by less is not', () => {
  const before = report(1000);
  const compare = (now: number): unknown => compareReports(report(now), before, CENTRE, 1.25);
  expect(compare(850)).toEqual([{ ratio: 'envs 64 / 1', before: 10, now: 8.5, regressed: false }]);
  expect(compare(700)).toEqual([{ ratio: 'envs 64 / 1', before: 10, now: 7, regressed: true }]);
});

test('reports of different drivers are not compared', () => {
  expect(() => compareReports(report(1), report(1, 'swiftshader'), CENTRE, 2)).toThrow(/lavapipe|swiftshader/);
});

test('reports without a common ratio are not compared', () => {
  const now = { ...report(1), rows: [report(1).rows[0]] };
  expect(() => compareReports(now, report(1), CENTRE, 2)).toThrow(/no ratio in common/);
});
