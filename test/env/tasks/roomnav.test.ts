import { beforeAll, describe, expect, it } from 'vitest';
import { MOVE_FORWARD, STOP } from '../../../env/env.ts';
import { initNavigation } from '../../../env/navigation/navigation.ts';
import { World } from '../../../env/world.ts';
import { furnishedHouse, straightSpec } from '../small-episode.ts';
import { boxLibrary } from '../small-house.ts';

/** From 2.6 m along +X through the door; the kitchen begins at x = 4. */
function makeWorld(): World {
  const start = { position: [2.6, 0, 1], yaw: -Math.PI / 2, pitch: 0 } as const;
  const spec = straightSpec({ task: 'roomnav', room: 'Kitchen', start, goals: [[4.5, 0, 1]] });
  return new World({ house: furnishedHouse(), spec, library: boxLibrary });
}

describe('roomnav', () => {
  beforeAll(initNavigation);

  it.each([
    ['short of the room', 5, 0],
    ['just inside, away from every goal', 6, 1],
    ['further in', 10, 1],
  ])('a stop %s', (_, steps, success) => {
    const world = makeWorld();
    for (let i = 0; i < steps; i++) world.step(MOVE_FORWARD);
    expect(world.step(STOP).measures.success).toBe(success);
  });
});
