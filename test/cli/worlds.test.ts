import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import type { EvaluationReport } from '../../agent/evaluation-report.ts';
import { smallRoomGlb } from '../scenes/gltf/small-glb.ts';
import { smallDataset } from '../scenes/habitat/small-dataset.ts';
import { oldFile, smallFile } from '../scenes/small-file.ts';
import { runOikos, temporaryFolder } from './run-oikos.ts';

const folder = await temporaryFolder();
const scenes = join(folder, 'scenes');
const model = join(scenes, 'home', 'small.glb');
const ORACLE = ['eval', '--agent', 'oracle', '--json'];

beforeAll(async () => {
  await mkdir(join(scenes, 'home'), { recursive: true });
  await writeFile(model, smallRoomGlb());
});

describe('oikos eval --episodes-file', () => {
  test('runs the episodes whose scene is at hand, and names the others', async () => {
    const [object, , point] = smallDataset().episodes;
    const file = join(folder, 'mixed.json');
    const episodes = [object, { ...point, scene_id: 'gibson/Pablo.glb' }];
    await writeFile(file, JSON.stringify({ ...smallDataset(), episodes }));
    const run = await runOikos([...ORACLE, '--episodes-file', file, '--scenes', scenes]);
    expect(run.code).toBe(0);
    expect(run.stderr).toContain('1 of gibson/Pablo.glb left out: scene not at hand');
    const report: EvaluationReport & { leftOut: unknown } = JSON.parse(run.stdout);
    expect(report).toMatchObject({ task: 'objectnav', split: 'mixed.json', episodes: 1 });
    expect(report.measures.success.mean).toBe(1);
    expect(report.leftOut).toEqual([{ scene: 'gibson/Pablo.glb', reason: 'scene not at hand', episodes: 1 }]);
  });

  test('ends with code 2 and one line when none can be run', async () => {
    const file = join(folder, 'far.json');
    await writeFile(file, JSON.stringify(smallDataset()));
    const run = await runOikos([...ORACLE, '--episodes-file', file, '--scenes', join(folder, 'nowhere')]);
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toMatch(/^[^\n]*4 of home\/small\.glb left out: scene not at hand[^\n]*--scenes DIR\.\n$/);
  });

  test('gives the episodes that --save-episodes wrote the same measures', async () => {
    const file = join(folder, 'saved.json.gz');
    const args = ['--task', 'pointnav', '--episodes', '2', '--seed', '1'];
    const first = await runOikos([...ORACLE, ...args, '--save-episodes', file]);
    expect(first.code).toBe(0);
    const again = await runOikos([...ORACLE, '--episodes-file', file]);
    expect(again.code).toBe(0);
    const measuresOf = ({ stdout }: { stdout: string }): unknown[] =>
      (JSON.parse(stdout) as EvaluationReport).perEpisode.map(({ success, steps, house }) => ({
        success,
        steps,
        house,
      }));
    expect(measuresOf(again)).toEqual(measuresOf(first));
  });
});

test('a glTF scene becomes a picture', async () => {
  const out = join(folder, 'scene.png');
  const run = await runOikos(['render', model, '--size', '32', '--sensors', 'semantic', '--out', out]);
  expect([run.code, run.stdout]).toEqual([0, '']);
  const { entropy } = await sharp(out).stats();
  expect(entropy).toBeGreaterThan(0.5);
});

test('a house of the old schema is written anew in the current one', async () => {
  const old = join(folder, 'old.json');
  await writeFile(old, JSON.stringify({ ...oldFile(), note: 'kept' }));
  const run = await runOikos(['house', '--from', old]);
  expect(run.code).toBe(0);
  expect(JSON.parse(run.stdout)).toEqual({ ...smallFile(), note: 'kept' });
});

test('a house goes out as a glTF model', async () => {
  const out = join(folder, 'house.glb');
  const run = await runOikos(['house', '--seed', '7', '--rooms', '1', '--out', out]);
  expect([run.code, run.stdout]).toEqual([0, '']);
  expect((await readFile(out)).subarray(0, 4).toString()).toBe('glTF');
});

test.each([
  ['a house and a seed at once', ['house', '--seed', '7', '--from', 'x.json'], '--from'],
  [
    'episodes that are both read and saved',
    [...ORACLE, '--episodes-file', 'a', '--save-episodes', 'b'],
    '--save-episodes',
  ],
  ['a task that Habitat lacks', [...ORACLE, '--task', 'roomnav', '--seed', '1', '--save-episodes', 'b'], 'roomnav'],
  ['a folder of models that is not there', ['render', '--seed', '7', '--models', 'gone', '--out', 'a.png'], 'gone'],
])('%s is refused on one line', async (_, args, says) => {
  const run = await runOikos(args, { cwd: folder });
  expect([run.code, run.stdout]).toEqual([2, '']);
  expect(run.stderr).toMatch(/^[^\n]+\n$/);
  expect(run.stderr).toContain(says);
});
