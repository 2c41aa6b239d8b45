import type { Command } from 'commander';
import { UsageError } from '../env/errors.ts';
import { writeFileAtomic } from '../env/files.ts';
import { parseHouseSeed, parseRooms } from './options.ts';

interface HouseOptions {
  readonly seed?: string;
  readonly from?: string;
  readonly rooms?: number;
  readonly randomise?: boolean;
  readonly out?: string;
}

/** Adds `oikos house`: a house as a ProcTHOR file or a glTF model. */
export function addHouseCommand(program: Command): void {
  program
    .command('house')
    .description('generate a house, or read one, and write it as ProcTHOR JSON (schema 1.0.0) or as a glTF model')
    .option('--seed <seed>', 'which house: a seed such as 7, or a house of a split such as val/3', parseHouseSeed)
    .option('--from <file>', 'a ProcTHOR house file, or one of a list (FILE#3), to write anew instead')
    .option('--rooms <n>', 'how many rooms, 1 to 10 (default: drawn from the seed)', parseRooms)
    .option('--randomise', 'draw colours, materials and light at random, as the seed has it')
    .option('--out <file>', 'write to this file, whole or not at all; .glb is a glTF model (default: JSON on stdout)')
    .addHelpText(
      'after',
      '\nThe same seed gives the same bytes.\n\nExamples:\n  oikos house --seed 7 --rooms 4 --out house.json\n  oikos house --seed 7 --out house.glb',
    )
    .action(async ({ seed, from, rooms, randomise, out }: HouseOptions) => {
      if (from === undefined && seed === undefined) {
        throw new UsageError('oikos house: --seed is not specified; try --seed 7, or name a house file with --from.');
      }
      if (from !== undefined && seed !== undefined) {
        throw new UsageError('oikos house: --seed generates a house and --from reads one; leave one of them out.');
      }
      const { readHouseFile } = await import('../scenes/house-file.ts');
      const { houseForSeed } = await import('../scenes/house-source.ts');
      const house = from === undefined ? houseForSeed(seed ?? '', { rooms, randomise }) : await readHouseFile(from);
      if (out?.toLowerCase().endsWith('.glb')) {
        const { library } = await import('../scenes/library.ts');
        const { writeHouseGlb } = await import('../scenes/gltf/write.ts');
        await writeFileAtomic(out, writeHouseGlb(house, library));
        return;
      }
      const { writeProcthor } = await import('../scenes/procthor.ts');
      const json = writeProcthor(house);
      if (out === undefined) process.stdout.write(json);
      else await writeFileAtomic(out, json);
    });
}
