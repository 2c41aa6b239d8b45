import { z } from 'zod';
import { OBJECT_CATEGORIES } from '../env/categories.ts';
import { UsageError } from '../env/errors.ts';
import type { Vec3 } from '../env/geometry.ts';
import { Rng } from '../env/random.ts';
import { COUNTER_PLANS } from './models/counters.ts';
import { nominalSize, numVariants } from './library.ts';
import type { ObjectStyle } from './object-styles.ts';
import { ASSETS_PER_STYLE, OBJECT_STYLES, shapesOf, styleOfAsset } from './object-styles.ts';
import { PROCTHOR_ASSETS } from './procthor-assets.ts';

/** What an `assetId` of a house file stands for. */
export interface Asset {
  readonly assetId: string;
  readonly category: string;
  /** Bounding box along the asset's own x, y, z, metres. */
  readonly size: Vec3;
  /** Shape of the parametric model. */
  readonly variant: number;
}

/** Tells what assets are; null for one it does not know. */
export interface AssetTable {
  /** What an asset of a house file is; null for one that is not known. */
  resolve(assetId: string): Asset | null;
}

/** Categories whose width, height and depth vary independently; the others only grow and shrink as a whole. */
const STRETCHES: ReadonlySet<string> = new Set([
  ...['Bed', 'Blinds', 'Box', 'CoffeeTable', 'CounterTop', 'Desk', 'DiningTable', 'Dresser', 'Fridge', 'Painting'],
  ...['ShelvingUnit', 'SideTable', 'Sofa', 'TVStand', 'Book', 'LaundryHamper', 'ArmChair', 'Pillow', 'Towel'],
]);

const known = new Map<string, Asset>();
const byStyle = new Map<string, readonly Asset[]>();

/** The assets of our own catalogue that houses of a style have of a category, for example `Chair_oikos_0` to `Chair_oikos_7`. */
export function catalogue(category: string, style: ObjectStyle): readonly Asset[] {
  const key = `${category} ${style}`;
  const listed = byStyle.get(key);
  if (listed !== undefined) return listed;
  const first = OBJECT_STYLES.indexOf(style) * ASSETS_PER_STYLE;
  const assets = Array.from({ length: ASSETS_PER_STYLE }, (_, i) => catalogueAsset(category, first + i));
  byStyle.set(key, assets);
  return assets;
}

/** Entry `index` of our catalogue: its shape and size follow from category and index alone. */
export function catalogueAsset(category: string, index: number): Asset {
  const assetId = `${category}_oikos_${index}`;
  const found = known.get(assetId);
  if (found !== undefined) return found;
  const shapes = shapesOf(category, styleOfAsset(index));
  const variant = shapes[(index % ASSETS_PER_STYLE) % shapes.length];
  const rng = new Rng(`asset/${category}/${index}`);
  const whole = rng.uniform(0.93, 1.08);
  const stretch = STRETCHES.has(category) ? 0.08 : 0;
  const [x, y, z] = nominalSize(category, variant).map((length) => {
    const scaled = length * whole * (1 + rng.uniform(-stretch, stretch));
    return Math.max(0.001, Math.round(scaled * 1000) / 1000);
  });
  const asset: Asset = { assetId, category, size: [x, y, z], variant };
  known.set(assetId, asset);
  return asset;
}

/** Our own catalogue and the assets of AI2-THOR's database. */
export const KNOWN_ASSETS: AssetTable = {
  resolve(assetId) {
    const own = /^([A-Za-z]+)_oikos_(\d{1,3})$/.exec(assetId);
    if (own !== null && CATEGORIES.has(own[1])) return catalogueAsset(own[1], Number(own[2]));
    return fromAi2Thor(assetId) ?? byName(assetId);
  },
};

const databaseSchema = z.record(
  z.string(),
  z.array(
    z.object({
      assetId: z.string(),
      boundingBox: z.object({ x: z.number().positive(), y: z.number().positive(), z: z.number().positive() }),
    }),
  ),
);

/**
 * Assets of a database file in the shape of ProcTHOR's `asset-database.json`, before the known ones.
 *
 * @throws UsageError when the file has another shape.
 */
