import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Command } from '../../env/interaction/actions.ts';
import { MOVE_FORWARD, TURN_LEFT } from '../../env/env.ts';
import { UsageError } from '../../env/errors.ts';
import { initNavigation } from '../../env/navigation/navigation.ts';
import {
  type RecordedEpisode,
  readRecordedEpisode,
  replayEpisode,
  writeRecordedEpisode,
} from '../../env/recorded-episode.ts';
import { World } from '../../env/world.ts';
import { furnishedHouse, straightSpec } from './small-episode.ts';
import { boxLibrary } from './small-house.ts';

let folder: string;

function recordWalk(actions: readonly Command[] = [MOVE_FORWARD, TURN_LEFT, MOVE_FORWARD]): RecordedEpisode {
  const spec = straightSpec();
  const world = new World({ house: furnishedHouse(), spec, library: boxLibrary });
  const traceHashes = [world.traceHash];
  for (const action of actions) {
    world.step(action);
    traceHashes.push(world.traceHash);
  }
  return { format: 'oikos-episode', version: 1, agent: 'test', spec, actions, traceHashes };
}

describe('a recorded episode', () => {
  beforeAll(async () => {
    await initNavigation();
    folder = await mkdtemp(join(tmpdir(), 'oikos-episode-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('replays to the same states after it was written and read', async () => {
    const file = join(folder, 'walk.json');
    const episode = recordWalk();
    await writeRecordedEpisode(file, episode);
    const read = await readRecordedEpisode(file);
    expect(read).toEqual(episode);
    const replay = await replayEpisode(read, furnishedHouse(), boxLibrary);
    expect(replay).toMatchObject({ firstDifference: null, traceHash: episode.traceHashes[3] });
  });

  it('replays commands, too', async () => {
    const commands: Command[] = [
      { action: 'MoveAhead' },
      { action: 'Velocity', linear: 0.5, angular: -1 },
      { action: 'Open', target: 'Narnia' },
      { action: 'Push', target: 'BasketBall' },
    ];
    const file = join(folder, 'commands.json');
    await writeRecordedEpisode(file, recordWalk(commands));
    const replay = await replayEpisode(await readRecordedEpisode(file), furnishedHouse(), boxLibrary);
    expect(replay.firstDifference).toBe(null);
  });

  it('tells the first step that went differently', async () => {
    const episode = { ...recordWalk(), actions: [MOVE_FORWARD, MOVE_FORWARD, MOVE_FORWARD] };
    expect((await replayEpisode(episode, furnishedHouse(), boxLibrary)).firstDifference).toBe(2);
  });

  it.each([
    ['is cut short', (text: string) => text.slice(0, 100), /not whole JSON/],
    ['is of another version', (text: string) => text.replace('"version":1', '"version":9'), /version is wrong/],
    ['has an unknown action', (text: string) => text.replace('[1,2,1]', '[1,7,1]'), /actions\.1 is wrong/],
    ['misses a hash', (text: string) => text.replace(/,"[0-9a-f]{16}"\]/, ']'), /traceHashes is wrong/],
  ])('is refused when its file %s', async (_, damage, message) => {
    const file = join(folder, 'damaged.json');
    await writeRecordedEpisode(file, recordWalk());
    await writeFile(file, damage(await readFile(file, 'utf8')));
    const reading = readRecordedEpisode(file);
    await expect(reading).rejects.toThrow(message);
    await expect(reading).rejects.toThrow(UsageError);
  });
});
