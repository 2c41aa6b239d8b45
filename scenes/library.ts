import { OBJECT_CATEGORIES } from '../env/categories.ts';
import { UsageError } from '../env/errors.ts';
import type { Vec3 } from '../env/geometry.ts';
import type { Model, ModelLibrary } from '../env/model.ts';
import { appliances } from './models/appliances.ts';
import { bathroom } from './models/bathroom.ts';
import { beds } from './models/beds.ts';
import { belongings } from './models/belongings.ts';
import { cutlery } from './models/cutlery.ts';
import { decor } from './models/decor.ts';
import { electronics } from './models/electronics.ts';
import { food } from './models/food.ts';
import { household } from './models/household.ts';
import { kitchen } from './models/kitchen.ts';
import { lamps } from './models/lamps.ts';
import { people } from './models/people.ts';
import { plants } from './models/plants.ts';
import { seating } from './models/seating.ts';
import type { ModelGroup, Shape, SupportSurface } from './models/shapes.ts';
import { ModelBuilder } from './models/shapes.ts';
import { sport } from './models/sport.ts';
import { storage } from './models/storage.ts';
import { CUBE, FLOOR, structure } from './models/structure.ts';
import { tables } from './models/tables.ts';
import { tableware } from './models/tableware.ts';

/** Keys served beside the object categories: what walls, floors, doors, windows and people are drawn with. */
export const STRUCTURE_CATEGORIES = [
  'Cube',
  'Floor',
  'DoorLeaf',
  'DoorFrame',
  'WindowPane',
  'CeilingLamp',
  'Person',
  'SeatedPerson',
] as const;

const GROUPS: ModelGroup = {
  ...appliances,
  ...bathroom,
  ...beds,
  ...belongings,
  ...cutlery,
  ...decor,
  ...electronics,
  ...food,
  ...household,
  ...kitchen,
  ...lamps,
  ...people,
  ...plants,
  ...seating,
  ...sport,
  ...storage,
  ...structure,
  ...tables,
  ...tableware,
};

/** Shapes that are always at hand, by category; each has one variant. */
const READY: Readonly<Record<string, Shape>> = { Cube: CUBE, Floor: FLOOR };

const shapes = new Map<string, Shape>();

/** How many shapes a category has. @throws UsageError for an unknown category. */
export function numVariants(category: string): number {
  return Object.hasOwn(READY, category) ? 1 : drawings(category).length;
}

/** What a shape measures by nature, metres along x, y, z. @throws UsageError for an unknown category. */
export function nominalSize(category: string, variant: number): Vec3 {
  return shapeOf(category, variant).size;
}

/** Where things can stand on a shape while it is shut, in its unit cube, lowest first. @throws UsageError for an unknown category. */
export function supportSurfaces(category: string, variant: number): readonly SupportSurface[] {
  return shapeOf(category, variant).supports.filter(({ behind }) => behind === undefined);
}

/** Where things can stand inside a shape, `behind` one of its parts, in its unit cube. @throws UsageError for an unknown category. */
export function innerSurfaces(category: string, variant: number): readonly SupportSurface[] {
  return shapeOf(category, variant).supports.filter(({ behind }) => behind !== undefined);
}

/** The parametric models; each is built when first asked for and then kept. A part is served by its model's key, like any shape. */
export const library: ModelLibrary = {
  getModel(category: string, variant: number): Model {
    return shapeOf(category, variant).model;
  },
  listModels(): readonly Model[] {
    const wholes = [...STRUCTURE_CATEGORIES, ...OBJECT_CATEGORIES].flatMap((category) =>
      Array.from({ length: numVariants(category) }, (_, variant) => shapeOf(category, variant)),
    );
    return wholes.flatMap(({ model, partModels }) => [model, ...partModels]);
  },
};

function shapeOf(category: string, variant: number): Shape {
  if (Object.hasOwn(READY, category)) return READY[category];
  const part = partOf(category);
  if (part !== undefined) return part;
  const variants = drawings(category);
  const index = ((variant % variants.length) + variants.length) % variants.length;
  const key = `${category}/${index}`;
  const known = shapes.get(key);
  if (known !== undefined) return known;
  const builder = new ModelBuilder();
  variants[index](builder);
  const shape = builder.build(key);
  shapes.set(key, shape);
  return shape;
}

/** A part as a shape of its own, from a name such as `Fridge.0.door`. */
function partOf(category: string): Shape | undefined {
  const [owner, variant, ...name] = category.split('.');
  if (name.length === 0 || !Object.hasOwn(GROUPS, owner)) return undefined;
  const { partModels, size } = shapeOf(owner, Number(variant));
  const model = partModels.find(({ key }) => key === `${category}/0`);
  return model && { model, size, partModels: [], supports: [] };
}

function drawings(category: string): ModelGroup[string] {
  if (!Object.hasOwn(GROUPS, category)) {
    throw new UsageError(`library: no model of category "${category}"; take one of OBJECT_CATEGORIES.`);
  }
  return GROUPS[category];
}
