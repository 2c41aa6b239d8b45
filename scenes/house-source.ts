import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { UsageError } from '../env/errors.ts';
import type { House } from '../env/house.ts';
import { Rng } from '../env/random.ts';
import { readAssetDatabase } from './assets.ts';
import type { AssetTable } from './assets.ts';
import { generateHouse } from './generate-house.ts';
import type { GenerateHouseOptions } from './generate-house.ts';
import { readProcthor } from './procthor.ts';

export const SPLITS = ['train', 'val', 'test'] as const;
export type Split = (typeof SPLITS)[number];

/** The house of a seed path such as `7`, `train/17` or `val/3`: always the same. */
export function houseForSeed(path: string, options: GenerateHouseOptions = {}): House {
  return generateHouse(new Rng(path), options);
}

/** The split a house's path belongs to, by its first part; null for a house outside the splits. */
export function splitOfHouse(path: string): Split | null {
  const [first, ...rest] = path.split('/');
  return rest.length > 0 ? (SPLITS.find((split) => split === first) ?? null) : null;
}

/**
 * Reads a ProcTHOR house file.
 *
 * @throws UsageError when the file cannot be read, is no JSON or no house of schema 1.0.0, or names unknown assets.
 */
export async function readHouseFile(file: string, assets?: AssetTable): Promise<House> {
  return readProcthor(await readJson(file), basename(file), assets);
}

/** Reads an asset database file (ProcTHOR's `asset-database.json`). @throws UsageError when it is none. */
export async function readAssetFile(file: string): Promise<AssetTable> {
  return readAssetDatabase(await readJson(file), basename(file));
}

async function readJson(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(`${file}: cannot be read (${reason}); name a file that exists and may be read.`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${file}: is not whole JSON (${text.length} characters); give an undamaged file.`);
  }
}
