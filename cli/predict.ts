import { type Command, Option } from 'commander';
import type { PredictionReport } from '../agent/predict.ts';
import { SPLIT_NAMES, type SplitName } from '../env/episode.ts';
import { explore } from './explore.ts';
import { interruptSignal } from './interrupt.ts';
import { parseCount, parseSeed } from './options.ts';
import { printJson, printLines } from './output.ts';

interface PredictOptions {
  readonly from?: string;
  readonly split: SplitName;
  readonly houses: number;
  readonly seed: number;
  readonly json?: boolean;
}

/** Adds `oikos predict`: how well a world model foresees frames, against what needs no learning. */
export function addPredictCommand(program: Command): void {
  program
    .command('predict')
    .description('score a world model on the frames to come, against its baselines')
    .option('--from <run>', 'a run of pretrain or finetune (default: the shipped checkpoint)')
    .addOption(new Option('--split <split>', 'which houses').choices(SPLIT_NAMES).default('val'))
    .option('--houses <n>', 'houses explored', parseCount, 40)
    .option('--seed <seed>', 'draws houses and ways', parseSeed, 1)
    .option('--json', 'print one JSON document on stdout')
    .addHelpText('after', '\nExample:\n  oikos predict --from runs/world --split val')
    .action(runPredict);
}

async function runPredict({ from, split, houses, seed, json }: PredictOptions): Promise<void> {
  const { openTf } = await import('../agent/backend.ts');
  const { reportPrediction } = await import('../agent/predict.ts');
  const { openWorldModel } = await import('../agent/open-world-model.ts');
  const { Rng } = await import('../env/random.ts');
  const { closeGpu } = await import('../env/gpu.ts');
  const signal = interruptSignal();
  try {
    await openTf();
    const model = await openWorldModel(from);
    const recordings = await explore(split, houses, seed);
    if (signal.aborted) return;
    const report = await reportPrediction(model, recordings, new Rng(`${seed}/predict`));
    if (json) printJson({ split, houses, ...report });
    else printLines(describe(report));
  } finally {
    await closeGpu();
  }
}

function describe({ horizons, deltaPsnr, numClips }: PredictionReport): string[] {
  const names = ['model', 'copyLast', 'warp', 'meanFrame'] as const;
  return [
    `PSNR in dB (SSIM) over ${numClips} clips`,
    `frames ahead  ${names.map((name) => name.padEnd(14)).join('')}`,
    ...horizons.map(
      (horizon) =>
        `${String(horizon.k).padEnd(14)}${names.map((name) => `${horizon[name].psnr.toFixed(2)} (${horizon[name].ssim.toFixed(2)})`.padEnd(14)).join('')}`,
    ),
    `true action minus another: ${deltaPsnr.toFixed(2)} dB`,
  ];
}
