import { describe, expect, it } from 'vitest';
import { UsageError } from '../../env/errors.ts';
import { Rng } from '../../env/random.ts';
import { generateHouse } from '../../scenes/generate-house.ts';
import { houseForSeed, splitOfHouse } from '../../scenes/house-source.ts';
import { library } from '../../scenes/library.ts';
import { areaOf } from '../../scenes/polygon.ts';
import { writeProcthor } from '../../scenes/procthor.ts';
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

  it('makes other houses from other streams', () => {
    expect(new Set(houses.map(({ objects, rooms }) => JSON.stringify([objects, rooms]))).size).toBe(houses.length);
  });

  it.each([1, 2, 3, 4, 5, 6])('makes %i rooms when asked to', (rooms) => {
    expect(houseForSeed('asked', { rooms }).rooms).toHaveLength(rooms);
  });

  it.each([0, 7, 2.5, NaN])('refuses %d rooms', (rooms) => {
    expect(() => houseForSeed('asked', { rooms })).toThrow(UsageError);
  });

  it('has one to six rooms, about three on average', () => {
    const counts = houses.map(({ rooms }) => rooms.length);
    expect(new Set(counts)).toEqual(new Set([1, 2, 3, 4, 5, 6]));
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    expect(mean).toBeGreaterThan(2.6);
    expect(mean).toBeLessThan(3.4);
  });

  it('gives every room the floor it needs', () => {
    const tight = houses.flatMap(({ id, rooms }) =>
      rooms
        .filter(({ type, polygon }) => areaOf(polygon) < (type === 'Bathroom' ? 4 : 8.5))
        .map((room) => `${id} ${room.id}`),
    );
    expect(tight).toEqual([]);
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

  it('puts small loose things on furniture, and at least 80 categories into 300 houses', () => {
    const objects = houses.flatMap((house) => house.objects);
    expect(new Set(objects.map(({ category }) => category)).size).toBeGreaterThanOrEqual(80);
    const loose = objects.filter(({ fixed, parentId }) => !fixed && parentId !== null);
    expect(loose.length / houses.length).toBeGreaterThan(5);
  });
});

describe('splitOfHouse', () => {
  it('reads the split off the path', () => {
    expect(['train/17', 'val/3', 'test/0', '7', 'train', 'other/1'].map(splitOfHouse)).toEqual([
      'train',
      'val',
      'test',
      null,
      null,
      null,
    ]);
  });
});
