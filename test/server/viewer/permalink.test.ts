import { expect, test } from 'vitest';
import { readPermalink, writePermalink } from '../../../server/viewer/permalink.ts';

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
  expect(readPermalink(writePermalink(request, ['agent', 1]))).toEqual({ request, moves: ['agent', 1], play: false });
});

test('a link names a recorded episode', () => {
  const request = { run: 'morning', episode: 'a' };
  expect(readPermalink(writePermalink(request, ['agent']))).toEqual({ request, moves: ['agent'], play: false });
});

test('without moves the agent sets off by itself', () => {
  expect(readPermalink(writePermalink(request, []))?.play).toBe(true);
});

test('the token in the address stays', () => {
  expect(writePermalink(request, [], '#token=secret')).toMatch(/^#token=secret&/);
});

test.each(['', '#token=a', '#seed=x&agent=oracle', '#seed=-1&agent=oracle', '#seed=7'])(
  '"%s" names no episode',
  (hash) => {
    expect(readPermalink(hash)).toBeNull();
  },
);
