import { describe, expect, it } from 'vitest';
import { computeMeasures } from '../../env/measures.ts';

/** stopped, d0, d, L → success, SPL, SoftSPL; worked by hand from habitat-lab's formulas, success distance 0.1 m. */
const CASES: [what: string, ...input: [boolean, number, number, number], ...output: [number, number, number]][] = [
  ['stops at the goal by the shortest path', true, 5, 0.05, 5, 1, 1, 0.99],
  ['stops at the goal by twice the shortest path', true, 5, 0, 10, 1, 0.5, 0.5],
  ['walks less than the geodesic because the goal is an area', true, 5, 0.05, 4.9, 1, 1, 0.99],
  ['stops exactly at the success distance', true, 5, 0.1, 5, 0, 0, 0.98],
  ['stands at the goal without saying stop', false, 5, 0, 5, 0, 0, 1],
  ['stops half way', true, 4, 2, 2, 0, 0, 0.5],
  ['stops half way after walking in circles', true, 4, 2, 16, 0, 0, 0.125],
  ['stops farther away than it started', true, 2, 3, 1, 0, 0, 0],
  ['stops at once', true, 3, 3, 0, 0, 0, 0],
  ['starts at the goal and stays', true, 0, 0, 0, 1, 1, 1],
  ['starts at the goal and comes back to it', true, 0, 0, 2, 1, 0, 0],
  ['starts at the goal and leaves', true, 0, 2, 2, 0, 0, 0],
  ['starts cut off from the goal', true, Infinity, Infinity, 1, 0, 0, 0],
  ['is pushed to a goal it was cut off from', true, Infinity, 0, 1, 1, 0, 0],
  ['ends cut off from the goal', true, 3, Infinity, 1, 0, 0, 0],
  ['has an undefined start distance', true, NaN, 0, 1, 1, 0, 0],
  ['has an undefined distance', true, 3, NaN, 1, 0, 0, 0],
];

describe('computeMeasures', () => {
  it.each(CASES)('an agent that %s', (_, stopped, startDistance, distance, pathLength, success, spl, softSpl) => {
    const summary = { stopped, startDistance, distance, pathLength, successDistance: 0.1, collisions: 2, steps: 9 };
    const measures = computeMeasures(summary);
    expect(measures.success).toBe(success);
    expect(measures.spl).toBeCloseTo(spl, 12);
    expect(measures.softSpl).toBeCloseTo(softSpl, 12);
    expect(measures).toMatchObject({ collisions: 2, steps: 9 });
    expect(Object.values(measures)).not.toContain(NaN);
  });

  it('calls an undefined distance unreachable', () => {
    const summary = { stopped: false, startDistance: 1, distance: NaN, pathLength: 0, successDistance: 0.1 };
    expect(computeMeasures({ ...summary, collisions: 0, steps: 0 }).distanceToGoal).toBe(Infinity);
  });
});
