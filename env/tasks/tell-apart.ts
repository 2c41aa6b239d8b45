import { categoryWords } from '../categories.ts';
import { colorNameOf } from './color-names.ts';
import type { House, HouseObject } from '../house.ts';
import type { ModelLibrary } from '../model.ts';
import type { Rng } from '../random.ts';
import { roomAt } from '../walls.ts';

/** Of two things, one that has so many times the other's volume is the big one. */
const BIGGER = 2;

/** Who is to be told apart from whom. */
export interface Lineup {
  readonly target: HouseObject;
  /** The other objects of its category. */
  readonly others: readonly HouseObject[];
  readonly house: House;
  readonly library: ModelLibrary;
}

/**
 * Words that mean one object and none of its kind, for example "the blue chair, not the red one", "the chair in the
 * kitchen" or "the big painting, not the small one"; null when there are none. `noun` names the category.
 */
export function tellApart(lineup: Lineup, noun: string, rng: Rng): string | null {
  const phrases = [byColor(lineup, noun), byRoom(lineup, noun), bySize(lineup, noun)].filter((words) => words !== null);
  return phrases.length === 0 ? null : rng.pick(phrases);
}

function byColor({ target, others, library }: Lineup, noun: string): string | null {
  const color = colorNameOf(target, library);
  const names = [...new Set(others.map((other) => colorNameOf(other, library)))];
  const [first] = names;
  if (color === null || first === null || names.includes(null) || names.includes(color)) return null;
  return `the ${color} ${noun}${names.length === 1 ? `, not the ${first} ${others.length === 1 ? 'one' : 'ones'}` : ''}`;
}

function byRoom({ target, others, house }: Lineup, noun: string): string | null {
  const roomOf = ({ position: [x, , z] }: HouseObject): string | undefined => roomAt(house, [x, z])?.type;
  const room = roomOf(target);
  if (room === undefined || others.some((other) => roomOf(other) === room)) return null;
  return `the ${noun} in the ${categoryWords(room)}`;
}

function bySize({ target, others }: Lineup, noun: string): string | null {
  const ratios = others.map((other) => volumeOf(target) / volumeOf(other));
  const rest = others.length === 1 ? 'one' : 'ones';
  if (ratios.every((ratio) => ratio >= BIGGER)) return `the big ${noun}, not the small ${rest}`;
  if (ratios.every((ratio) => ratio <= 1 / BIGGER)) return `the small ${noun}, not the big ${rest}`;
  return null;
}

function volumeOf({ size: [x, y, z] }: HouseObject): number {
  return x * y * z;
}
