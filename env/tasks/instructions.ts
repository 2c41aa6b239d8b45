import { categoryWords } from '../categories.ts';
import type { RoomType } from '../house.ts';
import type { Rng } from '../random.ts';

/** Words for a category besides, or better than, its name. */
const SYNONYMS: ReadonlyMap<string, readonly string[]> = new Map([
  ['ArmChair', ['armchair']],
  ['BasketBall', ['basketball']],
  ['Dresser', ['dresser', 'chest of drawers']],
  ['FloorLamp', ['floor lamp', 'standing lamp']],
  ['Fridge', ['fridge', 'refrigerator']],
  ['GarbageCan', ['garbage can', 'trash can', 'bin']],
  ['HousePlant', ['plant', 'potted plant', 'house plant']],
  ['Painting', ['painting', 'picture']],
  ['ShelvingUnit', ['shelf', 'shelving unit']],
  ['SideTable', ['side table', 'bedside table']],
  ['Sofa', ['sofa', 'couch']],
  ['Television', ['tv', 'television']],
]);

const OBJECT_TEMPLATES = [
  'find a {}',
  'find the {}',
  'go to a {}',
  'go to the {}',
  'look for a {}',
  'look for the {}',
  'where is the {}?',
  'walk to the nearest {}',
];

/** A request to find an object of this category, in words, for example "look for the sofa". */
export function askForObject(category: string, rng: Rng): string {
  const words = nameOf(category, rng);
  return rng.pick(OBJECT_TEMPLATES).replace('a {}', withArticle('{}', words)).replace('{}', words);
}

/** A request to find several things in order, for example "find a bed, then a fridge, then a sofa". */
export function askForObjects(categories: readonly string[], rng: Rng): string {
  const things = categories.map((category) => {
    const words = nameOf(category, rng);
    return withArticle(words, words);
  });
  return `find ${things.join(', then ')}`;
}

/** Receptacles that things are put in rather than on. */
const HOLLOW: ReadonlySet<string> = new Set(['Box', 'GarbageCan', 'LaundryHamper', 'Sink']);

/** A request to bring the one thing of a category to the one place of another. */
export function askForErrand(object: string, receptacle: string, rng: Rng): string {
  const thing = nameOf(object, rng);
  const place = `${HOLLOW.has(receptacle) ? 'in' : 'on'} the ${nameOf(receptacle, rng)}`;
  return rng.pick([`put the ${thing} ${place}`, `pick up the ${thing} and put it ${place}`]);
}

/** A request to go to a kind of room; `isOnly` when the house has one of it. */
export function askForRoom(room: RoomType, isOnly: boolean, rng: Rng): string {
  const words = categoryWords(room);
  return `${rng.pick(['go to', 'walk to', 'find'])} ${isOnly ? `the ${words}` : withArticle(words, words)}`;
}

/** A word for a category, one of several where there are. */
export function nameOf(category: string, rng: Rng): string {
  return rng.pick(SYNONYMS.get(category) ?? [categoryWords(category)]);
}

/** Everything a person may call a category. */
export function namesOf(category: string): readonly string[] {
  return [...(SYNONYMS.get(category) ?? []), categoryWords(category)];
}

/** `text` after "a" or "an", as the words it stands for sound. */
function withArticle(text: string, words: string): string {
  return `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${text}`;
}

/** A request to go to a point, metres ahead and to the left of the agent, in words. */
export function askForPoint(forward: number, left: number): string {
  const depth = `${Math.abs(forward).toFixed(1)} m ${forward < 0 ? 'behind' : 'ahead'}`;
  return `go to the point ${depth} and ${Math.abs(left).toFixed(1)} m to the ${left < 0 ? 'right' : 'left'}`;
}
