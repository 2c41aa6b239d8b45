import type { House, HouseObject, Wall } from '../../env/house.ts';
import { library } from '../library.ts';
import { unreachableRooms } from '../validate-house.ts';

/** Takes furniture away until every room can be reached: the last placed piece whose absence opens a way. */
export function clearWays(house: House): House {
  let current = house;
  let closed = unreachableRooms(current, library);
  for (let round = 0; closed.length > 0 && round < house.objects.length; round++) {
    const candidates = piecesNear(current, closed);
    if (candidates.length === 0) break;
    const cleared = candidates.map((piece) => {
      const without = takeAway(current, piece);
      return { without, closed: unreachableRooms(without, library) };
    });
    const best = cleared.reduce((a, b) => (b.closed.length < a.closed.length ? b : a));
    ({ without: current, closed } = best);
  }
  return current;
}

/** What stands on the floor of these rooms and of those one comes to from them, the last placed first. */
function piecesNear(house: House, roomIds: readonly string[]): HouseObject[] {
  const { doors, objects, walls } = house;
  const open = walls.filter(({ empty }) => empty);
  const ways = [...doors.map((door) => door.rooms), ...open.map((wall) => [wall.roomId, roomBehind(wall, open)])];
  const near = ways.filter((rooms) => rooms.some((id) => roomIds.includes(id))).flat();
  return objects
    .filter(({ parentId, roomId, position, size }) => {
      const standing = parentId === null && position[1] - size[1] / 2 < 0.5;
      return standing && roomId !== null && (near.includes(roomId) || roomIds.includes(roomId));
    })
    .reverse();
}

/** The room on the other side of an open wall: whose face stands between the same two points. */
function roomBehind({ id, from, to }: Wall, open: readonly Wall[]): string {
  const middle = (wall: Pick<Wall, 'from' | 'to'>): string =>
    `${wall.from[0] + wall.to[0]} ${wall.from[1] + wall.to[1]}`;
  return open.find((other) => other.id !== id && middle(other) === middle({ from, to }))?.roomId ?? '';
}

function takeAway(house: House, piece: HouseObject): House {
  const gone = new Set([piece.id]);
  for (const { id, parentId } of house.objects) if (parentId !== null && gone.has(parentId)) gone.add(id);
  return { ...house, objects: house.objects.filter(({ id }) => !gone.has(id)) };
}
