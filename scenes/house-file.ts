import { basename } from 'node:path';
import { UsageError } from '../env/errors.ts';
import type { House } from '../env/house.ts';
import { readAssetDatabase } from './assets.ts';
import type { AssetTable } from './assets.ts';
import { readJsonFile, readJsonLine } from './json-file.ts';
import { readProcthor } from './procthor.ts';

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
