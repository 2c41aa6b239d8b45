import { type BenchPoint, FACTORS, type Factor, along, nameOf } from './point.ts';
import type { Row } from './row.ts';

/** How the cost of a step grows with one factor, all else as in the centre of the sweep. */
export interface Growth {
  readonly factor: Factor;
  readonly values: readonly string[];
  /** Milliseconds of one environment's step, for each value. */
  readonly costs: readonly number[];
  /** By what the cost is multiplied where the factor doubles, fitted over all values; null where it is no number above 0. */
  readonly perDoubling: number | null;
}

/** One for each factor that has several values. */
export function growthOf(rows: readonly Row[], centre: BenchPoint): Growth[] {
  return FACTORS.flatMap((factor) => {
    const line = along(rows, centre, factor);
    if (line.length < 2) return [];
    const costs = line.map(({ stepsPerSecond }) => 1000 / stepsPerSecond);
    const values = line.map((row) => row[factor]);
    const numbers = values.filter((value) => typeof value === 'number' && value > 0).map(Number);
    const perDoubling =
      numbers.length === values.length ? 2 ** slope(numbers.map(Math.log2), costs.map(Math.log2)) : null;
    return [{ factor, values: values.map(nameOf), costs, perDoubling }];
  });
}

/** Of the line through the points with the least squared error. */
function slope(x: readonly number[], y: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(x), mean(y)];
  const covariance = mean(x.map((value, i) => (value - meanX) * (y[i] - meanY)));
  return covariance / mean(x.map((value) => (value - meanX) ** 2));
}
