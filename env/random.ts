import seedrandom from 'seedrandom';
import { cos } from './trigonometry.ts';

/**
 * A stream of random numbers named by a readable path such as `7/train/episode-12`.
 *
 * `child(name)` opens another stream without advancing this one, so a new consumer shifts nobody.
 * The generator is seedrandom's `alea`: its plain form equates `'ab'` with `'abab'`, `alea` does not.
 */
export class Rng {
  /** Made for the first number: most streams are only opened to have children. */
  #generator: (() => number) | null = null;

  constructor(readonly path: string) {}

  /** The stream of this name below this one, from its beginning. */
  child(name: string | number): Rng {
    return new Rng(`${this.path}/${name}`);
  }

  /** Uniform in [low, high). */
  uniform(low = 0, high = 1): number {
    return low + (high - low) * this.#next();
  }

  /** Integer in [low, high], both ends included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.#next() * (high - low + 1));
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.#next() < probability;
  }

  /** One item. @throws RangeError for an empty list. */
  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError(`Rng.pick: the list is empty (stream ${this.path}).`);
    return items[Math.floor(this.#next() * items.length)];
  }

  /** One item, with probability proportional to its weight. @throws RangeError when no weight is positive. */
  pickWeighted<T>(items: readonly T[], weights: readonly number[]): T {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    if (!(total > 0)) throw new RangeError(`Rng.pickWeighted: no weight is positive (stream ${this.path}).`);
    let rest = this.#next() * total;
    for (let i = 0; i < items.length; i++) {
      rest -= weights[i];
      if (rest < 0) return items[i];
    }
    return items[items.length - 1];
  }

  /** A shuffled copy (Fisher and Yates). */
  shuffle<T>(items: readonly T[]): T[] {
    const copy = [...items];
    for (let i = copy.length - 1; i > 0; i--) {
      const j = Math.floor(this.#next() * (i + 1));
      [copy[i], copy[j]] = [copy[j], copy[i]];
    }
    return copy;
  }

  /** Standard normal (Box and Muller). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.#next())) * cos(2 * Math.PI * this.#next());
  }

  #next(): number {
    this.#generator ??= seedrandom.alea(this.path);
    return this.#generator();
  }
}
