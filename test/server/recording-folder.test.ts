import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { UsageError } from '../../env/errors.ts';
import type { Measures } from '../../env/measures.ts';
import type { RecordedEpisode } from '../../env/recorded-episode.ts';
import { openRecordingFolder } from '../../server/recording-folder.ts';
import { temporaryFolder } from '../cli/run-oikos.ts';
import { specOf } from './fake-world.ts';

const MEASURES: Measures = { success: 0, spl: 0, softSpl: 0, distanceToGoal: Infinity, collisions: 0, steps: 1 };
const EPISODE: RecordedEpisode = {
  format: 'oikos-episode',
  version: 1,
  agent: 'spin',
  spec: { ...specOf('1/val/episode-0'), house: 'val/3' },
  actions: [0],
  traceHashes: ['0123456789abcdef', 'fedcba9876543210'],
};

test('what is saved is listed with its outcome, and opened with its house', async () => {
  const recordings = openRecordingFolder(await temporaryFolder());
  const run = recordings.createRun();
  const lost = await recordings.save(run, EPISODE, MEASURES);
  const won = await recordings.save(run, EPISODE, { ...MEASURES, success: 1, distanceToGoal: 0 });
  const { runs, leftOut } = await recordings.list();
  expect(leftOut).toBe(0);
  expect(runs.map((row) => row.run)).toEqual([run]);
  const outcomes = Object.fromEntries(runs[0].episodes.map(({ episode, outcome }) => [episode, outcome]));
  expect(outcomes).toEqual({ [lost]: 'wrong-stop', [won]: 'success' });
  expect(runs[0].episodes.find(({ episode }) => episode === lost)?.measures?.distanceToGoal).toBe(Infinity);
  expect((await recordings.open(run, lost)).house.rooms.length).toBeGreaterThan(0);
});

test.each([
  ['..', 'secret.json'],
  ['run/../..', 'secret.json'],
  ['run', '../../secret.json'],
  ['run', '..\\secret.json'],
  ['run', 'link.json'],
  ['linked', 'secret.json'],
  ['/etc', 'passwd'],
  ['run', 'secret.json\0.json'],
  ['', ''],
])('"%s" and "%s" lead nowhere', async (run, episode) => {
  const outside = await temporaryFolder();
  const folder = join(outside, 'recordings');
  await mkdir(join(folder, 'run'), { recursive: true });
  await writeFile(join(outside, 'secret.json'), JSON.stringify(EPISODE));
  await symlink(join(outside, 'secret.json'), join(folder, 'run', 'link.json'));
  await symlink(outside, join(folder, 'linked'));
  await expect(openRecordingFolder(folder).open(run, episode)).rejects.toThrow(UsageError);
});

test('damaged files and houses of files are left out, whatever lies in the folder', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'run'));
  await writeFile(join(folder, 'run', 'broken.json'), '{');
  await writeFile(join(folder, 'run', 'notes.txt'), 'x');
  const elsewhere = { ...EPISODE, spec: { ...EPISODE.spec, house: '/etc/passwd' } };
  await writeFile(join(folder, 'run', 'file-house.json'), JSON.stringify(elsewhere));
  const recordings = openRecordingFolder(folder);
  expect((await recordings.list()).runs).toEqual([]);
  await expect(recordings.open('run', 'file-house.json')).rejects.toThrow('in a house of a file');
});

test('only so many episodes are saved', async () => {
  const recordings = openRecordingFolder(await temporaryFolder(), 1);
  expect(recordings.isFull).toBe(false);
  await recordings.save(recordings.createRun(), EPISODE, MEASURES);
  expect(recordings.isFull).toBe(true);
});

test('an episode’s name cannot lead out of its run', async () => {
  const folder = await temporaryFolder();
  const recordings = openRecordingFolder(folder);
  const spec = { ...EPISODE.spec, seed: '../../../evil' };
  expect(await recordings.save('run', { ...EPISODE, spec }, MEASURES)).toMatch(/^[\w.-]+\.json$/);
});
