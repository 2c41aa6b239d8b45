import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { houseForSeed, isHouseSeed } from '../house-source.ts';
import { type SceneFile, readSceneFile } from '../scene-file.ts';
import { isHabitatScene } from './scene-config.ts';

/** What is written behind a scene's id to make a file's name. */
const ENDINGS = ['', '.json', '.json.gz', '.glb', '.scene_instance.json'];

/**
 * The scene that an episode's `scene_id` means: a seed path of ours (`train/17`), or a file in a folder, looked for
 * under the whole id and under ever less of its beginning, as datasets are unpacked in many places.
 *
 * @param height About how high the storey lies; only models have several.
 * @returns A name that `openScene` takes; null when there is none.
 */
export function findScene(sceneId: string, height: number, folder: string): string | null {
  if (isHouseSeed(sceneId)) return sceneId;
  const [, id, list] = /^(.*?)(#\d+)?$/.exec(sceneId) ?? [null, sceneId, undefined];
  const steps = id.split('/').filter((step) => step !== '' && step !== '.' && step !== '..');
  for (let i = 0; i < steps.length; i++) {
    const stem = join(folder, ...steps.slice(i));
    const ending = ENDINGS.find((candidate) => existsSync(`${stem}${candidate}`));
    if (ending === undefined) continue;
    const file = `${stem}${ending}`;
    return isHabitatScene(file) ? `${file}@${height.toFixed(2)}` : `${file}${list ?? ''}`;
  }
  return null;
}

/** Opens a scene by what `findScene` calls it. @throws UsageError when its file is damaged */
export async function openScene(name: string): Promise<SceneFile> {
  return isHouseSeed(name) ? { house: houseForSeed(name), models: [] } : readSceneFile(name);
}
