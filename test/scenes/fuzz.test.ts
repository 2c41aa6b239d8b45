import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../env/errors.ts';
import type { House } from '../../env/house.ts';
import { NavMesh, initNavigation } from '../../env/navigation/navigation.ts';
import { Rng } from '../../env/random.ts';
import { buildScene } from '../../env/rendering/scene.ts';
import { openContainer } from '../../scenes/gltf/container.ts';
import { withModels } from '../../scenes/gltf/model.ts';
import { readGltf } from '../../scenes/gltf/read.ts';
import { readerBeside } from '../../scenes/gltf/resources.ts';
import { toSceneHouse } from '../../scenes/gltf/scene-house.ts';
import { parseHabitatDataset } from '../../scenes/habitat/episode-schema.ts';
import { importEpisodes } from '../../scenes/habitat/from-habitat.ts';
import { parseJson } from '../../scenes/json.ts';
import { library } from '../../scenes/library.ts';
import { readProcthor, writeProcthor } from '../../scenes/procthor.ts';
import { makeGlb, smallRoomGlb } from './gltf/small-glb.ts';
import { smallDataset } from './habitat/small-dataset.ts';
import { mutateBytes, mutateJson } from './mutate.ts';
import { oldFile, smallFile } from './small-file.ts';

/** How many damaged files of each kind are read; set OIKOS_FUZZ=10000 for a long look. */
const NUM_MUTATIONS = Number(process.env.OIKOS_FUZZ ?? 200);
const TIMEOUT_MS = 10_000 + 200 * NUM_MUTATIONS;
/** A house that was read in spite of its damage is lived in every so many times. */
const LIVE_EVERY = 20;

const DATA = join(import.meta.dirname, '../../../shared/data');

function real(...paths: readonly string[]): string[] {
  const found = paths.map((path) => join(DATA, path)).filter((path) => existsSync(path));
  if (found.length < paths.length)
    console.log(`Damage to real files is not tried: ${DATA} lacks some of ${paths.join(', ')}.`);
  return found;
}

/** Reads so many damaged files; whatever is wrong must be said by one line of a UsageError. */
async function damage(
  kind: string,
  read: (rng: Rng, index: number) => Promise<void> | void,
): Promise<{ refused: number }> {
  let refused = 0;
  for (let i = 0; i < NUM_MUTATIONS; i++) {
    try {
      await read(new Rng(`fuzz/${kind}/${i}`), i);
    } catch (error) {
      if (!(error instanceof UsageError)) throw new Error(`fuzz/${kind}/${i} breaks what reads it`, { cause: error });
      expect(error.message).not.toContain('\n');
      refused++;
    }
  }
  return { refused };
}

beforeAll(initNavigation);

function live(house: House, models: Parameters<typeof withModels>[1]): void {
  const own = withModels(library, models);
  buildScene(house, own);
  NavMesh.build(house, own).dispose();
}

describe('damaged files are refused by one line, or read', () => {
  it(
    'houses',
    async () => {
      const houses: unknown[] = [smallFile(), oldFile()];
      for (const file of real('procthor/houses/one-room.json')) houses.push(JSON.parse(readFileSync(file, 'utf8')));
      const { refused } = await damage('house', (rng, i) => {
        const file = houses[i % houses.length];
        const json = rng.chance(0.8)
          ? mutateJson(file, rng)
          : parseJson(Buffer.from(mutateBytes(Buffer.from(JSON.stringify(file)), rng)).toString(), 'bytes');
        const house = readProcthor(json, 'damaged');
        writeProcthor({ ...house }, house);
        if (i % LIVE_EVERY === 0) live(house, []);
      });
      expect(refused).toBeGreaterThan(0);
    },
    TIMEOUT_MS,
  );

  it(
    'episode files',
    async () => {
      const files: unknown[] = [smallDataset()];
      for (const file of real('habitat/pointnav-gibson-v2/content/Pablo.json.gz')) {
        files.push(JSON.parse(gunzipSync(readFileSync(file)).toString()));
      }
      const { refused } = await damage('episodes', (rng, i) => {
        const file = files[i % files.length];
        const json = rng.chance(0.8)
          ? mutateJson(file, rng)
          : parseJson(Buffer.from(mutateBytes(Buffer.from(JSON.stringify(file)), rng)).toString(), 'bytes');
        importEpisodes(parseHabitatDataset(json, 'damaged'), { name: 'damaged', asImages: rng.chance(0.5) });
      });
      expect(refused).toBeGreaterThan(0);
    },
    TIMEOUT_MS,
  );

  it(
    'glTF models',
    async () => {
      const models = [{ file: 'small.glb', bytes: smallRoomGlb() }];
      for (const file of real(
        'habitat/scenes/simple_room.glb',
        'gltf/conformance/BoxTextured-glTF-Binary/BoxTextured.glb',
        'gltf/conformance/BoxTextured-glTF/BoxTextured.gltf',
        'gltf/kenney-furniture-kit/lampSquareFloor.glb',
      )) {
        models.push({ file, bytes: readFileSync(file) });
      }
      const { refused } = await damage('gltf', async (rng, i) => {
        const { file, bytes } = models[i % models.length];
        const damaged = rng.chance(0.3) ? mutateBytes(bytes, rng) : mutateDocument(bytes, rng);
        const { house, models: own } = toSceneHouse(await readGltf(damaged, basename(file), readerBeside(file)), {
          id: 'damaged',
        });
        if (i % LIVE_EVERY === 0) live(house, own);
      });
      expect(refused).toBeGreaterThan(0);
    },
    TIMEOUT_MS,
  );
});

function mutateDocument(bytes: Uint8Array, rng: Rng): Uint8Array {
  const { json, binary } = openContainer(bytes, 'whole');
  const changed = mutateJson(json, rng);
  return binary === null ? Buffer.from(JSON.stringify(changed)) : makeGlb(changed, binary);
}
