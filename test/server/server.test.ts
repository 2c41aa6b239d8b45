import { request } from 'node:http';
import { connect } from 'node:net';
import { encode } from '@msgpack/msgpack';
import { expect, test, vi } from 'vitest';
import { CLOSE_CODES, PROTOCOL_VERSION } from '../../server/protocol.ts';
import type { RunningServer } from '../../server/server.ts';
import { Client } from './client.ts';
import { fakeSources } from './fake-world.ts';
import { REQUEST, serverStarter } from './start-server.ts';

const START = { type: 'start', ...REQUEST } as const;

const start = serverStarter();

/** The server still greets and steps a well-behaved client. */
async function expectAlive(server: RunningServer): Promise<void> {
  const client = await new Client(server.port).hello();
  client.send(START);
  expect((await client.next('state')).step).toBe(0);
  client.socket.close();
}

function get(
  port: number,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: Record<string, unknown> }> {
  return new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', path, headers }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, headers: response.headers });
    })
      .once('error', reject)
      .end();
  });
}

test('the page comes with headers that keep other sites out', async () => {
  const { port } = await start();
  const { status, headers } = await get(port, '/');
  expect(status).toBe(200);
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(headers['x-content-type-options']).toBe('nosniff');
});

test.each(['/nothing', '/../package.json', '/%2e%2e/package.json', '/index.html/..'])(
  'there is no %s',
  async (path) => {
    const { port } = await start();
    expect((await get(port, path)).status).toBe(404);
  },
);

test('a client is welcomed, watches an episode and is freed when it leaves', async () => {
  const sources = fakeSources();
  const server = await start({ sources });
  const client = await new Client(server.port).hello();
  client.send(START);
  client.send({ type: 'play' });
  expect((await client.next('house')).house.id).toBe('small');
  expect((await client.next('episode')).episode.instruction).toBe('find the sofa');
  while ((await client.next('state')).step < 3);
  expect((await client.next('frames')).rgb).toHaveLength(16 * 16 * 3);
  client.socket.close();
  await vi.waitFor(() => expect(sources.envs[0].isClosed).toBe(true));
  expect(server.numSessions).toBe(0);
});

test('two clients step two environments', async () => {
  const sources = fakeSources();
  const server = await start({ sources });
  const [one, other] = await Promise.all([new Client(server.port).hello(), new Client(server.port).hello()]);
  one.send(START);
  other.send(START);
  one.send({ type: 'step' });
  while ((await one.next('state')).step < 1);
  expect((await other.next('state')).step).toBe(0);
  expect(sources.envs).toHaveLength(2);
});

test.each([
  ['random bytes', Uint8Array.from({ length: 300 }, (_, i) => (i * 167 + 13) % 256)],
  ['nothing', new Uint8Array(0)],
  ['a forged array of 4 billion items', Uint8Array.of(0xdd, 0xff, 0xff, 0xff, 0xff)],
  ['a __proto__ key', Uint8Array.of(0x81, 0xa9, ...Buffer.from('__proto__'), 0x80)],
  ['deep nesting', new Uint8Array(100_000).fill(0x91)],
])('%s is answered in words, and the server lives on', async (_, garbage) => {
  const server = await start();
  const client = await new Client(server.port).hello();
  client.socket.send(garbage);
  expect((await client.next('error')).message).toMatch(/^Protocol: /);
  client.send(START);
  expect((await client.next('state')).step).toBe(0);
  await expectAlive(server);
});

test('a text frame is answered in words', async () => {
  const client = await new Client((await start()).port).hello();
  client.socket.send('{"type":"play"}');
  expect((await client.next('error')).message).toContain('text frame');
});

test('a wrong value is named', async () => {
  const client = await new Client((await start()).port).hello();
  client.send({ type: 'speed', stepsPerSecond: 1e9 });
  expect((await client.next('error')).message).toContain('stepsPerSecond');
});

test('a message of 100 MB ends its own connection alone', async () => {
  const server = await start();
  const client = await new Client(server.port).hello();
  client.socket.send(new Uint8Array(100 * 1024 * 1024));
  expect([1006, 1009]).toContain(await client.closed);
  await expectAlive(server);
});

