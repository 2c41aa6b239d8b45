import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file so that it is either whole or absent: to a temporary file beside it, flushed, then renamed.
 *
 * @throws Error of the file system (`ENOSPC`, `EACCES`) with `path`; then the temporary file is gone and the old file untouched.
 */
export async function writeFileAtomic(path: string, data: Uint8Array | string): Promise<void> {
  await makeFolder(dirname(path));
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(data);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    // The caller knows the file by its own name, not by the temporary one.
    throw error instanceof Error ? Object.assign(error, { path }) : error;
  }
}

/**
 * Makes a folder and those above it. Node's own recursive `mkdir` spins for ever where a file system denies that a folder
 * can be made by saying that it does not exist, as `/proc` does.
 */
export async function makeFolder(path: string): Promise<void> {
  if ((await tryToMake(path)) !== 'orphan') return;
  await makeFolder(dirname(path));
  if ((await tryToMake(path)) === 'orphan') {
    throw Object.assign(new Error(`${path} cannot be made`), { code: 'ENOENT', syscall: 'mkdir', path });
  }
}

async function tryToMake(path: string): Promise<'made' | 'there' | 'orphan'> {
  try {
    await mkdir(path);
    return 'made';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'EEXIST') return 'there';
    if (code === 'ENOENT' && dirname(path) !== path) return 'orphan';
    throw error;
  }
}
