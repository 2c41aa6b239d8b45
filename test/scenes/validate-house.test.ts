import { describe, expect, it } from 'vitest';
import type { House, HouseObject } from '../../env/house.ts';
import { houseForSeed } from '../../scenes/house-source.ts';
import { library } from '../../scenes/library.ts';
import { validateHouse } from '../../scenes/validate-house.ts';

const house = houseForSeed('val/0');

function isCarried(object: HouseObject): boolean {
  return object.parentId !== null && !object.fixed;
}

/** The house with the first object that is meant changed. */
function change(meant: (object: HouseObject) => boolean, into: (object: HouseObject) => HouseObject): House {
  const index = house.objects.findIndex(meant);
  return { ...house, objects: house.objects.map((object, i) => (i === index ? into(object) : object)) };
}

function moved(object: HouseObject, x: number, y: number, z: number): HouseObject {
  const [oldX, oldY, oldZ] = object.position;
  return { ...object, position: [oldX + x, oldY + y, oldZ + z] };
}

describe('validateHouse', () => {
  it('has nothing to say about a sound house', () => {
    expect(validateHouse(house, library)).toEqual([]);
  });

  it.each([
    ['a thing that floats', change(isCarried, (object) => moved(object, 0, 0.05, 0)), /floats/],
    [
      'a thing that sinks',
      change(
        (o) => o.parentId === null,
        (object) => moved(object, 0, -0.2, 0),
      ),
      /sinks/,
    ],
    [
      'a thing outside',
      change(
        (o) => o.parentId === null,
        (object) => moved(object, 50, 0, 0),
      ),
      /sticks out of its room/,
    ],
    ['a thing through the ceiling', change(isCarried, (object) => moved(object, 0, 3, 0)), /above the ceiling/],
    ['an id used twice', { ...house, objects: [...house.objects, house.objects[0]] }, /is there twice/],
    ['two things in one place', twice(), /in each other/],
    ['a thing before a door', beforeDoor(), /stands before door/],
    ['a room nobody can enter', walledUp(), /cannot be reached/],
  ])('finds %s', (_, unsound, problem) => {
    expect(validateHouse(unsound, library).join('\n')).toMatch(problem);
  });
});

function twice(): House {
  const [first] = house.objects;
  return { ...house, objects: [...house.objects, { ...first, id: 'copy' }] };
}

function beforeDoor(): House {
  const { position } = house.doors[0];
  return change(
    ({ parentId }) => parentId === null,
    (object) => ({ ...object, position: [position[0], object.size[1] / 2, position[2]] }),
  );
}

function walledUp(): House {
  return { ...house, walls: house.walls.map((wall) => ({ ...wall, holes: [] })) };
}
