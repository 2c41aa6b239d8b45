/** Statistics of one feature as LeRobot stores them: an array over its elements, or (channels, 1, 1) for pictures. */
export interface FeatureStatistics {
  readonly min: unknown[];
  readonly max: unknown[];
  readonly mean: unknown[];
  readonly std: unknown[];
  /** How many frames they are of. */
  readonly count: [number];
  readonly q01: unknown[];
  readonly q10: unknown[];
  readonly q50: unknown[];
  readonly q90: unknown[];
  readonly q99: unknown[];
}

/** The statistics in the order they are written. */
export const STATISTICS = ['min', 'max', 'mean', 'std', 'count', 'q01', 'q10', 'q50', 'q90', 'q99'] as const;

/** Counts the values of one feature, exactly, element by element or channel by channel. */
export class FeatureTally {
  readonly #counts: Map<number, number>[];
  #numFrames = 0;

  /** `numElements` of a vector, or channels of a picture; a picture's values are divided by `scale`. */
  constructor(
    readonly numElements: number,
    readonly isImage: boolean,
    readonly scale = 1,
  ) {
    this.#counts = Array.from({ length: numElements }, () => new Map());
  }

  /** Counts one frame: a vector, or a picture with its channels innermost. */
  add(values: ArrayLike<number>): void {
    for (let i = 0; i < values.length; i++) {
      const counts = this.#counts[i % this.numElements];
      counts.set(values[i], (counts.get(values[i]) ?? 0) + 1);
    }
    this.#numFrames++;
  }

  /** Counts everything that another tally of the same feature has counted. */
  merge(other: FeatureTally): void {
    other.#counts.forEach((counts, element) => {
      const own = this.#counts[element];
      for (const [value, count] of counts) own.set(value, (own.get(value) ?? 0) + count);
    });
    this.#numFrames += other.#numFrames;
  }

  summarize(): FeatureStatistics {
    const elements = this.#counts.map((counts) => new Distribution(counts, this.scale));
    const each = (read: (element: Distribution) => number): unknown[] =>
      elements.map((element) => (this.isImage ? [[read(element)]] : read(element)));
    return {
      min: each((element) => element.quantile(0)),
      max: each((element) => element.quantile(1)),
      mean: each(({ mean }) => mean),
      std: each(({ std }) => std),
      count: [this.#numFrames],
      q01: each((element) => element.quantile(0.01)),
      q10: each((element) => element.quantile(0.1)),
      q50: each((element) => element.quantile(0.5)),
      q90: each((element) => element.quantile(0.9)),
      q99: each((element) => element.quantile(0.99)),
    };
  }
}

/** Values with their counts, in ascending order. */
class Distribution {
  readonly #sorted: readonly (readonly [value: number, count: number])[];
  readonly #total: number;
  readonly mean: number;
  /** Of the values themselves, not an estimate for more. */
  readonly std: number;

  constructor(counts: ReadonlyMap<number, number>, scale: number) {
    this.#sorted = [...counts].map(([value, count]) => [value / scale, count] as const).sort(([a], [b]) => a - b);
    this.#total = this.#sorted.reduce((sum, [, count]) => sum + count, 0);
    this.mean = this.#average((value) => value);
    this.std = Math.sqrt(this.#average((value) => (value - this.mean) ** 2));
  }

  /** The smallest value that at least this share of all values does not exceed. */
  quantile(share: number): number {
    let left = share * this.#total;
    for (const [value, count] of this.#sorted) {
      left -= count;
      if (left <= 0) return value;
    }
    return this.#sorted[this.#sorted.length - 1][0];
  }

  #average(of: (value: number) => number): number {
    return this.#sorted.reduce((sum, [value, count]) => sum + of(value) * count, 0) / this.#total;
  }
}
