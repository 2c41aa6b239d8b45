import type { ModelLibrary } from '../env/model.ts';

/** What `--models` says wherever it stands. */
export const MODELS_HELP = 'a folder of glTF models, in place of our shapes of the categories they are named after';

/**
 * Our library, with a user's folder of models where one is named; says on stderr what those are taken for.
 *
 * @throws UsageError when none of them can be used
 */
export async function openLibrary(folder: string | undefined): Promise<ModelLibrary> {
  const { library } = await import('../scenes/library.ts');
  if (folder === undefined) return library;
  const { withModels } = await import('../scenes/gltf/model.ts');
  const { readModelFolder } = await import('../scenes/model-folder.ts');
  const { models, categories, unknown } = await readModelFolder(folder);
  process.stderr.write(`${folder}: shapes for ${categories.join(', ')}\n`);
  if (unknown.length > 0) process.stderr.write(`${folder}: not named after a category: ${unknown.join(', ')}\n`);
  return withModels(library, models);
}
