import type { Vec3 } from '../../env/geometry.ts';
import type { StageBox } from '../../env/stage.ts';
import type { Ground } from './ground.ts';

/** Heights are rounded outwards to this, so that neighbouring columns make common boxes, metres. */
const STEP = 0.1;

/** A span of heights, metres. */
export interface Span {
  readonly low: number;
  readonly high: number;
}

/**
 * Upright boxes around what is solid in each column of a ground grid: neighbouring columns of the same heights are
 * joined, first along x and then along z.
 *
 * @param spanOf The solid part of a column, or null where nothing is.
 */
export function solidBoxes(ground: Ground, spanOf: (cell: number) => Span | null): StageBox[] {
  const { width, height } = ground;
  const keys = Int32Array.from({ length: width * height }, (_, cell) => keyOf(spanOf(cell)));
  const boxes: StageBox[] = [];
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const key = keys[row * width + column];
      if (key === EMPTY) continue;
      let endColumn = column + 1;
      while (endColumn < width && keys[row * width + endColumn] === key) endColumn++;
      let endRow = row + 1;
      const isSame = (value: number): boolean => value === key;
      while (endRow < height && keys.subarray(endRow * width + column, endRow * width + endColumn).every(isSame)) {
        endRow++;
      }
      for (let i = row; i < endRow; i++) keys.fill(EMPTY, i * width + column, i * width + endColumn);
      boxes.push(boxOf(ground, [column, row, endColumn, endRow], key));
    }
  }
  return boxes;
}

const EMPTY = -1;
const LEVELS = 0x8000;

function keyOf(span: Span | null): number {
  if (span === null) return EMPTY;
  const low = Math.max(0, Math.floor(span.low / STEP));
  return low * LEVELS + Math.max(low + 1, Math.ceil(span.high / STEP));
}

function boxOf({ cellSize, origin }: Ground, [x0, z0, x1, z1]: readonly number[], key: number): StageBox {
  const [low, high] = [Math.floor(key / LEVELS) * STEP, (key % LEVELS) * STEP];
  const center: Vec3 = [
    origin[0] + ((x0 + x1) / 2) * cellSize,
    (low + high) / 2,
    origin[1] + ((z0 + z1) / 2) * cellSize,
  ];
  return { center, half: [((x1 - x0) / 2) * cellSize, (high - low) / 2, ((z1 - z0) / 2) * cellSize] };
}
