import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { runOikos } from './run-oikos.ts';

const isBuilt = existsSync(new URL('../../dist/viewer/index.html', import.meta.url));
const NOT_BUILT = 'the viewer is not built; npm run build';

test('prints the address of the page, and ends cleanly at Ctrl-C', async (context) => {
  context.skip(!isBuilt, NOT_BUILT);
  const run = await runOikos(['serve', '--port', '0', '--agent', 'forward'], {
    onStderr: (text, signal) => {
      if (text.includes('Ctrl-C stops')) signal('SIGINT');
    },
  });
  expect(run.stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\n$/);
  expect(run.code).toBe(130);
});

test('a port in use is told with the remedy', async (context) => {
  context.skip(!isBuilt, NOT_BUILT);
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = String(typeof address === 'object' && address ? address.port : 0);
  const run = await runOikos(['serve', '--port', port, '--agent', 'forward']);
  other.close();
  expect(run.code).toBe(2);
  expect(run.stderr).toMatch(new RegExp(`^[^\\n]*${port}[^\\n]*--port[^\\n]*\\n$`));
});
