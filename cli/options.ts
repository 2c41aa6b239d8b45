import { InvalidArgumentError } from 'commander';

/** A parser of one option's text, as commander calls it. @throws InvalidArgumentError saying what is expected instead. */
export type OptionParser<T> = (text: string) => T;

function refuse(expected: string): never {
  throw new InvalidArgumentError(expected);
}

/** Digits alone: `Number` would let '', '1e3', '0x1f' and ' 7 ' through. */
function wholeNumber(text: string): number {
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  return Number.isSafeInteger(value) ? value : NaN;
}

/** A seed: a whole number from 0 to 2^53 - 1. */
export function parseSeed(text: string): number {
  const seed = wholeNumber(text);
  return Number.isNaN(seed) ? refuse(`A seed is a whole number from 0 to ${Number.MAX_SAFE_INTEGER}; try 7.`) : seed;
}

/** The seed path of a house: a seed, or a house of a split such as `val/3`. */
export function parseHouseSeed(text: string): string {
  const [, split, digits] = /^(train\/|val\/|test\/|style\/)?(\d+)$/.exec(text) ?? [];
  const seed = wholeNumber(digits ?? '');
  if (Number.isNaN(seed)) {
    return refuse(
      `A house's seed is a whole number from 0 to ${Number.MAX_SAFE_INTEGER}, or a split's house; try 7 or val/3.`,
    );
  }
  return `${split ?? ''}${seed}`;
}

/** A whole number of at least `low` and at most `high`. */
export function parseIntegerIn(low: number, high: number): OptionParser<number> {
  return (text) => {
    const value = wholeNumber(text);
    return value >= low && value <= high ? value : refuse(`It takes a whole number from ${low} to ${high}.`);
  };
}

/** How many of something: a whole number of at least 1. */
export function parseCount(text: string): number {
  const count = wholeNumber(text);
  return count >= 1 ? count : refuse('It takes a whole number of at least 1; try 10.');
}

/** Counts separated by commas, for example `1,64`. */
export function parseCountList(text: string): number[] {
  const counts = text.split(',').map(wholeNumber);
  return counts.every((count) => count >= 1)
    ? counts
    : refuse('It takes whole numbers of at least 1, separated by commas; try 1,64.');
}

/** Whole numbers of at least `low` and at most `high`, separated by commas. */
export function parseIntegerList(low: number, high: number): OptionParser<number[]> {
  return (text) => text.split(',').map(parseIntegerIn(low, high));
}

/** A factor of at least 1, for example `1.25`. */
export function parseRatio(text: string): number {
  const ratio = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  return ratio >= 1 ? ratio : refuse('It takes a number of at least 1; try 1.25.');
}

/** A share of a whole: more than 0, at most 1. */
export function parseFraction(text: string): number {
  const fraction = /^\d*\.?\d+$/.test(text) ? Number(text) : NaN;
  return fraction > 0 && fraction <= 1 ? fraction : refuse('It takes a number above 0 and up to 1; try 0.1.');
}

/** How many rooms a generated house has: 1 to 10. */
export const parseRooms = parseIntegerIn(1, 10);

/** How many people live in a house. */
export const parseResidents = parseIntegerIn(0, 20);

/** How many threads beside the main one. */
export const parseWorkers = parseIntegerIn(0, 64);

/** A TCP port; 0 lets the system choose a free one. */
export const parsePort = parseIntegerIn(0, 65535);

/** One part of a run that is split over machines. */
export interface Shard {
  /** 0 to `count - 1`. */
  readonly index: number;
  readonly count: number;
}

/** A shard `i/n` with 0 <= i < n, counted from 0 as Slurm arrays and Kubernetes indexed jobs do. */
export function parseShard(text: string): Shard {
  const [index = NaN, count = NaN, ...rest] = text.split('/').map(wholeNumber);
  return rest.length === 0 && index < count
    ? { index, count }
    : refuse('A shard is i/n with i from 0 to n-1; try 0/4, 1/4, 2/4 and 3/4.');
}

/** Some of the choices, separated by commas, each once. */
export function parseList<T extends string>(choices: readonly T[]): OptionParser<T[]> {
  return (text) =>
    text.split(',').map((name, position, names) => {
      const choice = choices.find((candidate) => candidate === name);
      if (choice === undefined) return refuse(`"${name}" is unknown; choose from ${choices.join(', ')}.`);
      return names.indexOf(name) === position ? choice : refuse(`"${name}" stands there twice; name it once.`);
    });
}
