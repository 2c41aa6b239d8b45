import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { expect, test } from 'vitest';
import { findChromium, openBrowser } from '../server/open-browser.ts';
import { hashHouses } from './house-hashes.ts';

const NUM_HOUSES = 25;

const chromium = await findChromium();
if (!chromium) console.log('generate-house.e2e: skipped, no Chromium; set CHROME to one.');

test.skipIf(!chromium)(
  'houses are the same in Chromium as in Node, to the last bit',
  async () => {
    const entry = fileURLToPath(new URL('./house-hashes.ts', import.meta.url));
    const built = await build({
      configFile: false,
      logLevel: 'error',
      build: { write: false, lib: { entry, formats: ['iife'], name: 'houses' } },
    });
    const [{ output }] = [built].flat().flatMap((result) => ('output' in result ? [result] : []));
    const browser = await openBrowser(chromium ?? '');
    try {
      const page = await browser.newPage();
      const hashes = await page.evaluate(`${output[0].code}\nhouses.hashHouses(${NUM_HOUSES});`);
      expect(hashes).toEqual(hashHouses(NUM_HOUSES));
    } finally {
      await browser.close();
    }
  },
  60_000,
);
