import type { TextureName } from '../../env/house.ts';
import { TEXTURES } from '../../env/house.ts';
import type { Vec3 } from '../../env/geometry.ts';

/** What a part of a model is made of. */
export interface Material {
  /** Linear-light albedo, each 0 to 1. */
  readonly color: Vec3;
  /** 1 where the colour of the placed object multiplies the material's own. */
  readonly tint: 0 | 1;
  /** Index into `TEXTURES`. */
  readonly layer: number;
  /** Light it gives by itself, 0 to 1. */
  readonly emission: number;
}

/** One sRGB channel, 0 to 1, in linear light (IEC 61966-2-1). */
function linearFromSrgb(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

function linearFromHex(hex: number): Vec3 {
  return [
    linearFromSrgb(((hex >> 16) & 255) / 255),
    linearFromSrgb(((hex >> 8) & 255) / 255),
    linearFromSrgb((hex & 255) / 255),
  ];
}

/** A material that keeps its own colour, given as sRGB `0xrrggbb`. */
export function solid(hex: number, texture: TextureName = 'plain', emission = 0): Material {
  return { color: linearFromHex(hex), tint: 0, layer: TEXTURES.indexOf(texture), emission };
}

/** A material that takes the colour of the placed object; `shade` darkens it, sRGB 0 to 1. */
export function tinted(texture: TextureName = 'plain', shade = 1, emission = 0): Material {
  const level = linearFromSrgb(shade);
  return { color: [level, level, level], tint: 1, layer: TEXTURES.indexOf(texture), emission };
}

export const OAK = solid(0xb98a56, 'wood');
export const WALNUT = solid(0x6e4526, 'wood');
export const DARK_WOOD = solid(0x46301f, 'wood');
export const PALE_WOOD = solid(0xd9bd90, 'wood');
export const STEEL = solid(0xb9bdc2, 'metal');
export const CHROME = solid(0xd9dde2, 'metal');
export const IRON = solid(0x34363a, 'metal');
export const BRASS = solid(0xc29a4a, 'metal');
export const BLACK = solid(0x1d1e21);
export const CHARCOAL = solid(0x3a3c40);
export const GREY = solid(0x8b8e93);
export const PALE_GREY = solid(0xc9cbce);
export const WHITE = solid(0xf2f1ed);
export const CERAMIC = solid(0xf4f4f2);
export const LINEN = solid(0xf0ebe0, 'fabric');
export const PAPER = solid(0xf3efe4, 'paper');
export const GLASS = solid(0xcfe3ea, 'glass');
export const SCREEN = solid(0x10161f, 'screen', 0.25);
export const GLOW = solid(0xfff0cf, 'plain', 1);
export const SOIL = solid(0x3f2c20);
export const LEAF = solid(0x3f8a3c, 'leaf');
export const DARK_LEAF = solid(0x2c6b35, 'leaf');
export const PALE_LEAF = solid(0x78ad4e, 'leaf');
export const TERRACOTTA = solid(0xb5673f);
export const RED = solid(0xc0322b);
export const RUBBER = solid(0x2a2a2c);
