import { CommanderError } from 'commander';
import { expect, test } from 'vitest';
import { createProgram, runProgram } from '../../cli/program.ts';

/** The contract of the command line. */
const COMMANDS = [
  'house',
  'render',
  'assets',
  'serve',
  'collect',
  'export',
  'pretrain',
  'finetune',
  'predict',
  'probe',
  'eval',
  'replay',
  'bench',
  'doctor',
];

async function help(...args: string[]): Promise<string> {
  let text = '';
  const program = createProgram();
  for (const command of [program, ...program.commands]) {
    command.configureOutput({ writeOut: (part) => (text += part) });
  }
  await expect(runProgram(program, [...args, '--help'])).rejects.toThrow(CommanderError);
  return text;
}

test('the program lists every command of the contract', async () => {
  const text = await help();
  for (const command of COMMANDS) expect(text).toMatch(new RegExp(`^  ${command} `, 'm'));
});

test.each(COMMANDS)('oikos %s --help shows an example that calls it', async (command) => {
  expect(await help(command)).toMatch(new RegExp(`Examples?:\\n(.*\\n)*? .*oikos ${command}`));
});
