import { CommanderError } from 'commander';
import { UsageError } from '../env/errors.ts';

/** How a command ends that did not succeed. */
export interface Failure {
  /** One line for stderr: where, what is wrong with which value, what to do. Empty when nothing is left to say. */
  readonly line: string;
  /** 2 for wrong input, 1 for everything else, 0 for `--help` and `--version`. */
  readonly exitCode: number;
}

const USAGE = 2;
const FAULT = 1;

interface SystemError extends Error {
  readonly code: string;
  readonly path?: string;
  readonly port?: number;
  readonly address?: string;
}

/** Says on one line why `where` (for example `oikos house`) failed. */
export function describeFailure(error: unknown, where: string): Failure {
  if (error instanceof CommanderError) return describeCommander(error, where);
  if (error instanceof UsageError) return { line: oneLine(error.message), exitCode: USAGE };
  if (isSystemError(error)) {
    const known = describeSystem(error);
    if (known) return { ...known, line: `${where}: ${known.line}` };
  }
  const message = error instanceof Error ? error.message || error.name : String(error);
  return { line: `${where}: ${oneLine(message)} (set OIKOS_DEBUG=1 to see where)`, exitCode: FAULT };
}

function describeCommander(error: CommanderError, where: string): Failure {
  if (error.exitCode === 0) return { line: '', exitCode: 0 };
  // `oikos` alone has printed its help already.
  if (error.code === 'commander.help') return { line: '', exitCode: USAGE };
  const message = oneLine(error.message.replace(/^error: /, ''));
  const remedy = error.code === 'commander.invalidArgument' ? '' : `; see ${where} --help`;
  return { line: `${where}: ${message.replace(/\.$/, '')}${remedy}`, exitCode: USAGE };
}

/** What a person can do about a failing file or socket; null for codes that say nothing to them. */
function describeSystem(error: SystemError): Failure | null {
  const file = error.path === undefined ? 'the output' : `"${error.path}"`;
  switch (error.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return { line: `the disk is full at ${file}; free some space or write elsewhere`, exitCode: FAULT };
    case 'EADDRINUSE':
      return { line: `port ${error.port} is in use; choose another with --port`, exitCode: USAGE };
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return {
        line: `"${error.address ?? ''}" is no address of this machine; choose another with --host`,
        exitCode: USAGE,
      };
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return error.port === undefined
        ? { line: `no permission for ${file}; choose a place you may use`, exitCode: USAGE }
        : { line: `no permission for port ${error.port}; choose one above 1023 with --port`, exitCode: USAGE };
    case 'ENOENT':
      return { line: `${file} does not exist; check the name`, exitCode: USAGE };
    case 'EISDIR':
      return { line: `${file} is a folder; name a file`, exitCode: USAGE };
    case 'ENOTDIR':
    case 'EEXIST':
      return { line: `${file} runs into a file or a folder of that name; choose another path`, exitCode: USAGE };
    default:
      return null;
  }
}

function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error;
}

function oneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, ' ');
}
