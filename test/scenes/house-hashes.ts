import { Hasher } from '../../env/hash.ts';
import { Rng } from '../../env/random.ts';
import { generateHouse } from '../../scenes/generate-house.ts';

/** A hash of each of the first houses of a stream, all their numbers to the last bit. */
export function hashHouses(count: number): string[] {
  return Array.from({ length: count }, (_, i) =>
    new Hasher().addText(JSON.stringify(generateHouse(new Rng(`engines/${i}`)))).digest(),
  );
}
