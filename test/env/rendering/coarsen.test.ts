import { expect, it } from 'vitest';
import { coarsen } from '../../../env/rendering/coarsen.ts';
import { detailLevels } from '../../../env/rendering/level-of-detail.ts';
import { library } from '../../../scenes/library.ts';

const sofa = library.getModel('Sofa', 0);

function extent(positions: Float32Array, axis: number): number {
  const along = positions.filter((_, i) => i % 3 === axis);
  return Math.max(...along) - Math.min(...along);
}

it('draws a shape with fewer triangles over vertices of its own', () => {
  const coarse = coarsen(sofa, 8);
  expect(coarse.indices.length).toBeLessThan(sofa.indices.length / 2);
  expect(Math.max(...coarse.indices)).toBe(coarse.layers.length - 1);
  expect(coarse.positions.length).toBe(3 * coarse.layers.length);
  expect(coarse.colors.length).toBe(3 * coarse.layers.length);
});

it('moves no vertex by more than a cell and keeps the outline', () => {
  const numCells = 16;
  const coarse = coarsen(sofa, numCells);
  for (let vertex = 0; vertex < coarse.layers.length; vertex++) {
    const near = Array.from({ length: sofa.layers.length }, (_, i) =>
      Math.max(
        ...[0, 1, 2].map((axis) => Math.abs(sofa.positions[3 * i + axis] - coarse.positions[3 * vertex + axis])),
      ),
    );
    expect(Math.min(...near)).toBeLessThanOrEqual(1 / numCells);
  }
  for (const axis of [0, 1, 2]) expect(extent(coarse.positions, axis)).toBeCloseTo(extent(sofa.positions, axis), 6);
});

it('keeps normals of unit length', () => {
  const { normals } = coarsen(sofa, 8);
  for (let i = 0; i < normals.length; i += 3) {
    expect(Math.hypot(normals[i], normals[i + 1], normals[i + 2])).toBeCloseTo(1, 5);
  }
});

it('offers levels that are ever coarser and used ever farther away', () => {
  const levels = detailLevels(sofa);
  expect(levels.length).toBeGreaterThan(2);
  expect(levels[0]).toEqual({ shape: sofa, maxPixels: Infinity });
  levels.slice(1).forEach(({ shape, maxPixels }, i) => {
    expect(shape.indices.length).toBeLessThan(levels[i].shape.indices.length);
    expect(maxPixels).toBeLessThan(levels[i].maxPixels);
  });
});

it('draws boxes, and what closes a hole in a wall, always in full', () => {
  for (const category of ['Cube', 'WindowPane', 'DoorFrame']) {
    expect(detailLevels(library.getModel(category, 0))).toHaveLength(1);
  }
});
