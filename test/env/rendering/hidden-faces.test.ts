import { expect, it } from 'vitest';
import { withoutHiddenFaces } from '../../../env/rendering/hidden-faces.ts';
import { type Shape, joinShapes, piecesOf } from '../../../env/rendering/pieces.ts';
import { library } from '../../../scenes/library.ts';

const cube = library.getModel('Cube', 0);

/** A box from one corner to the other. */
function box(low: readonly number[], high: readonly number[]): Shape {
  const at = (value: number, axis: number): number => low[axis] + (value + 0.5) * (high[axis] - low[axis]);
  return { ...cube, positions: cube.positions.map((value, i) => at(value, i % 3)) };
}

function numTriangles(pieces: readonly Shape[]): number[] {
  return pieces.map(({ indices }) => indices.length / 3);
}

it('leaves out a box inside another, and of one that sticks out only the end inside', () => {
  const board = box([0, 0, 0], [1, 1, 1]);
  expect(numTriangles(withoutHiddenFaces([board, box([0.2, 0.2, 0.2], [0.4, 0.4, 0.4])]))).toEqual([12, 0]);
  expect(numTriangles(withoutHiddenFaces([board, box([0.4, -2, 0.4], [0.6, 0.5, 0.6])]))).toEqual([12, 10]);
});

it('keeps what lies on a side and looks outwards', () => {
  const board = box([0, 0, 0], [1, 1, 1]);
  const label = box([0.2, 0.2, 0.9], [0.8, 0.8, 1]);
  expect(numTriangles(withoutHiddenFaces([board, label]))).toEqual([12, 2]);
});

it('keeps what stands in an open box', () => {
  const closed = box([0, 0, 0], [1, 1, 1]);
  const open = { ...closed, indices: closed.indices.slice(6) };
  expect(numTriangles(withoutHiddenFaces([open, box([0.2, 0.2, 0.2], [0.4, 0.4, 0.4])]))).toEqual([10, 12]);
});

it('tells boxes apart that stand edge to edge, all but the sides that touch, and takes no round thing apart', () => {
  const pair = joinShapes([box([0, 0, 0], [1, 1, 1]), box([1, 0, 0], [2, 1, 1])]);
  expect(numTriangles(piecesOf(pair))).toEqual([2, 10, 10, 2]);
  const pillow = library.getModel('Pillow', 0);
  expect(Math.max(...numTriangles(piecesOf(pillow)))).toBeGreaterThan((0.4 * pillow.indices.length) / 3);
});

it('keeps a sheet without a back', () => {
  const sheet = { ...cube, indices: cube.indices.slice(0, 6) };
  expect(numTriangles(withoutHiddenFaces([sheet]))).toEqual([2]);
});
