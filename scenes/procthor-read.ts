import { UsageError } from '../env/errors.ts';
import type { Vec2, Vec3 } from '../env/geometry.ts';
import { rotate } from '../env/geometry.ts';
import type { Door, Hole, House, HouseObject, Light, Room, RoomType, Wall, Window } from '../env/house.ts';
import { ROOM_TYPES } from '../env/house.ts';
import { roomAt } from '../env/walls.ts';
import type { AssetTable } from './assets.ts';
import { KNOWN_ASSETS } from './assets.ts';
import { chooseSwing } from './door-swing.ts';
import { surfaceOf } from './materials.ts';
import { colorOfAsset } from './palette.ts';
import { isCounterClockwise } from './polygon.ts';
import { parseHouse, parseObject } from './procthor-schema.ts';
import type { ProcthorDoor, ProcthorHouse, ProcthorOpening, ProcthorWall } from './procthor-schema.ts';
import { toCurrentSchema } from './procthor-upgrade.ts';
import { settle } from './settle.ts';
import { fromUnity, quatFromUnityEuler } from './unity-frame.ts';

/** Objects nest two deep in the field's files; more than this is damage. */
const MAX_DEPTH = 8;
const MIN_CEILING = 1.5;
/** Whoever plans ways keeps the whole ground in memory, metres. */
const MAX_EXTENT = 100;
/** Wider doors are two leaves; open, they lie folded back and only the opening counts. Metres. */
const DOUBLE_WIDTH = 1.4;

/**
 * Turns a ProcTHOR house file (left-handed, degrees, wall-local holes; schema 1.0.0, or the older 0.0.1) into a `House`.
 *
 * @param where Names the file in messages, and the house when the file does not.
 * @throws UsageError for another schema, a damaged file or an asset nobody knows.
 * @see the house format of allenai/procthor, procthor/generation, and AI2-THOR's ProceduralData.cs
 */
export function readProcthor(json: unknown, where: string, assets: AssetTable = KNOWN_ASSETS): House {
  const current = toCurrentSchema(json, where);
  const file = parseHouse(current, where);
  const rooms = readRooms(file, where);
  const ids = new Set(rooms.map((room) => room.id));
  const bare = file.walls.map((wall, index) => readWall(wall, `${where}: walls[${index}]`));
  const wallsById = new Map(bare.map((wall) => [wall.id, wall]));
  const holes = new Map<string, Hole[]>(bare.map((wall) => [wall.id, []]));
  const place = (opening: ProcthorOpening, kind: string): Placed => {
    const placed = placeOpening(opening, wallsById, ids, `${where}: ${kind} "${opening.id}"`);
    for (const { wallId, hole } of placed.holes) holes.get(wallId)?.push(hole);
    return placed;
  };
  const doors = (file.doors ?? []).map((door) => readDoor(door, place(door, 'door')));
  const windows = (file.windows ?? []).map((window) => readWindow(window, place(window, 'window')));
  const walls = bare.map((wall) => ({ ...wall, holes: holes.get(wall.id) ?? [] }));
  const ceilingHeight = Math.max(MIN_CEILING, ...walls.map((wall) => wall.height));
  const parameters = file.proceduralParameters;
  const ceiling = parameters?.ceilingMaterial ?? { name: 'PureWhite' };
  const house: House = {
    id: file.metadata?.houseId ?? where,
    rooms,
    walls,
    doors: [],
    windows,
    objects: [],
    lights: [],
    ceilingHeight,
    ceiling: surfaceOf(ceiling.name, ceiling.color ?? parameters?.ceilingColor),
    roomSpecId: file.metadata?.roomSpecId ?? `${rooms.length}-room`,
    ...(parameters?.timeOfDay && { timeOfDay: parameters.timeOfDay }),
  };
  const objects = readObjects(file, house, assets, where);
  demandUnique(walls, 'wall', where);
  demandUnique([...doors, ...windows, ...objects], 'id', where);
  const lights = (parameters?.lights ?? []).map((light): Light => {
    const position = fromUnity(light.position);
    const directional = light.type === 'directional';
    return {
      id: light.id,
      type: directional ? 'directional' : 'point',
      position,
      direction: light.rotation ? rotate(quatFromUnityEuler(light.rotation), [0, 0, -1]) : [0, -1, 0],
      color: [light.rgb.r, light.rgb.g, light.rgb.b],
      intensity: light.intensity,
      roomId: directional ? null : (roomAt(house, [position[0], position[2]])?.id ?? null),
    };
  });
  const swung = doors.map((door, index) => {
    const told = file.doors?.[index].swing;
    return told ? { ...door, swing: told } : chooseSwing(door, objects);
  });
  const whole = { ...house, doors: swung, objects, lights };
  originals.set(whole, current);
  return whole;
}

