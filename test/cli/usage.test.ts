import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { runOikos, temporaryFolder } from './run-oikos.ts';

const folder = await temporaryFolder();

/** Wrong calls, and the words the one line on stderr must hold: the value and the remedy. */
const WRONG: readonly (readonly [call: string, ...words: string[]])[] = [
  ['hous', 'hous', 'Did you mean house?'],
  ['--sed 7', '--sed', 'oikos --help'],
  ['house --sed 7', '--sed', 'Did you mean --seed?'],
  ['house', '--seed', 'not specified'],
  ['house --seed abc', 'abc', 'try 7'],
  ['house --seed -1', '-1'],
  ['house --seed 1e3', '1e3', 'whole number'],
  ['house --seed 9007199254740992', '9007199254740992', 'whole number'],
  ['house --seed 7 --rooms 0', '0', 'from 1 to 10'],
  ['house --seed 7 more', 'too many arguments'],
  ['render --out frame.png', '--seed'],
  ['render --seed 7 --out frame.png --sensors rgb,smell', 'smell', 'choose from rgb'],
  ['render no-such-house.json --out frame.png', 'no-such-house.json'],
  ['serve --port http', 'http', 'from 0 to 65535'],
  ['collect --out data --episodes 2', '--seed', 'not specified'],
  ['collect --out data --episodes two --seed 1', 'two', 'at least 1'],
  ['pretrain --out run --preset huge', 'huge', 'tiny'],
  ['pretrain --out run --objectiv jepa', '--objectiv', 'Did you mean --objective?'],
  ['predict --from no-such-run', 'no-such-run'],
  ['probe --from no-such-run', 'no-such-run'],
  ['eval --agent oracle', '--seed', 'not specified'],
  ['eval --agent nobody --seed 1', 'nobody', 'oracle'],
  ['eval --agent oracle --seed 1 --split vall', 'vall', 'train, val, test'],
  ['eval --agent oracle --seed 1 --episodes 0', "'0'", 'at least 1'],
  ['eval --agent oracle --seed 1 --shard 4/4', '4/4', 'try 0/4'],
  ['eval --agent oracle --seed 1 --workers 2', 'oracle is handed the world itself', 'take 0 workers'],
  ['replay no-such-episode.json', 'no-such-episode.json'],
  ['bench --envs 1,many', '1,many', 'try 1,64'],
];

test.each(WRONG)('oikos %s: one line on stderr, exit code 2, nothing written', async (call, ...words) => {
  const run = await runOikos(call.split(' '), { cwd: folder });
  expect(run.code).toBe(2);
  expect(run.stdout).toBe('');
  expect(run.stderr).toMatch(/^[^\n]+\n$/);
  for (const word of words) expect(run.stderr).toContain(word);
  expect(await readdir(folder)).toEqual([]);
});
