import { describe, expect, it } from 'vitest';
import { estimateMean, estimateShare } from '../../agent/statistics.ts';
import { Rng } from '../../env/random.ts';

describe('estimateShare', () => {
  // Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('gives the interval of Wilson for %i of %i', (successes, trials, low, high) => {
    const { mean, ci95 } = estimateShare(successes, trials);
    expect(mean).toBe(successes / trials);
    expect(ci95[0]).toBeCloseTo(low, 4);
    expect(ci95[1]).toBeCloseTo(high, 4);
  });

  it('refuses to estimate from nothing', () => {
    expect(() => estimateShare(0, 0)).toThrow(RangeError);
  });
});

describe('estimateMean', () => {
  const values = Array.from({ length: 400 }, (_, i) => (i % 20) / 20);

  it('is the mean with an interval of about two standard errors to each side', () => {
    const { mean, ci95 } = estimateMean(values, new Rng('bootstrap'));
    const standardError = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / 400 / 400);
    expect(mean).toBeCloseTo(0.475, 12);
    expect((mean - ci95[0]) / standardError).toBeCloseTo(1.96, 0);
    expect((ci95[1] - mean) / standardError).toBeCloseTo(1.96, 0);
  });

  it('is the same for the same stream', () => {
    expect(estimateMean(values, new Rng('a'))).toEqual(estimateMean(values, new Rng('a')));
  });

  it('has no width for equal values', () => {
    expect(estimateMean([2, 2, 2], new Rng('a'))).toEqual({ mean: 2, ci95: [2, 2] });
  });
});
