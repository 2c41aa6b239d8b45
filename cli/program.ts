import { Command, CommanderError } from 'commander';
import { addAssetsCommand } from './assets.ts';
import { addBenchCommand } from './bench.ts';
import { addCollectCommand } from './collect.ts';
import { addDoctorCommand } from './doctor.ts';
import { addEvalCommand } from './eval.ts';
import { addExportCommand } from './export.ts';
import { addFinetuneCommand } from './finetune.ts';
import { addHouseCommand } from './house.ts';
import { addPredictCommand } from './predict.ts';
import { addPretrainCommand } from './pretrain.ts';
import { addProbeCommand } from './probe.ts';
import { addRenderCommand } from './render.ts';
import { addReplayCommand } from './replay.ts';
import { addServeCommand } from './serve.ts';
import { version } from './version.ts';

/**
 * The program `oikos` with all its commands. Each command imports what it needs when it runs, so that help is quick.
 * Nothing here ends the process: commander throws `CommanderError` instead, also for `--help`.
 */
export function createProgram(): Command {
  const program = new Command('oikos')
    .description('Houses to learn from: generate them, live in them, learn in them, and measure what was learned.')
    .version(version)
    .exitOverride()
    // Errors are worded by `describeFailure`, on one line.
    .configureOutput({ outputError: () => {} })
    .addHelpText('after', '\nExample:\n  oikos house --seed 7 --out house.json\n\nEach command: oikos COMMAND --help');
  addHouseCommand(program);
  addRenderCommand(program);
  addAssetsCommand(program);
  addServeCommand(program);
  addCollectCommand(program);
  addExportCommand(program);
  addPretrainCommand(program);
  addFinetuneCommand(program);
  addPredictCommand(program);
  addProbeCommand(program);
  addEvalCommand(program);
  addReplayCommand(program);
  addBenchCommand(program);
  addDoctorCommand(program);
  return program;
}

/**
 * Parses the arguments and runs the command they name.
 *
 * @throws CommanderError for wrong usage, and whatever the command throws.
 */
export async function runProgram(program: Command, args: readonly string[]): Promise<void> {
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.code === 'commander.missingMandatoryOptionValue') {
      await findMisspelling(program, args);
    }
    throw error;
  }
}

/** For `--sed 7` commander misses `--seed` before it notices `--sed`: parses once more, asking for nothing and doing nothing. */
async function findMisspelling(program: Command, args: readonly string[]): Promise<void> {
  for (const command of program.commands) {
    command.action(() => {});
    for (const option of command.options) option.mandatory = false;
  }
  await program.parseAsync(args, { from: 'user' });
}
