import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listShards, shardName } from '../../agent/clip-dataset.ts';
import { exportLeRobot, shardSource, type TakeSource } from '../../agent/lerobot.ts';
import { FeatureTally } from '../../agent/lerobot-statistics.ts';
import { writeShard } from '../../agent/shard.ts';
import { recordRaycastRoom } from './raycast-rooms.ts';

const SIZE = 16;
const LENGTH = 12;
const recordings = ['a', 'b', 'c'].map((seed) => recordRaycastRoom(seed, LENGTH, SIZE));
let folder = '';
let out = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oikos-lerobot-'));
  out = join(folder, 'dataset');
  await writeShard(join(folder, shardName(0)), recordings.slice(0, 2));
  await writeShard(join(folder, shardName(1)), recordings.slice(2));
  await exportLeRobot({ source: await sourceOf(folder), out, pictures: ['rgb', 'depth', 'semantic'] });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function sourceOf(data: string): Promise<TakeSource> {
  return shardSource(await listShards(data));
}

async function readBytes(name: string): Promise<ArrayBuffer> {
  const { buffer, byteOffset, byteLength } = await readFile(join(out, name));
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
}

async function readRows(name: string): Promise<Record<string, unknown>[]> {
  return parquetReadObjects({ file: await readBytes(name), utf8: false });
}

async function readJson(name: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(join(out, name), 'utf8'));
}

