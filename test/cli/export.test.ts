import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { expect, test } from 'vitest';
import { shardName } from '../../agent/clip-dataset.ts';
import { writeShard } from '../../agent/shard.ts';
import { recordRaycastRoom } from '../agent/raycast-rooms.ts';
import { runOikos, temporaryFolder } from './run-oikos.ts';

const folder = await temporaryFolder();

test('oikos export writes a LeRobot dataset of what was collected', async () => {
  const [data, out] = [join(folder, 'data'), join(folder, 'dataset')];
  await writeShard(join(data, shardName(0)), [recordRaycastRoom('a', 12, 16)]);
  const run = await runOikos(['export', '--data', data, '--out', out, '--sensors', 'rgb,depth']);
  expect(run.code, run.stderr).toBe(0);
  expect(run.stderr).toMatch(/1 episodes, 11 frames/);
  const info: unknown = JSON.parse(await readFile(join(out, 'meta/info.json'), 'utf8'));
  expect(info).toMatchObject({ codebase_version: 'v3.0', total_frames: 11 });
});

test('oikos export gives what an agent saw when it was evaluated, and what it was told', async () => {
  const [data, out] = [join(folder, 'lived'), join(folder, 'told')];
  const task = ['--agent', 'oracle', '--task', 'pointnav', '--episodes', '1', '--seed', '1'];
  const lived = await runOikos(['eval', ...task, '--record', data, '--json']);
  const [{ instruction, steps }] = JSON.parse(lived.stdout).perEpisode;
  const run = await runOikos(['export', '--data', data, '--out', out, '--size', '16']);
  expect(run.code, run.stderr).toBe(0);
  expect(run.stderr).toContain(`1 episodes, ${steps} frames`);
  const { buffer, byteOffset, byteLength } = await readFile(join(out, 'meta/tasks.parquet'));
  const file = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
  expect(await parquetReadObjects({ file })).toEqual([{ task_index: 0n, task: instruction }]);
});

test('oikos export refuses data that is not there on one line, and writes nothing', async () => {
  const [data, out] = [join(folder, 'nothing'), join(folder, 'unborn')];
  const run = await runOikos(['export', '--data', data, '--out', out]);
  expect(run.code).toBe(2);
  expect(run.stderr).toMatch(/^[^\n]*nothing[^\n]*\n$/);
  expect(existsSync(out)).toBe(false);
});
