import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Check {
  readonly command: string;
  /** Progress at which Ctrl-C is pressed: what is saved then is enough for the next command. */
  readonly until?: RegExp;
}

/** The work that a bundle is for, as small as it gets; each line uses what the one before wrote. */
const CHECKS: readonly Check[] = [
  { command: 'doctor' },
  { command: 'bench --envs 2 --size 16 --workers 0,1 --seconds 1' },
  { command: 'collect --out data --episodes 2 --length 16 --envs 2 --seed 1' },
  { command: 'pretrain --data data --out run --steps 2' },
  { command: 'finetune --from run --out tuned --fraction 0.01', until: /imitation/ },
  { command: 'eval --agent tuned --episodes 1 --seed 1' },
];
const INTERRUPTED = 130;

/**
 * Runs the bundle where it cannot lean on anything: from a copy far from the packages, in an empty environment.
 *
 * @throws Error with the command and what it printed, at the first that fails
 */
export async function checkBundle(bundle: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'oikos-bundle-'));
  try {
    cpSync(bundle, join(folder, 'bundle'), { recursive: true });
    for (const check of CHECKS) {
      await run(folder, check);
      process.stdout.write(`oikos ${check.command}: works\n`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(folder: string, { command, until }: Check): Promise<void> {
  const ownNode = join(folder, 'bundle/node');
  const node = existsSync(ownNode) ? ownNode : process.execPath;
  const args = [join(folder, 'bundle/bin/oikos.js'), ...command.split(' ')];
  const child = spawn(node, args, { cwd: folder, env: { HOME: folder } });
  let printed = '';
  let isInterrupted = false;
  const collect = (text: Buffer): void => {
    printed += text.toString();
    if (isInterrupted || !until?.test(printed)) return;
    isInterrupted = true;
    child.kill('SIGINT');
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== (isInterrupted ? INTERRUPTED : 0)) throw new Error(`bundle: "oikos ${command}" failed:\n${printed}`);
}
