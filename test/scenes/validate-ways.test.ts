import { beforeAll, describe, expect, it } from 'vitest';
import type { House } from '../../env/house.ts';
import { initNavigation } from '../../env/navigation/navigation.ts';
import { houseForSeed } from '../../scenes/house-source.ts';
import { library } from '../../scenes/library.ts';
import { validateWays } from '../../scenes/validate-ways.ts';

const house = houseForSeed('val/0', { rooms: 4 });

beforeAll(initNavigation);

describe('validateWays', () => {
  it('has nothing to say about 40 generated houses', () => {
    const problems = Array.from({ length: 40 }, (_, i) => validateWays(houseForSeed(`ways/${i}`), library)).flat();
    expect(problems).toEqual([]);
  });

  it('names the rooms that walls shut off', () => {
    const walledUp: House = { ...house, walls: house.walls.map((wall) => ({ ...wall, holes: [], empty: false })) };
    expect(validateWays(walledUp, library).filter((problem) => problem.includes('cannot walk to'))).toHaveLength(3);
  });

  it('misses something to walk up to in a bare house', () => {
    expect(validateWays({ ...house, objects: [] }, library)).toEqual(['no object can be walked up to and seen']);
  });
});
