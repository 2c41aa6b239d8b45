import type { House, HouseObject } from '../../env/house.ts';
import { MinHeap } from '../../env/navigation/min-heap.ts';
import { Obstacles } from '../../env/physics/obstacles.ts';
import { cellAt, cellCenter, floorGrid, footprintsOf, neighboursOf } from '../free-floor.ts';
import type { FloorGrid } from '../free-floor.ts';
import { library } from '../library.ts';
import { findReach, PASSAGE_RADIUS } from '../reach.ts';
import type { ClosedRoom, Reach } from '../reach.ts';

/** What a step costs that a piece of furniture bars, where a free one costs 1: better a long way round than a piece less. */
const BARRED = 100;
/** What a step costs through a piece that makes the room what it is: two other pieces go before it does. */
const BARRED_BY_ESSENTIAL = 3000;
const ESSENTIAL: ReadonlySet<string> = new Set([
  'Bed',
  'CounterTop',
  'DiningTable',
  'Fridge',
  'Sink',
  'Sofa',
  'Toilet',
]);

/** Takes furniture away until every room can be reached: as little as bars the easiest way. Null when walls alone bar it. */
export function clearWays(house: House): House | null {
  let current = house;
  for (;;) {
    const reach = findReach(current, library);
    const [closed] = reach.closed;
    if (closed === undefined) return current;
    const way = easiestWay(current, reach, closed);
    const inTheWay = standingPieces(current).filter((piece) => bars(reach.grid, piece, way));
    if (inTheWay.length === 0) return null;
    current = takeAway(current, inTheWay);
  }
}

/** Cells from a closed room's shut door, or from the floor in it that is cut off, to the widest part of the free floor; none where walls bar them all. */
function easiestWay(house: House, { grid, labels, widest }: Reach, { id, shutAt }: ClosedRoom): number[] {
  const bare = floorGrid({ ...house, objects: [] }, library, PASSAGE_RADIUS);
  const essential = house.objects.filter(({ category }) => ESSENTIAL.has(category));
  const { free: freeOfEssentials } = floorGrid({ ...house, objects: essential }, library, PASSAGE_RADIUS);
  const room = house.rooms.findIndex((other) => other.id === id);
  const cellsOfRoom = [...grid.rooms.keys()].filter((cell) => grid.rooms[cell] === room && bare.free[cell] === 1);
  const cutOff = cellsOfRoom.filter((cell) => labels[cell] >= 0 && labels[cell] !== widest);
  const starts = shutAt.length > 0 ? [cellAt(grid, shutAt[0])] : middleOf(cutOff.length > 0 ? cutOff : cellsOfRoom);
  const cost = new Float64Array(labels.length).fill(Infinity);
  const from = new Int32Array(labels.length).fill(-1);
  const queue = new MinHeap();
  for (const start of starts) {
    cost[start] = 0;
    queue.push(0, start);
  }
  while (queue.size > 0) {
    const { key, value: cell } = queue.pop();
    if (key > cost[cell]) continue;
    if (labels[cell] === widest) return backFrom(cell, from);
    for (const next of neighboursOf(grid, cell)) {
      if (bare.free[next] === 0) continue;
      const step = grid.free[next] === 1 ? 1 : freeOfEssentials[next] === 1 ? BARRED : BARRED_BY_ESSENTIAL;
      const through = key + step;
      if (through >= cost[next]) continue;
      cost[next] = through;
      from[next] = cell;
      queue.push(through, next);
    }
  }
  return [];
}

function backFrom(end: number, from: Int32Array): number[] {
  const way: number[] = [];
  for (let cell = end; cell >= 0; cell = from[cell]) way.push(cell);
  return way;
}

function middleOf(cells: readonly number[]): number[] {
  return cells.slice(Math.floor(cells.length / 2)).slice(0, 1);
}

/** Furniture and things on the floor. */
function standingPieces({ objects }: House): HouseObject[] {
  return objects.filter(({ parentId, position, size }) => parentId === null && position[1] - size[1] / 2 < 0.5);
}

/** Whether a piece alone leaves no room for the disc at one of these cells. */
function bars(grid: FloorGrid, piece: HouseObject, way: readonly number[]): boolean {
  const solid = new Obstacles(footprintsOf(piece, library));
  return way.some((cell) => solid.clearance(cellCenter(grid, cell), PASSAGE_RADIUS) < PASSAGE_RADIUS);
}

function takeAway(house: House, pieces: readonly HouseObject[]): House {
  const gone = new Set(pieces.map(({ id }) => id));
  for (const { id, parentId } of house.objects) if (parentId !== null && gone.has(parentId)) gone.add(id);
  return { ...house, objects: house.objects.filter(({ id }) => !gone.has(id)) };
}
