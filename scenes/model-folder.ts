import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { OBJECT_CATEGORIES } from '../env/categories.ts';
import { UsageError } from '../env/errors.ts';
import type { Vec3 } from '../env/geometry.ts';
import type { Model } from '../env/model.ts';
import { categoryOfName } from './category-names.ts';
import { type Bounds, boundsOf, collidersOf, toModel } from './gltf/model.ts';
import { moveMeshes, uprightTurn } from './gltf/move.ts';
import { type Mesh, readGltfFile } from './gltf/read.ts';
import { UNMOVED } from './gltf/transform.ts';
import { nominalSize, numVariants } from './library.ts';

/** A folder of models taken for shapes of our categories; `withModels` makes them a library. */
export interface ModelFolder {
  readonly models: readonly Model[];
  /** Categories that have shapes of their own now, sorted. */
  readonly categories: readonly string[];
  /** Files whose names speak of no category. */
  readonly unknown: readonly string[];
}

interface OwnShape {
  readonly meshes: readonly Mesh[];
  readonly bounds: Bounds;
}

/** glTF's models look along +Z, ours along -Z. */
const TURN = uprightTurn([0, 1, 0], [0, 0, 1]) ?? UNMOVED;

/**
 * Reads a folder of glTF models as shapes of the categories that their names speak of, as `loungeSofa.glb` does of a
 * `Sofa`. Every variant of such a category is drawn with the shape that needs the least stretching to its size; pivots
 * and units are of no account, for houses say how large things are. Parts that move are our own shapes' alone.
 *
 * @throws UsageError when a model is damaged, or no name speaks of a category
 */
export async function readModelFolder(folder: string): Promise<ModelFolder> {
  const shapes = new Map<string, OwnShape[]>();
  const unknown: string[] = [];
  for (const name of await listModels(folder)) {
    const category = categoryOfName(name.replace(/\.(glb|gltf)$/i, ''));
    if (!OBJECT_CATEGORIES.some((known) => known === category) || category === null) {
      unknown.push(name);
      continue;
    }
    const meshes = moveMeshes(await readGltfFile(join(folder, name)), TURN);
    shapes.set(category, [...(shapes.get(category) ?? []), { meshes, bounds: boundsOf(meshes) }]);
  }
  if (shapes.size === 0) {
    throw new UsageError(`${folder}: none of its ${unknown.length} models is named after a category, such as Chair.`);
  }
  const models = [...shapes].flatMap(([category, own]) =>
    Array.from({ length: numVariants(category) }, (_, variant) => {
      const { meshes, bounds } = leastStretched(own, nominalSize(category, variant));
      return toModel(`${category}/${variant}`, meshes, bounds, collidersOf(meshes, bounds));
    }),
  );
  return { models, categories: [...shapes.keys()].sort(), unknown };
}

async function listModels(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => /\.(glb|gltf)$/i.test(name)).sort();
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(`${folder}: cannot be read (${reason}); name a folder of .glb or .gltf models.`);
  }
}

function leastStretched(shapes: readonly OwnShape[], size: Vec3): OwnShape {
  const strain = ({ bounds }: OwnShape): number => {
    const logs = size.map((length, i) => Math.log(length / bounds.size[i]));
    return Math.max(...logs) - Math.min(...logs);
  };
  return shapes.reduce((best, shape) => (strain(shape) < strain(best) ? shape : best));
}
