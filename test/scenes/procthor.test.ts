import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../env/errors.ts';
import type { House } from '../../env/house.ts';
import { footprintPolygon } from '../../scenes/footprint.ts';
import { readHouseFile } from '../../scenes/house-file.ts';
import { houseForSeed } from '../../scenes/house-source.ts';
import { library } from '../../scenes/library.ts';
import { contains } from '../../scenes/polygon.ts';
import { readProcthor, writeProcthor } from '../../scenes/procthor.ts';
import { blockedDoors, validateHouse } from '../../scenes/validate-house.ts';
import { smallFile } from './small-file.ts';

const realFolder = join(import.meta.dirname, '../../../shared/data/procthor/houses');
const realFiles = existsSync(realFolder) ? readdirSync(realFolder).sort() : [];
if (realFiles.length === 0) console.log(`Tests of real ProcTHOR houses are skipped: ${realFolder} is not there.`);

describe('readProcthor', () => {
  it('mirrors z and turns yaw round', () => {
    const house = readProcthor(smallFile(), 'small');
    const [table] = house.objects;
    expect(table.position).toEqual([1, 0.4, -3]);
    // Unity's yaw of 90 degrees looks along +x; so does our front (-z) after a turn of -90 degrees.
    expect(table.rotation[1]).toBeCloseTo(-Math.SQRT1_2, 12);
    expect(table.rotation[3]).toBeCloseTo(Math.SQRT1_2, 12);
  });

  it('measures a hole from the first floor vertex of its wall', () => {
    const house = readProcthor(smallFile(), 'small');
    const [door] = house.doors;
    // The wall runs from (0, 4) to (4, 4) in the file; the hole's middle is 1 m along it.
    expect(door.position).toEqual([1, 0, -4]);
    expect(door.along).toEqual([1, 0]);
    expect([door.width, door.height]).toEqual([1, 2]);
  });

  it('gives the wall behind the same hole, seen from its own beginning', () => {
    const house = readProcthor(smallFile(), 'small');
    const outer = house.walls.find((wall) => wall.exterior);
    expect(outer?.from).toEqual([4, -4]);
    expect(outer?.holes).toEqual([{ id: 'door|1|2', x0: 2.5, x1: 3.5, y0: 0, y1: 2 }]);
  });

  it('takes a door to the outside for a shut front door', () => {
    const [door] = readProcthor(smallFile(), 'small').doors;
    expect(door).toMatchObject({ front: true, openable: false, openness: 0, hasLeaf: true });
  });

  it('lays children on their receptacle, in world coordinates', () => {
    const [table, mug] = readProcthor(smallFile(), 'small').objects;
    expect(mug.parentId).toBe(table.id);
    expect(mug.roomId).toBe('room|2');
    expect(mug.position[0]).toBeCloseTo(1.1, 9);
    expect(mug.position[1] - mug.size[1] / 2).toBeCloseTo(table.position[1] + table.size[1] / 2, 2);
  });

  it('turns outlines counter-clockwise', () => {
    const [room] = readProcthor(smallFile(), 'small').rooms;
    expect(room.polygon).toEqual([
      [4, 0],
      [4, -4],
      [0, -4],
      [0, 0],
    ]);
  });

  it.each([
    ['another schema', { metadata: { schema: '9.9' } }, /house schema "9\.9" is unknown/],
    ['no rooms', { rooms: [] }, /rooms/],
    ['a room twice', { rooms: [smallFile().rooms[0], smallFile().rooms[0]] }, /room "room\|2" is there twice/],
    [
      'an unknown asset',
      { objects: [{ ...smallFile().objects[0], assetId: 'Zeppelin_1' }] },
      /"Zeppelin_1".*--assets FILE/,
    ],
    [
      'a hole outside its wall',
      {
        doors: [
          {
            ...smallFile().doors[0],
            holePolygon: [
              { x: 9, y: 0, z: 0 },
              { x: 10, y: 2, z: 0 },
            ],
          },
        ],
      },
      /outside its wall/,
    ],
    [
      'a door in no wall',
      { doors: [{ ...smallFile().doors[0], wall0: 'wall|9' }] },
      /wall "wall\|9", which is not there/,
    ],
  ])('refuses %s in one line', (_, damage, message) => {
    const read = (): House => readProcthor({ ...smallFile(), ...damage }, 'house.json');
    expect(read).toThrow(UsageError);
    expect(read).toThrow(message);
    expect(read).toThrow(/^house\.json: [^\n]*$/);
  });

  it('answers damage of any kind with a UsageError or a house', () => {
    const places = placesIn(smallFile());
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        fc.oneof(fc.jsonValue(), fc.double(), fc.constant(undefined)),
        (path, value) => {
          const file = replaceAt(smallFile(), path, value);
          try {
            const house = readProcthor(file, 'damaged');
            writeProcthor(house);
          } catch (error) {
            expect(error).toBeInstanceOf(UsageError);
          }
        },
      ),
      { numRuns: 300, seed: 1 },
    );
  });

  it('refuses children nested without end, and lists of houses', () => {
    let child: object = smallFile().objects[0];
    for (let depth = 0; depth < 5000; depth++)
      child = { ...smallFile().objects[0], id: `Mug|2|${depth}`, children: [child] };
    expect(() => readProcthor({ ...smallFile(), objects: [child] }, 'deep')).toThrow(/nested too deep/);
    expect(() => readProcthor([smallFile(), smallFile()], 'many')).toThrow(/a list of 2 houses/);
  });
});