const originals = new WeakMap<House, unknown>();

/** The file in schema 1.0.0 that `readProcthor` made this very house of; undefined for any other. */
export function originalOf(house: House): unknown {
  return originals.get(house);
}

function readRooms(file: ProcthorHouse, where: string): Room[] {
  const rooms = file.rooms.map((room): Room => {
    const outline = room.floorPolygon.map(fromUnity).map(([x, , z]): Vec2 => [x, z]);
    if (new Set(outline.map(String)).size < 3) {
      throw new UsageError(`${where}: room "${room.id}" has no area; give an undamaged house.`);
    }
    return {
      id: room.id,
      type: ROOM_TYPES.find((type) => type === room.roomType) ?? ('LivingRoom' satisfies RoomType),
      polygon: isCounterClockwise(outline) ? outline : outline.reverse(),
      floor: surfaceOf(room.floorMaterial.name, room.floorMaterial.color),
    };
  });
  demandUnique(rooms, 'room', where);
  for (const axis of [0, 1] as const) {
    const along = rooms.flatMap(({ polygon }) => polygon.map((point) => point[axis]));
    const extent = Math.max(...along) - Math.min(...along);
    if (extent > MAX_EXTENT) {
      throw new UsageError(`${where}: is ${extent} m wide; give a house of at most ${MAX_EXTENT} m, in metres.`);
    }
  }
  return rooms;
}

/** Vertex order differs: rooms' walls have the floor pair first, exterior walls last. */
function readWall(wall: ProcthorWall, where: string): Wall {
  const sorted = wall.polygon.map((point, index) => ({ point, index }));
  sorted.sort((a, b) => a.point.y - b.point.y || a.index - b.index);
  const [start, end] = sorted.map(({ point }) => fromUnity(point));
  const height = sorted[3].point.y - sorted[0].point.y;
  if (Math.hypot(end[0] - start[0], end[2] - start[2]) < 1e-6 || height < 0.1) {
    throw new UsageError(`${where} "${wall.id}" has no area; give an undamaged house.`);
  }
  return {
    id: wall.id,
    roomId: wall.roomId,
    from: [start[0], start[2]],
    to: [end[0], end[2]],
    height,
    surface: surfaceOf(wall.material.name, wall.material.color ?? wall.color),
    exterior: wall.id.startsWith('wall|exterior|') || wall.roomId === 'exterior',
    empty: wall.empty ?? false,
    holes: [],
  };
}

interface Placed {
  readonly position: Vec3;
  readonly along: Vec2;
  readonly width: number;
  readonly height: number;
  readonly exterior: boolean;
  readonly holes: readonly { readonly wallId: string; readonly hole: Hole }[];
}

/** A hole is given along the first wall; the wall behind gets the same hole in its own terms. */
function placeOpening(
  opening: ProcthorOpening,
  walls: ReadonlyMap<string, Wall>,
  rooms: ReadonlySet<string>,
  where: string,
): Placed {
  for (const room of [opening.room0, opening.room1]) {
    if (!rooms.has(room)) throw new UsageError(`${where} names room "${room}", which is not there; mend the file.`);
  }
  const [wall, behind] = [opening.wall0, opening.wall1].map((id) => {
    const found = walls.get(id);
    if (found === undefined) throw new UsageError(`${where} names wall "${id}", which is not there; mend the file.`);
    return found;
  });
  const length = Math.hypot(wall.to[0] - wall.from[0], wall.to[1] - wall.from[1]);
  const along: Vec2 = [(wall.to[0] - wall.from[0]) / length, (wall.to[1] - wall.from[1]) / length];
  const xs = opening.holePolygon.map((point) => Math.min(length, Math.max(0, point.x)));
  const ys = opening.holePolygon.map((point) => Math.min(wall.height, Math.max(0, point.y)));
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  if (x1 - x0 < 0.05 || y1 - y0 < 0.05) {
    throw new UsageError(`${where} lies outside its wall "${wall.id}"; mend its holePolygon.`);
  }
  const at = (x: number): Vec2 => [wall.from[0] + along[0] * x, wall.from[1] + along[1] * x];
  const holes = [{ wallId: wall.id, hole: { id: opening.id, x0, x1, y0, y1 } }];
  if (behind.id !== wall.id) {
    const [a, b] = [at(x0), at(x1)].map((point) => distanceAlong(behind, point)).sort((p, q) => p - q);
    holes.push({ wallId: behind.id, hole: { id: opening.id, x0: a, x1: b, y0, y1 } });
  }
  const middle = at((x0 + x1) / 2);
  return {
    position: [middle[0], y0, middle[1]],
    along,
    width: x1 - x0,
    height: y1 - y0,
    exterior: behind.exterior || wall.exterior,
    holes,
  };
}

