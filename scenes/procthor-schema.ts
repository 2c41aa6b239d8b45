import { z } from 'zod';
import { UsageError } from '../env/errors.ts';
import { TIMES_OF_DAY } from '../env/house.ts';

/** No house is larger; keeps arithmetic on damaged files finite. */
const coordinate = z.number().min(-10_000).max(10_000);
const vector = z.object({ x: coordinate, y: coordinate, z: coordinate });
const unit = z.number().min(0).max(1);
const color = z.object({ r: unit, g: unit, b: unit });
const material = z.object({ name: z.string(), color: color.nullish() });
const swing = z.union([z.literal(1), z.literal(-1)]);

const room = z.object({
  id: z.string().min(1),
  roomType: z.string(),
  floorPolygon: z.array(vector).min(3),
  floorMaterial: material,
});

const wall = z.object({
  id: z.string().min(1),
  roomId: z.string(),
  polygon: z.array(vector).length(4),
  material,
  /** Older files keep the colour beside the material. */
  color: color.nullish(),
  empty: z.boolean().nullish(),
});

const opening = z.object({
  id: z.string().min(1),
  assetId: z.string(),
  room0: z.string(),
  room1: z.string(),
  wall0: z.string(),
  wall1: z.string(),
  holePolygon: z.array(vector).min(2),
});

const door = opening.extend({
  openable: z.boolean().nullish(),
  openness: unit.nullish(),
  /** Ours: the side the leaf opens to, and its colour. */
  swing: swing.nullish(),
  color: color.nullish(),
});

const object = z.object({
  id: z.string().min(1),
  assetId: z.string().min(1),
  position: vector,
  rotation: vector,
  kinematic: z.boolean(),
  /** Parsed one by one with the same schema, so that nesting needs no recursion. */
  children: z.array(z.unknown()).nullish(),
  openness: unit.nullish(),
  isOn: z.boolean().nullish(),
  color: color.nullish(),
});

const light = z.object({
  id: z.string().min(1),
  type: z.enum(['directional', 'point', 'spot']),
  position: vector,
  rotation: vector.nullish(),
  intensity: z.number().min(0).max(1000),
  rgb: color,
});

const house = z.object({
  rooms: z.array(room).min(1),
  walls: z.array(wall),
  doors: z.array(door).nullish(),
  windows: z.array(opening).nullish(),
  objects: z.array(z.unknown()).nullish(),
  proceduralParameters: z
    .object({
      ceilingMaterial: material.nullish(),
      ceilingColor: color.nullish(),
      lights: z.array(light).nullish(),
      /** Ours; another word is taken for none. */
      timeOfDay: z.enum(TIMES_OF_DAY).nullish().catch(null),
    })
    .nullish(),
  metadata: z.object({ roomSpecId: z.string().nullish(), houseId: z.string().min(1).nullish() }).nullish(),
});

/** A house file of schema 1.0.0; keys we do not use are left out. */
export type ProcthorHouse = z.infer<typeof house>;
export type ProcthorRoom = z.infer<typeof room>;
export type ProcthorWall = z.infer<typeof wall>;
export type ProcthorOpening = z.infer<typeof opening>;
export type ProcthorDoor = z.infer<typeof door>;
export type ProcthorObject = z.infer<typeof object>;
export type ProcthorLight = z.infer<typeof light>;
export type ProcthorMaterial = z.infer<typeof material>;

/**
 * Checks a house file against schema 1.0.0; `toCurrentSchema` brings older ones there.
 *
 * @throws UsageError naming the first place where the file is wrong.
 */
export function parseHouse(json: unknown, where: string): ProcthorHouse {
  return check(house, json, where, '');
}

/** Checks one object (not its children). @throws UsageError naming where it is wrong; `path` is its place in the file. */
export function parseObject(json: unknown, where: string, path: string): ProcthorObject {
  return check(object, json, where, path);
}

function check<T>(schema: z.ZodType<T>, json: unknown, where: string, path: string): T {
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const steps = issue.path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  const place = `${path}${steps}`.replace(/^\./, '') || 'the file';
  throw new UsageError(`${where}: ${place}: ${issue.message}; give an undamaged ProcTHOR house of schema 1.0.0.`);
}
