import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Measurement } from './measurement.ts';

const run = promisify(execFile);

/** A peer that lives in Python: its package, and our script that steps it. */
export interface PythonPeer {
  readonly name: string;
  readonly packageName: string;
  readonly version: string;
  readonly script: string;
}

export const PYTHON_PEERS: readonly PythonPeer[] = [
  { name: 'MiniWorld', packageName: 'miniworld', version: '2.1.0', script: 'miniworld_peer.py' },
  { name: 'ViZDoom', packageName: 'vizdoom', version: '1.3.2', script: 'vizdoom_peer.py' },
];

const printed = z.object({
  stepsPerSecond: z.number(),
  stepsPerSecondPerCore: z.number(),
  size: z.tuple([z.number(), z.number()]),
  sensors: z.string(),
  driver: z.string(),
});

export interface PythonPeerOptions {
  /** Folder for the peers' virtual environments; what is there already is used again. */
  readonly venvs: string;
  readonly size: number;
  readonly seconds: number;
  /** How many run at once; their rates are added up. */
  readonly processes: number;
}

/** Installs a peer into an environment of its own, once, and measures it; says why where it cannot be had. */
export async function measurePython(peer: PythonPeer, options: PythonPeerOptions): Promise<Measurement> {
  const { size, seconds, processes } = options;
  const name = `${peer.name}, ${processes === 1 ? 'one process' : `${processes} processes`}`;
  try {
    const python = await install(peer, options.venvs);
    const script = fileURLToPath(new URL(peer.script, import.meta.url));
    // Some write their settings where they run.
    const runs = await Promise.all(
      Array.from({ length: processes }, () =>
        run(python, [script, String(size), String(seconds)], { cwd: options.venvs }),
      ),
    );
    const results = runs.map(({ stdout }) => printed.parse(JSON.parse(lastLine(stdout))));
    const stepsPerSecond = results.reduce((sum, result) => sum + result.stepsPerSecond, 0);
    const perCore = results.reduce((sum, result) => sum + result.stepsPerSecondPerCore, 0) / processes;
    return { ...results[0], name, stepsPerSecond, stepsPerSecondPerCore: perCore, processes };
  } catch (error) {
    const output = error instanceof Error && 'stderr' in error ? lastLine(String(error.stderr)) : '';
    return { name, skipped: output || String(error) };
  }
}

async function install({ packageName, version }: PythonPeer, venvs: string): Promise<string> {
  const folder = join(venvs, `${packageName}-${version}`);
  const python = join(folder, 'bin/python');
  if (!existsSync(python)) await run('python3', ['-m', 'venv', folder]);
  await run(python, ['-m', 'pip', 'install', '--quiet', `${packageName}==${version}`]);
  return python;
}

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}
