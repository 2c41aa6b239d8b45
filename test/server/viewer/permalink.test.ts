import { expect, test } from 'vitest';
import { packHouse } from '../../../server/viewer/packed-house.ts';
import { readPermalink, readWholePermalink, writePermalink } from '../../../server/viewer/permalink.ts';

const request = {
  seed: 7,
  episode: 3,
  split: 'test',
  task: 'fetch',
  agent: 'oracle',
  level: 'rigid',
  rooms: 4,
  instruction: 'find the red mug',
} as const;

test('a link names the episode and what happened in it', () => {
  expect(readPermalink(writePermalink({ request, moves: ['agent', 1] }))).toEqual({
    request,
    moves: ['agent', 1],
    play: false,
  });
});

test('a link names a recorded episode', () => {
  const request = { run: 'morning', episode: 'a' };
  expect(readPermalink(writePermalink({ request, moves: ['agent'] }))).toEqual({
    request,
    moves: ['agent'],
    play: false,
  });
});

test('a link brings a house of one’s own', async () => {
  const own = { ...request, ownHouse: true };
  const json = JSON.stringify({ rooms: ['Küche', 'sjøbad'] });
  const link = writePermalink({ request: own, house: await packHouse(json) });
  expect(await readWholePermalink(link)).toEqual({ request: own, moves: [], play: true, house: json });
  await expect(readWholePermalink(link.slice(0, -9))).rejects.toThrow('the house in it is damaged');
});

test('without moves the agent sets off by itself', () => {
  expect(readPermalink(writePermalink({ request }))?.play).toBe(true);
});

test('the token in the address stays', () => {
  expect(writePermalink({ request }, '#token=secret')).toMatch(/^#token=secret&/);
});

test.each(['', '#token=a', '#seed=x&agent=oracle', '#seed=-1&agent=oracle', '#seed=7'])(
  '"%s" names no episode',
  (hash) => {
    expect(readPermalink(hash)).toBeNull();
  },
);