test('bytes that are no HTTP end their own connection alone', async () => {
  const server = await start();
  const stream = connect(server.port, '127.0.0.1');
  stream.on('error', () => {});
  stream.resume().write(Uint8Array.from({ length: 5000 }, (_, i) => (i * 73 + 5) % 256));
  await new Promise((resolve) => stream.once('close', resolve));
  await expectAlive(server);
});

test('a client that reads nothing loses frames; its simulation and others go on', async () => {
  const sources = fakeSources(512);
  const server = await start({ sources });
  const client = await new Client(server.port).hello();
  client.send(START);
  await client.next('state');
  client.socket.pause();
  client.send({ type: 'play' });
  await vi.waitFor(() => expect(sources.envs[0].pose.yaw).toBeGreaterThan(15), { timeout: 20_000 });
  await expectAlive(server);
  client.socket.resume();
  while ((await client.next('state')).dropped === 0);
});

test('a client that floods is cut off', async () => {
  const server = await start();
  const client = await new Client(server.port).hello();
  for (let i = 0; i < 1000; i++) client.send({ type: 'pause' });
  expect(await client.closed).toBe(CLOSE_CODES.tooFast);
  await expectAlive(server);
});

test('another version is told both versions', async () => {
  const client = await new Client((await start()).port).open();
  client.send({ type: 'hello', version: 99 });
  expect((await client.next('error')).message).toMatch(/version 99 .* speaks 2/);
  expect(await client.closed).toBe(CLOSE_CODES.version);
});

test('a client of another version is told so, whatever else it says', async () => {
  const client = await new Client((await start()).port).open();
  client.socket.send(encode({ type: 'hello', version: 3, capabilities: ['time travel'] }));
  expect((await client.next('error')).message).toMatch(/version 3 .* speaks 2/);
  expect(await client.closed).toBe(CLOSE_CODES.version);
});

test('a message before hello is refused', async () => {
  const client = await new Client((await start()).port).open();
  client.send({ type: 'play' });
  expect((await client.next('error')).message).toContain('send hello first');
});

test.each([undefined, '', 'wrong'])('the token %s is refused', async (token) => {
  const client = await new Client((await start({ token: 'secret' })).port).open();
  client.send({ type: 'hello', version: PROTOCOL_VERSION, token });
  expect(await client.closed).toBe(CLOSE_CODES.token);
});

test('the right token is welcomed, and stands in the printed address', async () => {
  const server = await start({ token: 'secret' });
  expect(server.url).toMatch(/#token=secret$/);
  await new Client(server.port).hello('secret');
});

test('pages of other sites may not connect', async () => {
  const server = await start();
  const client = new Client(server.port, { origin: 'https://evil.example' });
  await expect(client.open()).rejects.toThrow('403');
});

test('a foreign name for this machine is refused', async () => {
  const server = await start();
  const rebound = new Client(server.port, { headers: { host: 'evil.example' } });
  await expect(rebound.open()).rejects.toThrow('403');
  expect((await get(server.port, '/', { host: 'evil.example' })).status).toBe(403);
});

test('a client too many is told so', async () => {
  const server = await start({ maxSessions: 1 });
  await new Client(server.port).hello();
  const client = new Client(server.port);
  expect((await client.next('error')).message).toContain('all 1 places are taken');
  expect(await client.closed).toBe(CLOSE_CODES.full);
});

test('a port in use is named with a remedy', async () => {
  const { port } = await start();
  await expect(start({ port })).rejects.toThrow(`port ${port} is in use; choose another with --port`);
});

test('a host that others can reach needs a token', async () => {
  await expect(start({ host: '0.0.0.0' })).rejects.toThrow('add --token');
});

test.each(['', 'x'.repeat(257)])('a token that no client could bring is refused (%#)', async (token) => {
  await expect(start({ token })).rejects.toThrow('give --token 1 to 256');
});

test('a page that was not built is named', async () => {
  await expect(start({ viewer: '/nowhere' })).rejects.toThrow('run npm run build');
});

test('closing says goodbye to clients and frees the port', async () => {
  const server = await start();
  const client = await new Client(server.port).hello();
  await server.close();
  expect(await client.closed).toBe(1001);
  await start({ port: server.port });
});
