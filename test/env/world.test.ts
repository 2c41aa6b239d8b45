import { beforeAll, describe, expect, it } from 'vitest';
import { AGENT, type EpisodeSpec, MOVE_FORWARD, STOP, TURN_LEFT, TURN_RIGHT } from '../../env/env.ts';
import { initNavigation } from '../../env/navigation/navigation.ts';
import { rulesOf } from '../../env/tasks.ts';
import { REWARD, World } from '../../env/world.ts';
import { kitchen, partsLibrary } from './furnished-kitchen.ts';
import { furnishedHouse, straightSpec } from './small-episode.ts';
import { boxLibrary } from './small-house.ts';

const STEP_LIMIT = rulesOf(straightSpec()).stepLimit;

function makeWorld(changes: Partial<EpisodeSpec> = {}): World {
  return new World({ house: furnishedHouse(), spec: straightSpec(changes), library: boxLibrary });
}

describe('World', () => {
  beforeAll(initNavigation);

  it('measures a straight walk to the goal as perfect', () => {
    const world = makeWorld();
    for (let i = 0; i < 12; i++) world.step(MOVE_FORWARD);
    const { measures, terminated } = world.step(STOP);
    expect(terminated).toBe(true);
    expect(measures).toMatchObject({ success: 1, collisions: 0, steps: 13 });
    expect(measures.spl).toBeCloseTo(1, 5);
    expect(measures.distanceToGoal).toBeCloseTo(0, 5);
  });

  it('rewards progress, charges time and pays for success', () => {
    const world = makeWorld();
    expect(world.step(MOVE_FORWARD).reward).toBeCloseTo(0.25 + REWARD.slack, 5);
    expect(world.step(TURN_LEFT).reward).toBe(REWARD.slack);
    world.step(TURN_RIGHT);
    for (let i = 0; i < 11; i++) world.step(MOVE_FORWARD);
    expect(world.step(STOP).reward).toBe(REWARD.success + REWARD.slack);
  });

  it('counts collisions and reports the last one to the agent', () => {
    const world = makeWorld({ start: { position: [0.5, 0, 1], yaw: 0, pitch: 0 } });
    for (let i = 0; i < 6; i++) world.step(MOVE_FORWARD);
    expect(world.measures.collisions).toBeGreaterThan(0);
    expect(world.observe().collided).toBe(true);
    world.step(TURN_LEFT);
    expect(world.observe().collided).toBe(false);
  });

  it('cuts the episode at the step limit without calling it terminated', () => {
    const world = makeWorld();
    for (let i = 1; i < STEP_LIMIT; i++) expect(world.step(TURN_LEFT).truncated).toBe(false);
    expect(world.step(TURN_LEFT)).toMatchObject({ terminated: false, truncated: true });
    expect(() => world.step(TURN_LEFT)).toThrow(/ended after 500 steps/);
  });

  it('calls a stop in the last step terminated, not truncated', () => {
    const world = makeWorld();
    for (let i = 1; i < STEP_LIMIT; i++) world.step(TURN_LEFT);
    expect(world.step(STOP)).toMatchObject({ terminated: true, truncated: false });
  });

  it('tells the agent its way in the frame it started in', () => {
    const world = makeWorld();
    world.step(MOVE_FORWARD);
    world.step(TURN_LEFT);
    world.step(MOVE_FORWARD);
    const { gps, compass } = world.observe();
    expect(gps[0]).toBeCloseTo(0.25 + 0.25 * Math.cos(Math.PI / 6), 9);
    expect(gps[1]).toBeCloseTo(0.25 * Math.sin(Math.PI / 6), 9);
    expect(compass).toBeCloseTo(Math.PI / 6, 9);
  });

  it('gives the point goal in the frame of the agent, left positive', () => {
    const world = makeWorld();
    expect(world.observe().pointGoal).toEqual([3, expect.closeTo(0, 9)]);
    world.step(TURN_RIGHT);
    expect(world.observe().pointGoal).toEqual([3, expect.closeTo(Math.PI / 6, 9)]);
  });

  it('lives by the rules of its episode', () => {
    const agent = { ...AGENT, stepLength: 0.5, turnAngle: Math.PI / 2 };
    const world = makeWorld({ rules: { successDistance: 1.2, stepLimit: 7, agent } });
    for (let i = 0; i < 4; i++) world.step(MOVE_FORWARD);
    world.step(TURN_LEFT);
    const { gps, compass } = world.observe();
    expect(gps[0]).toBeCloseTo(2, 9);
    expect(compass).toBeCloseTo(Math.PI / 2, 9);
    expect(world.step(STOP).measures.success).toBe(1);
  });

  it('cuts an episode at its own step limit', () => {
    const world = makeWorld({ rules: { successDistance: 0.1, stepLimit: 2, agent: AGENT } });
    expect(world.step(TURN_LEFT).truncated).toBe(false);
    expect(world.step(TURN_LEFT).truncated).toBe(true);
  });

  it('misses its steps by chance that the seed alone decides, where the rules say so', () => {
    const rules = { successDistance: 0.1, stepLimit: 500, agent: AGENT, actuationNoise: 1 };
    const places = ['a', 'a', 'b'].map((seed) => {
      const world = makeWorld({ seed, rules });
      world.step(MOVE_FORWARD);
      return world.pose.position[0];
    });
    expect(places[0]).toBe(places[1]);
    expect(places[0]).not.toBe(places[2]);
    expect(Math.abs(places[0] - 0.75)).toBeGreaterThan(0);
  });

  it('takes commands by name, and tells what is held and what could not be done', () => {
    const start = { position: [3.3, 0, 1.3], yaw: 0, pitch: 0 } as const;
    const world = new World({ house: kitchen(), spec: straightSpec({ start }), library: partsLibrary });
    world.step({ action: 'PickUp', target: 'Mug' });
    expect(world.observe()).toMatchObject({ held: 'Mug', error: null, step: 1 });
    world.step({ action: 'PickUp', target: 'Mug' });
    expect(world.observe()).toMatchObject({
      held: 'Mug',
      error: expect.stringContaining('already holds mug'),
      step: 2,
    });
    world.step({ action: 'RotateLeft' });
    expect(world.observe()).toMatchObject({ error: null, compass: expect.closeTo(Math.PI / 6, 9) });
  });

  it('tells states apart that differ in a switch or an open door alone', () => {
    const start = { position: [3.3, 0, 1.3], yaw: 0, pitch: 0 } as const;
    const traceAfter = (change: (world: World) => void): string => {
      const world = new World({ house: kitchen(), spec: straightSpec({ start }), library: partsLibrary });
      change(world);
      world.step(TURN_LEFT);
      return world.traceHash;
    };
    const traces = [
      traceAfter(() => undefined),
      traceAfter(({ interaction }) => interaction.perform({ action: 'ToggleOn', target: 'lamp' })),
      traceAfter(({ physics }) => physics.movables.setOpenness(0, 1)),
      traceAfter(({ interaction }) => interaction.perform({ action: 'PickUp', target: 'mug' })),
    ];
    expect(new Set(traces).size).toBe(4);
  });

  it('keeps the trace of equal actions equal, and of different ones apart', () => {
    const [a, b, c] = [makeWorld(), makeWorld(), makeWorld()];
    for (const world of [a, b]) world.step(TURN_LEFT);
    c.step(TURN_RIGHT);
    expect(a.traceHash).toBe(b.traceHash);
    expect(a.traceHash).not.toBe(c.traceHash);
  });
});
