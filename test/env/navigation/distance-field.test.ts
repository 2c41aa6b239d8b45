import { describe, expect, it } from 'vitest';
import { type OccupancyGrid, cellAt, centerOf, distanceField } from '../../../env/navigation/distance-field.ts';

/** A map drawn with `#` for what is not free, one metre a cell. */
function draw(...rows: string[]): OccupancyGrid {
  const free = Uint8Array.from(rows.join(''), (letter) => (letter === '#' ? 0 : 1));
  return { width: rows[0].length, height: rows.length, cellSize: 1, origin: [0, 0], free };
}

describe('distanceField', () => {
  it('measures straight and diagonal ways exactly', () => {
    const field = distanceField(draw('....', '....', '....'), [{ cell: 0, distance: 0 }]);
    expect(field[3]).toBe(3);
    expect(field[10]).toBeCloseTo(2 * Math.SQRT2, 6);
    expect(field[9]).toBeCloseTo(Math.hypot(1, 2), 6);
  });

  it('is never more than 2.8 % longer than the straight line in the open', () => {
    const grid = draw(...Array.from({ length: 40 }, () => '.'.repeat(40)));
    const field = distanceField(grid, [{ cell: 0, distance: 0 }]);
    for (let cell = 1; cell < field.length; cell++) {
      const straight = Math.hypot(cell % 40, Math.floor(cell / 40));
      expect(field[cell]).toBeGreaterThan(straight - 1e-4);
      expect(field[cell]).toBeLessThan(straight * 1.028);
    }
  });

  it('goes around walls, cuts no corner and passes no crack', () => {
    const field = distanceField(draw('..#.', '..#.', '....'), [{ cell: 0, distance: 0 }]);
    expect(field[3]).toBeCloseTo(Math.SQRT2 + 1 + 2 + 2, 0);
    expect(distanceField(draw('.#', '#.'), [{ cell: 0, distance: 0 }])[3]).toBe(Infinity);
  });

  it('starts from the nearest of many sources, each with its head start', () => {
    const field = distanceField(draw('.......'), [
      { cell: 0, distance: 0 },
      { cell: 6, distance: 2 },
    ]);
    expect([...field]).toEqual([0, 1, 2, 3, 4, 3, 2]);
  });

  it('leaves open what lies further off than asked', () => {
    const field = distanceField(draw('.........'), [{ cell: 0, distance: 0 }], { until: 3, beyond: 2 });
    expect(field[5]).toBe(5);
    expect(field[8]).toBe(Infinity);
  });
});

describe('cellAt', () => {
  it('finds the cell whose middle a point is, and none outside', () => {
    const grid = { width: 3, height: 2, cellSize: 0.5, origin: [-1, 2] as const };
    for (let cell = 0; cell < 6; cell++) expect(cellAt(grid, centerOf(grid, cell))).toBe(cell);
    expect(cellAt(grid, [-1.1, 2.2])).toBe(-1);
    expect(cellAt(grid, [0, 3.01])).toBe(-1);
  });
});
