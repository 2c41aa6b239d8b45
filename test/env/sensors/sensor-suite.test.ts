import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../env/errors.ts';
import { SUITES, channelsOf, parseSensorSuite } from '../../../env/sensors/sensor-suite.ts';

describe('SUITES', () => {
  it.each(Object.entries(SUITES))('%s stays the same through JSON', (name, suite) => {
    expect(parseSensorSuite(JSON.parse(JSON.stringify(suite)), name)).toEqual(suite);
  });
});

describe('channelsOf', () => {
  it('adds what boxes and maps are made of', () => {
    expect(channelsOf({ ...SUITES.plain, sensors: ['rgb'], boxes: true, map: { side: 8, cellSize: 0.1 } })).toEqual([
      'rgb',
      'depth',
      'semantic',
      'instance',
    ]);
  });
});

describe('parseSensorSuite', () => {
  it.each([
    ['an unknown sensor', { sensors: ['radar'] }, /sensors\.0/],
    ['a range upside down', { depthRange: [5, 0.5] }, /depthRange/],
    ['an unknown field', { lidar: true }, /lidar/],
  ])('names %s', (_, change, message) => {
    const parse = (): unknown => parseSensorSuite({ ...SUITES.plain, ...change }, 'suite.json');
    expect(parse).toThrow(UsageError);
    expect(parse).toThrow(message);
  });
});
