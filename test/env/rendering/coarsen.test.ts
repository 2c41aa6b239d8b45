import { expect, it } from 'vitest';
import { coarsen } from '../../../env/rendering/coarsen.ts';
import { boxRound, piecesOf } from '../../../env/rendering/pieces.ts';
import { library } from '../../../scenes/library.ts';

const pillow = library.getModel('Pillow', 0);
const EIGHTH = [1 / 8, 1 / 8, 1 / 8] as const;

it('draws a piece with fewer triangles over vertices of its own', () => {
  const coarse = coarsen(pillow, [1 / 4, 1 / 4, 1 / 4]);
  expect(coarse.indices.length).toBeLessThan(pillow.indices.length / 2);
  expect(Math.max(...coarse.indices)).toBe(coarse.layers.length - 1);
  expect(coarse.positions.length).toBe(3 * coarse.layers.length);
  expect(coarse.colors.length).toBe(3 * coarse.layers.length);
});

it('moves no vertex by more than a cell and keeps the outline', () => {
  const coarse = coarsen(pillow, EIGHTH);
  for (let vertex = 0; vertex < coarse.layers.length; vertex++) {
    const near = Array.from({ length: pillow.layers.length }, (_, i) =>
      Math.max(
        ...[0, 1, 2].map((axis) => Math.abs(pillow.positions[3 * i + axis] - coarse.positions[3 * vertex + axis])),
      ),
    );
    expect(Math.min(...near)).toBeLessThanOrEqual(1 / 8);
  }
  expect(boxRound(coarse.positions)).toEqual(boxRound(pillow.positions));
});

it('makes a box of the same size of what is rounded on a scale that nobody sees', () => {
  const rounded = piecesOf(library.getModel('DoorFrame', 0)).find(({ indices }) => indices.length > 36);
  if (rounded === undefined) throw new Error('no piece of the door frame is rounded');
  const box = coarsen(rounded, EIGHTH);
  expect(box.indices.length / 3).toBe(12);
  expect(boxRound(box.positions)).toEqual(boxRound(rounded.positions));
});

it('keeps normals of unit length', () => {
  const { normals } = coarsen(pillow, EIGHTH);
  for (let i = 0; i < normals.length; i += 3) {
    expect(Math.hypot(normals[i], normals[i + 1], normals[i + 2])).toBeCloseTo(1, 5);
  }
});
