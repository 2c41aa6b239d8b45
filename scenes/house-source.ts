import type { House } from '../env/house.ts';
import { Rng } from '../env/random.ts';
import { generateHouse } from './generate-house.ts';
import type { GenerateHouseOptions } from './generate-house.ts';
import type { ObjectStyle } from './object-styles.ts';

/** The style of each split's objects: no split has an asset of another, and `style` not even a shape or colour of the others. */
const STYLES = { train: 'train', val: 'val', test: 'test', style: 'held-out' } as const satisfies Record<
  string,
  ObjectStyle
>;

export type Split = keyof typeof STYLES;
export const SPLITS: readonly Split[] = ['train', 'val', 'test', 'style'];

/**
 * The house of a seed path such as `7`, `train/17`, `val/3` or `style/0`: always the same, in its split's style. The path
 * `val/3/rooms-2` is `val/3` with two rooms.
 */
export function houseForSeed(path: string, options: GenerateHouseOptions = {}): House {
  const [, seed, rooms] = /^(.*?)(?:\/rooms-(\d+))?$/.exec(path) ?? [null, path, undefined];
  const split = splitOfHouse(seed);
  return generateHouse(new Rng(seed), {
    ...(split !== null && { style: STYLES[split] }),
    ...(rooms !== undefined && { rooms: Number(rooms) }),
    ...options,
  });
}

/** Whether a name is a seed path of a house, which `houseForSeed` takes. */
export function isHouseSeed(name: string): boolean {
  return /^((train|val|test|style)\/)?\d+(\/rooms-\d+)?$/.test(name);
}

/** The split a house's path belongs to, by its first part; null for a house outside the splits. */
export function splitOfHouse(path: string): Split | null {
  const [first, ...rest] = path.split('/');
  return rest.length > 0 ? (SPLITS.find((split) => split === first) ?? null) : null;
}
