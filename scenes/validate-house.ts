import { rotate } from '../env/geometry.ts';
import type { House, HouseObject } from '../env/house.ts';
import type { ModelLibrary } from '../env/model.ts';
import type { SolidBox } from '../env/physics/static-boxes.ts';
import { objectBoxes } from '../env/physics/static-boxes.ts';
import { sweptSquare } from './door-swing.ts';
import { footprintPolygon, halfHeight } from './footprint.ts';
import { penetration } from './penetration.ts';
import { boundsOf, contains, grow, overlap } from './polygon.ts';
import type { Rect } from './polygon.ts';
import { besideDoor, findReach, PASSAGE_RADIUS } from './reach.ts';

/** What must be free before a door, metres from its wall's line. */
const DOOR_FLOOR = 0.7;
/** Metres two things may stand in each other, or off what they rest on. */
const TOLERANCE = 0.01;
/** A hanging thing touches its wall, a towel its holder, at least this nearly, metres. */
const TOUCH = 0.04;
/** What is wrong with a house, one sentence each; an empty list is a sound house. */
export function validateHouse(house: House, library: ModelLibrary): string[] {
  return [
    ...repeatedIds(house),
    ...findReach(house, library).closed.map(
      ({ id }) => `${id} cannot be reached by a disc of radius ${PASSAGE_RADIUS} m`,
    ),
    ...house.objects.flatMap((object) => misplaced(object, house)),
    ...collisions(house, library),
    ...unsupported(house, library),
    ...blockedDoors(house).map(({ door, object }) => `${object} stands before ${door}`),
  ];
}

function repeatedIds({ rooms, walls, doors, windows, objects, lights }: House): string[] {
  const ids = [rooms, walls, [...doors, ...windows], objects, lights].flatMap((things) => {
    const seen = new Set<string>();
    return things.filter(({ id }) => seen.size === seen.add(id).size);
  });
  return ids.map(({ id }) => `the id ${id} is there twice`);
}

/** Footprints (all but a rim of 2.5 %) lie inside one room. */
function misplaced(object: HouseObject, { rooms, ceilingHeight }: House): string[] {
  const corners = footprintPolygon(object, 0.95);
  const inside = rooms.some(({ polygon }) => corners.every((corner) => contains(polygon, corner)));
  const high = object.position[1] + halfHeight(object) > ceilingHeight + TOLERANCE;
  return [
    ...(inside ? [] : [`${object.id} sticks out of its room`]),
    ...(high ? [`${object.id} is above the ceiling`] : []),
  ];
}

function collisions({ objects }: House, library: ModelLibrary): string[] {
  const solids = objects.map((object) => ({
    object,
    rect: boundsOf(footprintPolygon(object)),
    boxes: objectBoxes(object, library),
  }));
  const problems: string[] = [];
  solids.forEach((a, i) => {
    for (const b of solids.slice(i + 1)) {
      if (!overlap(a.rect, b.rect)) continue;
      const depth = Math.max(...a.boxes.flatMap((boxA) => b.boxes.map((boxB) => penetration(boxA, boxB))));
      if (depth > TOLERANCE)
        problems.push(`${a.object.id} and ${b.object.id} stand ${depth.toFixed(3)} m in each other`);
    }
  });
  return problems;
}

/** Everything rests on the floor, on what carries it, or hangs on a wall or on its holder. */
function unsupported(house: House, library: ModelLibrary): string[] {
  const byId = new Map(house.objects.map((object) => [object.id, object]));
  return house.objects.flatMap((object) => {
    const bottom = object.position[1] - halfHeight(object);
    if (bottom < -TOLERANCE) return [`${object.id} sinks ${(-bottom).toFixed(3)} m into the floor`];
    if (bottom <= TOLERANCE) return [];
    const parent = object.parentId === null ? undefined : byId.get(object.parentId);
    const held = parent === undefined ? hangsOnWall(object, house) : isCarried(object, bottom, parent, library);
    return held ? [] : [`${object.id} floats ${bottom.toFixed(3)} m above the floor`];
  });
}

function isCarried(object: HouseObject, bottom: number, parent: HouseObject, library: ModelLibrary): boolean {
  const boxes = objectBoxes(parent, library);
  const rect = boundsOf(footprintPolygon(object));
  const stands = boxes.some((box) => {
    const top = box.center[1] + box.half[1];
    return Math.abs(top - bottom) <= TOLERANCE && overlap(rectOf(box), rect);
  });
  const near = overlap(grow(boundsOf(footprintPolygon(parent)), TOUCH), rect);
  const parentHangs = parent.position[1] - halfHeight(parent) > TOLERANCE;
  const hangs = near && parentHangs && parent.position[1] > object.position[1];
  const liesInside = near && bottom < parent.position[1] + halfHeight(parent);
  return stands || hangs || (object.fixed && liesInside);
}

function rectOf({ center, half, rotation }: SolidBox): Rect {
  const [x, z] = [rotate(rotation, [half[0], 0, 0]), rotate(rotation, [0, 0, half[2]])];
  const reach = [Math.abs(x[0]) + Math.abs(z[0]), Math.abs(x[2]) + Math.abs(z[2])];
  return {
    minX: center[0] - reach[0],
    maxX: center[0] + reach[0],
    minZ: center[2] - reach[1],
    maxZ: center[2] + reach[1],
  };
}

function hangsOnWall(object: HouseObject, { walls }: House): boolean {
  const rect = grow(boundsOf(footprintPolygon(object)), TOUCH);
  return walls.some(({ empty, from, to }) => !empty && overlap(grow(boundsOf([from, to]), TOUCH), rect));
}

/** Furniture in front of a door or under its leaf's swing. */
export function blockedDoors({ doors, objects }: House, reach = DOOR_FLOOR): { door: string; object: string }[] {
  const standing = objects.filter(
    (object) => object.position[1] - halfHeight(object) < 1.5 && object.parentId === null,
  );
  return doors.flatMap((door) => {
    const { along, width } = door;
    const zones = [reach, -reach].map((depth) => {
      const [x, z] = besideDoor(door, depth);
      const [dx, dz] = [(along[0] * width) / 2, (along[1] * width) / 2];
      return boundsOf([
        [door.position[0] - dx, door.position[2] - dz],
        [x + dx, z + dz],
      ]);
    });
    if (door.hasLeaf && !door.front) zones.push(sweptSquare(door, door.swing));
    return standing
      .filter((object) => zones.some((zone) => overlap(grow(zone, -TOLERANCE), boundsOf(footprintPolygon(object)))))
      .map((object) => ({ door: door.id, object: object.id }));
  });
}
