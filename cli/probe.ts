import type { Command } from 'commander';
import { explore } from './explore.ts';
import { interruptSignal } from './interrupt.ts';
import { parseCount, parseSeed } from './options.ts';
import { printJson, printLines } from './output.ts';

interface ProbeOptions {
  readonly from?: string;
  readonly houses: number;
  readonly seed: number;
  readonly json?: boolean;
}

/** Adds `oikos probe`: what a world model's features tell of depth and categories. */
export function addProbeCommand(program: Command): void {
  program
    .command('probe')
    .description('read depth and categories linearly from a frozen world model, on unseen houses, against controls')
    .option('--from <run>', 'a run of pretrain or finetune (default: the shipped checkpoint)')
    .option('--houses <n>', 'training houses to fit on, and validation houses to score on', parseCount, 24)
    .option('--seed <seed>', 'draws houses and ways', parseSeed, 1)
    .option('--json', 'print one JSON document on stdout')
    .addHelpText('after', '\nExample:\n  oikos probe --from runs/world --json')
    .action(runProbe);
}

async function runProbe({ from, houses, seed, json }: ProbeOptions): Promise<void> {
  const { openTf } = await import('../agent/backend.ts');
  const { openWorldModel } = await import('../agent/open-world-model.ts');
  const { probe } = await import('../agent/probe.ts');
  const { closeGpu } = await import('../env/gpu.ts');
  const signal = interruptSignal();
  try {
    await openTf();
    const model = await openWorldModel(from);
    const train = await explore('train', houses, seed);
    const unseen = signal.aborted ? [] : await explore('val', houses, seed);
    if (signal.aborted) return;
    const tasks = await probe(model, train, unseen, seed);
    if (json) printJson({ houses, seed, tasks });
    else {
      printLines(
        tasks.map(
          ({ name, metric, ...scores }) =>
            `${name} (${metric}): model ${scores.model.toFixed(3)}, untrained ${scores.untrained.toFixed(3)}, raw pixels ${scores.rawPixels.toFixed(3)}`,
        ),
      );
    }
  } finally {
    await closeGpu();
  }
}
