import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../env/errors.ts';
import { readHouseFile } from '../../scenes/house-file.ts';
import { readProcthor, writeProcthor } from '../../scenes/procthor.ts';
import { temporaryFolder } from '../cli/run-oikos.ts';
import { oldFile, smallFile } from './small-file.ts';

const folder = await temporaryFolder();
const realFolder = join(import.meta.dirname, '../../../shared/data/procthor/houses');
const realFiles = existsSync(realFolder) ? readdirSync(realFolder).sort() : [];
if (realFiles.length === 0) console.log(`Tests of real ProcTHOR houses are skipped: ${realFolder} is not there.`);

describe('a house that goes in and comes out', () => {
  it('is equal, keys nobody knows included', () => {
    const file = { ...smallFile(), note: 'kept', rooms: [{ ...smallFile().rooms[0], layer: 'Procedural0' }] };
    expect(JSON.parse(writeProcthor(readProcthor(file, 'small')))).toEqual(file);
  });

  it('differs only where it was changed', () => {
    const file = { ...smallFile(), note: 'kept' };
    const house = readProcthor(file, 'small');
    const [table, mug] = house.objects;
    const changed = { ...house, objects: [table, { ...mug, isOn: true }] };
    const [outer] = file.objects;
    const expected = { ...file, objects: [{ ...outer, children: [{ ...outer.children[0], isOn: true }] }] };
    expect(JSON.parse(writeProcthor(changed, house))).toEqual(expected);
  });

  it('loses the objects that were taken out', () => {
    const house = readProcthor(smallFile(), 'small');
    const written = JSON.parse(writeProcthor({ ...house, objects: [] }, house));
    expect(written).toEqual({ ...smallFile(), objects: [] });
  });

  it('is written in our own words when it is a copy that names no source', () => {
    const written = JSON.parse(writeProcthor({ ...readProcthor({ ...smallFile(), note: 'lost' }, 'small') }));
    expect(written).not.toHaveProperty('note');
    expect(written.metadata).toMatchObject({ schema: '1.0.0', houseId: 'small' });
  });
});

describe('a house of schema 0.0.1', () => {
  it('is the same house as in schema 1.0.0', () => {
    expect(readProcthor(oldFile(), 'small')).toEqual(readProcthor(smallFile(), 'small'));
  });

  it('is known by its shape when it names no schema', () => {
    const nameless = { ...oldFile(), metadata: {} };
    expect(readProcthor(nameless, 'small').doors).toEqual(readProcthor(smallFile(), 'small').doors);
  });

  it('is written back in schema 1.0.0, keys nobody knows included', () => {
    const written = JSON.parse(writeProcthor(readProcthor({ ...oldFile(), note: 'kept' }, 'small')));
    expect(written).toEqual({ ...smallFile(), note: 'kept' });
  });

  it('is refused in one line when it is damaged', () => {
    const [door] = oldFile().doors;
    const damaged = { ...oldFile(), doors: [{ ...door, boundingBox: { min: {}, max: 3 } }] };
    expect(() => readProcthor(damaged, 'old.json')).toThrow(UsageError);
    expect(() => readProcthor(damaged, 'old.json')).toThrow(/^old\.json: doors\[0\][^\n]*$/);
  });
});

describe('a list of houses', () => {
  const second = { ...smallFile(), metadata: { ...smallFile().metadata, houseId: 'second' } };
  const files = {
    'list.json': JSON.stringify([smallFile(), second]),
    'list.json.gz': gzipSync(JSON.stringify([smallFile(), second])),
    'list.jsonl': `${JSON.stringify(smallFile())}\n\n${JSON.stringify(second)}\n`,
    'list.jsonl.gz': gzipSync(`${JSON.stringify(smallFile())}\n${JSON.stringify(second)}`),
  };
  beforeAll(async () => {
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  });

  it.each(Object.keys(files))('gives the house of an index: %s', async (name) => {
    expect((await readHouseFile(join(folder, `${name}#1`))).id).toBe('second');
    expect((await readHouseFile(join(folder, `${name}#0`))).id).toBe(`${name}#0`);
  });

  it.each(Object.keys(files))('refuses an index beyond its end in one line: %s', async (name) => {
    const reading = readHouseFile(join(folder, `${name}#7`));
    await expect(reading).rejects.toThrow(UsageError);
    await expect(reading).rejects.toThrow(/#7: the list ends after 2; name one from 0 to 1\.$/);
  });

  it('refuses packed files that are cut off', async () => {
    for (const name of ['list.json.gz', 'list.jsonl.gz'] as const) {
      const cut = join(folder, `cut-${name}`);
      await writeFile(cut, files[name].subarray(0, files[name].length / 2));
      await expect(readHouseFile(`${cut}#1`)).rejects.toThrow(UsageError);
    }
  });
});

describe.skipIf(realFiles.length === 0)('the real houses', () => {
  it.each(realFiles)('%s comes out as it went in', async (name) => {
    const house = await readHouseFile(join(realFolder, name));
    const text = readFileSync(join(realFolder, name), 'utf8');
    // JavaScript writes -0 as 0.
    const original = JSON.parse(JSON.stringify(JSON.parse(text)));
    expect(JSON.parse(writeProcthor(house))).toEqual(original);
    // A change somewhere leaves the rest as it was, and our own words say the same house.
    const [first, ...others] = house.objects;
    const changed = JSON.parse(writeProcthor({ ...house, objects: [{ ...first, isOn: true }, ...others] }, house));
    expect(changed.objects[0]).toEqual({ ...original.objects[0], isOn: true });
    expect({ ...changed, objects: changed.objects.slice(1) }).toEqual({
      ...original,
      objects: original.objects.slice(1),
    });
  });
});
