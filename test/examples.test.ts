import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';

const FOLDER = new URL('../examples/', import.meta.url);

/** What each example says when it goes well, line by line. */
const SAYS: Readonly<Record<string, readonly RegExp[]>> = {
  'step-an-env': [
    /^"look for a .*", 5 rooms$/,
    /^\d+\.\d\d m are free ahead/,
    /^20 steps, \d+ collisions, trace [0-9a-f]{16}$/,
  ],
  'custom-task': [/^"walk as far away from here as you can": \d/, /^success 1, SPL (0\.9\d|1\.00)/],
  'custom-sensor': Array<RegExp>(5).fill(/^left \d\.\d\d m, ahead \d\.\d\d m, right \d\.\d\d m$/),
  'own-house': [/^0 faults$/, /^"look for a .*" in studio$/, /^success 1 in \d+ steps$/],
  'own-agent': [
    ...Array<RegExp>(5).fill(/^go to the point .*: [01] in \d+ steps$/),
    /^success 0\.6, trace [0-9a-f]{16}$/,
  ],
};

describe('an example', () => {
  it('is run for every file there is', () => {
    const files = readdirSync(FOLDER).filter((file) => file.endsWith('.ts'));
    expect(files.sort()).toEqual(
      Object.keys(SAYS)
        .map((name) => `${name}.ts`)
        .sort(),
    );
  });

  it.each(Object.keys(SAYS))('needs nothing but the package: %s', (name) => {
    const imported = readFileSync(new URL(`${name}.ts`, FOLDER), 'utf8').matchAll(/ from '(.+)';/g);
    expect([...imported].map(([, from]) => from)).toEqual(['oikos']);
  });

  it.each(Object.entries(SAYS))('says what it should: %s', async (name, patterns) => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => {});
    try {
      await import(new URL(`${name}.ts`, FOLDER).href);
      const lines = log.mock.calls.map(([line]) => String(line));
      expect(lines.length).toBe(patterns.length);
      patterns.forEach((pattern, i) => expect(lines[i]).toMatch(pattern));
    } finally {
      log.mockRestore();
    }
  });
});
