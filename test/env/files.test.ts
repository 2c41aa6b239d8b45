import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFileAtomic } from '../../env/files.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oikos-files-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('writeFileAtomic', () => {
  it('makes the folders above, and leaves nothing but the file', async () => {
    const file = join(folder, 'a/b/c.txt');
    await writeFileAtomic(file, 'first');
    await writeFileAtomic(file, 'second');
    expect(await readFile(file, 'utf8')).toBe('second');
    expect(await readdir(join(folder, 'a/b'))).toEqual(['c.txt']);
  });

  it('names the file that could not be written and leaves no trace', async () => {
    await writeFileAtomic(join(folder, 'file'), '');
    await expect(writeFileAtomic(join(folder, 'file/below.txt'), 'x')).rejects.toMatchObject({ code: 'ENOTDIR' });
    expect(await readdir(folder)).toEqual(['file']);
  });

  it.skipIf(process.platform !== 'linux')('gives up where no folder can be made', async () => {
    await expect(writeFileAtomic('/proc/oikos/file.txt', 'x')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
