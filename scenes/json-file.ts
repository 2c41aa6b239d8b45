import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { type Readable, pipeline } from 'node:stream';
import { createGunzip, gunzipSync } from 'node:zlib';
import { UsageError } from '../env/errors.ts';
import { parseJson } from './json.ts';

/** Unpacked, no document of the field is larger, bytes: what unpacks to more is damage, or meant to exhaust memory. */
const MAX_BYTES = 2 ** 29 - 2 ** 16;

/**
 * Reads a JSON document, packed with gzip or not.
 *
 * @throws UsageError when the file cannot be read, unpacked or parsed
 */
export async function readJsonFile(file: string): Promise<unknown> {
  return parseJson(await readText(file), file);
}

/**
 * Reads one document of a file that holds one in each line, packed with gzip or not, without holding the others.
 *
 * @param index Counted from 0; empty lines do not count.
 * @throws UsageError when the file cannot be read or unpacked, or has too few lines
 */
export async function readJsonLine(file: string, index: number): Promise<unknown> {
  let count = 0;
  for await (const line of linesOf(file)) {
    if (line.trim() === '') continue;
    if (count === index) return parseJson(line, `${file}#${index}`);
    count++;
  }
  throw new UsageError(`${file}#${index}: the list ends after ${count}; name one from 0 to ${Math.max(0, count - 1)}.`);
}

async function readText(file: string): Promise<string> {
  try {
    const bytes = await readFile(file);
    return (isGzip(bytes) ? gunzipSync(bytes, { maxOutputLength: MAX_BYTES }) : bytes).toString('utf8');
  } catch (error) {
    throw unreadable(file, error);
  }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  try {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of await openStream(file)) {
      const lines = `${rest}${decoder.decode(chunk, { stream: true })}`.split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
    yield rest;
  } catch (error) {
    throw unreadable(file, error);
  }
}

async function openStream(file: string): Promise<Readable> {
  const handle = await open(file);
  const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
  await handle.close();
  const source = createReadStream(file);
  // What goes wrong with either stream reaches whoever reads the second.
  return isGzip(buffer) ? pipeline(source, createGunzip(), () => {}) : source;
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function unreadable(file: string, error: unknown): Error {
  if (error instanceof UsageError) return error;
  const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return new UsageError(`${file}: cannot be read (${reason}); name a whole file that exists and may be read.`);
}
