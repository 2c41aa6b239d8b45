import { beforeAll, describe, expect, it } from 'vitest';
import { STOP, TURN_LEFT } from '../../../env/env.ts';
import type { Vec3 } from '../../../env/geometry.ts';
import { initNavigation } from '../../../env/navigation/navigation.ts';
import type { TaskName } from '../../../env/tasks.ts';
import { World } from '../../../env/world.ts';
import { furnishedHouse, straightSpec } from '../small-episode.ts';
import { boxLibrary } from '../small-house.ts';

/** An agent that looks along +X from the left room, and a person at a place. */
function makeWorld(task: TaskName, person: Vec3, start: Vec3 = [1, 0, 1.5]): World {
  const spec = straightSpec({ task, residents: 1, start: { position: start, yaw: -Math.PI / 2, pitch: 0 } });
  const world = new World({ house: furnishedHouse(), spec, library: boxLibrary });
  world.physics.placeAgent({ position: person, yaw: 0, pitch: 0 }, world.physics.walkerOf(0));
  return world;
}

describe('findperson', () => {
  beforeAll(initNavigation);

  it('succeeds with a stop near a person whom the agent faces', () => {
    const { terminated, measures } = makeWorld('findperson', [2.2, 0, 1.5]).step(STOP);
    expect(terminated).toBe(true);
    expect(measures).toMatchObject({ success: 1, found: 1, distanceToGoal: 0 });
  });

  it('fails with the person behind', () => {
    const world = makeWorld('findperson', [1, 0, 1.5], [2.2, 0, 1.5]);
    expect(world.step(STOP).measures).toMatchObject({ success: 0, found: 0 });
  });

  it('fails with the person too far ahead', () => {
    expect(makeWorld('findperson', [3.5, 0, 1.5]).step(STOP).measures.success).toBe(0);
  });

  it('fails with a wall in between', () => {
    expect(makeWorld('findperson', [4.6, 0, 2.5], [3.4, 0, 2.5]).step(STOP).measures.success).toBe(0);
  });
});

describe('follow', () => {
  beforeAll(initNavigation);

  it('measures the share of the steps in company', () => {
    const world = makeWorld('follow', [2.2, 0, 1.5]);
    // Away from them and round again: 12 steps of 30 degrees, of which they are within 45 degrees three times at most.
    for (let i = 0; i < 12; i++) world.step(TURN_LEFT);
    const { following = 1 } = world.measures;
    expect(following).toBeGreaterThan(0);
    expect(following).toBeLessThan(0.5);
    expect(world.measures.success).toBe(0);
  });

  it('fails who stops', () => {
    expect(makeWorld('follow', [2.2, 0, 1.5]).step(STOP)).toMatchObject({ terminated: true, measures: { success: 0 } });
  });
});
