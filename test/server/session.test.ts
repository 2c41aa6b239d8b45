import { expect, test, vi } from 'vitest';
import { MOVE_FORWARD, STOP, TURN_LEFT } from '../../env/env.ts';
import type { ServerMessage } from '../../server/protocol.ts';
import { Session } from '../../server/session.ts';
import type { SessionSources } from '../../server/watched.ts';
import { fakeSources, spinningAgent } from './fake-world.ts';

const START = {
  type: 'start',
  seed: 1,
  episode: 0,
  split: 'val',
  task: 'objectnav',
  agent: 'spin',
  play: false,
} as const;

function open(sources: SessionSources = fakeSources()) {
  const sent: ServerMessage[] = [];
  const push = (message: ServerMessage): void => void sent.push(message);
  const session = new Session(sources, { send: push, offer: push, dropped: 0 }, { stepsPerSecond: 60 });
  const all = <T extends ServerMessage['type']>(type: T) =>
    sent.filter((message): message is Extract<ServerMessage, { type: T }> => message.type === type);
  return { session, sent, all };
}

test('an episode starts with its house, what is asked, the first state and the first frames', async () => {
  const { session, sent } = open();
  session.handle(START);
  await vi.waitFor(() =>
    expect(sent.map((message) => message.type)).toEqual(['house', 'episode', 'state', 'frames', 'playback']),
  );
  await session.close();
});

test('a step takes the agent’s action and shows its thoughts', async () => {
  const { session, all } = open();
  session.handle(START);
  session.handle({ type: 'step' });
  await vi.waitFor(() => expect(all('state')).toHaveLength(2));
  const [, state] = all('state');
  expect(state).toMatchObject({ step: 1, action: TURN_LEFT, actor: 'agent', probabilities: [0, 0, 1, 0, 0, 0] });
  // black expected, grey 1 came: 10 log10(255² / 1)
  expect(all('frames')[1].predicted?.psnr).toBeCloseTo(48.1308, 3);
  await session.close();
});

test('a state that was asked for comes also to a client that reads slowly', async () => {
  const numbers: number[] = [];
  const send = (message: ServerMessage): void => void (message.type === 'state' && numbers.push(message.step));
  const session = new Session(fakeSources(), { send, offer: () => {}, dropped: 0 });
  session.handle(START);
  session.handle({ type: 'step' });
  session.handle({ type: 'action', action: MOVE_FORWARD });
  await vi.waitFor(() => expect(numbers).toEqual([0, 1, 2]));
  await session.close();
});

test('a person’s action moves the agent and stops its own play', async () => {
  const { session, all } = open();
  session.handle(START);
  session.handle({ type: 'play' });
  await vi.waitFor(() => expect(all('playback').at(-1)?.playing).toBe(true));
  session.handle({ type: 'action', action: MOVE_FORWARD });
  await vi.waitFor(() => expect(all('state').at(-1)).toMatchObject({ action: MOVE_FORWARD, actor: 'person' }));
  expect(all('playback').at(-1)?.playing).toBe(false);
  await session.close();
});

test('no step follows the answer to a pause', async () => {
  const { session, sent } = open();
  session.handle({ ...START, play: true });
  await vi.waitFor(() => expect(sent.filter(({ type }) => type === 'state').length).toBeGreaterThan(2));
  session.handle({ type: 'pause' });
  await vi.waitFor(() => expect(sent.at(-1)).toMatchObject({ type: 'playback', playing: false }));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(sent.at(-1)?.type).toBe('playback');
  await session.close();
});

test('play goes on by itself until pause', async () => {
  const { session, all } = open();
  session.handle(START);
  session.handle({ type: 'play' });
  await vi.waitFor(() => expect(all('state').length).toBeGreaterThan(4));
  session.handle({ type: 'pause' });
  session.handle({ type: 'action', action: STOP });
  await vi.waitFor(() => expect(all('ended')).toHaveLength(1));
  expect(all('state').at(-1)?.action).toBe(STOP);
  await session.close();
});

test('stop ends the episode, and a step after it is refused in words', async () => {
  const { session, all } = open();
  session.handle(START);
  session.handle({ type: 'action', action: STOP });
  session.handle({ type: 'step' });
  await vi.waitFor(() => expect(all('error')).toHaveLength(1));
  expect(all('ended')).toMatchObject([{ reason: 'stop', traceHash: 'fake' }]);
  expect(all('error')[0].message).toContain('ended after 1 steps');
  await session.close();
});

test('a step without an episode is refused in words', async () => {
  const { session, all } = open();
  session.handle({ type: 'step' });
  await vi.waitFor(() => expect(all('error')[0]?.message).toContain('send "start" first'));
  await session.close();
});

test('an unknown agent is named, and the session goes on in the same environment', async () => {
  const sources = fakeSources();
  const { session, all } = open(sources);
  session.handle({ ...START, agent: 'nobody' });
  await vi.waitFor(() => expect(all('error')[0]?.message).toContain('"nobody"'));
  session.handle(START);
  await vi.waitFor(() => expect(all('state')).toHaveLength(1));
  expect(sources.envs).toHaveLength(1);
  await session.close();
});

test('an agent that fails is reported, and the session goes on', async () => {
  const broken = { ...spinningAgent, act: () => Promise.reject(new Error('no idea')) };
  const { session, all } = open({ ...fakeSources(), createAgent: async () => broken });
  session.handle(START);
  session.handle({ type: 'step' });
  session.handle({ type: 'action', action: MOVE_FORWARD });
  await vi.waitFor(() => expect(all('state')).toHaveLength(2));
  expect(all('error')[0].message).toContain('no idea');
  await session.close();
});

test('more requests than can be answered in time are refused', async () => {
  const { session, all } = open();
  session.handle(START);
  for (let i = 0; i < 20; i++) session.handle({ type: 'step' });
  expect(all('error')[0].message).toContain('wait for their answers');
  await session.close();
});

test('closing frees the environment, also in the middle of a step', async () => {
  const sources = fakeSources();
  const { session } = open(sources);
  session.handle(START);
  await vi.waitFor(() => expect(sources.envs).toHaveLength(1));
  session.handle({ type: 'step' });
  await session.close();
  expect(sources.envs[0].isClosed).toBe(true);
});
