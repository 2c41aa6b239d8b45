import { type Command, Option } from 'commander';
import type { PictureName } from '../agent/lerobot-features.ts';
import { interruptSignal } from './interrupt.ts';
import { parseList } from './options.ts';
import { withProgress } from './progress.ts';

interface ExportCommandOptions {
  readonly data: string;
  readonly out: string;
  readonly sensors: readonly PictureName[];
}

/** Adds `oikos export`: recordings in a format that other tools read. */
export function addExportCommand(program: Command): void {
  program
    .command('export')
    .description('give recordings away in a format that other tools read')
    .requiredOption('--data <dir>', 'folder that oikos collect wrote')
    .requiredOption('--out <dir>', 'folder for the dataset; must be absent or empty')
    .addOption(new Option('--format <format>', 'LeRobotDataset v3.0').choices(['lerobot']).default('lerobot'))
    .option(
      '--sensors <list>',
      "pictures to give: rgb, depth (16-bit millimetres), semantic; LeRobot's own policies want rgb alone",
      parseList(['rgb', 'depth', 'semantic'] satisfies PictureName[]),
      ['rgb'],
    )
    .addHelpText('after', '\nExample:\n  oikos export --data runs/data --out runs/lerobot')
    .action(runExport);
}

async function runExport({ data, out, sensors: pictures }: ExportCommandOptions): Promise<void> {
  const { exportLeRobot } = await import('../agent/lerobot.ts');
  const { listShards } = await import('../agent/clip-dataset.ts');
  const signal = interruptSignal();
  const progress = { label: 'export', total: (await listShards(data)).length, unit: 'shards' };
  const { numEpisodes, numFrames } = await withProgress(progress, (bar) =>
    exportLeRobot({ data, out, pictures, signal, onShard: (count, frames) => bar.update(count, `${frames} frames`) }),
  );
  process.stderr.write(`oikos export: ${numEpisodes} episodes, ${numFrames} frames in ${out}\n`);
}
