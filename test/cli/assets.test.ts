import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { numVariants } from '../../scenes/library.ts';
import { FONT, textDots } from '../../scenes/pixel-font.ts';
import { runOikos, temporaryFolder } from './run-oikos.ts';

const folder = await temporaryFolder();

test('every shape of a kind of object stands on the sheet, those with parts shut and open, with room for its name', async () => {
  const out = join(folder, 'fridges.png');
  const run = await runOikos(['assets', '--category', 'Fridge', '--size', '48', '--out', out]);
  expect([run.code, run.stdout]).toEqual([0, '']);
  const { width, height } = await sharp(out).metadata();
  expect(width).toBe(2 * numVariants('Fridge') * 48);
  expect(height).toBeGreaterThanOrEqual(48 + FONT.height);
});

test('an unknown kind of object is refused on one line that names it, and nothing is written', async () => {
  const out = join(folder, 'unicorn.png');
  const run = await runOikos(['assets', '--category', 'Unicorn', '--out', out]);
  expect(run.code).toBe(2);
  expect(run.stderr).toMatch(/^[^\n]*"Unicorn"[^\n]*\n$/);
  expect(await readdir(folder)).not.toContain('unicorn.png');
});

test('a name is written in dots, sign by sign', () => {
  const dots = textDots('tv');
  expect(dots.filter(({ y }) => y === 0).map(({ x }) => x)).toEqual([0, 1, 2, 3, 4, 6, 10]);
  expect(Math.max(...dots.map(({ x }) => x))).toBeLessThan(2 * FONT.advance);
});
