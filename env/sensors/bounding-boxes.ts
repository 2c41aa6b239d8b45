import { STUFF } from '../categories.ts';
import type { Frame } from '../env.ts';

/** Where one visible thing is in the picture. */
export interface BoundingBox {
  /** As in `Frame.instance`. */
  readonly instance: number;
  /** Index into `CATEGORIES`. */
  readonly category: number;
  /** Pixel columns and rows it covers; `x1` and `y1` are the first beyond it. */
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  /** How many pixels show it. */
  readonly pixels: number;
}

/** Walls, floors and ceilings are no things. */
const FIRST_THING = STUFF.indexOf('Door');

/** The 2D boxes of everything that at least `leastPixels` pixels show, by instance id. @throws RangeError without ids */
export function findBoundingBoxes({ width, instance, semantic }: Frame, leastPixels = 1): BoundingBox[] {
  if (!instance || !semantic) throw new RangeError('findBoundingBoxes: instance and semantic are needed; render them.');
  const boxes = new Map<number, { -readonly [K in keyof BoundingBox]: BoundingBox[K] }>();
  instance.forEach((id, i) => {
    if (id === 0 || semantic[i] < FIRST_THING) return;
    const x = i % width;
    const y = (i - x) / width;
    const box = boxes.get(id);
    if (box === undefined) {
      boxes.set(id, { instance: id, category: semantic[i], x0: x, y0: y, x1: x + 1, y1: y + 1, pixels: 1 });
      return;
    }
    box.x0 = Math.min(box.x0, x);
    box.x1 = Math.max(box.x1, x + 1);
    // Rows come from the top down.
    box.y1 = y + 1;
    box.pixels++;
  });
  return [...boxes.values()].filter(({ pixels }) => pixels >= leastPixels).sort((a, b) => a.instance - b.instance);
}
