import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { MOVE_FORWARD } from '../../env/env.ts';
import { CLOSE_CODES } from '../../server/protocol.ts';
import type { RunningServer } from '../../server/server.ts';
import { Client } from './client.ts';
import { fakeBatches, fakeSources } from './fake-world.ts';
import { REQUEST, serverStarter } from './start-server.ts';

const start = serverStarter();
const LARGE = { numEnvs: 16, sensors: ['rgb' as const], camera: { width: 256, height: 256, hfovDeg: 79 } };

/** A well-behaved client makes, resets and steps a batch meanwhile. */
async function expectServed(server: RunningServer): Promise<void> {
  const client = await new Client(server.port).hello();
  const { batch } = await client.ask({ type: 'make', id: 1 }, 'made');
  await client.ask({ type: 'resetBatch', id: 2, batch }, 'results');
  const { reward } = await client.ask({ type: 'stepBatch', id: 3, batch, actions: Uint8Array.of(1) }, 'results');
  expect(reward).toHaveLength(8);
  client.socket.close();
  await client.closed;
}

test('a client that never says hello is sent away', async () => {
  const server = await start({ patience: { helloMs: 50 } });
  const client = await new Client(server.port).open();
  expect(await client.closed).toBe(CLOSE_CODES.silent);
  await vi.waitFor(() => expect(server.numSessions).toBe(0));
});

test('a request that never becomes whole is given up', async () => {
  const server = await start({ patience: { helloMs: 50 } });
  const stream = connect(server.port, '127.0.0.1');
  stream.on('error', () => {});
  stream.resume().write('GET / HTTP/1.1\r\nHost: localhost\r\n');
  await new Promise((resolve) => stream.once('close', resolve));
});

test('a client that answers no ping is given up, and all it held is freed', async () => {
  const batches = fakeBatches();
  const server = await start({ batches, patience: { pingMs: 50 } });
  const client = await new Client(server.port, { autoPong: false }).hello();
  await client.ask({ type: 'make', id: 1, numEnvs: 4 }, 'made');
  expect(server.numBatchEnvs).toBe(4);
  expect(await client.closed).toBe(1006);
  await vi.waitFor(() => expect([server.numSessions, server.numBatchEnvs]).toEqual([0, 0]));
  expect(batches.batches[0].isClosed).toBe(true);
});

test('a client that says nothing for too long is sent away, one that pings is not', async () => {
  const server = await start({ patience: { pingMs: 20, idleMs: 100 } });
  const [idle, patient] = await Promise.all([new Client(server.port).hello(), new Client(server.port).hello()]);
  const timer = setInterval(() => patient.socket.ping(), 20);
  expect(await idle.closed).toBe(CLOSE_CODES.idle);
  await vi.waitFor(() => expect(server.numSessions).toBe(1));
  clearInterval(timer);
});

test('a client that floods with pings is cut off', async () => {
  const client = await new Client((await start()).port).hello();
  for (let i = 0; i < 1000; i++) client.socket.ping();
  expect([1006, CLOSE_CODES.tooFast]).toContain(await client.closed);
});

test('a refused socket is hung up on, though its client keeps its end open', async () => {
  const { port } = await start();
  const stream = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  stream.on('error', () => {});
  const isClosed = new Promise((resolve) => stream.once('close', resolve));
  stream
    .resume()
    .write('GET /elsewhere HTTP/1.1\r\nHost: localhost\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n');
  await new Promise((resolve) => stream.once('end', resolve));
  const timer = setInterval(() => stream.write('still here'), 10);
  await isClosed;
  clearInterval(timer);
});

test('a file that is asked for and not read is given up', async () => {
  const size = 64 * 2 ** 20;
  const viewer = await mkdtemp(join(tmpdir(), 'oikos-viewer-'));
  await writeFile(join(viewer, 'index.html'), '');
  await truncate(join(viewer, 'index.html'), size);
  const { port } = await start({ viewer, patience: { readMs: 50 } });
  await rm(viewer, { recursive: true });
  const stream = connect(port, '127.0.0.1');
  stream.on('error', () => {}).pause();
  stream.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await new Promise((resolve) => setTimeout(resolve, 500));
  let numRead = 0;
  stream.on('data', (bytes) => (numRead += bytes.length));
  await new Promise((resolve) => stream.resume().once('close', resolve));
  expect(numRead).toBeLessThan(size);
});

test('answers that are not read wait, and so do the requests after them; others are served', async () => {
  const batches = fakeBatches();
  const server = await start({ batches });
  const slow = await new Client(server.port).hello();
  const { batch } = await slow.ask({ type: 'make', id: 1, ...LARGE }, 'made');
  await slow.ask({ type: 'resetBatch', id: 2, batch }, 'results');
  slow.socket.pause();
  const step = { type: 'stepBatch', batch, actions: new Uint8Array(16).fill(MOVE_FORWARD) } as const;
  for (let id = 3; id < 10; id++) slow.send({ ...step, id });
  await expectServed(server);
  slow.socket.resume();
  await vi.waitFor(() => expect(slow.received.filter(({ type }) => type === 'results')).toHaveLength(7));
});

