import type { Vec2 } from '../env/geometry.ts';
import type { Door, House } from '../env/house.ts';
import type { ModelLibrary } from '../env/model.ts';
import type { FloorGrid } from './free-floor.ts';
import { areaOfCells, floorGrid, labelAt, labelParts } from './free-floor.ts';
import { contains } from './polygon.ts';

/** Radius of the disc that must get into every room and before every door, metres. */
export const PASSAGE_RADIUS = 0.25;
/** From a door's line to where that disc must be able to stand before it, metres. */
const THRESHOLD = 0.4;
/** Every room has this much floor to be on, square metres, and at least this share of what is free in it. */
const MIN_FLOOR = 0.3;
const MIN_SHARE = 0.6;

/** A room that cannot be got into, or not by each of its doors. */
export interface ClosedRoom {
  readonly id: string;
  /** Before the doors that lead nowhere; none where most of the room's floor is cut off. */
  readonly shutAt: readonly Vec2[];
}

/** Where a disc gets to in a house: the free floor, its connected parts, and the rooms that are not of the widest one. */
export interface Reach {
  readonly grid: FloorGrid;
  /** One label a cell, -1 where the disc does not fit. */
  readonly labels: Int32Array;
  readonly widest: number;
  readonly closed: readonly ClosedRoom[];
}

/** Finds out where a disc of `PASSAGE_RADIUS` gets to, all furniture, fixed or loose, in its way. */
export function findReach(house: House, library: ModelLibrary): Reach {
  const grid = floorGrid(house, library, PASSAGE_RADIUS);
  const { labels, sizes } = labelParts(grid);
  const widest = sizes.indexOf(Math.max(...sizes));
  const free = new Array<number>(house.rooms.length).fill(0);
  const reached = [...free];
  for (let cell = 0; cell < labels.length; cell++) {
    if (labels[cell] < 0) continue;
    free[grid.rooms[cell]]++;
    if (labels[cell] === widest) reached[grid.rooms[cell]]++;
  }
  const closed = house.rooms.flatMap(({ id }, i): ClosedRoom[] => {
    const shutAt = thresholds(house, id).filter((point) => labelAt(grid, labels, point) !== widest);
    const cutOff = areaOfCells(reached[i]) < MIN_FLOOR || reached[i] < MIN_SHARE * free[i];
    return shutAt.length > 0 || cutOff ? [{ id, shutAt }] : [];
  });
  return { grid, labels, widest, closed };
}

/** The points before the doors of a room, on its side. */
function thresholds(house: House, roomId: string): Vec2[] {
  const room = house.rooms.find(({ id }) => id === roomId);
  return house.doors
    .filter((door) => door.rooms.includes(roomId))
    .flatMap((door) => [1, -1].map((side) => besideDoor(door, side * THRESHOLD)))
    .filter((point) => room !== undefined && contains(room.polygon, point));
}

/** The point before the middle of a door, metres to the left of its wall's direction. */
export function besideDoor({ position: [x, , z], along }: Door, reach: number): Vec2 {
  return [x + along[1] * reach, z - along[0] * reach];
}
