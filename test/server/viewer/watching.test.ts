import { expect, test } from 'vitest';
import type { ClientMessageInput } from '../../../server/client-message.ts';
import type { EndedMessage, ServerMessage } from '../../../server/protocol.ts';
import { PROTOCOL_VERSION } from '../../../server/protocol.ts';
import type { LinkListener } from '../../../server/viewer/link.ts';
import { Watching } from '../../../server/viewer/watching.ts';

const request = { seed: 1, episode: 0, split: 'val', task: 'objectnav', agent: 'spin' } as const;
const ended: EndedMessage = {
  type: 'ended',
  reason: 'stop',
  measures: { success: 1, spl: 1, softSpl: 1, distanceToGoal: 0, collisions: 0, steps: 5 },
  traceHash: '0',
  matches: null,
};

/** A session whose other side says what it is told to, after it has welcomed the page. */
function watched(): { watching: Watching; say: (message: ServerMessage) => void; asked: ClientMessageInput[] } {
  const watching = new Watching();
  const asked: ClientMessageInput[] = [];
  let listener: LinkListener | null = null;
  watching.open((heard) => {
    listener = heard;
    return { send: (message) => asked.push(message) > 0, close: () => {} };
  }, null);
  const say = (message: ServerMessage): void => listener?.onMessage(message);
  say({
    type: 'welcome',
    version: PROTOCOL_VERSION,
    agents: [{ name: 'spin', about: 'Turns left.' }],
    request,
    stepsPerSecond: 4,
    resume: '',
    resumed: false,
    recordings: false,
    goals: [],
    categories: [],
  });
  return { watching, say, asked };
}

test('how an episode ended is on show again when what was asked next is refused', () => {
  const { watching, say, asked } = watched();
  say(ended);
  watching.begin({ request: { ...request, instruction: 'find the spaceship' }, moves: [], play: true });
  expect(watching.ended.value).toBeNull();
  expect(asked.at(-1)).toMatchObject({ type: 'start', instruction: 'find the spaceship' });
  say({ type: 'error', message: 'There is none.', id: null });
  expect(watching.ended.value).toBe(ended);
  expect(watching.complaint.value).toBe('There is none.');
});

test('an error while an episode goes on ends nothing', () => {
  const { watching, say } = watched();
  say(ended);
  watching.begin({ request: { ...request, episode: 1 }, moves: [], play: true });
  const spec = { seed: '', house: '', task: 'objectnav', instruction: '', category: null, goals: [] };
  const start = { position: [0, 0, 0], yaw: 0, pitch: 0 } as const;
  const episode = { ...spec, start, geodesicDistance: 1 };
  say({ type: 'episode', request, recorded: null, episode, level: 'rigid' });
  say({ type: 'error', message: 'Too fast.', id: null });
  expect(watching.ended.value).toBeNull();
});
