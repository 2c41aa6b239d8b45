import { describe, expect, it } from 'vitest';
import { UsageError } from '../../env/errors.ts';
import { OBJECT_CATEGORIES } from '../../env/categories.ts';
import type { House, HouseObject, Wall } from '../../env/house.ts';
import { TIMES_OF_DAY } from '../../env/house.ts';
import { Rng } from '../../env/random.ts';
import { generateHouse } from '../../scenes/generate-house.ts';
import { houseForSeed, splitOfHouse } from '../../scenes/house-source.ts';
import { library } from '../../scenes/library.ts';
import { areaOf } from '../../scenes/polygon.ts';
import { readProcthor, writeProcthor } from '../../scenes/procthor.ts';
import { SPECS } from '../../scenes/stages/programme.ts';
import { validateHouse } from '../../scenes/validate-house.ts';

const houses = Array.from({ length: 300 }, (_, i) => houseForSeed(`check/${i}`));

describe('generateHouse', () => {
  it('makes 300 sound houses: whole, reachable, nothing floats, sinks or blocks a door', () => {
    const problems = houses.flatMap((house) =>
      validateHouse(house, library).map((problem) => `${house.id}: ${problem}`),
    );
    expect(problems).toEqual([]);
  });

  it('makes the same house from the same stream, to the byte', () => {
    const [one, two] = [1, 2].map(() => writeProcthor(generateHouse(new Rng('7'))));
    expect(one).toBe(two);
  });

  it('randomises colours, materials and light when asked to, by the seed, and moves nothing', () => {
    const [plain, one, two] = [false, true, true].map((randomise) => houseForSeed('randomised', { randomise }));
    expect(two).toEqual(one);
    expect(one.objects.map(({ position }) => position)).toEqual(plain.objects.map(({ position }) => position));
    expect(one.objects.map(({ color }) => color)).not.toEqual(plain.objects.map(({ color }) => color));
    expect(one.rooms.map(({ floor }) => floor)).not.toEqual(plain.rooms.map(({ floor }) => floor));
    expect(one.lights.map(({ color }) => color)).not.toEqual(plain.lights.map(({ color }) => color));
  });

  it('makes other houses from other streams', () => {
    expect(new Set(houses.map(({ objects, rooms }) => JSON.stringify([objects, rooms]))).size).toBe(houses.length);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('makes %i rooms when asked to', (rooms) => {
    expect(houseForSeed('asked', { rooms }).rooms).toHaveLength(rooms);
  });

  it.each([0, 11, 2.5, NaN])('refuses %d rooms', (rooms) => {
    expect(() => houseForSeed('asked', { rooms })).toThrow(UsageError);
  });

  it('has one to ten rooms, half of the homes four or fewer', () => {
    const counts = houses.map(({ rooms }) => rooms.length).sort((a, b) => a - b);
    expect(new Set(counts)).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));
    expect(counts[Math.floor(counts.length / 2)]).toBeLessThanOrEqual(4);
  });

  it('knows more than 16 kinds of home, from a studio to five bedrooms with two baths, with hallways and without', () => {
    expect(new Set(houses.map(({ roomSpecId }) => roomSpecId)).size).toBeGreaterThan(16);
    const ids = SPECS.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['studio', '4-room', '12-room-3-bed', '5-bed-2-bath-hallway']));
  });

  it('gives every room the floor it needs', () => {
    const least = { Bathroom: 4, Hallway: 2.4, Kitchen: 8.5, LivingRoom: 8.5, Bedroom: 8.5 };
    const tight = houses.flatMap(({ id, rooms }) =>
      rooms.filter(({ type, polygon }) => areaOf(polygon) < least[type]).map((room) => `${id} ${room.id}`),
    );
    expect(tight).toEqual([]);
  });

  it('has outlines with more corners than four in more than a third of the homes', () => {
    const exteriors = houses.map(({ walls }) => walls.filter(({ exterior }) => exterior));
    const bent = exteriors.filter((walls) => new Set(walls.map(lineOf)).size > 4);
    expect(bent.length / houses.length).toBeGreaterThan(1 / 3);
  });

  it('lets some rooms lie open to each other, both faces of the wall left out, and never shuts a way with it', () => {
    const open = houses.flatMap((house) => house.walls.filter(({ empty }) => empty));
    expect(open.length).toBeGreaterThan(20);
    expect(open.length % 2).toBe(0);
    expect(open.every(({ exterior, holes }) => !exterior && holes.length === 0)).toBe(true);
  });

  it('is met by day, in the evening and at night, and keeps it in its file', () => {
    expect(new Set(houses.map(({ timeOfDay }) => timeOfDay))).toEqual(new Set(TIMES_OF_DAY));
  });

  it('has one front door, shut, and a lamp in every room', () => {
    for (const { doors, rooms, lights } of houses) {
      expect(doors.filter(({ front }) => front).map(({ openness }) => openness)).toEqual([0]);
      expect(lights.filter(({ type }) => type === 'point').map(({ roomId }) => roomId)).toEqual(
        rooms.map(({ id }) => id),
      );
    }
  });

  it('furnishes rooms as what they are', () => {
    const needed = { Kitchen: 'CounterTop', LivingRoom: 'Sofa', Bedroom: 'Bed', Bathroom: 'Toilet' };
    for (const [type, category] of Object.entries(needed)) {
      const rooms = houses.flatMap((house) =>
        house.rooms.filter((room) => room.type === type).map((room) => ({ house, room })),
      );
      const furnished = rooms.filter(({ house, room }) =>
        house.objects.some((object) => object.roomId === room.id && object.category === category),
      );
      expect(furnished.length / rooms.length, type).toBeGreaterThan(0.9);
    }
  });

  it('puts small loose things on furniture, and every category into one of 300 houses', () => {
    const objects = houses.flatMap((house) => house.objects);
    expect(OBJECT_CATEGORIES.filter((name) => !objects.some(({ category }) => category === name))).toEqual([]);
    const loose = objects.filter(({ fixed, parentId }) => !fixed && parentId !== null);
    expect(loose.length / houses.length).toBeGreaterThan(5);
  });

  it('puts things into fridges, cabinets and drawers, where they stay when the file is read back', () => {
    const insides = houses.map((house) => ({
      house,
      inside: house.objects.filter((object) => isInside(object, house)),
    }));
    const owners = insides.flatMap(({ house, inside }) => inside.map((object) => parentOf(object, house)?.category));
    expect(owners.filter((category) => category === 'Fridge').length).toBeGreaterThan(50);
    expect(owners.filter((category) => category === 'CounterTop').length).toBeGreaterThan(50);
    expect(owners.filter((category) => category === 'Dresser').length).toBeGreaterThan(20);
    for (const { house } of insides.slice(0, 20))
      expect(readProcthor(JSON.parse(writeProcthor(house)), house.id).objects).toEqual(house.objects);
  });
});

function parentOf({ parentId }: HouseObject, { objects }: House): HouseObject | undefined {
  return objects.find(({ id }) => id === parentId);
}

/** Whether a thing's middle is inside the box of what holds it. */
function isInside(object: HouseObject, house: House): boolean {
  const parent = parentOf(object, house);
  return parent !== undefined && Math.abs(object.position[1] - parent.position[1]) < parent.size[1] / 2;
}

/** The line a wall stands on, to the centimetre. */
function lineOf({ from, to }: Wall): string {
  const upright = Math.abs(from[0] - to[0]) < 1e-6;
  return `${upright ? 'x' : 'z'} ${(upright ? from[0] : from[1]).toFixed(2)}`;
}

describe('splitOfHouse', () => {
  it('reads the split off the path', () => {
    expect(['train/17', 'val/3', 'test/0', 'style/2', '7', 'train', 'other/1'].map(splitOfHouse)).toEqual([
      'train',
      'val',
      'test',
      'style',
      null,
      null,
      null,
    ]);
  });
});
