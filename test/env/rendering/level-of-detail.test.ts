import { expect, it } from 'vitest';
import { detailLevels } from '../../../env/rendering/level-of-detail.ts';
import { type Shape, boxRound, joinShapes, piecesOf } from '../../../env/rendering/pieces.ts';
import { library } from '../../../scenes/library.ts';

/** Whether a line along z through (x, y) meets a triangle that faces -Z. */
function covers({ positions, indices }: Shape, x: number, y: number): boolean {
  for (let i = 0; i < indices.length; i += 3) {
    const [a, b, c] = [indices[i], indices[i + 1], indices[i + 2]].map((v) => [positions[3 * v], positions[3 * v + 1]]);
    const left = (p: number[], q: number[]): number => (q[0] - p[0]) * (y - p[1]) - (q[1] - p[1]) * (x - p[0]);
    if (left(a, b) <= 0 && left(b, c) <= 0 && left(c, a) <= 0) return true;
  }
  return false;
}

it('offers levels that are ever coarser and used ever farther away', () => {
  const levels = detailLevels(library.getModel('Sofa', 0));
  expect(levels.length).toBeGreaterThan(2);
  expect(levels[0].maxPixels).toBe(Infinity);
  levels.slice(1).forEach(({ shape, maxPixels }, i) => {
    expect(shape.indices.length).toBeLessThan(levels[i].shape.indices.length);
    expect(maxPixels).toBeLessThan(levels[i].maxPixels);
  });
});

it('draws a box in full always', () => {
  const cube = library.getModel('Cube', 0);
  expect(detailLevels(cube)).toEqual([{ shape: cube, maxPixels: Infinity }]);
});

it('keeps every thing as large as it is', () => {
  for (const category of ['Bed', 'Chair', 'DiningTable', 'FloorLamp', 'ShelvingUnit', 'Toilet']) {
    const model = library.getModel(category, 0);
    const box = boxRound(model.positions);
    for (const { shape } of detailLevels(model)) {
      const { extent } = boxRound(shape.positions);
      extent.forEach((along, axis) => expect(along).toBeGreaterThan(0.8 * box.extent[axis]));
    }
  }
});

it('leaves no hole in a window, behind which there is nothing', () => {
  const levels = detailLevels(library.getModel('WindowPane', 0));
  for (const { shape } of levels) {
    for (let x = -0.49; x < 0.5; x += 0.07) {
      for (let y = -0.49; y < 0.5; y += 0.07) expect(covers(shape, x, y)).toBe(true);
    }
  }
});

it('draws the relief of a distant door without the rims of its panels', () => {
  const [full, ...coarser] = detailLevels(library.getModel('DoorLeaf', 0));
  const coarsest = coarser.at(-1)?.shape;
  expect(coarsest?.indices.length).toBeLessThan(full.shape.indices.length / 2);
  expect(new Set(coarsest?.colors)).toEqual(new Set(full.shape.colors));
});

it('keeps a flat sheet for as long as it can be seen', () => {
  const microwave = library.getModel('Microwave', 0);
  const [largest] = piecesOf(microwave)
    .map((piece) => ({ piece, extent: boxRound(piece.positions).extent }))
    .filter(({ extent }) => Math.min(...extent) === 0)
    .sort((a, b) => Math.max(...b.extent) - Math.max(...a.extent));
  for (const { shape } of detailLevels(microwave)) {
    const kept = piecesOf(shape).filter(({ positions }) => Math.min(...boxRound(positions).extent) === 0);
    expect(kept.map(({ positions }) => boxRound(positions).extent)).toContainEqual(largest.extent);
  }
});

it('lets nothing vanish that is made of thin or tiny pieces', () => {
  const sheets = 20;
  const cube = library.getModel('Cube', 0);
  const crumbs = Array.from({ length: sheets ** 2 }, (_, i) => ({
    ...cube,
    positions: cube.positions.map(
      (value, k) => (value + [i % sheets, 0, Math.floor(i / sheets)][k % 3]) / (2 * sheets),
    ),
  }));
  for (const count of [crumbs.length, 2 * crumbs.length]) {
    const all = joinShapes(Array.from({ length: count }, (_, i) => crumbs[i % crumbs.length]));
    for (const { shape } of detailLevels({ ...cube, ...all, key: 'Crumbs/0' })) {
      expect(Math.max(...boxRound(shape.positions).extent)).toBeGreaterThan(0.4);
    }
  }
  const curtain = library.getModel('ShowerCurtain', 0);
  expect(Math.min(...detailLevels(curtain).map(({ shape }) => shape.indices.length / 3))).toBeGreaterThan(12);
});
