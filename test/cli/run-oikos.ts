import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** How a run of the program ended. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Record<string, string>;
  readonly cwd?: string;
  /** Shell text that runs the program as `"$@"`. */
  readonly shell?: string;
  /** Called with everything stderr held so far and the way to send a signal. */
  readonly onStderr?: (text: string, signal: (name: NodeJS.Signals) => void) => void;
}

/** What Node is to run: the built program when no source is younger than its build, else the sources through tsx. */
export function program(): string[] {
  const build = join(ROOT, 'dist/.tsbuildinfo');
  if (existsSync(build) && youngestSource() <= statSync(build).mtimeMs) return [join(ROOT, 'bin/oikos.js')];
  return ['--import', import.meta.resolve('tsx'), join(ROOT, 'cli/main.ts')];
}

function youngestSource(): number {
  const times = ['env', 'scenes', 'agent', 'server', 'cli'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => statSync(join(ROOT, folder, name)).mtimeMs),
  );
  return Math.max(...times);
}

/** Runs the real program in a process of its own. */
export function runOikos(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  return new Promise((resolve, reject) => {
    const call = [process.execPath, ...program(), ...args];
    const [file, ...rest] = options.shell === undefined ? call : ['sh', '-c', options.shell, 'sh', ...call];
    const child = spawn(file, rest, {
      cwd: options.cwd ?? ROOT,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      options.onStderr?.(stderr, (name) => child.kill(name));
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** A folder of this test file's own, removed when its tests are over. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'oikos-test-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
