import type { Command } from 'commander';
import { UsageError } from '../env/errors.ts';
import { parseIntegerIn } from './options.ts';

interface AssetsCommandOptions {
  readonly out: string;
  readonly size: number;
  readonly category?: string;
}

/** Adds `oikos assets`: one picture of all that houses are furnished with. */
export function addAssetsCommand(program: Command): void {
  program
    .command('assets')
    .description('draw every kind of object, all its shapes, shut and open, each with its name')
    .requiredOption('--out <file>', 'the PNG to write')
    .option('--size <pixels>', 'width and height of each picture', parseIntegerIn(32, 512), 128)
    .option('--category <name>', 'only this kind of object, for example Fridge')
    .addHelpText(
      'after',
      '\nExamples:\n  oikos assets --out sheet.png\n  oikos assets --category Fridge --size 256 --out fridge.png',
    )
    .action(async ({ out, size, category }: AssetsCommandOptions) => {
      if (!out.toLowerCase().endsWith('.png')) {
        throw new UsageError(`oikos assets: "${out}" is no PNG file; let --out end in .png.`);
      }
      const { drawContactSheet, SHEET_CATEGORIES } = await import('../scenes/contact-sheet.ts');
      if (category !== undefined && !SHEET_CATEGORIES.includes(category)) {
        throw new UsageError(
          `oikos assets: there is no category "${category}"; take one of ${SHEET_CATEGORIES.join(', ')}.`,
        );
      }
      const { closeGpu, openGpu } = await import('../env/gpu.ts');
      const { writePng } = await import('./png.ts');
      const categories = category === undefined ? SHEET_CATEGORIES : [category];
      const gpu = await openGpu();
      try {
        await writePng(out, await drawContactSheet({ gpu, categories, size }));
        process.stderr.write(`oikos assets: ${out}, ${categories.length} categories, drawn on ${gpu.driver}\n`);
      } finally {
        await closeGpu();
      }
    });
}
