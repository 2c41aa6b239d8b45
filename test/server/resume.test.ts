import { expect, test, vi } from 'vitest';
import { MOVE_FORWARD } from '../../env/env.ts';
import { CLOSE_CODES, PROTOCOL_VERSION } from '../../server/protocol.ts';
import { Client } from './client.ts';
import { fakeSources } from './fake-world.ts';
import { REQUEST, serverStarter } from './start-server.ts';

const start = serverStarter();

/** A client whose episode has gone one step when its connection breaks; gives the key of its session. */
async function lose(port: number): Promise<string> {
  const client = await new Client(port).open();
  client.send({ type: 'hello', version: PROTOCOL_VERSION });
  const { resume } = await client.next('welcome');
  client.send({ type: 'start', ...REQUEST });
  client.send({ type: 'action', action: MOVE_FORWARD });
  while ((await client.next('state')).step < 1);
  client.socket.terminate();
  return resume;
}

async function comeBack(port: number, resume: string): Promise<{ client: Client; resumed: boolean }> {
  const client = await new Client(port).open();
  client.send({ type: 'hello', version: PROTOCOL_VERSION, resume });
  return { client, resumed: (await client.next('welcome')).resumed };
}

test('a watcher whose connection broke finds the episode where it was', async () => {
  const sources = fakeSources();
  const server = await start({ sources });
  const key = await lose(server.port);
  await vi.waitFor(() => expect(server.numSessions).toBe(0));
  const { client, resumed } = await comeBack(server.port, key);
  expect(resumed).toBe(true);
  expect((await client.next('state')).step).toBe(1);
  client.send({ type: 'step' });
  while ((await client.next('state')).step < 2);
  expect(sources.envs).toHaveLength(1);
});

test('a session nobody comes back to is freed after the stated time', async () => {
  const sources = fakeSources();
  const server = await start({ sources, keepMs: 50 });
  const key = await lose(server.port);
  await vi.waitFor(() => expect(sources.envs[0].isClosed).toBe(true));
  expect((await comeBack(server.port, key)).resumed).toBe(false);
});

test('a key that nobody was given opens a new session', async () => {
  const { port } = await start();
  expect((await comeBack(port, '0'.repeat(32))).resumed).toBe(false);
});

test('only so many sessions wait; the oldest makes room', async () => {
  const sources = fakeSources();
  const server = await start({ sources });
  for (let i = 0; i < 17; i++) await lose(server.port);
  await vi.waitFor(() => expect(sources.envs.filter(({ isClosed }) => isClosed)).toHaveLength(1));
  expect(sources.envs[0].isClosed).toBe(true);
});

test('a session can be taken up before its lost connection is noticed', async () => {
  const server = await start();
  const lost = await new Client(server.port).open();
  lost.send({ type: 'hello', version: PROTOCOL_VERSION });
  const { resume } = await lost.next('welcome');
  lost.send({ type: 'start', ...REQUEST });
  await lost.next('state');
  const { client, resumed } = await comeBack(server.port, resume);
  expect(resumed).toBe(true);
  expect((await client.next('state')).step).toBe(0);
  expect(await lost.closed).toBe(CLOSE_CODES.taken);
});
