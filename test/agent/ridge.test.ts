import { describe, expect, it } from 'vitest';
import { applyLinear, fitRidge } from '../../agent/ridge.ts';
import { Rng } from '../../env/random.ts';

const rng = new Rng('ridge');
const NUM_ROWS = 200;
const x = { values: Float32Array.from({ length: NUM_ROWS * 3 }, () => rng.normal()), width: 3 };
const rowOf = (r: number): number[] => [...x.values.subarray(3 * r, 3 * r + 3)];
const even = new Float32Array(NUM_ROWS).fill(1);

describe('fitRidge', () => {
  it('finds a linear map and its bias from rows that follow it', () => {
    const y = Float32Array.from({ length: NUM_ROWS * 2 }, (_, i) => {
      const [a, b, c] = rowOf(Math.floor(i / 2));
      return i % 2 === 0 ? 2 * a - b + 0.5 : c + 3;
    });
    const map = fitRidge(x, { values: y, width: 2 }, even, 1e-9);
    const expected = [2, 0, -1, 0, 0, 1, 0.5, 3];
    expected.forEach((weight, i) => expect(map.weights[i]).toBeCloseTo(weight, 4));
    expect(applyLinear(map, x).values[1]).toBeCloseTo(y[1], 4);
  });

  it('pulls weights towards zero as the penalty grows', () => {
    const y = { values: Float32Array.from({ length: NUM_ROWS }, (_, r) => rowOf(r)[0]), width: 1 };
    const weight = (penalty: number): number => fitRidge(x, y, even, penalty).weights[0];
    expect(weight(1)).toBeLessThan(weight(1e-6) - 0.2);
  });

  it('does not see rows of weight zero', () => {
    const values = Float32Array.from({ length: NUM_ROWS }, (_, r) => (r < 100 ? rowOf(r)[0] : 1000));
    const half = even.map((_, r) => (r < 100 ? 1 : 0));
    expect(fitRidge(x, { values, width: 1 }, half, 1e-9).weights[0]).toBeCloseTo(1, 4);
  });
});
