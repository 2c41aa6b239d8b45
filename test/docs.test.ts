import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

it('typedoc finds nothing undocumented in what the package exports', () => {
  const program = ['node_modules/typedoc/bin/typedoc', '--emit', 'none', '--logLevel', 'Warn'];
  const { stdout, stderr } = spawnSync(process.execPath, program, { cwd: ROOT, encoding: 'utf8' });
  expect(`${stdout}${stderr}`).toBe('');
});
