import { expect, test, vi } from 'vitest';
import { Rng } from '../../env/random.ts';
import type { RunningServer } from '../../server/server.ts';
import { Client } from './client.ts';
import { fakeBatches, fakeSources } from './fake-world.ts';
import { heapInUse } from './heap.ts';
import { mutatedMessage } from './mutate.ts';
import { REQUEST, serverStarter } from './start-server.ts';

/** `npm run fuzz` sends 100,000 and prints the figures; `OIKOS_FUZZ_SEED=7 npm run fuzz` sends others. */
const NUM_MESSAGES = Number(process.env.OIKOS_FUZZ_MESSAGES ?? 2000);
const SEED = process.env.OIKOS_FUZZ_SEED ?? '1';
/** Fewer than the rate limit lets through at once, so that most are read. */
const MESSAGES_A_CLIENT = 150;
/** What the engine itself keeps, such as compiled code, bytes. */
const MOST_GROWTH = 4 * 2 ** 20;

const start = serverStarter();

/** Sends one client's messages and leaves in one way or another. */
async function sendMutated(server: RunningServer, rng: Rng, count: number): Promise<void> {
  const client = rng.chance(0.1) ? await new Client(server.port).open() : await new Client(server.port).hello();
  for (let i = 0; i < count; i++) client.socket.send(mutatedMessage(rng));
  // The last of them has been read when this is answered, or the server has hung up.
  client.send({ type: 'closeBatch', id: 999_999, batch: 999_999 });
  const isAnswered = (): boolean => client.received.some((message) => 'id' in message && message.id === 999_999);
  await Promise.race([client.closed, vi.waitFor(() => expect(isAnswered()).toBe(true), 20_000)]);
  if (rng.chance(0.5)) client.socket.terminate();
  else client.socket.close();
  await client.closed;
}

async function sendAll(server: RunningServer, rng: Rng, numMessages: number): Promise<void> {
  for (let sent = 0; sent < numMessages; sent += MESSAGES_A_CLIENT) {
    await sendMutated(server, rng.child(sent), Math.min(MESSAGES_A_CLIENT, numMessages - sent));
  }
}

test(
  `${NUM_MESSAGES} mutated messages break nothing and leave nothing behind`,
  async ({ annotate }) => {
    const onFailure = vi.fn();
    const [sources, batches] = [fakeSources(), fakeBatches()];
    const server = await start({ sources, batches, keepMs: 10, onFailure });
    const rng = new Rng(SEED);
    const isEmpty = (): void => expect([server.numSessions, server.numWaiting, server.numBatchEnvs]).toEqual([0, 0, 0]);
    await sendAll(server, rng.child('warm-up'), NUM_MESSAGES / 4);
    await vi.waitFor(isEmpty, 5_000);
    sources.envs.length = 0;
    batches.batches.length = 0;
    const before = await heapInUse();
    await sendAll(server, rng.child('messages'), NUM_MESSAGES);
    await vi.waitFor(isEmpty, 5_000);
    expect(onFailure.mock.calls).toEqual([]);
    await vi.waitFor(() => expect(sources.envs.filter(({ isClosed }) => !isClosed)).toEqual([]), 5_000);
    expect(batches.batches.filter(({ isClosed }) => !isClosed)).toEqual([]);
    sources.envs.length = 0;
    batches.batches.length = 0;
    const growth = (await heapInUse()) - before;
    await annotate(`memory grew by ${(growth / NUM_MESSAGES).toFixed(1)} bytes a message`);
    expect(growth).toBeLessThan(MOST_GROWTH);
    const client = await new Client(server.port).hello();
    client.send({ type: 'start', ...REQUEST });
    expect((await client.next('state')).step).toBe(0);
  },
  NUM_MESSAGES * 10 + 60_000,
);
