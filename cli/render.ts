import type { Command } from 'commander';
import type { SensorName } from '../env/env.ts';
import { SENSORS } from '../env/env.ts';
import { UsageError } from '../env/errors.ts';
import { MODELS_HELP, openLibrary } from './model-folder.ts';
import { parseHouseSeed, parseIntegerIn, parseList } from './options.ts';

interface RenderCommandOptions {
  readonly seed?: string;
  readonly out: string;
  readonly sensors: SensorName[];
  readonly size: number;
  readonly topdown?: boolean;
  readonly shadows?: boolean;
  readonly assets?: string;
  readonly models?: string;
}

/** Adds `oikos render`: a picture of a house, from inside or from above. */
export function addRenderCommand(program: Command): void {
  program
    .command('render')
    .description('draw a house: what a visitor sees from a good place in it, or its plan from above')
    .argument(
      '[scene]',
      'a ProcTHOR house file or one of a list (FILE#3), a glTF model or a Habitat config; or use --seed',
    )
    .option('--seed <seed>', 'a generated house: a seed such as 7, or val/3', parseHouseSeed)
    .requiredOption('--out <file>', 'the PNG to write; several sensors stand side by side in it')
    .option('--sensors <list>', `some of ${SENSORS.join(', ')}`, parseList(SENSORS), ['rgb'])
    .option('--size <pixels>', 'width and height of each picture', parseIntegerIn(16, 2048), 512)
    .option('--topdown', 'look down on the house with its ceilings taken off')
    .option('--shadows', 'let ceiling lamps throw shadows')
    .option('--assets <file>', 'an asset database, for assetIds that are not built in')
    .option('--models <dir>', MODELS_HELP)
    .addHelpText(
      'after',
      '\nExamples:\n  oikos render --seed 7 --out frame.png --sensors rgb,depth,semantic\n  oikos render house.json --topdown --out plan.png\n  oikos render scene.glb --out scene.png',
    )
    .action(async (file: string | undefined, options: RenderCommandOptions) => {
      if ((file === undefined) === (options.seed === undefined)) {
        throw new UsageError('oikos render: name either a house file or --seed, not both or neither; try --seed 7.');
      }
      if (!options.out.toLowerCase().endsWith('.png')) {
        throw new UsageError(`oikos render: "${options.out}" is no PNG file; let --out end in .png.`);
      }
      const { readAssetFile } = await import('../scenes/house-file.ts');
      const { houseForSeed } = await import('../scenes/house-source.ts');
      const { withModels } = await import('../scenes/gltf/model.ts');
      const { readSceneFile } = await import('../scenes/scene-file.ts');
      const { closeGpu, openGpu } = await import('../env/gpu.ts');
      const { drawHouse } = await import('../env/rendering/portrait.ts');
      const assets = options.assets === undefined ? undefined : await readAssetFile(options.assets);
      const { house, models } =
        file === undefined
          ? { house: houseForSeed(options.seed ?? ''), models: [] }
          : await readSceneFile(file, assets);
      const library = await openLibrary(options.models);
      const gpu = await openGpu();
      const { sensors, size, topdown = false, shadows } = options;
      const { writePng } = await import('./png.ts');
      try {
        const picture = await drawHouse({
          house,
          library: withModels(library, models),
          gpu,
          sensors,
          size,
          topdown,
          shadows,
          seed: options.seed ?? house.id,
        });
        await writePng(options.out, picture);
        process.stderr.write(`oikos render: ${options.out}, drawn on ${gpu.driver} (${gpu.adapter})\n`);
      } finally {
        await closeGpu();
      }
    });
}
