import { expect, test } from 'vitest';
import { evaluate } from '../../agent/evaluate.ts';
import { makeAgent } from '../../agent/make-agent.ts';
import { MOVE_FORWARD, STOP } from '../../env/env.ts';
import type { RecordedEpisode } from '../../env/recorded-episode.ts';
import type { ClientMessageInput } from '../../server/client-message.ts';
import { createHouseBatches } from '../../server/house-batch.ts';
import { float32Of } from '../../server/protocol.ts';
import { Client } from './client.ts';
import { serverStarter } from './start-server.ts';

type MakeOptions = Omit<Extract<ClientMessageInput, { type: 'make' }>, 'type' | 'id'>;

const start = serverStarter();
const BLIND: MakeOptions = { sensors: [], level: 'kinematic', split: 'val', rooms: 1 };

async function connect(): Promise<Client> {
  return new Client((await start({ batches: createHouseBatches({ gpu: null }) })).port).hello();
}

test('the same seed and actions give the trace of an evaluation', async () => {
  const episodes: RecordedEpisode[] = [];
  const maker = await makeAgent('oracle');
  const asked = { task: 'objectnav', split: 'val', level: 'kinematic', seed: 3, episodes: 2, envs: 1 } as const;
  await evaluate({ ...asked, maker, onEpisode: (_, episode) => void episodes.push(episode) });
  const client = await connect();
  const { batch } = await client.ask(
    { type: 'make', id: 0, sensors: [], split: 'val', level: 'kinematic', numEnvs: 2 },
    'made',
  );
  const { began } = await client.ask({ type: 'resetBatch', id: 0, batch, seeds: [3, '3/val/episode-1'] }, 'results');
  expect(began.map(({ instruction }) => instruction)).toEqual(episodes.map(({ spec }) => spec.instruction));
  const hashes: (string | undefined)[] = [];
  for (let t = 0; hashes.filter((hash) => hash).length < 2; t++) {
    const actions = episodes.map((episode) => episode.actions[t] ?? null);
    const { ended } = await client.ask({ type: 'stepBatch', id: t, batch, actions }, 'results');
    for (const { index, traceHash } of ended) hashes[index] = traceHash;
  }
  expect(hashes).toEqual(episodes.map(({ traceHashes }) => traceHashes.at(-1)));
});

test('a batch tells its spaces, and columns have their sizes', async () => {
  const client = await connect();
  const made = await client.ask({ type: 'make', id: 1, numEnvs: 3, ...BLIND }, 'made');
  expect(made).toMatchObject({ numEnvs: 3, level: 'kinematic', device: null, stepLimit: 500 });
  expect(made.observation.gps).toMatchObject({ dtype: 'float32', shape: [2] });
  const { observation, reward } = await client.ask({ type: 'resetBatch', id: 2, batch: made.batch }, 'results');
  expect(observation.gps).toHaveLength(3 * 2 * 4);
  expect(reward).toHaveLength(3 * 8);
});

test('nil goes on with the next episode, and a mask leaves the others alone', async () => {
  const client = await connect();
  const { batch } = await client.ask({ type: 'make', id: 1, numEnvs: 2, ...BLIND }, 'made');
  await client.ask({ type: 'resetBatch', id: 2, batch, seeds: [5, 7] }, 'results');
  const { began } = await client.ask({ type: 'resetBatch', id: 3, batch, mask: Uint8Array.of(0, 1) }, 'results');
  expect(began).toMatchObject([{ index: 1, seed: '7/val/episode-1' }]);
});

test('an episode that ended is not stepped on; waiting, it stays as it is', async () => {
  const client = await connect();
  const { batch } = await client.ask({ type: 'make', id: 1, numEnvs: 2, ...BLIND }, 'made');
  await client.ask({ type: 'resetBatch', id: 2, batch }, 'results');
  const stop = await client.ask(
    { type: 'stepBatch', id: 3, batch, actions: Uint8Array.of(STOP, MOVE_FORWARD) },
    'results',
  );
  expect(stop.ended).toMatchObject([{ index: 0, reason: 'stop' }]);
  expect([...stop.terminated]).toEqual([1, 0]);
  const step = { type: 'stepBatch', batch, actions: Uint8Array.of(MOVE_FORWARD, MOVE_FORWARD) } as const;
  await expect(client.ask({ ...step, id: 4 }, 'results')).rejects.toThrow('environment 0 ended');
  const next = await client.ask({ ...step, id: 5, actions: Uint8Array.of(255, MOVE_FORWARD) }, 'results');
  expect([...next.terminated]).toEqual([1, 0]);
  expect(next.ended).toEqual([]);
});

