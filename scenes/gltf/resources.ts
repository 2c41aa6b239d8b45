import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { UsageError } from '../../env/errors.ts';
import { readBufferView } from './accessors.ts';
import type { Gltf } from './schema.ts';

/** Gives the bytes that a URI of a document stands for. @throws UsageError when there are none */
export type ReadUri = (uri: string) => Promise<Uint8Array>;

/** Larger files are none of the field's scenes, bytes. */
const MAX_FILE = 2 ** 31;

/** Reads `data:` URIs, and files beside the document; nothing is fetched from a network. */
export function readerBeside(file: string): ReadUri {
  return async (uri) => {
    if (uri.startsWith('data:')) return decodeDataUri(uri, file);
    if (/^[a-z][a-z0-9+.-]*:/i.test(uri) || uri.startsWith('/')) {
      throw new UsageError(`${file}: names "${shorten(uri)}", and only files beside it are read; put a copy there.`);
    }
    return readBytes(resolve(dirname(file), decodePercent(uri)));
  };
}

/** The bytes of a file. @throws UsageError when it cannot be read, is no ordinary file, or is too large */
export async function readBytes(file: string): Promise<Uint8Array> {
  try {
    const entry = await stat(file);
    if (!entry.isFile() || entry.size > MAX_FILE) throw new UsageError(`${file}: is no file of at most 2 GB.`);
    return await readFile(file);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(`${file}: cannot be read (${reason}); name a file that exists and may be read.`);
  }
}

/** The buffers of a document: a GLB's own chunk, or what their URIs stand for. */
export async function loadBuffers(
  gltf: Gltf,
  binary: Uint8Array | null,
  readUri: ReadUri,
  where: string,
): Promise<Uint8Array[]> {
  const buffers: Uint8Array[] = [];
  for (const [i, { uri, byteLength }] of gltf.buffers.entries()) {
    const bytes = uri === undefined ? binary : await readUri(uri);
    if (bytes === null || (uri === undefined && i > 0)) throw new UsageError(`${where}: buffer ${i} has no content.`);
    if (bytes.length < byteLength) {
      throw new UsageError(`${where}: buffer ${i} has ${bytes.length} of ${byteLength} bytes; give a whole file.`);
    }
    buffers.push(bytes.subarray(0, byteLength));
  }
  return buffers;
}

/** The bytes of an image; null for one that names none. */
export async function loadImage(
  gltf: Gltf,
  buffers: readonly Uint8Array[],
  index: number,
  readUri: ReadUri,
  where: string,
): Promise<Uint8Array | null> {
  const image = gltf.images.at(index);
  if (image?.bufferView !== undefined)
    return readBufferView(gltf, buffers, image.bufferView, `${where}: image ${index}`);
  return image?.uri === undefined ? null : readUri(image.uri);
}

function decodeDataUri(uri: string, where: string): Uint8Array {
  const [, base64] = /^data:[^,]*;base64,([A-Za-z0-9+/=\s]*)$/.exec(uri) ?? [];
  if (base64 === undefined) throw new UsageError(`${where}: "${shorten(uri)}" is no base64 data; mend the file.`);
  return Buffer.from(base64, 'base64');
}

function decodePercent(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

function shorten(uri: string): string {
  return uri.length > 40 ? `${uri.slice(0, 40)}…` : uri;
}
