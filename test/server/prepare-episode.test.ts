import { beforeAll, expect, test } from 'vitest';
import { categoryWords } from '../../env/categories.ts';
import { UsageError } from '../../env/errors.ts';
import type { Vec2 } from '../../env/geometry.ts';
import type { House } from '../../env/house.ts';
import { initNavigation } from '../../env/navigation/navigation.ts';
import { GOAL_CATEGORIES } from '../../env/tasks/objectnav.ts';
import { houseForSeed } from '../../scenes/house-source.ts';
import { library } from '../../scenes/library.ts';
import { writeProcthor } from '../../scenes/procthor.ts';
import { understand } from '../../server/ask-for.ts';
import type { EpisodeRequest } from '../../server/client-message.ts';
import { prepareEpisode, readOwnHouse } from '../../server/prepare-episode.ts';
import { REQUEST } from './start-server.ts';

beforeAll(() => initNavigation());

const prepare = (change: Partial<EpisodeRequest>) => prepareEpisode({ ...REQUEST, ...change }, null, { library });

test.each([
  ['find the fridge', { category: 'Fridge' }],
  ['Please bring me to a COUCH!', { category: 'Sofa' }],
  ['look for coffee tables', { category: 'CoffeeTable' }],
  ['go to the kitchen', { room: 'Kitchen' }],
  ['walk to the living room', { room: 'LivingRoom' }],
])('"%s" is understood', (instruction, wish) => {
  expect(understand(instruction)).toEqual(wish);
});

test('words that name nothing known are refused, with examples', () => {
  expect(() => understand('find the flux capacitor')).toThrow(/flux capacitor.*for example/);
});

test('a house has as many rooms as are asked for, and its name says so', () => {
  const { spec, house } = prepare({ rooms: 2 });
  expect(house.rooms).toHaveLength(2);
  expect(spec.house).toMatch(/^val\/\d+\/rooms-2$/);
  expect(houseForSeed(spec.house)).toEqual(house);
});

test('an instruction is asked in the same house from the same start', () => {
  const plain = prepare({});
  const room = plain.house.rooms[0].type;
  const asked = prepare({ instruction: `walk to the ${room.replace('Living', 'Living ')}` });
  expect(asked.house).toEqual(plain.house);
  expect(asked.spec).toMatchObject({ start: plain.spec.start, task: 'roomnav', room });
  expect(asked.spec.goals.length).toBeGreaterThan(0);
});

test('what the house has not is refused with what it has', () => {
  const { house } = prepare({ rooms: 1 });
  const has = new Set<string>(house.objects.map(({ category }) => category));
  const missing = GOAL_CATEGORIES.find((category) => !has.has(category)) ?? '';
  const instruction = `find the ${categoryWords(missing)}`;
  expect(() => prepare({ rooms: 1, instruction })).toThrow(/can be reached in this house; ask for one of /);
});

test('an episode can be in a house of one’s own', () => {
  const own = readOwnHouse(writeProcthor(houseForSeed('5', { rooms: 1 })));
  const { spec, house } = prepareEpisode({ ...REQUEST, ownHouse: true }, own, { library });
  expect(house).toBe(own);
  expect(spec.house).toBe('own');
});

test.each([
  ['no JSON', '{'],
  ['another schema', '{"rooms": 3}'],
  ['nothing', 'null'],
])('%s is no house', (_, json) => {
  expect(() => readOwnHouse(json)).toThrow(UsageError);
});

test.each([
  [
    'more objects than a home has',
    (house: House) => ({ ...house, objects: many(house.objects, 500) }),
    /objects are too many/,
  ],
  ['a hall of 70 m', (house: House) => stretched(house), /70 m from end to end/],
])('%s is no house for all to wait on', (_, change, reason) => {
  const house = houseForSeed('5', { rooms: 1 });
  expect(() => readOwnHouse(writeProcthor(change(house)))).toThrow(reason);
});

/** Things over and over, each with a name of its own. */
function many(objects: House['objects'], count: number): House['objects'] {
  return Array.from({ length: count }, (_, i) => ({ ...objects[0], id: `${objects[0].assetId}|${i}` }));
}

/** The first room, empty and 70 m long. */
function stretched(house: House): House {
  const polygon: readonly Vec2[] = [
    [0, 0],
    [0, 4],
    [70, 4],
    [70, 0],
  ];
  const walls = polygon.map((from, i) => {
    const to = polygon[(i + 1) % 4];
    return { ...house.walls[0], id: `wall|${i}`, from, to, holes: [] };
  });
  return { ...house, rooms: [{ ...house.rooms[0], polygon }], walls, doors: [], windows: [], objects: [], lights: [] };
}

test('an own house that was not brought is asked for', () => {
  expect(() => prepare({ ownHouse: true })).toThrow('send "useHouse" first');
});
