import type { CameraOptions } from '../env.ts';
import { SHADE_SIZE } from './floor-shade.ts';
import { TEXTURES } from '../house.ts';
import type { ModelLibrary } from '../model.ts';
import type { Scene } from './scene.ts';
import { TEXTURE_SIZE } from './textures.ts';

const TEXEL_BYTES = 4;
/** A full chain of ever smaller copies adds a third. */
const MIPMAPS = 4 / 3;
/** Colour, metres, ids, and the depth test's own. */
const TARGETS = 4;

/** Texture memory that drawing N environments takes, bytes: detail shared by all, and floor shade and targets of each. */
export function textureBytes(numEnvs: number, { width, height }: CameraOptions): number {
  const detail = TEXTURES.length * TEXTURE_SIZE * TEXTURE_SIZE * TEXEL_BYTES * MIPMAPS;
  const own = SHADE_SIZE * SHADE_SIZE + width * height * TARGETS * TEXEL_BYTES;
  return Math.ceil(detail) + numEnvs * own;
}

/** Triangles of all that stands in a house, seen or not. */
export function countTriangles({ instances }: Scene, library: ModelLibrary): number {
  const triangles = new Map(library.listModels().map(({ key, indices }) => [key, indices.length / 3]));
  return instances.reduce((sum, { model }) => sum + (triangles.get(model) ?? 0), 0);
}