function distanceAlong({ from, to }: Wall, point: Vec2): number {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const dot = (point[0] - from[0]) * (to[0] - from[0]) + (point[1] - from[1]) * (to[1] - from[1]);
  return Math.min(length, Math.max(0, dot / length));
}

function readDoor(door: ProcthorDoor, { position, along, width, height, exterior }: Placed): Door {
  const front = exterior || door.room0 === door.room1;
  const openness = front ? 0 : (door.openness ?? 0);
  const bareFrame = door.assetId.startsWith('Doorframe') || (door.openable == null && door.openness == null);
  return {
    id: door.id,
    assetId: door.assetId,
    rooms: [door.room0, door.room1],
    walls: [door.wall0, door.wall1],
    position,
    along,
    width,
    height,
    front,
    hasLeaf: front || !(bareFrame || (width > DOUBLE_WIDTH && openness > 0.5)),
    openable: !front && (door.openable ?? false),
    openness,
    swing: 1,
    color: door.color ? [door.color.r, door.color.g, door.color.b] : colorOfAsset('Door', door.assetId),
  };
}

function readWindow(window: ProcthorOpening, { position, along, width, height }: Placed): Window {
  return {
    id: window.id,
    assetId: window.assetId,
    roomId: window.room0,
    walls: [window.wall0, window.wall1],
    position: [position[0], position[1] + height / 2, position[2]],
    along,
    width,
    height,
  };
}

/** Objects in the file's order, each before what stands on it; children have world coordinates too. */
function readObjects(file: ProcthorHouse, house: House, assets: AssetTable, where: string): HouseObject[] {
  interface Pending {
    readonly json: unknown;
    readonly path: string;
    readonly parent: HouseObject | null;
    readonly depth: number;
  }
  const objects: HouseObject[] = [];
  const pending = (file.objects ?? []).map((json, i): Pending => ({
    json,
    path: `objects[${i}]`,
    parent: null,
    depth: 0,
  }));
  pending.reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { json, path, parent, depth } = next;
    if (depth > MAX_DEPTH) throw new UsageError(`${where}: ${path} is nested too deep; give an undamaged house.`);
    const entry = parseObject(json, where, path);
    const asset = assets.resolve(entry.assetId);
    if (asset === null) {
      throw new UsageError(
        `${where}: object "${entry.id}" is of the unknown asset "${entry.assetId}"; name an asset database with --assets FILE.`,
      );
    }
    const position = fromUnity(entry.position);
    const placed: HouseObject = {
      id: entry.id,
      assetId: entry.assetId,
      category: asset.category,
      position,
      rotation: quatFromUnityEuler(entry.rotation),
      size: asset.size,
      variant: asset.variant,
      color: entry.color ? [entry.color.r, entry.color.g, entry.color.b] : colorOfAsset(asset.category, entry.assetId),
      fixed: entry.kinematic,
      parentId: parent?.id ?? null,
      roomId: roomAt(house, [position[0], position[2]])?.id ?? parent?.roomId ?? null,
      openness: entry.openness ?? null,
      isOn: entry.isOn ?? null,
    };
    const object = parent === null ? placed : settle(placed, parent);
    objects.push(object);
    const children = (entry.children ?? []).map((child, i): Pending => ({
      json: child,
      path: `${path}.children[${i}]`,
      parent: object,
      depth: depth + 1,
    }));
    pending.push(...children.reverse());
  }
  return objects;
}

function demandUnique(things: readonly { readonly id: string }[], kind: string, where: string): void {
  const seen = new Set<string>();
  for (const { id } of things) {
    if (seen.has(id)) throw new UsageError(`${where}: the ${kind} "${id}" is there twice; give each its own id.`);
    seen.add(id);
  }
}
