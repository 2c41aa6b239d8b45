import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { UsageError } from '../../env/errors.ts';
import { Obstacles } from '../../env/physics/obstacles.ts';
import { withModels } from '../../scenes/gltf/model.ts';
import { library, numVariants } from '../../scenes/library.ts';
import { readModelFolder } from '../../scenes/model-folder.ts';
import { readProcthor } from '../../scenes/procthor.ts';
import { temporaryFolder } from '../cli/run-oikos.ts';
import { makeGlb, smallRoomBinary, smallRoomDocument } from './gltf/small-glb.ts';
import { smallFile } from './small-file.ts';

const folder = await temporaryFolder();
const KENNEY = join(import.meta.dirname, '../../../shared/data/gltf/kenney-furniture-kit');
if (!existsSync(KENNEY)) console.log(`The test of a real folder of models is skipped: ${KENNEY} is not there.`);

/** A model of one box in a folder of its own. */
async function folderOf(
  name: string,
  scale: readonly number[],
  translation: readonly number[] = [7, 3, -2],
): Promise<string> {
  const path = await mkdir(join(folder, name), { recursive: true });
  const document = { ...smallRoomDocument(), scenes: [{ nodes: [0] }], nodes: [{ mesh: 0, scale, translation }] };
  await writeFile(join(folder, name, `${name}.glb`), makeGlb(document, smallRoomBinary()));
  return path ?? join(folder, name);
}

it('draws every variant of a category with the model named after it, wherever its pivot is', async () => {
  const { models, categories, unknown } = await readModelFolder(await folderOf('bigTable', [2, 0.5, 1]));
  expect({ categories, unknown }).toEqual({ categories: ['DiningTable'], unknown: [] });
  expect(models).toHaveLength(numVariants('DiningTable'));
  for (const { positions } of models) {
    expect([Math.min(...positions), Math.max(...positions)]).toEqual([-0.5, 0.5]);
  }
});

it('stops the agent where the model is solid', async () => {
  const house = readProcthor(smallFile(), 'small');
  const { models } = await readModelFolder(await folderOf('plainTable', [1, 0.4, 1]));
  const obstacles = Obstacles.ofHouse(house, withModels(library, models));
  const [table] = house.objects;
  expect(obstacles.clearance([table.position[0], table.position[2]])).toBe(0);
});

it('refuses a folder without a model that can be used, in one line', async () => {
  const reading = readModelFolder(await folderOf('zeppelin', [1, 1, 1]));
  await expect(reading).rejects.toThrow(UsageError);
  await expect(reading).rejects.toThrow(/none of its 1 models is named after a category[^\n]*$/);
  await expect(readModelFolder(join(folder, 'gone'))).rejects.toThrow(/cannot be read \(ENOENT\)/);
});

it.skipIf(!existsSync(KENNEY))('takes the Kenney kit for chairs, beds, sofas and more', async () => {
  const { categories, unknown } = await readModelFolder(KENNEY);
  expect(categories).toEqual(
    expect.arrayContaining(['Bed', 'Chair', 'Fridge', 'HousePlant', 'Sofa', 'Television', 'Toilet']),
  );
  expect(unknown).toContain('stairs.glb');
});
