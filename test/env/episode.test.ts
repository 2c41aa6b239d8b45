import { beforeAll, describe, expect, it } from 'vitest';
import { checkEnv } from '../../env/check-env.ts';
import { episodeSpec } from '../../env/episode-schema.ts';
import { type GeneratedEpisode, episodeSeed, generateEpisode } from '../../env/episode.ts';
import { findGoalViewpoints } from '../../env/navigation/goal-viewpoints.ts';
import { HouseEnv } from '../../env/house-env.ts';
import type { House } from '../../env/house.ts';
import { NavMesh, initNavigation } from '../../env/navigation/navigation.ts';
import { START_DISTANCE } from '../../env/navigation/starts.ts';
import { TASKS, rulesOf, taskNamed } from '../../env/tasks.ts';
import { World } from '../../env/world.ts';
import { furnishedHouse } from './small-episode.ts';
import { boxLibrary, makeObject, oneRoomHouse, twoRoomHouse } from './small-house.ts';

const seeds = Array.from({ length: 3 }, (_, i) => episodeSeed(3, 'val', i));

/** `furnishedHouse` with a side table in each room, so that one can be told from the other. */
function variedHouse(): House {
  const house = furnishedHouse();
  const tables = [3.2, 6.8].map((x) => makeObject('SideTable', [x, 0.3, 3.6], [0.4, 0.6, 0.4]));
  return { ...house, objects: [...house.objects, ...tables] };
}

function optionsFor(task: (typeof TASKS)[number], house: House = variedHouse()) {
  return { task, split: 'val', library: boxLibrary, houseForSeed: () => house } as const;
}

describe.each(TASKS)('generateEpisode of %s', (task) => {
  let episodes: readonly GeneratedEpisode[] = [];

  beforeAll(async () => {
    await initNavigation();
    episodes = seeds.map((seed) => generateEpisode(seed, optionsFor(task)));
  });

  it('gives the same episode for the same seed and others for other seeds', () => {
    expect(generateEpisode(seeds[2], optionsFor(task)).spec).toEqual(episodes[2].spec);
    expect(new Set(episodes.map(({ spec }) => spec.start.position.join())).size).toBe(seeds.length);
  });

  it('asks only for what the oracle solves with real actions', () => {
    for (const { spec, house } of episodes) {
      const world = new World({ house, spec, library: boxLibrary });
      const act = taskNamed(task).createOracle(world);
      while (!world.ended) world.step(act());
      expect(world.measures.success).toBe(1);
      world.dispose();
    }
  });

  it('starts neither at the goal nor too far from it', () => {
    for (const { spec } of episodes) {
      expect(spec.geodesicDistance).toBeGreaterThanOrEqual(START_DISTANCE.min);
      expect(spec.geodesicDistance).toBeLessThanOrEqual(START_DISTANCE.max);
    }
  });

  it('takes its house from the split', () => {
    expect(episodes[0].spec.house).toMatch(/^val\/\d{1,3}$/);
  });

  it('keeps the contract of Env', async () => {
    const env = await HouseEnv.create({ library: boxLibrary, episodes: () => episodes[0] });
    await checkEnv(env, { seed: seeds[0], sensors: [] });
    await env.close();
  });

  it('can be written to a file and read back', () => {
    for (const { spec } of episodes) expect(episodeSpec.parse(JSON.parse(JSON.stringify(spec)))).toEqual(spec);
  });
});

describe('generateEpisode', () => {
  beforeAll(initNavigation);

  it('names in words what it asks for', () => {
    const { category, instruction } = generateEpisode(seeds[0], optionsFor('objectnav', furnishedHouse())).spec;
    const words = { Bed: /\bbed\b/, Fridge: /\b(fridge|refrigerator)\b/, BasketBall: /\bbasketball\b/ };
    expect(instruction).toMatch(words[category as keyof typeof words]);
  });

  it('gives up with the seed in the message when no house has anything to find', () => {
    expect(() => generateEpisode('9/val/episode-0', optionsFor('objectnav', oneRoomHouse()))).toThrow(
      /no objectnav episode for seed "9\/val\/episode-0"/,
    );
  });
});

describe('findGoalViewpoints', () => {
  beforeAll(initNavigation);

  /** A painting on the left room's side of the partition. */
  const painting = makeObject('Painting', [3.95, 1.5, 3], [0.04, 0.6, 0.8]);
  const fridge = makeObject('Fridge', [1, 0.9, 3.5], [0.7, 1.8, 0.7]);

  function viewpointsIn(house: House) {
    return findGoalViewpoints([house.objects[0]], house, boxLibrary, NavMesh.build(house, boxLibrary));
  }

  it('are places within a metre of the object where the agent can stand', () => {
    const points = viewpointsIn(twoRoomHouse({ objects: [fridge] }));
    expect(points.length).toBeGreaterThan(20);
    for (const [x, , z] of points) {
      const gap = Math.hypot(Math.max(Math.abs(x - 1) - 0.35, 0), Math.max(Math.abs(z - 3.5) - 0.35, 0));
      expect(gap).toBeLessThan(1);
      expect(gap).toBeGreaterThan(0.13);
    }
  });

  it('leave no gap that is wider than the success distance', () => {
    const house = twoRoomHouse({ objects: [fridge] });
    const points = viewpointsIn(house);
    const inside = points.filter(([x, , z]) => x > 1.7 && x < 2 && z > 3.2 && z < 3.6);
    expect(inside.length).toBeGreaterThan(2);
    for (const [x, , z] of inside) {
      const corner = [x + 0.07, z + 0.07];
      expect(Math.min(...points.map((point) => Math.hypot(point[0] - corner[0], point[2] - corner[1])))).toBeLessThan(
        rulesOf({ task: 'objectnav' }).successDistance,
      );
    }
  });

  it('are never behind a wall', () => {
    const points = viewpointsIn(twoRoomHouse({ objects: [painting] }));
    expect(points.length).toBeGreaterThan(10);
    expect(points.every(([x]) => x < 4)).toBe(true);
  });

  it('are not where something tall hides the object', () => {
    const screen = makeObject('Wardrobe', [1.6, 1, 3.4], [0.05, 2, 1.2]);
    const open = viewpointsIn(twoRoomHouse({ objects: [fridge] })).filter(([x]) => x > 1.7);
    const hidden = viewpointsIn(twoRoomHouse({ objects: [fridge, screen] })).filter(([x, , z]) => x > 1.7 && z > 3.2);
    expect(open.length).toBeGreaterThan(0);
    expect(hidden).toEqual([]);
  });
});
