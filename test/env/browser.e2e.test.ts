import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium, openBrowser } from '../server/open-browser.ts';
import { liveEpisode } from './lived-episode.ts';

const SEEDS = ['parity/b', 'parity/c'];

const chromium = await findChromium();
if (!chromium)
  console.log(`browser.e2e: skipped, no Chromium for ${process.platform}-${process.arch}; set CHROME to one.`);

/** The episode and all it needs as one script that leaves `lived.liveEpisode` behind. */
async function bundle(): Promise<string> {
  const entry = fileURLToPath(new URL('lived-episode.ts', import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry, name: 'lived', formats: ['iife'] } },
  });
  const [result] = Array.isArray(built) ? built : [built];
  if (!('output' in result)) throw new Error('vite build: gave no output.');
  return result.output[0].code;
}

describe.skipIf(!chromium)('an episode in a real browser', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '');
  });
  afterAll(() => browser.close());

  test('goes bit for bit as it does in Node', async () => {
    const page = await browser.newPage();
    const script = await bundle();
    const lived = await page.evaluate(
      `(async () => { ${script}; const all = []; for (const seed of ${JSON.stringify(SEEDS)}) all.push(await lived.liveEpisode(seed)); return all; })()`,
    );
    const here = [];
    for (const seed of SEEDS) here.push(await liveEpisode(seed));
    expect(lived).toEqual(here);
    // Nothing would be shown by an episode in which nothing was done.
    expect(here.some(({ deeds }) => deeds > 2)).toBe(true);
  });
});
