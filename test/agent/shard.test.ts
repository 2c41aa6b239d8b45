import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { ClipDataset, shardName } from '../../agent/clip-dataset.ts';
import { readShard, writeShard } from '../../agent/shard.ts';
import { UsageError } from '../../env/errors.ts';
import { Rng } from '../../env/random.ts';
import { recordRaycastRoom } from './raycast-rooms.ts';

const recordings = ['a', 'b'].map((seed) => recordRaycastRoom(seed, 12, 16));
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oikos-shard-'));
});

describe('shard', () => {
  it('gives back the recordings that were written', async () => {
    await writeShard(join(folder, 'x.bin'), recordings);
    expect(await readShard(join(folder, 'x.bin'))).toEqual(recordings);
  });

  it('refuses a damaged file', async () => {
    const file = join(folder, 'x.bin');
    await writeShard(file, recordings);
    const bytes = await readFile(file);
    for (const place of [0, 9, 13, 40, bytes.length - 1]) {
      const damaged = Buffer.from(bytes);
      damaged[place] ^= 1;
      await writeFile(file, damaged);
      await expect(readShard(file), `byte ${place}`).rejects.toThrow(UsageError);
    }
  });
});

describe('ClipDataset', () => {
  it('reads the shards of a folder', async () => {
    await writeShard(join(folder, shardName(0)), recordings.slice(0, 1));
    await writeShard(join(folder, shardName(1)), recordings.slice(1));
    const dataset = await ClipDataset.open(folder);
    expect(dataset.numFrames).toBe(24);
    expect(dataset.houses).toEqual(['a', 'b']);
  });

  it('says what to do about a folder without episodes', async () => {
    await expect(ClipDataset.open(folder)).rejects.toThrow(/run oikos collect first/);
    await expect(ClipDataset.open(join(folder, 'absent'))).rejects.toThrow(/no folder/);
  });

  it('samples the same clips for the same seed, each a stretch of one episode', () => {
    const dataset = new ClipDataset(recordings);
    const clips = dataset.sample(new Rng('1'), 5, 4);
    expect(dataset.sample(new Rng('1'), 5, 4)).toEqual(clips);
    const frame = 16 * 16 * 3;
    const all = Buffer.concat(recordings.map(({ rgb }) => rgb));
    for (let clip = 0; clip < 5; clip++) {
      const bytes = Buffer.from(clips.rgb.subarray(clip * 5 * frame, (clip + 1) * 5 * frame));
      expect(all.indexOf(bytes) % frame).toBe(0);
    }
  });

  it('tells how far each action moved and turned the agent', () => {
    const { motion, actions, blocked } = new ClipDataset(recordings).sample(new Rng('2'), 8, 4);
    actions.forEach((action, i) => {
      expect(motion[i * 2]).toBeCloseTo(action === 1 && blocked[i] === 0 ? 1 : 0, 4);
      expect(motion[i * 2 + 1]).toBeCloseTo([0, 0, 1, -1][action], 4);
    });
  });

  it('refuses clips longer than every episode', () => {
    expect(() => new ClipDataset(recordings).sample(new Rng('1'), 1, 12)).toThrow(/13 frames/);
  });
});
