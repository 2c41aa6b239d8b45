import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { runOikos, temporaryFolder } from './run-oikos.ts';

const folder = await temporaryFolder();
const house = join(folder, 'house.json');

beforeAll(async () => {
  const { code } = await runOikos(['house', '--seed', '7', '--rooms', '1', '--out', house]);
  expect(code).toBe(0);
});

test('a house file becomes a picture with its sensors side by side', async () => {
  const out = join(folder, 'frame.png');
  const run = await runOikos(['render', house, '--sensors', 'rgb,depth', '--size', '48', '--out', out]);
  expect([run.code, run.stdout]).toEqual([0, '']);
  const { format, width, height } = await sharp(out).metadata();
  expect({ format, width, height }).toEqual({ format: 'png', width: 96, height: 48 });
});

const DAMAGED: readonly (readonly [what: string, damage: (text: string) => string, says: string])[] = [
  ['a truncated house', (text) => text.slice(0, text.length / 2), 'not whole JSON'],
  ['an empty file', () => '', 'not whole JSON'],
  ['a house of schema 9.9', (text) => text.replace('"1.0.0"', '"9.9"'), '9.9'],
  ['something that is no house', () => '[1, 2, 3]', 'damaged.json'],
];

test.each(DAMAGED)('%s is refused on one line, and no picture is written', async (_what, damage, says) => {
  const damaged = join(folder, 'damaged.json');
  await writeFile(damaged, damage(await readFile(house, 'utf8')));
  const out = join(folder, 'damaged.png');
  const run = await runOikos(['render', damaged, '--out', out]);
  expect(run.code).toBe(2);
  expect(run.stderr).toMatch(/^[^\n]+\n$/);
  expect(run.stderr).toContain(says);
  expect(await readdir(folder)).not.toContain('damaged.png');
});
