import { basename } from 'node:path';
import { UsageError } from '../env/errors.ts';
import type { House } from '../env/house.ts';
import { Rng } from '../env/random.ts';
import { readAssetDatabase } from './assets.ts';
import type { AssetTable } from './assets.ts';
import { generateHouse } from './generate-house.ts';
import type { GenerateHouseOptions } from './generate-house.ts';
import type { ObjectStyle } from './object-styles.ts';
import { readJsonFile, readJsonLine } from './json-file.ts';
import { readProcthor } from './procthor.ts';

/** The style of each split's objects: no split has an asset of another, and `style` not even a shape or colour of the others. */
const STYLES = { train: 'train', val: 'val', test: 'test', style: 'held-out' } as const satisfies Record<
  string,
  ObjectStyle
>;

export type Split = keyof typeof STYLES;
export const SPLITS: readonly Split[] = ['train', 'val', 'test', 'style'];

/**
 * The house of a seed path such as `7`, `train/17`, `val/3` or `style/0`: always the same, in its split's style. The path
 * `val/3/rooms-2` is `val/3` with two rooms.
 */
export function houseForSeed(path: string, options: GenerateHouseOptions = {}): House {
  const [, seed, rooms] = /^(.*?)(?:\/rooms-(\d+))?$/.exec(path) ?? [null, path, undefined];
  const split = splitOfHouse(seed);
  return generateHouse(new Rng(seed), {
    ...(split !== null && { style: STYLES[split] }),
    ...(rooms !== undefined && { rooms: Number(rooms) }),
    ...options,
  });
}

/** Whether a name is a seed path of a house, which `houseForSeed` takes. */
export function isHouseSeed(name: string): boolean {
  return /^((train|val|test|style)\/)?\d+(\/rooms-\d+)?$/.test(name);
}

/** The split a house's path belongs to, by its first part; null for a house outside the splits. */
export function splitOfHouse(path: string): Split | null {
  const [first, ...rest] = path.split('/');
  return rest.length > 0 ? (SPLITS.find((split) => split === first) ?? null) : null;
}

/**
 * Reads a ProcTHOR house file, packed with gzip or not. `FILE#3` is the fourth house of a list: a JSON array, or a
 * `.jsonl` file with one house in each line.
 *
 * @throws UsageError when the file cannot be read, is no JSON or no house of schema 1.0.0 or 0.0.1, or names unknown assets.
 */
export async function readHouseFile(name: string, assets?: AssetTable): Promise<House> {
  return readProcthor(await readHouseJson(name), basename(name), assets);
}

async function readHouseJson(name: string): Promise<unknown> {
  const [, file, digits] = /^(.*)#(\d+)$/.exec(name) ?? [null, name, null];
  const index = Number(digits ?? 0);
  if (/\.jsonl(\.gz)?$/.test(file)) return readJsonLine(file, index);
  const json = await readJsonFile(file);
  if (digits === null) return json;
  if (!Array.isArray(json)) throw new UsageError(`${name}: ${file} holds no list; name it without #${digits}.`);
  if (index < json.length) return json[index];
  throw new UsageError(`${name}: the list ends after ${json.length}; name one from 0 to ${json.length - 1}.`);
}

/** Reads an asset database file (ProcTHOR's `asset-database.json`). @throws UsageError when it is none. */
export async function readAssetFile(file: string): Promise<AssetTable> {
  return readAssetDatabase(await readJsonFile(file), basename(file));
}
