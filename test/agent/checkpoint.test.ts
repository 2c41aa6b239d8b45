import { mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { readCheckpoint, writeCheckpoint } from '../../agent/checkpoint.ts';
import { UsageError } from '../../env/errors.ts';

let file = '';
const record = { kind: 'test', size: 64 };
const weights = new Map([
  ['a', { shape: [2, 3], values: new Float32Array([1, -2, 3.5, 1e-30, 0, Infinity]) }],
  ['b', { shape: [1], values: new Float32Array([0.1]) }],
]);

beforeEach(async () => {
  file = join(await mkdtemp(join(tmpdir(), 'oikos-checkpoint-')), 'model.safetensors');
  await writeCheckpoint(file, { record, weights });
});

describe('checkpoint', () => {
  it('gives back every bit that was written', async () => {
    expect(await readCheckpoint(file)).toEqual({ record, weights });
  });

  it('is a safetensors file: length, JSON header, little-endian floats', async () => {
    const bytes = await readFile(file);
    const end = 8 + Number(bytes.readBigUInt64LE(0));
    const header = JSON.parse(bytes.toString('utf8', 8, end));
    expect(header.b).toEqual({ dtype: 'F32', shape: [1], data_offsets: [24, 28] });
    expect(bytes.readFloatLE(end + 24)).toBeCloseTo(0.1);
  });

  it('refuses a file with any one byte flipped', async () => {
    const bytes = await readFile(file);
    for (let place = 0; place < bytes.length; place++) {
      const damaged = Buffer.from(bytes);
      damaged[place] ^= 0x20;
      await writeFile(file, damaged);
      await expect(readCheckpoint(file), `byte ${place}`).rejects.toThrow(UsageError);
    }
  });

  it('refuses a file that was cut', async () => {
    await writeFile(file, (await readFile(file)).subarray(0, -1));
    await expect(readCheckpoint(file)).rejects.toThrow(/no whole checkpoint/);
  });

  it('leaves no temporary file behind', async () => {
    expect(await readdir(join(file, '..'))).toEqual(['model.safetensors']);
  });
});
