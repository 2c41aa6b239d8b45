import { beforeAll, describe, expect, it } from 'vitest';
import { STOP, TURN_LEFT } from '../../../env/env.ts';
import type { House } from '../../../env/house.ts';
import { initNavigation } from '../../../env/navigation/navigation.ts';
import { World } from '../../../env/world.ts';
import { partsLibrary } from '../furnished-kitchen.ts';
import { straightSpec } from '../small-episode.ts';
import { makeObject, twoRoomHouse } from '../small-house.ts';

/** Two rooms with a shut door between them, a seat, a table and something to carry. */
function home(): House {
  const cup = makeObject('Cup', [1.2, 0.752, 3.4], [0.08, 0.1, 0.08], { fixed: false });
  return twoRoomHouse({
    door: { hasLeaf: true },
    objects: [
      makeObject('Sofa', [6, 0.4, 3.5], [1.6, 0.8, 0.8]),
      makeObject('DiningTable', [1.2, 0.35, 3.4], [1, 0.7, 0.8]),
      makeObject('SideTable', [7.5, 0.3, 0.5], [0.5, 0.6, 0.5]),
      cup,
    ],
  });
}

function live(residents: number, seed = 'test/home'): World {
  const start = { position: [0.5, 0, 0.5], yaw: 0, pitch: 0 } as const;
  return new World({ house: home(), spec: straightSpec({ seed, residents, start }), library: partsLibrary });
}

describe('residents', () => {
  beforeAll(initNavigation);

  it('go through doors, sit down and carry things', () => {
    const world = live(2);
    const seen = new Set<string>();
    const rooms = new Set<string>();
    for (let i = 0; i < 490; i++) {
      world.step(TURN_LEFT);
      for (const { activity, room } of world.residents) seen.add(activity).add(room ?? '');
      rooms.add(world.residents[0].room ?? '');
    }
    expect([...seen]).toEqual(expect.arrayContaining(['walking', 'resting', 'sitting', 'carrying']));
    expect([...rooms]).toEqual(expect.arrayContaining(['room|2', 'room|3']));
    world.dispose();
  });

  it('live the same life again for the same seed, and another for another', () => {
    const trace = (seed: string): string => {
      const world = live(2, seed);
      for (let i = 0; i < 100; i++) world.step(TURN_LEFT);
      return world.physics.hashState();
    };
    expect(trace('a')).toBe(trace('a'));
    expect(trace('a')).not.toBe(trace('b'));
  });

  it('never walk into each other or the agent', () => {
    const world = live(3);
    for (let i = 0; i < 300; i++) {
      world.step(TURN_LEFT);
      const places = [
        world.pose,
        ...world.residents.filter(({ activity }) => activity !== 'sitting').map((r) => r.pose),
      ];
      places.forEach((a, k) => {
        for (const b of places.slice(k + 1)) {
          const apart = Math.hypot(a.position[0] - b.position[0], a.position[2] - b.position[2]);
          expect(apart).toBeGreaterThan(0.36 - 1e-3);
        }
      });
    }
  });

  it('are drawn as people who are somewhere else after a while', () => {
    const world = live(1);
    const row = world.poses.length - 2 * 7;
    const before = world.poses.slice(row);
    expect(before[1]).toBe(0.875);
    expect(before[8]).toBe(-100);
    for (let i = 0; i < 60; i++) world.step(TURN_LEFT);
    expect(world.poses.slice(row)).not.toEqual(before);
  });

  it('stand still while the agent does what cannot be done', () => {
    const world = live(2);
    const before = world.physics.hashState();
    world.step({ action: 'Open', target: 'nothing' });
    expect(world.physics.hashState()).toBe(before);
    expect(world.observe().error).toMatch(/there is no "nothing"/);
    world.step(STOP);
  });
});
