import { expect, test, vi } from 'vitest';
import { MOVE_FORWARD, TURN_LEFT } from '../../env/env.ts';
import { VectorEnv } from '../../env/vector-env.ts';
import { episodesInRooms } from '../../scenes/episodes-in-rooms.ts';
import { library } from '../../scenes/library.ts';
import { createHouseBatches } from '../../server/house-batch.ts';
import { Client } from './client.ts';
import { fakeBatches, fakeSources } from './fake-world.ts';
import { heapInUse } from './heap.ts';
import { REQUEST, serverStarter } from './start-server.ts';

/** `npm run load` asks for the full load, 200 and 1000, and prints the figures. */
const NUM_SESSIONS = Number(process.env.OIKOS_LOAD_SESSIONS ?? 8);
const NUM_CONNECTS = Number(process.env.OIKOS_LOAD_CONNECTS ?? 100);
const MOST_GROWTH = 2 * 2 ** 20;
/** The work they share, so that a slow machine takes longer and no client fewer. */
const STEPS_A_SESSION = 25;
const BLIND = { split: 'val', level: 'kinematic', rooms: 1 } as const;

const start = serverStarter();
const actionAt = (step: number): number => (step % 3 === 0 ? TURN_LEFT : MOVE_FORWARD);

test(`${NUM_SESSIONS} sessions of one environment each are served in turn, and rightly`, async ({ annotate }) => {
  const server = await start({ batches: createHouseBatches({ gpu: null }), maxSessions: NUM_SESSIONS });
  const clients = await Promise.all(Array.from({ length: NUM_SESSIONS }, () => new Client(server.port).hello()));
  const batches = await Promise.all(
    clients.map(async (client, seed) => {
      const { batch } = await client.ask({ type: 'make', id: 0, ...BLIND, sensors: [] }, 'made');
      await client.ask({ type: 'resetBatch', id: 1, batch, seeds: [seed] }, 'results');
      return batch;
    }),
  );
  const steps = clients.map(() => 0);
  const walked: number[][] = clients.map(() => []);
  let left = NUM_SESSIONS * STEPS_A_SESSION;
  await Promise.all(
    clients.map(async (client, i) => {
      while (left-- > 0) {
        const actions = Uint8Array.of(actionAt(steps[i]));
        const request = { type: 'stepBatch', id: steps[i] + 2, batch: batches[i], actions } as const;
        const { observation } = await client.ask(request, 'results');
        walked[i].push(new Float32Array(observation.gps.slice().buffer)[0]);
        steps[i]++;
      }
    }),
  );
  const [fewest, most] = [Math.min(...steps), Math.max(...steps)];
  await annotate(`${fewest} to ${most} steps a session, ${STEPS_A_SESSION} on average`);
  expect(most - fewest).toBeLessThanOrEqual(0.2 * STEPS_A_SESSION);
  for (const i of [0, 3, NUM_SESSIONS - 1]) {
    expect(walked[i]).toEqual(await walkAlone(`${i}/val/episode-0`, steps[i]));
  }
});

/** Metres forward after each step of one environment without a server. */
async function walkAlone(seed: string, numSteps: number): Promise<number[]> {
  const episodes = episodesInRooms({ task: 'objectnav', split: 'val', library }, 1);
  const env = await VectorEnv.create({ numEnvs: 1, episodes, library, level: 'kinematic' });
  await env.reset([seed]);
  const forward: number[] = [];
  for (let step = 0; step < numSteps; step++) {
    const [{ observation }] = await env.step([actionAt(step)]);
    forward.push(Math.fround(observation.gps[0]));
  }
  await env.close();
  return forward;
}

test('who sends many requests ahead goes no sooner than who sends one', async () => {
  const server = await start({ batches: createHouseBatches({ gpu: null }) });
  const [greedy, modest] = await Promise.all([new Client(server.port).hello(), new Client(server.port).hello()]);
  const order: string[] = [];
  const ready = async (client: Client): Promise<number> => {
    const { batch } = await client.ask({ type: 'make', id: 0, ...BLIND, sensors: [] }, 'made');
    await client.ask({ type: 'resetBatch', id: 1, batch }, 'results');
    return batch;
  };
  const step = { type: 'stepBatch', actions: Uint8Array.of(MOVE_FORWARD) } as const;
  const [first, second] = [await ready(greedy), await ready(modest)];
  greedy.socket.on('message', () => order.push('greedy'));
  modest.socket.on('message', () => order.push('modest'));
  for (let id = 2; id < 10; id++) greedy.send({ ...step, id, batch: first });
  modest.send({ ...step, id: 2, batch: second });
  await vi.waitFor(() => expect(order).toHaveLength(9));
  expect(order.indexOf('modest')).toBeLessThan(4);
});

test('others are served while a large batch begins', async () => {
  const server = await start({ batches: createHouseBatches({ gpu: null }) });
  const [large, small] = await Promise.all([new Client(server.port).hello(), new Client(server.port).hello()]);
  const options = { ...BLIND, sensors: [] };
  const { batch } = await small.ask({ type: 'make', id: 0, ...options }, 'made');
  await small.ask({ type: 'resetBatch', id: 1, batch }, 'results');
  const made = await large.ask({ type: 'make', id: 0, ...options, numEnvs: 12 }, 'made');
  let hasBegun = false;
  const beginning = large
    .ask({ type: 'resetBatch', id: 1, batch: made.batch }, 'results')
    .then(() => (hasBegun = true));
  for (let id = 2; id < 7; id++) {
    await small.ask({ type: 'stepBatch', id, batch, actions: Uint8Array.of(MOVE_FORWARD) }, 'results');
  }
  expect(hasBegun).toBe(false);
  await beginning;
});

test(`${NUM_CONNECTS} connects and disconnects leave memory where it was`, async ({ annotate }) => {
  const [sources, batches] = [fakeSources(), fakeBatches()];
  const server = await start({ sources, batches, keepMs: 0 });
  const visit = async (i: number): Promise<void> => {
    const client = await new Client(server.port).hello();
    client.send({ type: 'start', ...REQUEST });
    await client.ask({ type: 'make', id: 1, numEnvs: 4 }, 'made');
    if (i % 2 === 0) client.socket.terminate();
    else client.socket.close();
    await client.closed;
  };
  const allLeave = async (): Promise<void> => {
    await vi.waitFor(() => expect([server.numSessions, server.numWaiting, server.numBatchEnvs]).toEqual([0, 0, 0]));
    sources.envs.length = 0;
    batches.batches.length = 0;
  };
  for (let i = 0; i < 50; i++) await visit(i);
  await allLeave();
  const before = await heapInUse();
  for (let i = 0; i < NUM_CONNECTS; i++) await visit(i);
  await allLeave();
  const growth = (await heapInUse()) - before;
  await annotate(`${(growth / NUM_CONNECTS).toFixed(0)} bytes a client`);
  expect(growth).toBeLessThan(MOST_GROWTH);
}, 120_000);
