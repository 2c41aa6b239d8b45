import type { Color } from '../env/geometry.ts';
import type { Door, House, HouseObject, Light, Surface, Wall, Window } from '../env/house.ts';
import { freeSpot } from './free-floor.ts';
import { applyChanges } from './json.ts';
import { library } from './library.ts';
import { surfaceOf } from './materials.ts';
import { originalOf } from './procthor-read.ts';
import { roundForFile, toUnity, unityEulerFromQuat } from './unity-frame.ts';

/** A light's range as ProcTHOR writes it, metres. */
const LIGHT_RANGE = 15;

/**
 * A house as a ProcTHOR house file, schema 1.0.0: stable key order, four decimals, so equal houses give equal bytes.
 * Beside the schema's keys stand `swing` and `color` of doors, `metadata.houseId`
 * and `proceduralParameters.timeOfDay`, which other readers pass over; and a room may be of the type `Hallway`.
 *
 * @param source The house as `readProcthor` gave it, where `house` is a changed copy of it. What has not changed since
 * stays as the file had it, keys that we do not know included.
 */
export function writeProcthor(house: House, source: House = house): string {
  const original = originalOf(source);
  const file = describeHouse(house);
  const whole = original === undefined ? file : applyChanges(original, describeHouse(source), file);
  return `${JSON.stringify(whole)}\n`;
}

function describeHouse(house: House): object {
  return {
    doors: house.doors.map((door) => writeDoor(door, house)),
    metadata: writeMetadata(house),
    objects: house.objects.filter((object) => object.parentId === null).map((object) => writeObject(object, house)),
    proceduralParameters: {
      ceilingMaterial: writeMaterial(house.ceiling),
      floorColliderThickness: 1,
      lights: house.lights.map(writeLight),
      receptacleHeight: 0.7,
      reflections: [],
      skyboxId: 'Sky1',
      ...(house.timeOfDay && { timeOfDay: house.timeOfDay }),
    },
    rooms: house.rooms.map((room) => ({
      ceilings: [],
      children: [],
      floorMaterial: writeMaterial(room.floor),
      // The file's outlines run the other way round.
      floorPolygon: [...room.polygon].reverse().map(([x, z]) => toUnity([x, 0, z])),
      id: room.id,
      roomType: room.type,
    })),
    walls: house.walls.map(writeWall),
    windows: house.windows.map((window) => writeWindow(window, house)),
  };
}

function writeMetadata(house: House): object {
  const [x, z] = freeSpot(house, library);
  const agent = { horizon: 30, position: toUnity([x, 0.95, z]), rotation: { x: 0, y: 0, z: 0 }, standing: true };
  return { agent, houseId: house.id, roomSpecId: house.roomSpecId, schema: '1.0.0', warnings: {} };
}

function writeColor([r, g, b]: Color): object {
  return { b: roundForFile(b), g: roundForFile(g), r: roundForFile(r) };
}

/** The colour is left out where the name alone tells it. */
function writeMaterial({ material, color }: Surface): object {
  const told = surfaceOf(material).color.every((value, i) => Math.abs(value - color[i]) < 1e-4);
  return told ? { name: material } : { color: writeColor(color), name: material };
}

function writeWall(wall: Wall): object {
  const [bottom, top] = [0, wall.height].map((y) => [wall.from, wall.to].map(([x, z]) => toUnity([x, y, z])));
  return {
    ...(wall.empty ? { empty: true } : {}),
    id: wall.id,
    material: writeMaterial(wall.surface),
    polygon: wall.exterior ? [...top, ...bottom] : [...bottom, ...top],
    roomId: wall.roomId,
  };
}

function writeHole(opening: Door | Window, house: House): object {
  const hole = house.walls.find(({ id }) => id === opening.walls[0])?.holes.find(({ id }) => id === opening.id);
  const { x0, x1, y0, y1 } = hole ?? { x0: 0, x1: opening.width, y0: 0, y1: opening.height };
  const point = (x: number, y: number): object => ({ x: roundForFile(x), y: roundForFile(y), z: 0 });
  // In whole steps of the file's last decimal, so that reading back and writing again rounds the same way.
  const middle = (low: number, high: number): number =>
    Math.floor((Math.round(low * 1e4) + Math.round(high * 1e4)) / 2) / 1e4;
  return { assetPosition: point(middle(x0, x1), middle(y0, y1)), holePolygon: [point(x0, y0), point(x1, y1)] };
}

function writeDoor(door: Door, house: House): object {
  const moves = door.hasLeaf || door.openable;
  const leaf = moves ? { openable: door.openable, openness: roundForFile(door.openness) } : {};
  const swing = door.hasLeaf ? { swing: door.swing } : {};
  return {
    assetId: door.assetId,
    color: writeColor(door.color),
    ...writeHole(door, house),
    id: door.id,
    ...leaf,
    room0: door.rooms[0],
    room1: door.rooms[1],
    ...swing,
    wall0: door.walls[0],
    wall1: door.walls[1],
  };
}

function writeWindow(window: Window, house: House): object {
  return {
    assetId: window.assetId,
    ...writeHole(window, house),
    id: window.id,
    room0: window.roomId,
    room1: window.roomId,
    wall0: window.walls[0],
    wall1: window.walls[1],
  };
}

function writeObject(object: HouseObject, house: House): object {
  const children = house.objects.filter(({ parentId }) => parentId === object.id);
  return {
    assetId: object.assetId,
    ...(children.length > 0 ? { children: children.map((child) => writeObject(child, house)) } : {}),
    color: writeColor(object.color),
    id: object.id,
    ...(object.isOn === null ? {} : { isOn: object.isOn }),
    kinematic: object.fixed,
    ...(object.openness === null ? {} : { openness: roundForFile(object.openness) }),
    position: toUnity(object.position),
    rotation: unityEulerFromQuat(object.rotation),
  };
}

function writeLight(light: Light): object {
  return {
    id: light.id,
    indirectMultiplier: 1,
    intensity: roundForFile(light.intensity),
    position: toUnity(light.position),
    range: LIGHT_RANGE,
    rgb: writeColor(light.color),
    ...(light.type === 'directional' ? { rotation: eulerOfDirection(light) } : {}),
    type: light.type,
  };
}

/** Unity's lights shine along +Z; turns of x and y alone reach every direction. */
function eulerOfDirection({ direction: [x, y, z] }: Light): object {
  const degrees = (radians: number): number => roundForFile((radians * 180) / Math.PI);
  return { x: degrees(Math.asin(Math.max(-1, Math.min(1, -y)))), y: degrees(Math.atan2(x, -z)), z: 0 };
}
