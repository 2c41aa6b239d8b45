import { UsageError } from '../../env/errors.ts';
import type { House } from '../../env/house.ts';
import { writeHouseGlb } from '../../scenes/gltf/write.ts';
import { library } from '../../scenes/library.ts';
import { writeProcthor } from '../../scenes/procthor-write.ts';
import { validateHouse } from '../../scenes/validate-house.ts';

/** A house as a file: ProcTHOR's JSON, or a binary glTF. Loaded only when it is wanted. */
export function houseBlob(house: House, format: 'json' | 'glb'): Blob {
  if (format === 'json') return new Blob([writeProcthor(house)], { type: 'application/json' });
  return new Blob([Uint8Array.from(writeHouseGlb(house, library))], { type: 'model/gltf-binary' });
}

/** The JSON of a house that can be lived in. @throws UsageError that says what a person's changes broke */
export function checkedJson(house: House, before: House): string {
  const known = new Set(validateHouse(before, library));
  const [problem, ...others] = validateHouse(house, library).filter((sentence) => !known.has(sentence));
  if (problem === undefined) return writeProcthor(house);
  const more = others.length > 0 ? `, and ${others.length} more` : '';
  throw new UsageError(`This house cannot be lived in: ${problem}${more}; move it back.`);
}
