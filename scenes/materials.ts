import type { Color } from '../env/geometry.ts';
import type { Surface, TextureName } from '../env/house.ts';
import { Rng } from '../env/random.ts';

interface MaterialFamily {
  readonly pattern: RegExp;
  readonly texture: TextureName;
  readonly colors: readonly Color[];
}

const gray = (value: number): Color => [value, value, value];

/** What material names of ProcTHOR say about look, the first match wins; a name without a colour word gets one of the list. */
const FAMILIES: readonly MaterialFamily[] = [
  {
    pattern: /brick/i,
    texture: 'brick',
    colors: [
      [0.62, 0.36, 0.28],
      [0.68, 0.45, 0.35],
      [0.55, 0.32, 0.27],
    ],
  },
  {
    pattern: /marble|granite/i,
    texture: 'marble',
    colors: [
      [0.9, 0.89, 0.87],
      [0.8, 0.78, 0.75],
    ],
  },
  {
    pattern: /tile|subway|shard/i,
    texture: 'tile',
    colors: [
      [0.88, 0.87, 0.83],
      [0.78, 0.76, 0.7],
      [0.7, 0.78, 0.8],
    ],
  },
  { pattern: /kitchenfloor|countertop/i, texture: 'tile', colors: [[0.8, 0.78, 0.73]] },
  {
    pattern: /carpet|rug/i,
    texture: 'carpet',
    colors: [
      [0.62, 0.57, 0.5],
      [0.5, 0.5, 0.52],
      [0.45, 0.38, 0.34],
    ],
  },
  {
    pattern: /fabric|cloth|leather|upholstery|satin/i,
    texture: 'fabric',
    colors: [
      [0.7, 0.66, 0.6],
      [0.55, 0.57, 0.6],
    ],
  },
  {
    pattern: /floor|plank|boards|slash/i,
    texture: 'planks',
    colors: [
      [0.62, 0.45, 0.3],
      [0.7, 0.53, 0.36],
      [0.5, 0.35, 0.24],
    ],
  },
  {
    pattern: /wood|cabinet|counter|wicker|robinegg|beams/i,
    texture: 'planks',
    colors: [
      [0.66, 0.5, 0.34],
      [0.55, 0.4, 0.27],
    ],
  },
  {
    pattern: /concrete|plaster|pink/i,
    texture: 'plaster',
    colors: [
      [0.7, 0.68, 0.66],
      [0.77, 0.73, 0.7],
    ],
  },
  { pattern: /metal|brass|foil/i, texture: 'metal', colors: [[0.6, 0.6, 0.62]] },
  { pattern: /porcelain/i, texture: 'plaster', colors: [[0.86, 0.86, 0.84]] },
  {
    pattern: /./,
    texture: 'plaster',
    colors: [
      [0.9, 0.87, 0.8],
      [0.83, 0.82, 0.78],
      [0.87, 0.84, 0.79],
    ],
  },
];

/** Colour words in material names, the first match wins. */
const COLOR_WORDS: readonly { readonly pattern: RegExp; readonly color: Color; readonly wood: Color }[] = [
  { pattern: /off_?white|eggshell|cream/i, color: [0.92, 0.89, 0.81], wood: [0.85, 0.78, 0.65] },
  { pattern: /white/i, color: gray(0.92), wood: [0.86, 0.84, 0.8] },
  { pattern: /pureblack|black/i, color: gray(0.15), wood: [0.16, 0.14, 0.13] },
  { pattern: /dark/i, color: gray(0.3), wood: [0.34, 0.23, 0.16] },
  { pattern: /gr[ea]y/i, color: gray(0.62), wood: [0.58, 0.56, 0.53] },
  { pattern: /light|pale/i, color: gray(0.86), wood: [0.79, 0.66, 0.49] },
  { pattern: /orange/i, color: [0.86, 0.62, 0.42], wood: [0.72, 0.45, 0.24] },
  { pattern: /pink|rose/i, color: [0.86, 0.7, 0.68], wood: [0.7, 0.48, 0.4] },
  { pattern: /red/i, color: [0.66, 0.3, 0.26], wood: [0.52, 0.27, 0.18] },
  { pattern: /brown/i, color: [0.55, 0.44, 0.35], wood: [0.45, 0.3, 0.2] },
  { pattern: /yellow|sand/i, color: [0.89, 0.81, 0.6], wood: [0.76, 0.62, 0.38] },
  { pattern: /tan|beige/i, color: [0.8, 0.71, 0.58], wood: [0.72, 0.57, 0.4] },
  { pattern: /turquoise|robinegg/i, color: [0.5, 0.75, 0.74], wood: [0.55, 0.72, 0.72] },
  { pattern: /green/i, color: [0.6, 0.71, 0.58], wood: [0.5, 0.57, 0.42] },
  { pattern: /blue/i, color: [0.53, 0.65, 0.77], wood: [0.5, 0.58, 0.66] },
  { pattern: /rich|medium/i, color: gray(0.6), wood: [0.55, 0.36, 0.22] },
];

/** How a material looks: its texture by its name; its colour as given, else by the name too. */
export function surfaceOf(material: string, color?: { r: number; g: number; b: number } | null): Surface {
  const family = FAMILIES.find(({ pattern }) => pattern.test(material)) ?? FAMILIES[FAMILIES.length - 1];
  if (color != null) return { material, texture: family.texture, color: [color.r, color.g, color.b] };
  const word = COLOR_WORDS.find(({ pattern }) => pattern.test(material));
  const rng = new Rng(`material/${material}`);
  const shade = rng.uniform(0.95, 1.05);
  const wooden = family.texture === 'planks' || family.texture === 'wood';
  const named = wooden ? word?.wood : word?.color;
  const [r, g, b] = named ?? rng.pick(family.colors);
  const tint = (value: number): number => Math.round(Math.min(1, value * shade) * 1000) / 1000;
  return { material, texture: family.texture, color: [tint(r), tint(g), tint(b)] };
}
