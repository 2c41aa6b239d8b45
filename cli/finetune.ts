import { type Command, Option } from 'commander';
import { type Preset, PRESETS } from '../agent/presets.ts';
import { interruptSignal } from './interrupt.ts';
import { parseFraction, parseSeed } from './options.ts';

interface FinetuneCommandOptions {
  readonly from: string;
  readonly out: string;
  readonly preset: Preset;
  readonly fraction: number;
  readonly seed: number;
  readonly resume?: boolean;
}

/** Adds `oikos finetune`: a policy learns to do what words ask. */
export function addFinetuneCommand(program: Command): void {
  program
    .command('finetune')
    .description('teach a policy on top of a world model to find what words name, by an expert that has seen no more')
    .requiredOption('--from <run>', 'run folder of oikos pretrain')
    .requiredOption('--out <run>', 'run folder to write')
    .addOption(new Option('--task <task>', 'what is learned').choices(['objectnav']).default('objectnav'))
    .option('--fraction <share>', 'share of the preset’s episodes, to see how few are enough', parseFraction, 1)
    .addOption(new Option('--preset <preset>', 'how long').choices(PRESETS).default('tiny'))
    .option('--seed <seed>', 'draws houses, episodes, weights and batches', parseSeed, 1)
    .option('--resume', 'go on with the run in this folder')
    .addHelpText('after', '\nExample:\n  oikos finetune --from runs/world --out runs/policy --preset tiny')
    .action(runFinetune);
}

async function runFinetune(options: FinetuneCommandOptions): Promise<void> {
  const { finetune } = await import('../agent/finetune.ts');
  const { episodeSource } = await import('../env/episode.ts');
  const { closeGpu, openGpu } = await import('../env/gpu.ts');
  const { houseForSeed } = await import('../scenes/house-source.ts');
  const { library } = await import('../scenes/library.ts');
  const { withProgress } = await import('./progress.ts');
  const { FINETUNE_PRESETS } = await import('../agent/presets.ts');
  const signal = interruptSignal();
  const gpu = await openGpu();
  try {
    const episodes = episodeSource({ task: 'objectnav', split: 'train', library, houseForSeed });
    const total = FINETUNE_PRESETS[options.preset].rounds.reduce((sum, round) => sum + round.numSteps, 0);
    let note = '';
    const { numLessons } = await withProgress({ label: 'finetune', total, unit: 'steps' }, (bar) => {
      let step = 0;
      return finetune({
        ...options,
        episodes,
        houseForSeed,
        library,
        gpu,
        signal,
        onEpisodes: (count, all) => {
          note = `${count}/${all} episodes`;
          bar.update(step, note);
        },
        onMetrics: (now, { imitation, detection }) => {
          step = now;
          bar.update(step, `${note} imitation ${imitation.toFixed(3)} detection ${detection.toFixed(3)}`);
        },
      });
    });
    process.stderr.write(`oikos finetune: ${numLessons} lessons, in ${options.out}\n`);
  } finally {
    await closeGpu();
  }
}