/** The samples of a PNG cell, as they were stored. */
async function decode(cell: unknown): Promise<{ data: Buffer; channels: number }> {
  const { bytes } = cell as { bytes: Uint8Array };
  const picture = sharp(bytes);
  const { space = 'srgb' } = await picture.metadata();
  const { data, info } = await picture
    .toColourspace(space)
    .raw({ depth: space === 'grey16' ? 'ushort' : 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { data, channels: info.channels };
}

describe('exportLeRobot', () => {
  test('gives a row for each action, with what was seen before it', async () => {
    const first = await readRows('data/chunk-000/file-000.parquet');
    const second = await readRows('data/chunk-000/file-001.parquet');
    const rows = [...first, ...second];
    expect([first.length, second.length]).toEqual([2 * (LENGTH - 1), LENGTH - 1]);
    for (const [index, row] of rows.entries()) {
      const episode = Math.floor(index / (LENGTH - 1));
      const t = index % (LENGTH - 1);
      const { actions, poses, collided } = recordings[episode];
      expect(row).toMatchObject({
        timestamp: t / 4,
        frame_index: BigInt(t),
        episode_index: BigInt(episode),
        index: BigInt(index),
        task_index: 0n,
        'observation.collided': t === 0 ? 0 : collided[t - 1],
        'observation.state': [...poses.subarray(t * 4, t * 4 + 4)],
        action: Array.from({ length: 6 }, (_, action) => Number(action === actions[t])),
      });
    }
  });

  test('keeps every bit of the pictures', async () => {
    const rows = await readRows('data/chunk-000/file-001.parquet');
    for (const [t, row] of rows.entries()) {
      for (const name of ['rgb', 'depth', 'semantic'] as const) {
        const { data, channels } = await decode(row[`observation.images.${name}`]);
        const size = SIZE * SIZE * channels;
        const pixels = recordings[2][name].subarray(t * size, (t + 1) * size);
        const { buffer, byteOffset, byteLength } = pixels;
        expect(data.equals(Buffer.from(buffer, byteOffset, byteLength)), `${name} at ${t}`).toBe(true);
      }
    }
  });

  test('types the columns and groups the rows as LeRobot does', async () => {
    const { schema, row_groups, num_rows } = parquetMetadata(await readBytes('data/chunk-000/file-000.parquet'));
    expect([num_rows, ...row_groups.map((group) => group.num_rows)]).toEqual([22n, 11n, 11n]);
    const typeOf = (name: string): unknown => schema.find((element) => element.name === name)?.type;
    expect(['timestamp', 'frame_index', 'observation.collided'].map(typeOf)).toEqual(['FLOAT', 'INT64', 'FLOAT']);
    const vector = schema.findIndex(({ name }) => name === 'observation.state');
    expect(schema.slice(vector, vector + 3)).toMatchObject([
      { converted_type: 'LIST' },
      { repetition_type: 'REPEATED' },
      { name: 'element', type: 'FLOAT' },
    ]);
    const picture = schema.findIndex(({ name }) => name === 'observation.images.rgb');
    expect(schema.slice(picture, picture + 3)).toMatchObject([
      { num_children: 2 },
      { name: 'bytes', type: 'BYTE_ARRAY' },
      { name: 'path', converted_type: 'UTF8' },
    ]);
  });

  test('describes every column in info.json, and where the files are', async () => {
    const info = await readJson('meta/info.json');
    expect(info).toMatchObject({
      codebase_version: 'v3.0',
      fps: 4,
      total_episodes: 3,
      total_frames: 33,
      total_tasks: 1,
      splits: { train: '0:3' },
      features: {
        'observation.images.rgb': { dtype: 'image', shape: [SIZE, SIZE, 3] },
        'observation.images.depth': { dtype: 'image', shape: [SIZE, SIZE, 1] },
        'observation.state': { dtype: 'float32', shape: [4] },
        index: { dtype: 'int64', shape: [1] },
      },
    });
    const [row] = await readRows('data/chunk-000/file-000.parquet');
    expect(Object.keys(info.features as object)).toEqual(Object.keys(row));
  });

  test('says of each episode where its rows are', async () => {
    const episodes = await readRows('meta/episodes/chunk-000/file-000.parquet');
    const places = episodes.map((row) => [row.dataset_from_index, row.dataset_to_index, row['data/file_index']]);
    expect(places).toEqual([
      [0n, 11n, 0n],
      [11n, 22n, 0n],
      [22n, 33n, 1n],
    ]);
    expect(episodes[0]).toMatchObject({ tasks: ['explore the house'], length: 11n });
    expect(episodes[0]['stats/observation.images.rgb/mean']).toMatchObject([
      [[expect.any(Number)]],
      [[expect.any(Number)]],
      [[expect.any(Number)]],
    ]);
  });

  test('makes the text of a task the index that pandas looks it up by', async () => {
    const { key_value_metadata } = parquetMetadata(await readBytes('meta/tasks.parquet'));
    const pandas = key_value_metadata?.find(({ key }) => key === 'pandas')?.value ?? '';
    expect(JSON.parse(pandas)).toMatchObject({ index_columns: ['task'] });
    expect(await readRows('meta/tasks.parquet')).toEqual([{ task_index: 0n, task: 'explore the house' }]);
  });

  test('numbers the tasks, and gives each its rows', async () => {
    const told = join(folder, 'told');
    const takes = recordings.map((recording, i) => ({ recording, task: i === 1 ? 'find a bed' : 'find a sofa' }));
    await exportLeRobot({ source: { numFiles: 1, files: Readable.from([takes]) }, out: told });
    const rows = await readRows('../told/data/chunk-000/file-000.parquet');
    expect(rows.map(({ task_index }) => task_index)).toEqual(
      [0n, 1n, 0n].flatMap((task) => Array(LENGTH - 1).fill(task)),
    );
    expect(await readRows('../told/meta/tasks.parquet')).toEqual([
      { task_index: 0n, task: 'find a sofa' },
      { task_index: 1n, task: 'find a bed' },
    ]);
  });

  test('refuses data without episodes', async () => {
    await expect(exportLeRobot({ source: shardSource([]), out: join(folder, 'none') })).rejects.toThrow(
      /record some first/,
    );
  });

  test('shows colour alone when nothing else is asked for', async () => {
    const plain = join(folder, 'plain');
    await exportLeRobot({ source: await sourceOf(folder), out: plain });
    const info: { features: object } = JSON.parse(await readFile(join(plain, 'meta/info.json'), 'utf8'));
    expect(Object.keys(info.features).filter((name) => name.includes('images'))).toEqual(['observation.images.rgb']);
  });

  test('leaves nothing that looks like a dataset when it is called off', async () => {
    const cut = join(folder, 'cut');
    await exportLeRobot({ source: await sourceOf(folder), out: cut, signal: AbortSignal.abort() });
    expect(existsSync(join(cut, 'meta/info.json'))).toBe(false);
  });

  test('refuses a folder that holds files', async () => {
    await writeFile(join(folder, 'note'), '');
    await expect(exportLeRobot({ source: await sourceOf(folder), out: folder })).rejects.toThrow(
      /not empty; choose another folder/,
    );
  });

  test('refuses frames of two sizes', async () => {
    const mixed = join(folder, 'mixed');
    await writeShard(join(mixed, shardName(0)), [recordings[0], recordRaycastRoom('d', LENGTH, 8)]);
    await expect(exportLeRobot({ source: await sourceOf(mixed), out: join(folder, 'refused') })).rejects.toThrow(
      /8x8.*16x16/,
    );
  });
});

describe('FeatureTally', () => {
  test('agrees with a case worked by hand', () => {
    const tally = new FeatureTally(2, false);
    for (const frame of [
      [1, 5],
      [2, 5],
      [3, 5],
      [6, 5],
    ])
      tally.add(frame);
    expect(tally.summarize()).toMatchObject({
      min: [1, 5],
      max: [6, 5],
      mean: [3, 5],
      std: [Math.sqrt(3.5), 0],
      count: [4],
      q50: [2, 5],
      q99: [6, 5],
    });
  });

  test('counts two halves as it counts the whole', () => {
    const [left, right, whole] = Array.from({ length: 3 }, () => new FeatureTally(3, true, 255));
    left.add(recordings[0].rgb);
    right.add(recordings[1].rgb);
    [recordings[0].rgb, recordings[1].rgb].forEach((frames) => whole.add(frames));
    left.merge(right);
    expect(left.summarize()).toEqual(whole.summarize());
  });
});
