import { UsageError } from '../env/errors.ts';
import { type JsonObject, isJsonObject, without } from './json.ts';

/** The schema that houses are read and written in. */
export const CURRENT_SCHEMA = '1.0.0';
const OLD_SCHEMAS: readonly unknown[] = ['0.0.0', '0.0.1'];

/**
 * A house file in schema 1.0.0, whatever schema it came in; all keys are kept. Values of the wrong kind stay as they are,
 * for `parseHouse` to find. A file that names no schema is known by its shape.
 *
 * The old schema differs in three ways: materials are bare names with their tiling beside them, doors and windows have a
 * `boundingBox` and an `assetOffset` in place of `holePolygon` and `assetPosition`, and outer walls name an inner room.
 *
 * @throws UsageError for another schema, and for a list of houses
 * @see allenai/procthor, procthor/utils/types.py (`HouseDict`) and procthor/utils/upgrade_house_version.py
 */
export function toCurrentSchema(json: unknown, where: string): unknown {
  if (Array.isArray(json)) {
    throw new UsageError(`${where}: a list of ${json.length} houses; name one of them, as in ${where}#0.`);
  }
  if (!isJsonObject(json)) return json;
  const metadata = isJsonObject(json.metadata) ? json.metadata : {};
  const schema = metadata.schema ?? json.version ?? (hasOldShape(json) ? '0.0.1' : CURRENT_SCHEMA);
  if (schema === CURRENT_SCHEMA) return json;
  if (OLD_SCHEMAS.includes(schema)) return upgrade(json, metadata);
  throw new UsageError(
    `${where}: house schema ${JSON.stringify(schema)} is unknown; give a house of schema ${CURRENT_SCHEMA} or 0.0.1.`,
  );
}

function hasOldShape({ rooms, doors, windows }: JsonObject): boolean {
  const openings = [doors, windows].flatMap((list) => (Array.isArray(list) ? list : []));
  const named =
    Array.isArray(rooms) && rooms.some((room) => isJsonObject(room) && typeof room.floorMaterial === 'string');
  return named || openings.some((opening) => isJsonObject(opening) && 'boundingBox' in opening);
}

function upgrade(house: JsonObject, metadata: JsonObject): JsonObject {
  return {
    ...without(house, 'version'),
    ...mapKey(house, 'rooms', (room) => nameMaterial(room, 'floorMaterial')),
    ...mapKey(house, 'walls', upgradeWall),
    ...mapKey(house, 'doors', upgradeOpening),
    ...mapKey(house, 'windows', upgradeOpening),
    ...(isJsonObject(house.proceduralParameters)
      ? { proceduralParameters: nameMaterial(house.proceduralParameters, 'ceilingMaterial') }
      : {}),
    metadata: { ...metadata, schema: CURRENT_SCHEMA },
  };
}

function mapKey(house: JsonObject, key: string, change: (entry: JsonObject) => JsonObject): JsonObject {
  const list = house[key];
  if (!Array.isArray(list)) return {};
  return { [key]: list.map((entry: unknown) => (isJsonObject(entry) ? change(entry) : entry)) };
}

/** `"Oak"` with its tiling beside it becomes `{ name: "Oak", tilingDivisorX, … }`. */
function nameMaterial(owner: JsonObject, key: string): JsonObject {
  const [keyX, keyY] = [`${key}TilingXDivisor`, `${key}TilingYDivisor`];
  const { [key]: material, [keyX]: tilingDivisorX, [keyY]: tilingDivisorY, ...rest } = owner;
  if (typeof material !== 'string') return owner;
  const tiling = Object.entries({ tilingDivisorX, tilingDivisorY }).filter(([, value]) => value !== undefined);
  return { ...rest, [key]: { name: material, ...Object.fromEntries(tiling) } };
}

function upgradeWall(wall: JsonObject): JsonObject {
  const exterior = typeof wall.id === 'string' && wall.id.startsWith('wall|exterior|');
  return { ...nameMaterial(wall, 'material'), ...(exterior ? { roomId: 'exterior' } : {}) };
}

/** What stands in a hole is centred in it: how big it is, is in no house file. */
function upgradeOpening(opening: JsonObject): JsonObject {
  const { boundingBox } = opening;
  if (!isJsonObject(boundingBox) || !isJsonObject(boundingBox.min) || !isJsonObject(boundingBox.max)) return opening;
  const { min, max } = boundingBox;
  const middle = (axis: 'x' | 'y'): number => (Number(min[axis]) + Number(max[axis])) / 2;
  return {
    ...without(opening, 'boundingBox', 'assetOffset'),
    room1: opening.room1 ?? opening.room0,
    wall1: opening.wall1 ?? opening.wall0,
    holePolygon: [min, max],
    assetPosition: { x: middle('x'), y: middle('y'), z: 0 },
  };
}
