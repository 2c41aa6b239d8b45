import { expect, test } from 'vitest';
import { warmUp } from '../../server/warm-up.ts';
import { fakeSources } from './fake-world.ts';

const REQUEST = { seed: 1, episode: 0, split: 'val', task: 'objectnav', agent: 'spin' } as const;

test('warming up lives through a beginning and leaves nothing open', async () => {
  const sources = fakeSources();
  await warmUp(sources, REQUEST);
  expect(sources.envs).toMatchObject([{ isClosed: true, episode: { seed: '1/val/episode-0' } }]);
});

test('nothing stays open where there is no such agent', async () => {
  const sources = fakeSources();
  await expect(warmUp(sources, { ...REQUEST, agent: 'nobody' })).rejects.toThrow('"nobody" is unknown');
  expect(sources.envs).toMatchObject([{ isClosed: true }]);
});
