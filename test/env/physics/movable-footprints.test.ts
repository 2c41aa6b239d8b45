import { describe, expect, it } from 'vitest';
import { movableFootprints } from '../../../env/physics/movable-footprints.ts';
import { Physics } from '../../../env/physics/physics.ts';
import { kitchen, partsLibrary } from '../furnished-kitchen.ts';

describe('movableFootprints', () => {
  it('count a fridge door once it has been opened, and no longer when it is shut again', () => {
    const house = kitchen();
    const physics = new Physics(house, partsLibrary);
    const count = (): number => movableFootprints(house, partsLibrary, physics.poses).length;
    const before = count();
    physics.movables.setOpenness(0, 1);
    expect(count()).toBe(before + 1);
    physics.movables.setOpenness(0, 0);
    expect(count()).toBe(before);
  });

  it('count a person once, on their feet or on a seat', () => {
    const start = { position: [2, 0, 3], yaw: 0, pitch: 0 } as const;
    const house = { ...kitchen(), people: [{ id: 'somebody', start, color: [1, 0, 0] as const }] };
    const physics = new Physics(house, partsLibrary);
    const nobody = movableFootprints(kitchen(), partsLibrary, physics.poses).length;
    expect(movableFootprints(house, partsLibrary, physics.poses)).toHaveLength(nobody + 1);
    physics.placeAgent(start, 1, 'seated');
    expect(movableFootprints(house, partsLibrary, physics.poses)).toHaveLength(nobody + 1);
    expect(movableFootprints(house, partsLibrary)).toHaveLength(nobody + 1);
  });
});
