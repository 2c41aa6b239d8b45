import {
  DataArrayTexture,
  LinearFilter,
  LinearMipmapLinearFilter,
  NoColorSpace,
  RedFormat,
  RepeatWrapping,
} from 'three/webgpu';
import { TEXTURES } from '../house.ts';
import { SHADE_SIZE } from './floor-shade.ts';
import { makeTextures, TEXTURE_SIZE } from './textures.ts';

/** The patterns of surfaces, a layer for each of `TEXTURES`. */
export function detailTexture(): DataArrayTexture {
  const texture = new DataArrayTexture(makeTextures(), TEXTURE_SIZE, TEXTURE_SIZE, TEXTURES.length);
  texture.colorSpace = NoColorSpace;
  texture.wrapS = texture.wrapT = RepeatWrapping;
  texture.magFilter = LinearFilter;
  texture.minFilter = LinearMipmapLinearFilter;
  texture.generateMipmaps = true;
  texture.needsUpdate = true;
  return texture;
}

/** How much light reaches the floors, a layer for each environment over (N, SHADE_SIZE, SHADE_SIZE) texels. */
export function shadeTexture(texels: Uint8Array<ArrayBuffer>, numEnvs: number): DataArrayTexture {
  const texture = new DataArrayTexture(texels, SHADE_SIZE, SHADE_SIZE, numEnvs);
  texture.format = RedFormat;
  texture.magFilter = texture.minFilter = LinearFilter;
  texture.colorSpace = NoColorSpace;
  texture.needsUpdate = true;
  return texture;
}
