import { expect, test } from 'vitest';
import { decodeServerMessage, encodeMessage, float32Of, uint16Of } from '../../server/protocol.ts';
import { toFrames, toState } from '../../server/observed.ts';
import { UsageError } from '../../env/errors.ts';
import { parseClientMessage } from '../../server/client-message.ts';
import { FakeEnv, smallHouse, specOf } from './fake-world.ts';

const EPISODE = { spec: specOf('1'), house: smallHouse, rejected: 0 };
const CONTEXT = { action: null, actor: null, probabilities: null, dropped: 0, explored: null };

function roundTrip<T extends Parameters<typeof encodeMessage>[0]>(message: T): T {
  return decodeServerMessage(encodeMessage(message).slice().buffer) as unknown as T;
}

test('depth arrives in millimetres, and beyond 65 m as 65535', async () => {
  const { observation } = await new FakeEnv().begin(EPISODE);
  observation.depth?.set([1.2345, 100, 0]);
  const frames = toFrames(observation, null);
  expect(frames && [...uint16Of(roundTrip(frames).depth).slice(0, 3)]).toEqual([1235, 65535, 0]);
});

test('poses of movable things arrive as float32, however the message is aligned', async () => {
  const env = Object.assign(new FakeEnv(), { movables: Float64Array.from({ length: 14 }, (_, i) => i / 4) });
  const state = roundTrip(toState(env, await env.begin(EPISODE), CONTEXT));
  expect([...float32Of(state.movables)]).toEqual([...env.movables]);
});

test('an infinite distance to the goal arrives as it is', async () => {
  const env = new FakeEnv();
  const result = await env.begin(EPISODE);
  const unreachable = { ...result, measures: { ...result.measures, distanceToGoal: Infinity } };
  expect(roundTrip(toState(env, unreachable, CONTEXT)).measures.distanceToGoal).toBe(Infinity);
});

test('a prediction of another size is not compared', async () => {
  const { observation } = await new FakeEnv().begin(EPISODE);
  const other = { width: 8, height: 8, rgb: new Uint8Array(8 * 8 * 3) };
  expect(toFrames(observation, other)?.predicted).toBeNull();
});

test('without pictures there are no frames', async () => {
  const { observation } = await new FakeEnv().begin(EPISODE);
  expect(toFrames({ ...observation, rgb: undefined }, null)).toBeNull();
});

test('why a command could not be done reaches the client', async () => {
  const env = new FakeEnv();
  const result = await env.begin(EPISODE);
  const refused = { ...result, observation: { ...result.observation, error: 'Open: no', held: 'Mug' } };
  expect(roundTrip(toState(env, refused, CONTEXT))).toMatchObject({ error: 'Open: no', held: 'Mug' });
});

test('commands by name come in as they are, and nonsense does not', () => {
  const say = (action: unknown): unknown => parseClientMessage({ type: 'action', action });
  expect(say({ action: 'Open', target: 'Fridge' })).toEqual({
    type: 'action',
    action: { action: 'Open', target: 'Fridge' },
  });
  for (const wrong of [6, { action: 'Open' }, { action: 'Velocity', linear: 9, angular: 0 }, { action: 'Fly' }]) {
    expect(() => say(wrong)).toThrow(UsageError);
  }
});
