import { beforeAll, describe, expect, it } from 'vitest';
import { categoryId } from '../../../env/categories.ts';
import { MOVE_FORWARD, STOP } from '../../../env/env.ts';
import { initNavigation } from '../../../env/navigation/navigation.ts';
import { World } from '../../../env/world.ts';
import { straightSpec } from '../small-episode.ts';
import { boxLibrary, makeObject, twoRoomHouse } from '../small-house.ts';

const cup = makeObject('Cup', [1.5, 0.652, 1.4], [0.08, 0.1, 0.08], { fixed: false });
const shelf = makeObject('SideTable', [1.5, 0.3, 1.5], [0.5, 0.6, 0.5]);
const table = makeObject('DiningTable', [2.5, 0.3, 0.3], [0.8, 0.6, 0.5]);

/** A cup stands to the right of the way, the table it belongs on is a step further to the left. */
function makeWorld(): World {
  return new World({
    house: twoRoomHouse({ objects: [shelf, table, cup] }),
    spec: straightSpec({
      task: 'fetch',
      goals: [[2.5, 0, 1]],
      subGoals: [
        { category: 'Cup', goals: [[1, 0, 1]], geodesicDistance: 0.5 },
        { category: 'DiningTable', goals: [[2, 0, 1]], geodesicDistance: 1 },
      ],
      errand: { object: cup.id, receptacle: table.id },
    }),
    library: boxLibrary,
  });
}

const pickUp = { action: 'PickUp', target: 'Cup' } as const;
const put = { action: 'Put', target: 'DiningTable' } as const;

describe('ErrandTrial', () => {
  beforeAll(initNavigation);

  it('succeeds when the thing lies in its place and stop is said', () => {
    const world = makeWorld();
    for (let i = 0; i < 2; i++) world.step(MOVE_FORWARD);
    expect(world.step(pickUp).measures).toMatchObject({ picked: 1, placed: 0 });
    for (let i = 0; i < 4; i++) world.step(MOVE_FORWARD);
    expect(world.observe()).toMatchObject({ held: 'Cup', error: null });
    expect(world.step(put).measures).toMatchObject({ placed: 1, success: 0 });
    expect(world.step(STOP)).toMatchObject({ terminated: true, measures: { success: 1, distanceToGoal: 0 } });
  });

  it('fails with the thing still in the hand', () => {
    const world = makeWorld();
    for (let i = 0; i < 2; i++) world.step(MOVE_FORWARD);
    world.step(pickUp);
    for (let i = 0; i < 4; i++) world.step(MOVE_FORWARD);
    expect(world.step(STOP).measures).toMatchObject({ success: 0, picked: 1, placed: 0 });
  });

  it('does not count a thing dropped on the floor as placed', () => {
    const world = makeWorld();
    for (let i = 0; i < 2; i++) world.step(MOVE_FORWARD);
    world.step(pickUp);
    world.step({ action: 'Drop', target: '' });
    expect(world.observe()).toMatchObject({ held: null, error: null });
    expect(world.measures).toMatchObject({ picked: 1, placed: 0 });
  });

  it('names the thing, and its place once the thing is in the hand', () => {
    const world = makeWorld();
    expect(world.observe().objectGoal).toBe(categoryId('Cup'));
    for (let i = 0; i < 2; i++) world.step(MOVE_FORWARD);
    world.step(pickUp);
    expect(world.observe().objectGoal).toBe(categoryId('DiningTable'));
  });
});
