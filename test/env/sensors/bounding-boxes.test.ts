import { describe, expect, it } from 'vitest';
import { categoryId } from '../../../env/categories.ts';
import { findBoundingBoxes } from '../../../env/sensors/bounding-boxes.ts';

const [WALL, CHAIR, DOOR] = ['Wall', 'Chair', 'Door'].map(categoryId);

/** 4 by 3 pixels: a wall, a chair in two pieces, and a corner of a door. */
const frame = {
  width: 4,
  height: 3,
  instance: Uint16Array.from([1, 1, 1, 3, 2, 1, 1, 1, 1, 1, 2, 1]),
  semantic: Uint16Array.from([WALL, WALL, WALL, DOOR, CHAIR, WALL, WALL, WALL, WALL, WALL, CHAIR, WALL]),
};

describe('findBoundingBoxes', () => {
  it('gives the smallest box around all pixels of a thing, and none around walls', () => {
    expect(findBoundingBoxes(frame)).toEqual([
      { instance: 2, category: CHAIR, x0: 0, y0: 1, x1: 3, y1: 3, pixels: 2 },
      { instance: 3, category: DOOR, x0: 3, y0: 0, x1: 4, y1: 1, pixels: 1 },
    ]);
  });

  it('leaves out what fewer pixels show than asked', () => {
    expect(findBoundingBoxes(frame, 2).map(({ instance }) => instance)).toEqual([2]);
  });

  it('says which channels it needs', () => {
    expect(() => findBoundingBoxes({ width: 1, height: 1 })).toThrow(/instance and semantic/);
  });
});
