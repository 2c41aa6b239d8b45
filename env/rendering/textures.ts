import type { TextureName } from '../house.ts';
import { TEXTURES } from '../house.ts';
import { Rng } from '../random.ts';

/** Texels along each side of a layer. */
export const TEXTURE_SIZE = 128;
/** Metres that one repeat of each layer covers. */
export const TEXTURE_METRES: Record<TextureName, number> = {
  plain: 1,
  wood: 0.7,
  planks: 1.2,
  tile: 0.8,
  carpet: 0.6,
  fabric: 0.25,
  brick: 0.9,
  marble: 1.4,
  metal: 0.5,
  plaster: 1.5,
  leaf: 0.3,
  screen: 0.3,
  paper: 0.4,
  glass: 0.5,
};

/** Brightness a full texel stands for: a surface's colour is multiplied by texel / 255 * this. */
export const TEXTURE_RANGE = 1.25;

type Pattern = (u: number, v: number) => number;

/**
 * Grey detail that surfaces' colours are multiplied by, made by code, seamless in both directions.
 *
 * @returns (L, S, S, 4) uint8, layer by layer in the order of `TEXTURES`.
 */
export function makeTextures(): Uint8Array<ArrayBuffer> {
  const size = TEXTURE_SIZE;
  const texels = new Uint8Array(TEXTURES.length * size * size * 4);
  TEXTURES.forEach((name, layer) => {
    const pattern = makePattern(name);
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < size; x++) {
        const value = Math.round((255 * pattern(x / size, y / size)) / TEXTURE_RANGE);
        const at = ((layer * size + y) * size + x) * 4;
        texels.fill(Math.max(0, Math.min(255, value)), at, at + 3);
        texels[at + 3] = 255;
      }
    }
  });
  return texels;
}

function makePattern(name: TextureName): Pattern {
  const rng = new Rng(`texture/${name}`);
  const coarse = makeNoise(rng.child('coarse'), 4, 4);
  const middle = makeNoise(rng.child('middle'), 16, 16);
  const fine = makeNoise(rng.child('fine'), 64, 64);
  const grain = makeNoise(rng.child('grain'), 12, 64);
  const tone = Array.from({ length: 32 }, () => rng.uniform(-0.09, 0.09));
  switch (name) {
    case 'wood':
      return (u, v) =>
        0.97 +
        0.045 * Math.sin(2 * Math.PI * (6 * v + 0.7 * coarse(u, v) + 0.25 * middle(u, v))) +
        0.06 * (grain(u, v) - 0.5);
    case 'planks':
      return (u, v) => {
        const row = Math.floor(v * 8);
        const along = (u + [0, 0.5, 0.25, 0.75, 0.1, 0.6, 0.35, 0.85][row]) % 1;
        const seam = edge(v * 8, 0.05) * edge(along * 2, 0.008);
        return (0.97 + tone[row * 2 + Math.floor(along * 2)] + 0.1 * (grain(u, v) - 0.5)) * (0.6 + 0.4 * seam);
      };
    case 'tile':
      return (u, v) =>
        (0.99 + tone[Math.floor(u * 2) + 2 * Math.floor(v * 2)] * 0.4) *
        (0.72 + 0.28 * edge(u * 2, 0.025) * edge(v * 2, 0.025));
    case 'brick':
      return (u, v) => {
        const row = Math.floor(v * 8);
        const along = u * 4 + (row % 2) / 2;
        const seam = edge(along, 0.04) * edge(v * 8, 0.09);
        return 0.62 + (0.36 + tone[(row * 4 + Math.floor(along)) % 32] + 0.1 * (fine(u, v) - 0.5)) * seam;
      };
    case 'carpet':
      return (u, v) => 0.93 + 0.3 * (fine(u, v) - 0.5) + 0.1 * (middle(u, v) - 0.5);
    case 'fabric':
      return (u, v) =>
        0.97 + 0.05 * Math.sin(2 * Math.PI * 16 * u) * Math.sin(2 * Math.PI * 16 * v) + 0.1 * (fine(u, v) - 0.5);
    case 'marble':
      return (u, v) =>
        1 -
        0.28 * Math.pow(1 - Math.abs(Math.sin(Math.PI * (2 * u + 2 * v + 1.6 * coarse(u, v) + 0.5 * middle(u, v)))), 4);
    case 'metal':
      return (u, v) => 0.98 + 0.07 * (grain(u, v) - 0.5);
    case 'plaster':
      return (u, v) => 0.985 + 0.05 * (fine(u, v) - 0.5) + 0.03 * (coarse(u, v) - 0.5);
    case 'leaf':
      return (u, v) => 0.95 + 0.25 * (middle(u, v) - 0.5);
    case 'paper':
      return (u, v) => 0.97 + 0.04 * (fine(u, v) - 0.5);
    case 'screen':
      return (u, v) => 0.95 + 0.1 * (coarse(u, v) - 0.5);
    case 'glass':
      return (u, v) => 0.95 + 0.12 * Math.sin(2 * Math.PI * (u + v)) * 0.5;
    case 'plain':
      return () => 1;
  }
}

/** 1 inside a cell, falling to 0 over `width` at its borders. */
function edge(t: number, width: number): number {
  const f = t - Math.floor(t);
  return Math.min(1, Math.min(f, 1 - f) / width);
}

/** Smooth periodic value noise in [0, 1] with so many cells along u and v. */
function makeNoise(rng: Rng, cellsU: number, cellsV: number): Pattern {
  const values = Float32Array.from({ length: cellsU * cellsV }, () => rng.uniform());
  const at = (i: number, j: number): number => values[(j % cellsV) * cellsU + (i % cellsU)];
  return (u, v) => {
    const x = u * cellsU;
    const y = v * cellsV;
    const i = Math.floor(x);
    const j = Math.floor(y);
    const fx = smooth(x - i);
    const fy = smooth(y - j);
    const top = at(i, j) * (1 - fx) + at(i + 1, j) * fx;
    const bottom = at(i, j + 1) * (1 - fx) + at(i + 1, j + 1) * fx;
    return top * (1 - fy) + bottom * fy;
  };
}

function smooth(t: number): number {
  return t * t * (3 - 2 * t);
}
