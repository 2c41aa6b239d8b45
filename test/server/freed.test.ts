import type { Worker } from 'node:worker_threads';
import { afterAll, expect, test, vi } from 'vitest';
import { MemoryMeter } from '../../cli/bench/memory-meter.ts';
import { closeGpu, openGpu } from '../../env/gpu.ts';
import { createHouseBatches } from '../../server/house-batch.ts';
import { createHouseSources } from '../../server/house-sources.ts';
import type { RunningServer } from '../../server/server.ts';
import { makeAgent } from '../../agent/make-agent.ts';
import { Client } from './client.ts';
import { heapInUse } from './heap.ts';
import { REQUEST, serverStarter } from './start-server.ts';

const start = serverStarter();
const SMALL = { level: 'kinematic', rooms: 1, camera: { width: 32, height: 32, hfovDeg: 79 } } as const;

afterAll(closeGpu);

/** Has the server do all there is to do for a watcher and a learner, and vanishes in the middle of a step. */
async function visit(server: RunningServer): Promise<void> {
  const client = await new Client(server.port).hello();
  client.send({ type: 'start', ...REQUEST, agent: 'forward', level: 'kinematic', rooms: 1 });
  await client.next('frames');
  const { batch } = await client.ask({ type: 'make', id: 0, numEnvs: 2, ...SMALL }, 'made');
  await client.ask({ type: 'resetBatch', id: 1, batch }, 'results');
  client.send({ type: 'stepBatch', id: 2, batch, actions: Uint8Array.of(1, 1) });
  client.send({ type: 'step' });
  client.socket.terminate();
  await vi.waitFor(
    () => expect([server.numSessions, server.numWaiting, server.numBatchEnvs]).toEqual([0, 0, 0]),
    10_000,
  );
}

test('what a vanished client held on the GPU and of memory is freed', async () => {
  const gpu = await openGpu();
  const meter = new MemoryMeter(gpu.device);
  const agents = new Map([['forward', await makeAgent('forward')]]);
  const sources = createHouseSources({ gpu, agents });
  const server = await start({ sources, batches: createHouseBatches({ gpu }), keepMs: 0 });
  await visit(server);
  const [held, heldHere] = [meter.measure().gpuBytes, await heapInUse()];
  await visit(server);
  // Three keeps a few bytes of each renderer until they are collected.
  expect(meter.measure().gpuBytes - held).toBeLessThan(100);
  // A renderer takes 19 MB.
  expect((await heapInUse()) - heldHere).toBeLessThan(8e6);
});

test('the threads of a vanished client end', async () => {
  const running = new Set<Worker>();
  process.on('worker', (worker: Worker) => {
    running.add(worker);
    worker.on('exit', () => running.delete(worker));
  });
  const server = await start({ batches: createHouseBatches({ gpu: null, workers: 1 }) });
  const client = await new Client(server.port).hello();
  const { batch } = await client.ask({ type: 'make', id: 0, numEnvs: 16, ...SMALL, sensors: [] }, 'made');
  expect(running.size).toBeGreaterThan(0);
  client.send({ type: 'resetBatch', id: 1, batch });
  client.socket.terminate();
  await vi.waitFor(() => expect([server.numSessions, running.size]).toEqual([0, 0]), 60_000);
});
