/** Edge of a memory cell, metres. */
export const CELL = 0.125;
/** Cells along the memory's side; the start is in its middle. */
export const SIDE = 256;

/** Where the agent is in its memory: cells ahead and to the left of the start, and its heading. */
export interface Place {
  readonly i: number;
  readonly j: number;
  /** Radians, counter-clockwise from the start's heading. */
  readonly heading: number;
}

/** Steps of a way over cells with their lengths in half cells. */
const WAYS: readonly (readonly [di: number, dj: number, length: number])[] = [
  [1, 0, 2],
  [-1, 0, 2],
  [0, 1, 2],
  [0, -1, 2],
  [1, 1, 3],
  [1, -1, 3],
  [-1, 1, 3],
  [-1, -1, 3],
];
const UNREACHED = 0xffff;

/** The cell of a point in cells, or -1 near or beyond the border. */
export function cellOf(i: number, j: number): number {
  const column = Math.floor(i);
  const row = Math.floor(j);
  return column < 4 || row < 4 || column >= SIDE - 4 || row >= SIDE - 4 ? -1 : row * SIDE + column;
}

/** Calls `visit` with each cell of a square around a cell. */
export function forSquare(cell: number, radius: number, visit: (near: number) => void): void {
  for (let dj = -radius; dj <= radius; dj++) {
    for (let di = -radius; di <= radius; di++) visit(cell + dj * SIDE + di);
  }
}

/**
 * Metres of the easiest ways from the nearest source, each cell's counted times its effort, with a queue for each length
 * (Dial's algorithm).
 */
export function distancesFrom(sources: readonly number[], efforts: Uint8Array): Float32Array {
  const lengths = new Uint16Array(efforts.length).fill(UNREACHED);
  const queues: number[][] = [[...sources]];
  for (const source of sources) lengths[source] = 0;
  for (let length = 0; length < queues.length; length++) {
    for (const cell of queues[length] ?? []) {
      if (lengths[cell] !== length) continue;
      for (const [di, dj, way] of WAYS) {
        const next = cell + dj * SIDE + di;
        const reached = length + way * efforts[next];
        if (efforts[next] === 0 || lengths[next] <= reached) continue;
        lengths[next] = reached;
        (queues[reached] ??= []).push(next);
      }
    }
  }
  const distances = new Float32Array(lengths.length).fill(Infinity);
  for (let cell = 0; cell < lengths.length; cell++) {
    if (lengths[cell] !== UNREACHED) distances[cell] = (lengths[cell] * CELL) / 2;
  }
  return distances;
}

/** The way's length from where the agent stands; its own cell may lie just within reach of an obstacle. */
export function distanceAround(distances: Float32Array, { i, j }: Place): number {
  let least = Infinity;
  for (let dj = -2; dj <= 2; dj++) {
    for (let di = -2; di <= 2; di++) {
      const cell = cellOf(i + di, j + dj);
      if (cell >= 0) least = Math.min(least, distances[cell] + CELL * Math.hypot(di, dj));
    }
  }
  return least;
}
