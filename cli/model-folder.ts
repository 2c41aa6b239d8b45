import type { Model } from '../env/model.ts';

/** Reads a user's folder of models, and says on stderr what they are taken for. @throws UsageError when none can be used */
export async function openModelFolder(folder: string): Promise<readonly Model[]> {
  const { readModelFolder } = await import('../scenes/model-folder.ts');
  const { models, categories, unknown } = await readModelFolder(folder);
  process.stderr.write(`${folder}: shapes for ${categories.join(', ')}\n`);
  if (unknown.length > 0) process.stderr.write(`${folder}: not named after a category: ${unknown.join(', ')}\n`);
  return models;
}
