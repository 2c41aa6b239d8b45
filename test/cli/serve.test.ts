import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { MOVE_FORWARD } from '../../env/env.ts';
import { openRecordingFolder } from '../../server/recording-folder.ts';
import { Client } from '../server/client.ts';
import { runOikos, temporaryFolder } from './run-oikos.ts';

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

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}

/** Records an episode, and has it go on. */
async function recordOneStep(port: number): Promise<void> {
  const client = await new Client(port).hello();
  client.send({ type: 'record', on: true });
  client.send({ type: 'start', seed: 1, agent: 'forward', rooms: 1 });
  client.send({ type: 'action', action: MOVE_FORWARD });
  while ((await client.next('state')).step < 1);
  client.send({ type: 'play' });
  await client.next('playback');
}

test('at SIGTERM it finishes its steps, saves what was recorded and ends with 0', async (context) => {
  context.skip(!isBuilt, NOT_BUILT);
  const folder = await temporaryFolder();
  const port = await freePort();
  let isAsked = false;
  let visit: Promise<void> | undefined;
  const run = await runOikos(['serve', '--port', String(port), '--agent', 'forward', '--recordings', folder], {
    onStderr: (text, signal) => {
      if (isAsked || !text.includes('Ctrl-C stops')) return;
      isAsked = true;
      visit = recordOneStep(port).finally(() => signal('SIGTERM'));
    },
  });
  await visit;
  expect(run.code).toBe(0);
  const { runs } = await openRecordingFolder(folder).list();
  expect(runs[0].episodes).toMatchObject([{ agent: 'forward', house: expect.stringMatching(/rooms-1$/) }]);
});

test('--schema prints the schema of the messages', async () => {
  const { code, stdout } = await runOikos(['serve', '--schema']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toHaveProperty('$defs.client');
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
