import { OBJECT_CATEGORIES, categoryWords } from '../env/categories.ts';

/** Words of requests besides the names of things. */
const OTHER_WORDS =
  'a an the find go to look for where is walk nearest in on near room kitchen living bedroom bathroom ' +
  'red green blue yellow white black brown grey orange purple sofa couch fridge refrigerator bin trash can tv shelf plant';

const WORDS: ReadonlyMap<string, number> = new Map(
  [...new Set([...OTHER_WORDS.split(' '), ...OBJECT_CATEGORIES.flatMap((name) => categoryWords(name).split(' '))])].map(
    (word, index) => [word, index],
  ),
);

/** Buckets that the letter triples of words are hashed into, so that an unknown word resembles those it is spelled like. */
const NUM_BUCKETS = 256;

/** Length of `encodeInstruction`'s vectors. */
export const INSTRUCTION_LENGTH = WORDS.size + NUM_BUCKETS;

/**
 * An instruction as a bag: known words and hashed letter triples, each of the two parts scaled to length 1.
 * Case and punctuation do not count.
 */
export function encodeInstruction(text: string): Float32Array {
  const bag = new Float32Array(INSTRUCTION_LENGTH);
  for (const word of text.toLowerCase().match(/[a-z]+/g) ?? []) {
    const index = WORDS.get(word);
    if (index !== undefined) bag[index]++;
    const padded = `<${word}>`;
    for (let i = 0; i + 3 <= padded.length; i++) bag[WORDS.size + bucketOf(padded.slice(i, i + 3))]++;
  }
  normalise(bag.subarray(0, WORDS.size));
  normalise(bag.subarray(WORDS.size));
  return bag;
}

/** FNV-1a. */
function bucketOf(letters: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < letters.length; i++) hash = Math.imul(hash ^ letters.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % NUM_BUCKETS;
}

function normalise(part: Float32Array): void {
  const length = Math.sqrt(part.reduce((sum, value) => sum + value * value, 0));
  if (length > 0) part.forEach((value, i) => (part[i] = value / length));
}
