import { type Command, Option } from 'commander';
import type { OnlineSource } from '../agent/online-clips.ts';
import { type Preset, PRESETS } from '../agent/presets.ts';
import { PHYSICS_LEVELS, type PhysicsLevel } from '../env/env.ts';
import { interruptSignal } from './interrupt.ts';
import { parseCount, parseSeed, parseWorkers } from './options.ts';
import { withProgress } from './progress.ts';

interface PretrainCommandOptions {
  readonly data: string;
  readonly online?: boolean;
  readonly workers: number;
  readonly level: PhysicsLevel;
  readonly out: string;
  readonly preset: Preset;
  readonly seed: number;
  readonly steps?: number;
  readonly resume?: boolean;
}

/** Adds `oikos pretrain`: a world model learns to predict the next frame. */
export function addPretrainCommand(program: Command): void {
  program
    .command('pretrain')
    .description('train a world model to predict the frames to come from past frames and actions')
    .option('--data <dir>', 'recordings of oikos collect', 'runs/data')
    .option('--online', 'train on what agents see meanwhile in training houses, in place of recordings')
    .option('--workers <n>', 'with --online: threads the houses move in; no result depends on it', parseWorkers, 0)
    .addOption(
      new Option('--level <level>', 'with --online: how the houses move').choices(PHYSICS_LEVELS).default('kinematic'),
    )
    .requiredOption('--out <run>', 'run folder: config, metrics, checkpoints, sample pictures')
    .addOption(new Option('--preset <preset>', 'size of model and training').choices(PRESETS).default('tiny'))
    .addOption(
      new Option('--objective <objective>', 'what is predicted: pixels').choices(['generative']).default('generative'),
    )
    .option('--seed <seed>', 'draws weights and batches', parseSeed, 1)
    .option('--steps <n>', 'steps instead of the preset’s', parseCount)
    .option('--resume', 'go on with the run in this folder')
    .addHelpText(
      'after',
      '\nExamples:\n  oikos pretrain --data runs/data --out runs/world --preset tiny\n  oikos pretrain --online --out runs/world',
    )
    .action(runPretrain);
}

async function runPretrain({ online, ...options }: PretrainCommandOptions): Promise<void> {
  const { ClipDataset } = await import('../agent/clip-dataset.ts');
  const { pretrain } = await import('../agent/pretrain.ts');
  const { PRETRAIN_PRESETS } = await import('../agent/presets.ts');
  const { closeGpu } = await import('../env/gpu.ts');
  const signal = interruptSignal();
  try {
    const data = online ? await openHouses(options) : await ClipDataset.open(options.data);
    const numSteps = options.steps ?? PRETRAIN_PRESETS[options.preset].numSteps;
    const progress = { label: 'pretrain', total: numSteps, unit: 'steps' };
    const { step } = await withProgress(progress, (bar) =>
      pretrain({
        ...options,
        data,
        numSteps,
        signal,
        onMetrics: (step, { loss }) => bar.update(step, `loss ${loss.toFixed(4)}`),
      }),
    );
    process.stderr.write(`oikos pretrain: ${step} steps, in ${options.out}\n`);
  } finally {
    await closeGpu();
  }
}

/** Training houses and the GPU that draws them. */
async function openHouses({
  workers,
  level,
}: Pick<PretrainCommandOptions, 'workers' | 'level'>): Promise<OnlineSource> {
  const { openGpu } = await import('../env/gpu.ts');
  const { houseEpisodes, openHouseEpisodes } = await import('../scenes/house-episodes.ts');
  const asked = { task: 'objectnav', split: 'train' } as const;
  const [houses, gpu] = [await openHouseEpisodes(asked), await openGpu()];
  return { ...houses, source: houseEpisodes(asked), gpu, workers, level };
}
