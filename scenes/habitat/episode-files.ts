import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeFileAtomic } from '../../env/files.ts';
import { readJsonFile } from '../json-file.ts';
import { type HabitatDataset, parseHabitatDataset } from './episode-schema.ts';

/** One file of episodes; goals are known by its own tables alone. */
export interface HabitatFile {
  readonly file: string;
  readonly dataset: HabitatDataset;
}

/**
 * Reads Habitat episodes, packed or not. An index without episodes stands for the files of the folder `content` beside it.
 *
 * @throws UsageError naming the file that cannot be read or is none
 * @see habitat-lab, datasets/pointnav/pointnav_dataset.py
 */
export async function readHabitatFiles(file: string): Promise<HabitatFile[]> {
  const index = parseHabitatDataset(await readJsonFile(file), file);
  const content = join(dirname(file), 'content');
  if (index.episodes.length > 0 || !existsSync(content)) return [{ file, dataset: index }];
  const names = (await readdir(content)).filter((name) => /\.json(\.gz)?$/.test(name)).sort();
  const files: HabitatFile[] = [];
  for (const name of names) {
    const path = join(content, name);
    files.push({ file: path, dataset: parseHabitatDataset(await readJsonFile(path), path) });
  }
  return files;
}

/** Writes Habitat episodes, packed when the name ends in `.gz`, whole or not at all. */
export async function writeHabitatFile(file: string, dataset: HabitatDataset): Promise<void> {
  const text = JSON.stringify(dataset);
  await writeFileAtomic(file, file.endsWith('.gz') ? gzipSync(text) : text);
}
