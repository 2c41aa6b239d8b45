import type { Vec2 } from '../../env/geometry.ts';
import type { House } from '../../env/house.ts';
import { floorGrid, labelAt, labelParts } from '../free-floor.ts';
import { library } from '../library.ts';

/** Radius of the disc that must get everywhere, metres. */
export const PASSAGE_RADIUS = 0.25;
/** Before a door, from the wall's line, metres. */
const THRESHOLD = 0.4;

/** Takes furniture away, last placed first, from rooms whose doors are not joined by free floor. */
export function clearWays(house: House): House {
  let current = house;
  for (let round = 0; round <= house.objects.length; round++) {
    const blocked = blockedRooms(current);
    if (blocked.length === 0) return current;
    const victim = current.objects.findLast(
      (object) => object.parentId === null && blocked.includes(object.roomId ?? '') && object.position[1] < 1,
    );
    if (victim === undefined) return current;
    const gone = new Set([victim.id]);
    for (const object of current.objects)
      if (object.parentId !== null && gone.has(object.parentId)) gone.add(object.id);
    current = { ...current, objects: current.objects.filter((object) => !gone.has(object.id)) };
  }
  return current;
}

/** Ids of the rooms with a door from which the widest part of the floor cannot be reached. */
export function blockedRooms(house: House): string[] {
  const grid = floorGrid(house, library, PASSAGE_RADIUS);
  const { labels, sizes } = labelParts(grid);
  const widest = sizes.indexOf(Math.max(...sizes));
  const reached = (point: Vec2): boolean => labelAt(grid, labels, point) === widest;
  return house.rooms
    .filter((room) => thresholds(house, room.id).some((point) => !reached(point)))
    .map((room) => room.id);
}

/** The points before the doors of a room, on its side. */
function thresholds(house: House, roomId: string): Vec2[] {
  return house.doors.flatMap((door): Vec2[] => {
    const side = door.rooms.indexOf(roomId);
    if (side < 0) return [];
    const { position, along } = door;
    // The first room lies to the right of `along`.
    const reach = side === 0 ? THRESHOLD : -THRESHOLD;
    return [[position[0] - along[1] * reach, position[2] + along[0] * reach]];
  });
}
