import { OBJECT_CATEGORIES, STUFF, categoryWords } from '../env/categories.ts';

interface Rule {
  readonly words: readonly string[];
  /** Null for what no category of ours is, though a word in its name is one. */
  readonly category: string | null;
}

/** What other worlds call things, most telling first; all words must be there, in any order. */
const SYNONYMS: readonly (readonly [words: string, category: string | null])[] = [
  ['chest drawers', 'Dresser'],
  ['chair lounge', 'ArmChair'],
  ['chair arm', 'ArmChair'],
  ['chair desk', 'Chair'],
  ['tv stand', 'TVStand'],
  ['cabinet television', 'TVStand'],
  ['cabinet bed', 'SideTable'],
  ['night stand', 'SideTable'],
  ['nightstand', 'SideTable'],
  ['table dressing', 'Desk'],
  ['table cloth', 'DiningTable'],
  ['bench cushion', null],
  ['cutting board', null],
  ['lamp floor', 'FloorLamp'],
  ['lamp table', 'DeskLamp'],
  ['lamp desk', 'DeskLamp'],
  ['trash can', 'GarbageCan'],
  ['trashcan', 'GarbageCan'],
  ['washer', 'WashingMachine'],
  ['dryer', 'ClothesDryer'],
  ['refrigerator', 'Fridge'],
  ['couch', 'Sofa'],
  ['settee', 'Sofa'],
  ['tv monitor', 'Television'],
  ['tv', 'Television'],
  ['plant', 'HousePlant'],
  ['picture', 'Painting'],
  ['cushion', 'Pillow'],
  ['bookcase', 'ShelvingUnit'],
  ['bookshelf', 'ShelvingUnit'],
  ['shelf', 'ShelvingUnit'],
  ['shelves', 'ShelvingUnit'],
  ['counter', 'CounterTop'],
  ['table', 'DiningTable'],
  ['clothes', 'Cloth'],
  ['doorway', 'Door'],
];

const rules: readonly Rule[] = [
  ...SYNONYMS.filter(([words]) => words.includes(' ')).map(toRule),
  ...ownRules(OBJECT_CATEGORIES),
  ...SYNONYMS.filter(([words]) => !words.includes(' ')).map(toRule),
  ...ownRules(STUFF.filter((name) => name !== 'void')),
];

/**
 * The category that a name of another world speaks of: `loungeSofa` is a `Sofa`, `tv_monitor` a `Television`,
 * `frl_apartment_chair_05` a `Chair`, `Wall.003` a `Wall`; null when it speaks of none.
 */
export function categoryOfName(name: string): string | null {
  const words = new Set(wordsOf(name));
  return rules.find((rule) => rule.words.every((word) => words.has(word)))?.category ?? null;
}

function toRule([words, category]: readonly [string, string | null]): Rule {
  return { words: wordsOf(words), category };
}

/** Categories by their own words, the longest names first. */
function ownRules(categories: readonly string[]): Rule[] {
  const owned = categories.map((category) => toRule([categoryWords(category), category]));
  return owned.sort((a, b) => b.words.length - a.words.length);
}

/** Letters alone, in small, without a plural's s. */
function wordsOf(name: string): string[] {
  return categoryWords(name)
    .split(/[^a-z]+/)
    .map((word) => (word.length > 3 ? word.replace(/s$/, '') : word));
}