test('a client that reads nothing for too long is given up, and all it held is freed', async () => {
  const batches = fakeBatches();
  const server = await start({ batches, patience: { readMs: 100 } });
  const slow = await new Client(server.port).hello();
  const { batch } = await slow.ask({ type: 'make', id: 1, ...LARGE }, 'made');
  await slow.ask({ type: 'resetBatch', id: 2, batch }, 'results');
  slow.socket.pause();
  const step = { type: 'stepBatch', batch, actions: new Uint8Array(16).fill(MOVE_FORWARD) } as const;
  for (let id = 3; id < 10; id++) slow.send({ ...step, id });
  await vi.waitFor(() => expect([server.numSessions, server.numBatchEnvs]).toEqual([0, 0]), 5_000);
  expect(batches.batches[0].isClosed).toBe(true);
  slow.socket.terminate();
});

test('requests beyond those that may wait are refused by their ids', async () => {
  const server = await start({ batches: fakeBatches() });
  const client = await new Client(server.port).hello();
  const { batch } = await client.ask({ type: 'make', id: 1 }, 'made');
  await client.ask({ type: 'resetBatch', id: 2, batch }, 'results');
  const step = { type: 'stepBatch', batch, actions: Uint8Array.of(MOVE_FORWARD) } as const;
  for (let id = 3; id < 13; id++) client.send({ ...step, id });
  await vi.waitFor(() => expect(client.received).toHaveLength(10));
  const refused = client.received.flatMap((message) => (message.type === 'error' ? [message.id] : []));
  expect(refused).toEqual([11, 12]);
});

test('a client that vanishes in the middle of a step leaves nothing behind', async () => {
  const [sources, batches] = [fakeSources(), fakeBatches()];
  const server = await start({ sources, batches, keepMs: 0 });
  const client = await new Client(server.port).hello();
  client.send({ type: 'start', ...REQUEST, play: true });
  const { batch } = await client.ask({ type: 'make', id: 1 }, 'made');
  client.send({ type: 'resetBatch', id: 2, batch });
  client.send({ type: 'stepBatch', id: 3, batch, actions: Uint8Array.of(MOVE_FORWARD) });
  client.socket.terminate();
  await vi.waitFor(() => expect([server.numSessions, server.numWaiting, server.numBatchEnvs]).toEqual([0, 0, 0]));
  expect(batches.batches[0].isClosed).toBe(true);
  await vi.waitFor(() => expect(sources.envs[0].isClosed).toBe(true));
});

test('what a vanished client had asked for is broken off', async () => {
  const batches = fakeBatches();
  const server = await start({
    batches: {
      ...batches,
      async createBatch(options, rest) {
        const batch = await batches.createBatch(options, rest);
        batch.reset = async () => {
          for (;;) await rest();
        };
        return batch;
      },
    },
  });
  const client = await new Client(server.port).hello();
  const { batch } = await client.ask({ type: 'make', id: 1 }, 'made');
  client.send({ type: 'resetBatch', id: 2, batch });
  client.socket.terminate();
  await vi.waitFor(() => expect([server.numSessions, server.numBatchEnvs]).toEqual([0, 0]));
  expect(batches.batches[0].isClosed).toBe(true);
});

test('what one client may hold is bounded', async () => {
  const client = await new Client((await start({ batches: fakeBatches() })).port).hello();
  await client.ask({ type: 'make', id: 1, numEnvs: 1000, sensors: [] }, 'made');
  await expect(client.ask({ type: 'make', id: 2, numEnvs: 25, sensors: [] }, 'made')).rejects.toThrow(
    'beside your 1000',
  );
  await client.ask({ type: 'make', id: 3, numEnvs: 24, sensors: [] }, 'made');
});

test('what all clients may hold together is bounded', async () => {
  const server = await start({ batches: fakeBatches() });
  const clients = await Promise.all([1, 2, 3].map(() => new Client(server.port).hello()));
  const make = { type: 'make', id: 1, numEnvs: 1024, sensors: [] } as const;
  const [first, second, third] = clients.map((client) => client.ask({ ...make, sensors: [] }, 'made'));
  await Promise.all([first, second]);
  await expect(third).rejects.toThrow('1024 more environments are too many beside the 2048');
  clients[0].socket.close();
  await vi.waitFor(() => expect(server.numBatchEnvs).toBe(1024));
  await clients[2].ask({ ...make, sensors: [] }, 'made');
});
