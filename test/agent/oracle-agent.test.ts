import { describe, expect, it } from 'vitest';
import { OracleAgent } from '../../agent/oracle-agent.ts';
import { MOVE_FORWARD, TURN_LEFT } from '../../env/env.ts';
import { initNavigation } from '../../env/navigation/navigation.ts';
import { World } from '../../env/world.ts';
import { furnishedHouse, straightSpec } from '../env/small-episode.ts';
import { boxLibrary } from '../env/small-house.ts';

async function makeWorld(): Promise<World> {
  await initNavigation();
  return new World({ house: furnishedHouse(), spec: straightSpec({ goals: [[6.5, 0, 2.5]] }), library: boxLibrary });
}

describe('OracleAgent', () => {
  it('walks through the door to the goal and stops', async () => {
    const world = await makeWorld();
    const agent = new OracleAgent(() => world);
    agent.reset();
    while (!world.ended) world.step(agent.act());
    expect(world.measures.success).toBe(1);
  });

  it('finds its way again after it was led astray', async () => {
    const world = await makeWorld();
    const agent = new OracleAgent(() => world);
    agent.reset();
    world.step(agent.act());
    world.step(TURN_LEFT);
    for (let i = 0; i < 3; i++) world.step(MOVE_FORWARD);
    while (!world.ended) world.step(agent.act());
    expect(world.measures.success).toBe(1);
  });
});
