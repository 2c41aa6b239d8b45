import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { TASKS } from '../../env/tasks.ts';
import { OBJECT_ACTIONS } from '../../env/interaction/actions.ts';
import { PROTOCOL_VERSION } from '../../server/protocol.ts';
import { program } from '../cli/run-oikos.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CLIENT = join(ROOT, 'clients/python');
const PYTHON = process.env.OIKOS_PYTHON ?? 'python3';

const source = (name: string): string => readFileSync(join(CLIENT, 'src/oikos_env', name), 'utf8');

/** What a Python program prints; null where it fails or there is no Python. */
function python(...args: string[]): string | null {
  const { status, stdout } = spawnSync(PYTHON, args, { encoding: 'utf8' });
  return status === 0 ? stdout : null;
}

/** Why the client's own tests cannot run here; null when they can. */
function missing(): string | null {
  if (python('--version') === null) return `there is no ${PYTHON}`;
  const packages = ['numpy', 'msgpack', 'websockets.sync.client', 'pytest'];
  const absent = packages.filter((name) => python('-c', `import ${name}`) === null);
  if (absent.length > 0) return `${PYTHON} has no ${absent.join(', ')}`;
  return existsSync(join(ROOT, 'dist/viewer')) ? null : 'the page, which oikos serve shows, is not built';
}

describe('the Python client', () => {
  test('names every task, every thing hands do, and the version of the protocol, as the simulator does', () => {
    const names = [...source('tasks.py').matchAll(/Task\("(\w+)"/g)].map(([, name]) => name);
    expect(names).toEqual(TASKS);
    const hands = /HAND_ACTIONS = \(([^)]*)\)/.exec(source('simulation.py'))?.[1] ?? '';
    expect(hands.match(/\w+/g)).toEqual([...OBJECT_ACTIONS]);
    expect(source('connection.py')).toContain(`PROTOCOL_VERSION = ${PROTOCOL_VERSION}\n`);
  });

  test('compiles', async (context) => {
    if (python('--version') === null) return context.skip(`there is no ${PYTHON}`);
    const cache = await mkdtemp(join(tmpdir(), 'oikos-pycache-'));
    const files = readdirSync(CLIENT, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.py'));
    const { status, stderr } = spawnSync(PYTHON, ['-m', 'py_compile', ...files], {
      cwd: CLIENT,
      encoding: 'utf8',
      env: { ...process.env, PYTHONPYCACHEPREFIX: cache },
    });
    await rm(cache, { recursive: true });
    expect(files.length).toBeGreaterThan(10);
    expect(status, stderr).toBe(0);
  });

  test('passes its own tests', { timeout: 600_000 }, (context) => {
    const reason = missing();
    if (reason !== null) return context.skip(reason);
    const oikos = [process.execPath, ...program()].map((part) => `'${part}'`).join(' ');
    const { status, stdout } = spawnSync(PYTHON, ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', '-m', 'not slow'], {
      cwd: CLIENT,
      encoding: 'utf8',
      env: { ...process.env, PYTHONPATH: join(CLIENT, 'src'), PYTHONDONTWRITEBYTECODE: '1', OIKOS_COMMAND: oikos },
    });
    expect(status, stdout).toBe(0);
  });
});
