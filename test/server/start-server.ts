import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { RunningServer, ServerOptions } from '../../server/server.ts';
import { startServer } from '../../server/server.ts';
import { fakeSources } from './fake-world.ts';

export const REQUEST = { seed: 1, episode: 0, split: 'val', task: 'objectnav', agent: 'spin' } as const;

/** Starts servers with a page of one line and the fake world; they are stopped after each test of the file. */
export function serverStarter(): (options?: Partial<ServerOptions>) => Promise<RunningServer> {
  let viewer = '';
  const running: RunningServer[] = [];
  beforeAll(async () => {
    viewer = await mkdtemp(join(tmpdir(), 'oikos-viewer-'));
    await writeFile(join(viewer, 'index.html'), '<title>oikos</title>');
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((server) => server.close()));
  });
  afterAll(() => rm(viewer, { recursive: true }));
  return async (options = {}) => {
    const welcome = { agents: [{ name: 'spin', about: 'Turns left.' }], request: REQUEST, stepsPerSecond: 60 };
    const server = await startServer({ sources: fakeSources(), welcome, viewer, port: 0, ...options });
    running.push(server);
    return server;
  };
}