describe('writeProcthor', () => {
  it('writes a generated house so that reading it back gives the same house', () => {
    const house = houseForSeed('test/7');
    expect(readProcthor(JSON.parse(writeProcthor(house)), 'again')).toEqual(house);
  });

  it('writes the left-handed frame of the format', () => {
    const file = JSON.parse(writeProcthor(readProcthor(smallFile(), 'small')));
    expect(file.objects[0].position).toEqual({ x: 1, y: 0.4, z: 3 });
    expect(file.objects[0].rotation).toEqual({ x: 0, y: 90, z: 0 });
    expect(file.rooms[0].floorPolygon).toEqual(smallFile().rooms[0].floorPolygon);
    expect(file.metadata.schema).toBe('1.0.0');
  });
});

describe.skipIf(realFiles.length === 0)('the real houses', () => {
  it.each(realFiles)('%s loads whole, with free doors, and survives writing', async (name) => {
    const house = await readHouseFile(join(realFolder, name));
    const file = JSON.parse(readFileSync(join(realFolder, name), 'utf8'));
    expect(house.objects).toHaveLength(countObjects(file.objects));
    expect(house.rooms).toHaveLength(file.rooms.length);
    expect(blockedDoors(house, 0.3)).toEqual([]);
    const standing = house.objects.filter((object) => object.parentId === null);
    const outside = standing.filter((object) => {
      const corners = footprintPolygon(object, 0.95);
      return !house.rooms.some(({ polygon }) => corners.every((corner) => contains(polygon, corner)));
    });
    expect(outside.map(({ id }) => id)).toEqual([]);
    const sunk = validateHouse(house, library).filter((problem) => /floats|sinks/.test(problem));
    expect(sunk).toEqual([]);
    const written = writeProcthor(house);
    expect(writeProcthor(readProcthor(JSON.parse(written), name))).toBe(written);
  });

  it('answers damage to a real file with a UsageError or a house', () => {
    const text = readFileSync(join(realFolder, 'one-room.json'), 'utf8');
    const places = placesIn(JSON.parse(text));
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.oneof(fc.jsonValue(), fc.constant(undefined)), (path, value) => {
        try {
          readProcthor(replaceAt(JSON.parse(text), path, value), 'damaged');
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
        }
      }),
      { numRuns: 200, seed: 2 },
    );
  });
});

type Path = readonly (string | number)[];

function countObjects(objects: readonly { children?: [] }[]): number {
  return objects.reduce((sum, object) => sum + 1 + countObjects(object.children ?? []), 0);
}

/** Every place of a JSON document. */
function placesIn(json: unknown, path: Path = []): Path[] {
  if (typeof json !== 'object' || json === null) return [path];
  const inner = Object.entries(json).flatMap(([key, value]) =>
    placesIn(value, [...path, Array.isArray(json) ? Number(key) : key]),
  );
  return [path, ...inner];
}

function replaceAt(json: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value;
  const copy = Array.isArray(json) ? [...json] : { ...(json as Record<string, unknown>) };
  Reflect.set(copy, step, replaceAt(Reflect.get(copy, step), rest, value));
  return copy;
}
