import { expect, test, vi } from 'vitest';
import { LOOK_DOWN, MOVE_FORWARD, STOP, TURN_RIGHT } from '../../env/env.ts';
import { initNavigation } from '../../env/navigation/navigation.ts';
import { library } from '../../scenes/library.ts';
import { HouseWatch } from '../../server/house-watch.ts';
import { prepareEpisode } from '../../server/prepare-episode.ts';
import { openRecordingFolder } from '../../server/recording-folder.ts';
import type { SessionSources } from '../../server/watched.ts';
import { temporaryFolder } from '../cli/run-oikos.ts';
import { Client } from './client.ts';
import { fakeSources } from './fake-world.ts';
import { REQUEST, serverStarter } from './start-server.ts';

const start = serverStarter();

/** Real houses that nothing draws. */
async function sources(folder: string): Promise<SessionSources> {
  await initNavigation();
  return {
    ...fakeSources(),
    createEnv: (level) => HouseWatch.create({ level, library }),
    prepare: async (request, ownHouse) => prepareEpisode(request, ownHouse, { library }),
    recordings: openRecordingFolder(folder),
  };
}

test('an episode that was recorded is listed and goes again as it went', async () => {
  const server = await start({ sources: await sources(await temporaryFolder()) });
  const client = await new Client(server.port).hello();
  client.send({ type: 'record', on: true });
  expect(await client.next('recording')).toMatchObject({ on: true, saved: 0 });
  client.send({ type: 'start', ...REQUEST, rooms: 1, level: 'kinematic' });
  for (const action of [MOVE_FORWARD, TURN_RIGHT, LOOK_DOWN, STOP]) client.send({ type: 'action', action });
  const { traceHash } = await client.next('ended');
  client.send({ type: 'recordings' });
  const { runs } = await client.next('recordings');
  expect(runs).toMatchObject([{ episodes: [{ agent: 'spin', steps: 4, traceHash }] }]);
  client.send({ type: 'replay', run: runs[0].run, episode: runs[0].episodes[0].episode, play: true });
  expect(await client.next('episode')).toMatchObject({ request: null, recorded: { steps: 4 }, level: 'kinematic' });
  expect(await client.next('ended')).toMatchObject({ reason: 'stop', traceHash, matches: true });
});

test('an episode under way is recorded when the server stops', async () => {
  const folder = await temporaryFolder();
  const server = await start({ sources: await sources(folder) });
  const client = await new Client(server.port).hello();
  client.send({ type: 'record', on: true });
  client.send({ type: 'start', ...REQUEST, rooms: 1 });
  client.send({ type: 'action', action: MOVE_FORWARD });
  await vi.waitFor(() => expect(client.received.filter(({ type }) => type === 'state')).toHaveLength(2), 20_000);
  await server.close();
  const { runs } = await openRecordingFolder(folder).list();
  expect(runs).toMatchObject([{ episodes: [{ steps: 1 }] }]);
});

test('where no more can be saved, recording ends and says so', async () => {
  const folder = openRecordingFolder(await temporaryFolder(), 1);
  const server = await start({ sources: fakeSources(16, folder) });
  const client = await new Client(server.port).hello();
  client.send({ type: 'record', on: true });
  client.send({ type: 'start', ...REQUEST });
  client.send({ type: 'action', action: STOP });
  await client.next('ended');
  client.send({ type: 'reset' });
  client.send({ type: 'action', action: STOP });
  while ((await client.next('recording')).on);
  client.send({ type: 'record', on: true });
  expect((await client.next('error')).message).toContain('no more');
});

test('nobody acts in a recorded episode', async () => {
  const server = await start({ sources: await sources(await temporaryFolder()) });
  const client = await new Client(server.port).hello();
  client.send({ type: 'record', on: true });
  client.send({ type: 'start', ...REQUEST, rooms: 1 });
  client.send({ type: 'action', action: STOP });
  await client.next('ended');
  client.send({ type: 'recordings' });
  const [{ run, episodes }] = (await client.next('recordings')).runs;
  client.send({ type: 'replay', run, episode: episodes[0].episode });
  client.send({ type: 'action', action: MOVE_FORWARD });
  expect((await client.next('error')).message).toContain('cannot be acted in');
});

test('a server without a folder for recordings says so', async () => {
  const client = await new Client((await start()).port).hello();
  client.send({ type: 'record', on: true });
  expect((await client.next('error')).message).toContain('--recordings DIR');
});
