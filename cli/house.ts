import type { Command } from 'commander';
import { writeFileAtomic } from '../env/files.ts';
import { parseHouseSeed, parseRooms } from './options.ts';

interface HouseOptions {
  readonly seed: string;
  readonly rooms?: number;
  readonly randomise?: boolean;
  readonly out?: string;
}

/** Adds `oikos house`: a generated house as a ProcTHOR file. */
export function addHouseCommand(program: Command): void {
  program
    .command('house')
    .description('generate a house as ProcTHOR JSON (schema 1.0.0), on stdout or into a file')
    .requiredOption(
      '--seed <seed>',
      'which house: a seed such as 7, or a house of a split such as val/3',
      parseHouseSeed,
    )
    .option('--rooms <n>', 'how many rooms, 1 to 10 (default: drawn from the seed)', parseRooms)
    .option('--randomise', 'draw colours, materials and light at random, as the seed has it')
    .option('--out <file>', 'write to this file, whole or not at all (default: stdout)')
    .addHelpText(
      'after',
      '\nThe same seed gives the same bytes.\n\nExample:\n  oikos house --seed 7 --rooms 4 --out house.json',
    )
    .action(async ({ seed, rooms, randomise, out }: HouseOptions) => {
      const { houseForSeed } = await import('../scenes/house-source.ts');
      const { writeProcthor } = await import('../scenes/procthor.ts');
      const json = writeProcthor(houseForSeed(seed, { rooms, randomise }));
      if (out === undefined) process.stdout.write(json);
      else await writeFileAtomic(out, json);
    });
}
