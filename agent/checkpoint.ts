import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { UsageError } from '../env/errors.ts';
import { writeFileAtomic } from '../env/files.ts';

/** Numbers with a shape, outside any backend. */
export interface Weights {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** What a checkpoint file holds: named weights, and a record that says what they are. */
export interface Checkpoint {
  readonly record: Record<string, unknown>;
  readonly weights: ReadonlyMap<string, Weights>;
}

interface Entry {
  readonly dtype: 'F32';
  readonly shape: number[];
  readonly data_offsets: [start: number, end: number];
}

const UNSIGNED = '0'.repeat(64);

/**
 * Writes a safetensors file. Its `__metadata__` carries the record as JSON and the SHA-256 of the whole file
 * (taken with the digest's own place filled with zeros), so that any flipped byte is found on reading.
 */
export async function writeCheckpoint(file: string, checkpoint: Checkpoint): Promise<void> {
  const entries: Record<string, Entry | Record<string, string>> = {
    __metadata__: { format: 'oikos', sha256: UNSIGNED, record: JSON.stringify(checkpoint.record) },
  };
  const chunks: Uint8Array[] = [];
  let offset = 0;
  for (const [name, { shape, values }] of checkpoint.weights) {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    entries[name] = { dtype: 'F32', shape: [...shape], data_offsets: [offset, offset + bytes.length] };
    chunks.push(bytes);
    offset += bytes.length;
  }
  const json = JSON.stringify(entries);
  const header = Buffer.from(json + ' '.repeat((8 - (Buffer.byteLength(json) % 8)) % 8));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  const unsigned = Buffer.concat([length, header, ...chunks]);
  const digest = createHash('sha256').update(unsigned).digest('hex');
  unsigned.write(digest, unsigned.indexOf(UNSIGNED), 'latin1');
  await writeFileAtomic(file, unsigned);
}

/** Reads a file of `writeCheckpoint`. @throws UsageError when it is absent, of another kind, or damaged. */
export async function readCheckpoint(file: string): Promise<Checkpoint> {
  const bytes = await readFile(file).catch(() => {
    throw new UsageError(`readCheckpoint: no checkpoint at ${file}; give a run folder that a training command wrote.`);
  });
  const header = readHeader(bytes);
  if (!header) {
    throw new UsageError(`readCheckpoint: ${file} is no whole checkpoint; copy it again, or train it again.`);
  }
  const weights = new Map<string, Weights>();
  const { __metadata__: metadata, ...entries } = header.entries;
  for (const [
    name,
    {
      shape,
      data_offsets: [start, end],
    },
  ] of Object.entries(entries)) {
    const from = bytes.byteOffset + header.end + start;
    weights.set(name, { shape, values: new Float32Array(bytes.buffer.slice(from, from + end - start)) });
  }
  return { record: JSON.parse(metadata.record), weights };
}

interface Header {
  readonly entries: Record<string, Entry> & { readonly __metadata__: Record<string, string> };
  /** Where the weights begin. */
  readonly end: number;
}

/** The header of a file whose digest is right, else null. */
function readHeader(bytes: Buffer): Header | null {
  if (bytes.length < 8) return null;
  const end = 8 + Number(bytes.readBigUInt64LE(0));
  if (end > bytes.length) return null;
  const json = bytes.toString('utf8', 8, end);
  const found = /"sha256":"([0-9a-f]{64})"/.exec(json);
  if (!found) return null;
  const unsigned = Buffer.from(bytes);
  unsigned.write(UNSIGNED, unsigned.indexOf(found[1]), 'latin1');
  if (createHash('sha256').update(unsigned).digest('hex') !== found[1]) return null;
  return { entries: JSON.parse(json), end };
}
