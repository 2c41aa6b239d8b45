import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import type { TakeSource } from '../agent/lerobot.ts';
import type { PictureName } from '../agent/lerobot-features.ts';
import type { House } from '../env/house.ts';
import type { ModelLibrary } from '../env/model.ts';
import { interruptSignal } from './interrupt.ts';
import { parseIntegerIn, parseList } from './options.ts';
import { withProgress } from './progress.ts';

interface ExportCommandOptions {
  readonly data: string;
  readonly out: string;
  readonly sensors: readonly PictureName[];
  readonly size: number;
}

/** What is no episode in a folder of `oikos collect` that was called off at once. */
const CONFIG = 'config.json';

/** Adds `oikos export`: recordings in a format that other tools read. */
export function addExportCommand(program: Command): void {
  program
    .command('export')
    .description('give recordings away in a format that other tools read')
    .requiredOption('--data <dir>', 'folder that oikos collect, or oikos eval --record, wrote')
    .requiredOption('--out <dir>', 'folder for the dataset; must be absent or empty')
    .addOption(new Option('--format <format>', 'LeRobotDataset v3.0').choices(['lerobot']).default('lerobot'))
    .option(
      '--sensors <list>',
      "pictures to give: rgb, depth (16-bit millimetres), semantic; LeRobot's own policies want rgb alone",
      parseList(['rgb', 'depth', 'semantic'] satisfies PictureName[]),
      ['rgb'],
    )
    .option('--size <pixels>', 'width and height of pictures of eval --record', parseIntegerIn(8, 1024), 64)
    .addHelpText(
      'after',
      `
Examples:
  oikos export --data runs/data --out runs/lerobot
  oikos eval --agent oracle --episodes 50 --seed 1 --split train --record runs/shown
  oikos export --data runs/shown --out runs/lerobot-shown --sensors rgb,depth`,
    )
    .action(runExport);
}

async function runExport(options: ExportCommandOptions): Promise<void> {
  const { data } = options;
  const { listShards } = await import('../agent/clip-dataset.ts');
  const { shardSource } = await import('../agent/lerobot.ts');
  const shards = await listShards(data);
  if (shards.length > 0) return write(shardSource(shards), options);
  const names = (await readdir(data)).filter((name) => name.endsWith('.json') && name !== CONFIG);
  // Episode 10 after episode 9.
  const files = names.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).map((name) => join(data, name));
  const { recordedSource } = await import('../agent/relive.ts');
  const { closeGpu, openGpu } = await import('../env/gpu.ts');
  const { openScene } = await import('../scenes/habitat/find-scene.ts');
  const { withModels } = await import('../scenes/gltf/model.ts');
  const { library } = await import('../scenes/library.ts');
  const openHouse = async (name: string): Promise<{ house: House; library: ModelLibrary }> => {
    const { house, models } = await openScene(name);
    return { house, library: withModels(library, models) };
  };
  const gpu = await openGpu();
  try {
    const camera = { width: options.size, height: options.size };
    await write(recordedSource(files, { gpu, openHouse, camera }), options);
  } finally {
    await closeGpu();
  }
}

async function write(source: TakeSource, { out, sensors: pictures }: ExportCommandOptions): Promise<void> {
  const { exportLeRobot } = await import('../agent/lerobot.ts');
  const signal = interruptSignal();
  const progress = { label: 'export', total: source.numFiles, unit: 'files' };
  const { numEpisodes, numFrames } = await withProgress(progress, (bar) =>
    exportLeRobot({ source, out, pictures, signal, onFile: (count, frames) => bar.update(count, `${frames} frames`) }),
  );
  process.stderr.write(`oikos export: ${numEpisodes} episodes, ${numFrames} frames in ${out}\n`);
}
