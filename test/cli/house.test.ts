import { mkdir, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runOikos, temporaryFolder } from './run-oikos.ts';

const folder = await temporaryFolder();

test('the same seed gives the same bytes in another process, on stdout and in a file', async () => {
  const file = join(folder, 'house.json');
  const [printed, written] = [
    await runOikos(['house', '--seed', '7']),
    await runOikos(['house', '--seed', '7', '--out', file]),
  ];
  expect([printed.code, printed.stderr]).toEqual([0, '']);
  expect([written.code, written.stdout]).toEqual([0, '']);
  expect(await readFile(file, 'utf8')).toBe(printed.stdout);
  expect(await readdir(folder)).toEqual(['house.json']);
});

test('stdout holds one ProcTHOR document with as many rooms as asked for', async () => {
  const { stdout } = await runOikos(['house', '--seed', 'val/3', '--rooms', '5']);
  const house: { metadata: { schema: string }; rooms: unknown[] } = JSON.parse(stdout);
  expect(house.metadata.schema).toBe('1.0.0');
  expect(house.rooms).toHaveLength(5);
});

test('a reader that closes the pipe early is no error', async () => {
  const run = await runOikos(['house', '--seed', '7'], { shell: '"$@" | head -c 10' });
  expect(run.stderr).toBe('');
  expect(run.stdout).toHaveLength(10);
});

test('an output that takes nothing is told on one line', async () => {
  const run = await runOikos(['house', '--seed', '7'], { shell: '"$@" > /dev/full' });
  expect(run.code).toBe(1);
  expect(run.stderr).toMatch(/^oikos house: the disk is full[^\n]*\n$/);
});

test('a full disk is told on one line and holds nothing half-written', async (context) => {
  const disk = join(folder, 'disk');
  // A file system of 16 KiB that only this process sees, and that goes with it.
  const shell = `mkdir -p ${disk} && mount -t tmpfs -o size=16k none ${disk} || exit 77; "$@"; code=$?; ls -A ${disk}; exit $code`;
  const run = await runOikos(['house', '--seed', '7', '--out', join(disk, 'house.json')], {
    shell: `unshare -rm sh -c '${shell}' sh "$@"`,
  });
  if (run.code === 77 || run.stderr.includes('unshare')) context.skip('this system lets nobody mount a small disk');
  expect(run.code).toBe(1);
  expect(run.stderr).toMatch(/^oikos house: the disk is full at "[^\n]*house.json[^\n]*\n$/);
  expect(run.stdout).toBe('');
});

test('a folder named as the file to write is told, and stays empty', async () => {
  const taken = join(folder, 'taken');
  await mkdir(taken);
  const run = await runOikos(['house', '--seed', '7', '--out', taken]);
  expect(run.code).toBe(2);
  expect(run.stderr).toBe(`oikos house: "${taken}" is a folder; name a file\n`);
  expect(await readdir(folder)).not.toContainEqual(expect.stringContaining('.tmp'));
  expect(await readdir(taken)).toEqual([]);
});
