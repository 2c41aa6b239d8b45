import type { Rng } from '../env/random.ts';

/** A mean and the interval that holds the true one with 95 % confidence. */
export interface Estimate {
  readonly mean: number;
  readonly ci95: readonly [low: number, high: number];
}

/** The 97.5 % quantile of the standard normal distribution. */
const Z = 1.959963984540054;
const NUM_RESAMPLES = 1000;

/** A share of successes with Wilson's score interval. @see Wilson 1927, "Probable inference" @throws RangeError without trials */
export function estimateShare(successes: number, trials: number): Estimate {
  if (trials === 0) throw new RangeError('estimateShare: there is no trial to estimate from.');
  const mean = successes / trials;
  const z2 = Z * Z;
  const center = (mean + z2 / (2 * trials)) / (1 + z2 / trials);
  const half = (Z / (1 + z2 / trials)) * Math.sqrt((mean * (1 - mean)) / trials + z2 / (4 * trials * trials));
  // Exact at the ends, where rounding would leave 1e-17.
  return { mean, ci95: [successes === 0 ? 0 : center - half, successes === trials ? 1 : center + half] };
}

/**
 * A mean with its percentile bootstrap interval; the resamples come from `rng`.
 *
 * @see Efron & Tibshirani 1993, "An introduction to the bootstrap", chapter 13
 * @throws RangeError for an empty list
 */
export function estimateMean(values: readonly number[], rng: Rng): Estimate {
  if (values.length === 0) throw new RangeError('estimateMean: there is no value to estimate from.');
  const means = Array.from({ length: NUM_RESAMPLES }, () => average(values.map(() => rng.pick(values))));
  means.sort((a, b) => a - b);
  const last = NUM_RESAMPLES - 1;
  return { mean: average(values), ci95: [means[Math.round(0.025 * last)], means[Math.round(0.975 * last)]] };
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
