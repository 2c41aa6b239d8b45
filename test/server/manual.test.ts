import { readFile } from 'node:fs/promises';
import { expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { ACTIONS, SENSORS } from '../../env/env.ts';
import { TASKS } from '../../env/tasks.ts';
import { protocolSchema } from '../../server/protocol-schema.ts';
import { CLOSE_CODES, PROTOCOL_VERSION } from '../../server/protocol.ts';
import { fakeSources } from './fake-world.ts';
import { serverStarter } from './start-server.ts';

const manual = await readFile(new URL('../../server/PROTOCOL.md', import.meta.url), 'utf8');
const start = serverStarter();

/** Every name of a message or a field that the schema knows. */
function namesIn(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties } = schema as { properties?: Record<string, { const?: unknown }> };
  const types = properties?.type?.const;
  const own = [...Object.keys(properties ?? {}), ...(typeof types === 'string' ? [types] : [])];
  return [...own, ...Object.values(schema).flatMap(namesIn)];
}

test('the manual names every message and field of the schema', () => {
  const names = [...new Set(namesIn(protocolSchema()))];
  expect(names.length).toBeGreaterThan(80);
  expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(manual))).toEqual([]);
});

test('the manual names every action, sensor, task and close code, and the version', () => {
  const codes = Object.values(CLOSE_CODES).map(String);
  const missing = [...ACTIONS, ...SENSORS, ...TASKS, ...codes].filter((name) => !manual.includes(name));
  expect(missing).toEqual([]);
  expect(manual).toContain(`# The oikos protocol, version ${PROTOCOL_VERSION}`);
});

test('the client in ten lines watches an episode', async () => {
  const sources = fakeSources();
  const { port } = await start({ sources });
  const [, lines] = /```js\nimport .*?;\n(.*?)```/s.exec(manual) ?? [];
  const sockets: WebSocket[] = [];
  class Socket extends WebSocket {
    constructor() {
      super(`ws://127.0.0.1:${port}/ws`);
      sockets.push(this);
    }
  }
  const log = vi.fn();
  const { decode, encode } = await import('@msgpack/msgpack');
  new Function('WebSocket', 'encode', 'decode', 'console', lines)(Socket, encode, decode, { log });
  await vi.waitFor(() => expect(log.mock.calls.length).toBeGreaterThan(3), 5_000);
  expect(log.mock.calls.slice(0, 2)).toEqual([
    [0, [3, 0, 2], 2.2],
    [1, [3, 0, 2], 2.2],
  ]);
  for (const socket of sockets) socket.close();
});
