import { basename } from 'node:path';
import type { House } from '../env/house.ts';
import type { Model } from '../env/model.ts';
import type { AssetTable } from './assets.ts';
import { toSceneHouse } from './gltf/scene-house.ts';
import { isHabitatScene, readHabitatScene } from './habitat/scene-config.ts';
import { readHouseFile } from './house-file.ts';

/** A scene ready to live in. */
export interface SceneFile {
  readonly house: House;
  /** Models of its own, beside those of the library. */
  readonly models: readonly Model[];
}

/**
 * Reads a scene of any kind: a ProcTHOR house, one of a list of them (`FILE#3`), a glTF model, or one of Habitat's
 * configs. `FILE@2.8` is the storey of a model whose floor lies 2.8 m high.
 *
 * @param assets For assetIds of house files that are not built in.
 * @throws UsageError in one line for whatever is wrong with the file
 */
export async function readSceneFile(name: string, assets?: AssetTable): Promise<SceneFile> {
  const [, file, storey] = /^(.*)@(-?\d+(?:\.\d+)?)$/.exec(name) ?? [null, name, null];
  if (!isHabitatScene(file)) return { house: await readHouseFile(name, assets), models: [] };
  const floorHeight = storey === null ? undefined : Number(storey);
  return toSceneHouse(await readHabitatScene(file), { id: basename(name), floorHeight });
}
