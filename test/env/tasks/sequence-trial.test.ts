import { beforeAll, describe, expect, it } from 'vitest';
import { categoryId } from '../../../env/categories.ts';
import { MOVE_FORWARD, STOP, type SubGoal } from '../../../env/env.ts';
import { initNavigation } from '../../../env/navigation/navigation.ts';
import { World } from '../../../env/world.ts';
import { furnishedHouse, straightSpec } from '../small-episode.ts';
import { boxLibrary } from '../small-house.ts';

/** Two things one and three metres straight ahead. */
function makeWorld(): World {
  const subGoals: SubGoal[] = [
    { category: 'Bed', goals: [[1.5, 0, 1]], geodesicDistance: 1 },
    { category: 'Fridge', goals: [[3.5, 0, 1]], geodesicDistance: 2 },
  ];
  return new World({
    house: furnishedHouse(),
    spec: straightSpec({ task: 'multion', subGoals, goals: subGoals.flatMap(({ goals }) => goals) }),
    library: boxLibrary,
  });
}

function walk(world: World, steps: number): void {
  for (let i = 0; i < steps; i++) world.step(MOVE_FORWARD);
}

describe('SequenceTrial', () => {
  beforeAll(initNavigation);

  it('goes on after a stop at the first goal and ends with the last', () => {
    const world = makeWorld();
    walk(world, 4);
    expect(world.step(STOP)).toMatchObject({ terminated: false, measures: { success: 0, progress: 0.5, ppl: 0.5 } });
    walk(world, 8);
    const { terminated, measures } = world.step(STOP);
    expect(terminated).toBe(true);
    expect(measures).toMatchObject({ success: 1, progress: 1 });
    expect(measures.spl).toBeCloseTo(1, 5);
  });

  it('ends with a stop where nothing is, and keeps what was found', () => {
    const world = makeWorld();
    walk(world, 4);
    world.step(STOP);
    walk(world, 2);
    expect(world.step(STOP)).toMatchObject({ terminated: true, measures: { success: 0, spl: 0, progress: 0.5 } });
  });

  it('does not take the second goal for the first', () => {
    const world = makeWorld();
    walk(world, 12);
    expect(world.step(STOP)).toMatchObject({ terminated: true, measures: { progress: 0 } });
  });

  it('names the goal of the moment and counts the whole way that is left', () => {
    const world = makeWorld();
    expect(world.observe().objectGoal).toBe(categoryId('Bed'));
    expect(world.measures.distanceToGoal).toBeCloseTo(3, 5);
    walk(world, 4);
    world.step(STOP);
    expect(world.observe().objectGoal).toBe(categoryId('Fridge'));
    expect(world.measures.distanceToGoal).toBeCloseTo(2, 5);
  });

  it('weighs what was found by the way it took', () => {
    const world = makeWorld();
    walk(world, 4);
    world.step(STOP);
    walk(world, 4);
    // Half was found, and the shortest way there is half of the way walked so far.
    expect(world.measures.ppl).toBeCloseTo(0.25, 5);
  });
});
