import { beforeAll, describe, expect, it } from 'vitest';
import { cellAt } from '../../../env/navigation/distance-field.ts';
import { NavMesh, initNavigation } from '../../../env/navigation/navigation.ts';
import { GROUND, drawTopDownMap } from '../../../env/sensors/top-down-map.ts';
import { furnishedHouse } from '../small-episode.ts';
import { boxLibrary } from '../small-house.ts';

describe('drawTopDownMap', () => {
  beforeAll(initNavigation);

  it('shows where one can stand, and where things and walls are', () => {
    const house = furnishedHouse();
    const map = drawTopDownMap(house, NavMesh.build(house, boxLibrary));
    expect(map).toMatchObject({ width: 80, height: 40 });
    const at = (x: number, z: number): number => map.cells[cellAt(map, [x, z])];
    expect(at(2, 1)).toBe(GROUND.navigable);
    expect(at(1, 3.2)).toBe(GROUND.blocked);
    expect(at(4, 3)).toBe(GROUND.blocked);
  });
});
