import { beforeAll, describe, expect, it } from 'vitest';
import { checkEnv } from '../../../env/check-env.ts';
import { MOVE_FORWARD, PHYSICS_LEVELS, type PhysicsLevel, TURN_LEFT } from '../../../env/env.ts';
import { type GeneratedEpisode, generateEpisode } from '../../../env/episode.ts';
import { HouseEnv } from '../../../env/house-env.ts';
import type { Measures } from '../../../env/measures.ts';
import { initNavigation } from '../../../env/navigation/navigation.ts';
import { type TaskName, taskNamed } from '../../../env/tasks.ts';
import { World } from '../../../env/world.ts';
import { houseForSeed } from '../../../scenes/house-source.ts';
import { library } from '../../../scenes/library.ts';
import { kitchen, partsLibrary } from '../furnished-kitchen.ts';
import { furnishedHouse, straightEpisode, straightSpec } from '../small-episode.ts';
import { boxLibrary } from '../small-house.ts';

function traceOf(level?: PhysicsLevel, sliding?: boolean): string {
  const rules = {
    ...taskNamed('pointnav').rules,
    agent: straightWorld(level).rules.agent,
    ...(sliding && { sliding }),
  };
  const world = new World({ house: furnishedHouse(), spec: straightSpec({ rules }), library: boxLibrary, level });
  world.step(MOVE_FORWARD);
  world.step(TURN_LEFT);
  world.dispose();
  return world.traceHash;
}

function straightWorld(level?: PhysicsLevel): World {
  return new World({ house: furnishedHouse(), spec: straightSpec(), library: boxLibrary, level });
}

/** How the oracle fares. */
function solve({ house, spec }: GeneratedEpisode, level: PhysicsLevel): Measures {
  const world = new World({ house, spec, library, level });
  const act = taskNamed(spec.task).createOracle(world);
  while (!world.ended) world.step(act());
  const { measures } = world;
  world.dispose();
  return measures;
}

describe('both physics levels', () => {
  beforeAll(initNavigation);

  it.each(PHYSICS_LEVELS)('keep the contract of an environment: %s', async (level) => {
    const env = await HouseEnv.create({ episodes: straightEpisode, library: boxLibrary, level });
    await checkEnv(env, { seed: 'test/contract', sensors: [] });
    await env.close();
  });

  it.each<[TaskName, number]>([
    ['objectnav', 0],
    ['pointnav', 2],
    ['fetch', 0],
  ])('let the oracle solve the same episodes: %s among %i residents', (task, residents) => {
    const options = { task, split: 'val', library, houseForSeed, residents } as const;
    const episode = generateEpisode('levels/val/episode-0', options);
    expect(solve(episode, 'rigid').success).toBe(1);
    expect(solve(episode, 'kinematic').success).toBe(1);
  });

  it('are told apart by the trace, which is that of the rigid one when none is named', () => {
    expect(traceOf()).toBe(traceOf('rigid'));
    expect(traceOf('kinematic')).not.toBe(traceOf('rigid'));
    expect(traceOf('kinematic', true)).not.toBe(traceOf('kinematic'));
  });

  it('move the agent equally where it touches nothing loose', () => {
    const [rigid, kinematic] = [straightWorld('rigid'), straightWorld('kinematic')];
    for (let i = 0; i < 12; i++) {
      rigid.step(MOVE_FORWARD);
      kinematic.step(MOVE_FORWARD);
      expect(kinematic.pose).toEqual(rigid.pose);
      expect(kinematic.measures).toEqual(rigid.measures);
    }
  });
});

describe('hands at the kinematic level', () => {
  beforeAll(initNavigation);

  function stand(): World {
    const start = { position: [2.2, 0, 1.3], yaw: 0, pitch: 0 } as const;
    return new World({ house: kitchen(), spec: straightSpec({ start }), library: partsLibrary, level: 'kinematic' });
  }

  it('open drawers, take what lies in them and put it where it stays', () => {
    const world = stand();
    for (const [action, target] of [
      ['LookDown', ''],
      ['Open', 'dresser'],
      ['PickUp', 'pen'],
      ['Put', 'dresser'],
    ] as const) {
      world.step(action === 'LookDown' ? 5 : { action, target });
      expect(world.observe().error).toBeNull();
    }
    const { interaction } = world;
    const lying = interaction.placeOf('pen');
    expect(lying?.[1]).toBeGreaterThan(0.02);
    for (let i = 0; i < 4; i++) world.step(TURN_LEFT);
    expect(interaction.placeOf('pen')).toEqual(lying);
    expect(world.held).toBeNull();
  });

  it.each(['Push', 'Drop'] as const)('refuse to %s, for nothing falls or rolls, and say so', (action) => {
    const world = stand();
    const before = world.physics.hashState();
    world.step({ action, target: 'ball' });
    expect(world.observe().error).toMatch(/at the kinematic level nothing falls or rolls/);
    expect(world.physics.hashState()).toBe(before);
  });
});