export function readAssetDatabase(json: unknown, where: string): AssetTable {
  const result = databaseSchema.safeParse(json);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new UsageError(
      `${where}: ${issue.path.join('.')}: ${issue.message}; give an asset-database.json of ProcTHOR.`,
    );
  }
  const facts = new Map<string, { category: string; size: Vec3 }>();
  for (const [category, entries] of Object.entries(result.data)) {
    if (!CATEGORIES.has(category)) continue;
    for (const { assetId, boundingBox } of entries) {
      facts.set(assetId, { category, size: [boundingBox.x, boundingBox.y, boundingBox.z] });
    }
  }
  return {
    resolve(assetId) {
      const found = facts.get(assetId);
      return found === undefined ? KNOWN_ASSETS.resolve(assetId) : withVariant(assetId, found.category, found.size);
    },
  };
}

const CATEGORIES: ReadonlySet<string> = new Set(OBJECT_CATEGORIES);
/** Categories by their letters alone, the longest name first: `side_table` and `SideTable` are the same. */
const CATEGORY_LETTERS = OBJECT_CATEGORIES.map((category) => ({ category, letters: category.toLowerCase() })).sort(
  (a, b) => b.letters.length - a.letters.length,
);

let ai2Thor: ReadonlyMap<string, { category: string; size: Vec3 }> | null = null;

function fromAi2Thor(assetId: string): Asset | null {
  ai2Thor ??= new Map(
    Object.entries(PROCTHOR_ASSETS).flatMap(([category, list]) =>
      list.split(';').map((entry): [string, { category: string; size: Vec3 }] => {
        const [name, millimetres] = entry.split('=');
        const [x, y, z] = millimetres.split(',').map((length) => Number(length) / 1000);
        return [name, { category, size: [x, y, z] }];
      }),
    ),
  );
  const facts = ai2Thor.get(assetId);
  return facts === undefined ? null : withVariant(assetId, facts.category, facts.size);
}

/** An asset nobody lists, by what its name begins with: `Chair_999_1` and `RoboTHOR_chair_new` are chairs. */
function byName(assetId: string): Asset | null {
  const letters = assetId
    .replace(/^RoboTHOR_/, '')
    .replace(/_/g, '')
    .toLowerCase();
  const match = CATEGORY_LETTERS.find((entry) => letters.startsWith(entry.letters));
  if (match === undefined) return null;
  return { ...catalogueAsset(match.category, 0), assetId };
}

/** How much more than the least a shape may be stretched (difference of logarithms) to be dealt out as equally good. */
const STRETCH_TOLERANCE = 0.35;
/** Shapes that show it sooner: a portrait squashed into a wide frame, a counter whose corner ends beside the wall. */
const STRICT_TOLERANCE: Readonly<Record<string, number>> = { Painting: 0.1, CounterTop: 0 };

/** The shape whose proportions need the least stretching to fill the box; equally good ones are dealt out by name. */
function withVariant(assetId: string, category: string, size: Vec3): Asset {
  const strains = Array.from({ length: numVariants(category) }, (_, variant) => {
    if (category === 'CounterTop' && !hasPlanOf(assetId, variant)) return Infinity;
    const nominal = nominalSize(category, variant);
    const logs = size.map((length, i) => Math.log(length / nominal[i]));
    return Math.max(...logs) - Math.min(...logs);
  });
  const limit = Math.min(...strains) + (STRICT_TOLERANCE[category] ?? STRETCH_TOLERANCE);
  const fitting = [...strains.keys()].filter((variant) => strains[variant] <= limit);
  return { assetId, category, size, variant: new Rng(`variant/${assetId}`).pick(fitting) };
}

/** AI2-THOR names a counter's plan, `Countertop_L_8x6`; a name without one fits every plan. */
function hasPlanOf(assetId: string, variant: number): boolean {
  const plan = /^Countertop_(I|Island|L|C)_/.exec(assetId)?.[1];
  return plan === undefined || COUNTER_PLANS[variant].plan === plan;
}
