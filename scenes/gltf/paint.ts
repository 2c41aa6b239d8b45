import { UsageError } from '../../env/errors.ts';
import type { Vec3 } from '../../env/geometry.ts';
import { type ReadUri, loadImage } from './resources.ts';
import type { Gltf, GltfMaterial, GltfTextureInfo } from './schema.ts';

type TextureTransform = NonNullable<NonNullable<GltfTextureInfo['extensions']>['KHR_texture_transform']>;

/** A picture as linear light. */
interface Texels {
  readonly width: number;
  readonly height: number;
  /** (H, W, 3) */
  readonly values: Float32Array;
}

/** How a material colours its surface, linear light. */
export interface Paint {
  readonly color: Vec3;
  readonly texels: Texels | null;
  /** Which texture coordinates the picture goes by, and how they are turned, stretched and moved before. */
  readonly texCoord: number;
  readonly place: Placement;
  readonly emission: number;
}

/** u' = a u + b v + c, v' = d u + e v + f. @see KHR_texture_transform */
type Placement = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

const AS_IS: Placement = [1, 0, 0, 0, 1, 0];

export const PLAIN: Paint = { color: [1, 1, 1], texels: null, texCoord: 0, place: AS_IS, emission: 0 };

/** Larger pictures are refused: a small file can unpack to a huge one. */
const MAX_PIXELS = 2 ** 26;
/** Pictures are averaged down to at most this many texels a side: colours are kept at vertices only. */
const MAX_TEXELS = 256;

/** The colours of a document's materials. An image in a format that is not decoded (KTX2) leaves the base colour. */
export async function loadPaints(
  gltf: Gltf,
  buffers: readonly Uint8Array[],
  readUri: ReadUri,
  where: string,
): Promise<Paint[]> {
  const images = new Map<number, Texels | null>();
  const paints: Paint[] = [];
  for (const material of gltf.materials) {
    const { factor, texture } = lookOf(material);
    const entry = texture && gltf.textures.at(texture.index);
    const source = entry?.extensions?.EXT_texture_webp?.source ?? entry?.source;
    if (source !== undefined && !images.has(source)) {
      const bytes = await loadImage(gltf, buffers, source, readUri, where);
      images.set(source, bytes === null ? null : await decode(bytes, `${where}: image ${source}`));
    }
    const transform = texture?.extensions?.KHR_texture_transform;
    paints.push({
      color: [factor[0], factor[1], factor[2]],
      texels: source === undefined ? null : (images.get(source) ?? null),
      texCoord: transform?.texCoord ?? texture?.texCoord ?? 0,
      place: transform === undefined ? AS_IS : placementOf(transform),
      emission: Math.max(...material.emissiveFactor),
    });
  }
  return paints;
}

/** The base colour of a material and its picture, in the words of the old extension too. */
function lookOf({ pbrMetallicRoughness, extensions }: GltfMaterial): {
  factor: readonly number[];
  texture: GltfTextureInfo | undefined;
} {
  const { diffuseFactor, diffuseTexture } = extensions?.KHR_materials_pbrSpecularGlossiness ?? {};
  const { baseColorFactor, baseColorTexture } = pbrMetallicRoughness;
  return { factor: diffuseFactor ?? baseColorFactor ?? [1, 1, 1, 1], texture: diffuseTexture ?? baseColorTexture };
}

function placementOf({ offset, rotation, scale }: TextureTransform): Placement {
  const [c, s] = [Math.cos(rotation), Math.sin(rotation)];
  return [scale[0] * c, scale[1] * s, offset[0], -scale[0] * s, scale[1] * c, offset[1]];
}

/** The colour at texture coordinates; pictures repeat beyond 0 to 1. */
export function sample({ color, texels, place }: Paint, u: number, v: number): Vec3 {
  if (texels === null) return color;
  const { width, height, values } = texels;
  const x = Math.floor(wrap(place[0] * u + place[1] * v + place[2]) * width);
  const y = Math.floor(wrap(place[3] * u + place[4] * v + place[5]) * height);
  const at = (Math.min(y, height - 1) * width + Math.min(x, width - 1)) * 3;
  return [color[0] * values[at], color[1] * values[at + 1], color[2] * values[at + 2]];
}

function wrap(t: number): number {
  return Number.isFinite(t) ? t - Math.floor(t) : 0;
}

const KTX2 = [0xab, 0x4b, 0x54, 0x58];

async function decode(bytes: Uint8Array, where: string): Promise<Texels | null> {
  if (KTX2.every((byte, i) => bytes[i] === byte)) return null;
  const { default: sharp } = await import('sharp');
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: MAX_PIXELS })
      .resize(MAX_TEXELS, MAX_TEXELS, { fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const values = Float32Array.from({ length: info.width * info.height * 3 }, (_, i) =>
      toLinear(data[Math.floor(i / 3) * info.channels + Math.min(i % 3, info.channels - 1)] / 255),
    );
    return { width: info.width, height: info.height, values };
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new UsageError(`${where}: is no picture that can be decoded (${reason}); give a PNG, JPEG or WebP.`);
  }
}

/** sRGB's transfer function (IEC 61966-2-1). */
function toLinear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
}
