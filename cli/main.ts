import { Console } from 'node:console';
import { describeFailure } from './failure.ts';
import { interruptExitCode } from './interrupt.ts';
import { createProgram, runProgram } from './program.ts';

// stdout belongs to results; what libraries log goes to stderr.
globalThis.console = new Console(process.stderr);

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader closed the pipe (`| head`): there is nobody left to tell.
  if (error.code === 'EPIPE') process.exit(0);
  fail(error);
  process.exit();
});
process.on('uncaughtException', (error) => {
  fail(error);
  process.exit();
});

const program = createProgram();
const args = process.argv.slice(2);
const named = program.commands.find((command) => command.name() === args[0]);
const where = named ? `oikos ${named.name()}` : 'oikos';

try {
  await runProgram(program, args);
} catch (error) {
  // An interrupted command may end by throwing what the signal threw.
  if (interruptExitCode() === undefined) fail(error);
}
process.exitCode = interruptExitCode() ?? process.exitCode;

function fail(error: unknown): void {
  const { line, exitCode } = describeFailure(error, where);
  if (line) process.stderr.write(`${line}\n`);
  if (process.env.OIKOS_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  process.exitCode = exitCode;
}
