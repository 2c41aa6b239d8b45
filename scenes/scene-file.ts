import { basename } from 'node:path';
import type { House } from '../env/house.ts';
import type { Model } from '../env/model.ts';
import type { AssetTable } from './assets.ts';
import { toSceneHouse } from './gltf/scene-house.ts';
import { isHabitatScene, readHabitatScene } from './habitat/scene-config.ts';
import { readHouseFile } from './house-source.ts';

export interface SceneFileOptions {
  /** For assetIds of house files that are not built in. */
  readonly assets?: AssetTable;
  /** Which storey of a model to live on; see `SceneHouseOptions`. */
  readonly floorHeight?: number;
}

/** A scene ready to live in. */
export interface SceneFile {
  readonly house: House;
  /** Models of its own, beside those of the library. */
  readonly models: readonly Model[];
}

/**
 * Reads a scene of any kind: a ProcTHOR house, one of a list of them (`FILE#3`), a glTF model, or one of Habitat's
 * configs.
 *
 * @throws UsageError in one line for whatever is wrong with the file
 */
export async function readSceneFile(file: string, { assets, floorHeight }: SceneFileOptions = {}): Promise<SceneFile> {
  if (!isHabitatScene(file)) return { house: await readHouseFile(file, assets), models: [] };
  const id = floorHeight === undefined ? basename(file) : `${basename(file)}@${floorHeight.toFixed(2)}`;
  return toSceneHouse(await readHabitatScene(file), { id, floorHeight });
}
