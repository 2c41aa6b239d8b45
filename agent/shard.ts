import { readFile } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { UsageError } from '../env/errors.ts';
import { writeFileAtomic } from '../env/files.ts';
import type { Recording } from './recording.ts';

/** The arrays of a recording in the order they are stored. */
const ARRAYS = ['rgb', 'depth', 'semantic', 'actions', 'poses', 'collided'] as const;
type ArrayName = (typeof ARRAYS)[number];
type Facts = Omit<Recording, ArrayName>;

interface Entry {
  readonly facts: Facts;
  /** Byte range of each array in the body. */
  readonly ranges: Record<ArrayName, readonly [start: number, length: number]>;
}

const MAGIC = 'oikoseps';
/** Magic, then the CRC-32 of all that follows it, then the length of the header. */
const PREFIX = MAGIC.length + 8;

/**
 * Writes recordings into one file, whole or not at all: the magic, a CRC-32 of the rest, a JSON header with
 * each recording's facts and byte ranges, and the arrays, little-endian, each on an 8-byte boundary.
 */
export async function writeShard(file: string, recordings: readonly Recording[]): Promise<void> {
  const chunks: Uint8Array[] = [];
  let offset = 0;
  const append = (bytes: Uint8Array): readonly [number, number] => {
    const start = offset;
    const padding = new Uint8Array((8 - (bytes.length % 8)) % 8);
    chunks.push(bytes, padding);
    offset += bytes.length + padding.length;
    return [start, bytes.length];
  };
  const entries = recordings.map((recording): Entry => {
    const { rgb, depth, semantic, actions, poses, collided, ...facts } = recording;
    const arrays = { rgb, depth, semantic, actions, poses, collided };
    const ranges = ARRAYS.map((name) => {
      const { buffer, byteOffset, byteLength } = arrays[name];
      return [name, append(new Uint8Array(buffer, byteOffset, byteLength))] as const;
    });
    return { facts, ranges: Object.fromEntries(ranges) as Entry['ranges'] };
  });
  const json = JSON.stringify(entries);
  const header = Buffer.from(json + ' '.repeat((8 - (Buffer.byteLength(json) % 8)) % 8));
  const prefix = Buffer.alloc(PREFIX);
  prefix.write(MAGIC, 'latin1');
  prefix.writeUInt32LE(header.length, MAGIC.length + 4);
  const whole = Buffer.concat([prefix, header, ...chunks]);
  whole.writeUInt32LE(crc32(whole.subarray(MAGIC.length + 4)), MAGIC.length);
  await writeFileAtomic(file, whole);
}

/** Reads a file of `writeShard`. @throws UsageError when it is another kind of file, or damaged. */
export async function readShard(file: string): Promise<Recording[]> {
  const bytes = await readFile(file);
  if (bytes.length < PREFIX || bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) {
    throw new UsageError(`readShard: ${file} is no episode shard; give the folder that oikos collect wrote.`);
  }
  if (crc32(bytes.subarray(MAGIC.length + 4)) !== bytes.readUInt32LE(MAGIC.length)) {
    throw new UsageError(`readShard: ${file} is damaged; delete it, or collect the data again.`);
  }
  const body = PREFIX + bytes.readUInt32LE(MAGIC.length + 4);
  const entries: Entry[] = JSON.parse(bytes.toString('utf8', PREFIX, body));
  return entries.map(({ facts, ranges }) => {
    const slice = (name: ArrayName): ArrayBuffer => {
      const start = bytes.byteOffset + body + ranges[name][0];
      return bytes.buffer.slice(start, start + ranges[name][1]) as ArrayBuffer;
    };
    return {
      ...facts,
      rgb: new Uint8Array(slice('rgb')),
      depth: new Uint16Array(slice('depth')),
      semantic: new Uint8Array(slice('semantic')),
      actions: new Uint8Array(slice('actions')),
      poses: new Float32Array(slice('poses')),
      collided: new Uint8Array(slice('collided')),
    };
  });
}