test('same-step gives the end and the next beginning in one answer', async () => {
  const client = await connect();
  const options = { numEnvs: 2, autoreset: 'same-step', ...BLIND } as const;
  const { batch } = await client.ask({ type: 'make', id: 1, ...options }, 'made');
  await client.ask({ type: 'resetBatch', id: 2, batch, seeds: [5, 6] }, 'results');
  const actions = Uint8Array.of(MOVE_FORWARD, STOP);
  const { terminated, ended, began, final } = await client.ask({ type: 'stepBatch', id: 3, batch, actions }, 'results');
  expect([...terminated]).toEqual([0, 1]);
  expect(ended).toMatchObject([{ index: 1, reason: 'stop' }]);
  expect(began).toMatchObject([{ index: 1, seed: '6/val/episode-1' }]);
  expect(final && [...new Int32Array(final.index.slice().buffer)]).toEqual([1]);
  expect(final?.observation.gps).toHaveLength(8);
});

test('next-step begins the next episode with the step after the end', async () => {
  const client = await connect();
  const { batch } = await client.ask({ type: 'make', id: 1, autoreset: 'next-step', ...BLIND }, 'made');
  await client.ask({ type: 'resetBatch', id: 2, batch, seeds: [5] }, 'results');
  const actions = Uint8Array.of(STOP);
  await client.ask({ type: 'stepBatch', id: 3, batch, actions }, 'results');
  const { terminated, began } = await client.ask({ type: 'stepBatch', id: 4, batch, actions }, 'results');
  expect([...terminated]).toEqual([0]);
  expect(began).toMatchObject([{ seed: '5/val/episode-1' }]);
});

test('velocities move, and a pair of NaN waits', async () => {
  const client = await connect();
  const { batch } = await client.ask({ type: 'make', id: 1, numEnvs: 2, ...BLIND }, 'made');
  await client.ask({ type: 'resetBatch', id: 2, batch }, 'results');
  const velocities = new Uint8Array(Float32Array.of(0, Math.PI, NaN, NaN).buffer);
  const { observation } = await client.ask({ type: 'stepBatch', id: 3, batch, velocities }, 'results');
  const [turned, waited] = float32Of(observation.compass);
  expect(turned).toBeCloseTo(Math.PI / 4, 5);
  expect(waited).toBe(0);
});

test('several agents share a house', async () => {
  const client = await connect();
  const made = await client.ask({ type: 'make', id: 1, agents: 2, ...BLIND }, 'made');
  expect(made.numEnvs).toBe(2);
  const { batch } = made;
  const { began } = await client.ask({ type: 'resetBatch', id: 2, batch, seeds: [5, null] }, 'results');
  expect(began[0].house).toBe(began[1].house);
  expect(began.map(({ seed }) => seed)).toEqual(['5/val/episode-0', '5/val/episode-0']);
});

test.each([
  ['an action that is none', { actions: Uint8Array.of(77) }, '77 is no action'],
  ['too many actions', { actions: Uint8Array.of(1, 1) }, '2 actions came for 1'],
  ['neither actions nor velocities', {}, 'one of them'],
  ['a command with a wrong name', { actions: [{ action: 'Fly' }] as never }, 'not a message of version 2'],
])('%s is refused by the id of its request', async (_, wrong, reason) => {
  const client = await connect();
  const { batch } = await client.ask({ type: 'make', id: 1, ...BLIND }, 'made');
  await expect(client.ask({ type: 'stepBatch', id: 2, batch, ...wrong }, 'results')).rejects.toThrow(reason);
});

test.each([
  ['pictures too large to hold', { numEnvs: 1024, camera: { width: 1024, height: 1024, hfovDeg: 79 } }, 'MiB'],
  ['several agents in several houses', { agents: 2, numEnvs: 2 }, 'leave out numEnvs'],
  ['a sensor named twice', { sensors: ['rgb', 'rgb'] }, 'named twice'],
] as const)('%s are refused', async (_, options, reason) => {
  const client = await connect();
  await expect(client.ask({ type: 'make', id: 1, ...options } as never, 'made')).rejects.toThrow(reason);
});
