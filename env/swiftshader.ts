import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';

export interface SwiftShaderFiles {
  /** Vulkan's loader, `libvulkan.so.1`. */
  readonly loader: string;
  /** The driver's manifest, for `VK_DRIVER_FILES`. */
  readonly manifest: string;
}

const TAR_BLOCK = 512;

/** Unpacks the Vulkan loader and software driver that `@sparticuz/chromium` carries into the user's cache, once. */
export async function unpackSwiftShader(): Promise<SwiftShaderFiles> {
  const main = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const packed = await readFile(join(dirname(main), '../../bin/swiftshader.tar.br'));
  const version = createHash('sha256').update(packed).digest('hex').slice(0, 12);
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'oikos');
  const target = join(cache, `swiftshader-${version}`);
  if (!existsSync(target)) {
    const files = readTar(await promisify(brotliDecompress)(packed));
    const made = await mkdir(cache, { recursive: true, mode: 0o700 }).then(
      () => mkdtemp(join(cache, 'unpack-')),
      () => mkdtemp(join(tmpdir(), 'oikos-swiftshader-')), // a home that cannot be written
    );
    for (const [name, data] of files) await writeFile(join(made, name), data, { mode: 0o755 });
    if (dirname(made) !== cache) return filesIn(made);
    try {
      await rename(made, target); // whole or not at all, also when two processes unpack at once
    } catch (error) {
      await rm(made, { recursive: true, force: true });
      if (!existsSync(target)) throw error;
    }
  }
  return filesIn(target);
}

function filesIn(folder: string): SwiftShaderFiles {
  return { loader: join(folder, 'libvulkan.so.1'), manifest: join(folder, 'vk_swiftshader_icd.json') };
}

/** The plain files of a tar archive by their last name (POSIX.1-1988 ustar: name at 0, octal size at 124, type at 156). */
function readTar(tar: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (let at = 0; at + TAR_BLOCK <= tar.length && tar[at] !== 0;) {
    const name = tar.toString('latin1', at, at + 100).replace(/\0.*$/s, '');
    const size = parseInt(tar.toString('latin1', at + 124, at + 136), 8) || 0;
    const type = String.fromCharCode(tar[at + 156]);
    const start = at + TAR_BLOCK;
    if (type === '0' || type === '\0')
      files.set(name.slice(name.lastIndexOf('/') + 1), tar.subarray(start, start + size));
    at = start + Math.ceil(size / TAR_BLOCK) * TAR_BLOCK;
  }
  return files;
}
