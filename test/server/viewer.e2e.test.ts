import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { STOP, TURN_LEFT } from '../../env/env.ts';
import type { RunningServer } from '../../server/server.ts';
import { startServer } from '../../server/server.ts';
import type { RecordingFolder, WatchedAgent } from '../../server/watched.ts';
import { fakeSources, smallHouse, spinningAgent } from './fake-world.ts';
import { findChromium } from './open-browser.ts';
import type { OpenOptions } from './viewer-page.ts';
import {
  BuiltPage,
  caughtUp,
  houseIsDrawn,
  openTab,
  pause,
  PATIENCE_MS,
  reachStep,
  stepShown,
  violationsOf,
} from './viewer-page.ts';

vi.setConfig({ testTimeout: 3 * PATIENCE_MS, hookTimeout: 3 * PATIENCE_MS });

/** Turns a few times and says that it has found what was asked for. */
function briefAgent(): WatchedAgent {
  let numActs = 0;
  return {
    name: 'brief',
    sensors: [],
    reset: () => void (numActs = 0),
    act: () => (numActs++ < 4 ? TURN_LEFT : STOP),
  };
}

const measures = { success: 1, spl: 0.5, softSpl: 0.5, distanceToGoal: 0, collisions: 0, steps: 9 };
const row = { agent: 'spin', task: 'objectnav', seed: '1', house: 'small', steps: 9, traceHash: '0' };
const recordings: RecordingFolder = {
  list: async () => ({
    runs: [
      {
        run: 'morning',
        episodes: [
          { ...row, episode: 'a', instruction: 'find the lamp', outcome: 'success', measures },
          {
            ...row,
            episode: 'b',
            instruction: 'find the bed',
            outcome: 'stuck',
            measures: { ...measures, success: 0, spl: 0 },
          },
        ],
      },
    ],
    leftOut: 0,
  }),
  open: () => Promise.reject(new Error('not opened here')),
  isFull: false,
  createRun: () => 'evening',
  save: async () => 'c',
};

const chromium = await findChromium();
if (!chromium)
  console.log(`viewer.e2e: skipped, no Chromium for ${process.platform}-${process.arch}; set CHROME to one.`);

describe.skipIf(!chromium)('the page in a real browser', () => {
  let built: BuiltPage;
  let server: RunningServer;
  const housesBrought: string[] = [];

  beforeAll(async () => {
    built = await BuiltPage.create(chromium ?? '');
    server = await serve(0);
  });
  afterEach(async () => {
    await Promise.all(built.browser.contexts().map((context) => context.close()));
  });
  afterAll(async () => {
    await server.close();
    await built.close();
  });

  function serve(port: number): Promise<RunningServer> {
    return startServer({
      sources: {
        ...fakeSources(16, recordings),
        readHouse: (json) => {
          housesBrought.push(json);
          return smallHouse;
        },
        createAgent: async (name) => (name === 'brief' ? briefAgent() : spinningAgent),
      },
      welcome: {
        agents: ['spin', 'brief'].map((name) => ({ name, about: 'Turns left.' })),
        request: { seed: 1, episode: 0, split: 'val', task: 'objectnav', agent: 'spin', level: 'rigid' },
        stepsPerSecond: 8,
      },
      viewer: built.folder,
      port,
    });
  }

  async function open(options?: OpenOptions, fragment = ''): Promise<Page> {
    return (await built.open(server.url + fragment, options)).page;
  }

  const timeline = (page: Page) => page.getByLabel('Timeline');

  test('pause holds the agent, step takes one action, play goes on', async () => {
    const page = await open();
    const held = await pause(page);
    await page.waitForTimeout(400);
    expect(await stepShown(page)).toBe(held);
    await page.getByRole('button', { name: 'Step', exact: true }).click();
    await reachStep(page, held + 1);
    await page.waitForTimeout(400);
    expect(await stepShown(page)).toBe(held + 1);
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await reachStep(page, held + 2);
  });

  test('an episode is watched to its end, and every moment of it can be looked at again', async () => {
    const page = await open({}, '#seed=1&agent=brief');
    await page.getByText('Stopped in the wrong place').waitFor();
    expect(await stepShown(page)).toBe(5);
    await timeline(page).fill('2');
    await page.waitForFunction(() => document.querySelector('.asked')?.textContent?.includes('Step 2'));
    await page.getByText('Stopped in the wrong place').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Step back' }).click();
    expect(await timeline(page).getAttribute('aria-valuetext')).toBe('Step 1 of 5');
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await page.getByText('Stopped in the wrong place').waitFor();
    expect(await stepShown(page)).toBe(5);
  });

  test('the next episode follows by itself where motion is welcome', async () => {
    const page = await open({ reducedMotion: 'no-preference' }, '#seed=1&agent=brief');
    await page.getByText('1/val/episode-1').waitFor();
  });

  test('a person drives with the keyboard, and by buttons over the house', async () => {
    const page = await open();
    const held = await pause(page);
    await page.keyboard.press('ArrowRight');
    await page.locator('[data-action=turn_right].taken').waitFor();
    expect(await stepShown(page)).toBe(held + 1);
    await page.getByText('you drive', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Buttons to drive by' }).click();
    await page.getByRole('button', { name: 'Drive: Forward' }).click();
    await page.locator('[data-action=move_forward].taken').waitFor();
  });

  test('a person asks for something in words', async () => {
    const page = await open();
    await openTab(page, 'Set up');
    await page.getByLabel('Instruction').fill('find the red mug');
    await page.getByRole('button', { name: 'Ask' }).click();
    await page.getByRole('heading', { name: 'Find the red mug' }).waitFor();
  });

  test('another seed and another number of rooms show another episode', async () => {
    const page = await open();
    await openTab(page, 'Set up');
    await page.getByLabel('Seed').fill('2');
    await page.getByLabel('Seed').press('Enter');
    await page.getByText('2/val/episode-0').waitFor();
    await page.getByLabel('Rooms').fill('3');
    await page.getByLabel('Rooms').press('Enter');
    await page.waitForFunction(() => location.hash.includes('rooms=3'));
  });

  test('a link brings others to the same moment, a person’s moves included', async () => {
    const page = await open();
    const held = await pause(page);
    await page.keyboard.press('ArrowUp');
    await reachStep(page, held + 1);
    await page.getByText('you drive', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Copy a link to this moment' }).click();
    const other = await open({}, await page.evaluate(() => location.hash));
    await caughtUp(other);
    await other.getByText('you drive', { exact: true }).waitFor();
    expect(await stepShown(other)).toBe(held + 1);
    const poseOf = (shown: Page): Promise<string> => shown.locator('.measures').innerText();
    expect(await poseOf(other)).toBe(await poseOf(page));
  });

  test('a server that was killed is said in words; the session goes on where it was', async () => {
    const page = await open();
    await reachStep(page, 3);
    const held = await pause(page);
    const { port } = server;
    await server.close();
    await page.getByText('The server is away').waitFor();
    expect(await stepShown(page)).toBe(held);
    server = await serve(port);
    await page.getByText('The server is away').waitFor({ state: 'detached' });
    await caughtUp(page);
    expect(await stepShown(page)).toBe(held);
    await page.getByRole('button', { name: 'Step', exact: true }).click();
    await reachStep(page, held + 1);
    expect(await stepShown(page)).toBe(held + 1);
  });

  test('two tabs live two lives', async () => {
    const [one, two] = [await open(), await open({}, '#seed=5&agent=spin')];
    const held = await pause(one);
    await reachStep(two, held + 2);
    expect(await stepShown(one)).toBe(held);
    await two.getByText('5/val/episode-0').waitFor();
  });

  test('a second agent does the same episode beside the first', async () => {
    const page = await open();
    await openTab(page, 'Set up');
    await page.getByLabel('Beside it').selectOption('spin');
    await openTab(page, 'Watch');
    await page.locator('.curve b + b').first().waitFor();
    await page.waitForFunction(
      () => (document.querySelector('.curve polyline ~ polyline')?.getAttribute('points') ?? '').split(' ').length > 2,
    );
  });

  test('episodes on disk are listed, best first, and told apart by how they ended', async () => {
    const page = await open();
    await openTab(page, 'Runs');
    const rows = page.locator('.episode span');
    await rows.first().waitFor();
    expect(await rows.allInnerTexts()).toEqual(['find the lamp', 'find the bed']);
    await page.getByLabel('Show').selectOption('stuck');
    expect(await rows.allInnerTexts()).toEqual(['find the bed']);
  });

  test('the house is saved as JSON and as GLB', async () => {
    const page = await open();
    await openTab(page, 'Set up');
    for (const [format, start] of [
      ['JSON', '{"'],
      ['GLB', 'glTF'],
    ]) {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: `Save ${format}` }).click(),
      ]);
      expect((await readFile(await file.path(), 'latin1')).slice(0, start.length)).toBe(start);
    }
  });

  test('a person’s own house is lived in, and a link brings it along', async () => {
    const page = await open();
    await openTab(page, 'Set up');
    const json = '{"a house": "of one’s own"}';
    await page.getByLabel('Open a file').setInputFiles({
      name: 'own.json',
      mimeType: 'application/json',
      buffer: Buffer.from(json),
    });
    await page.getByText('your own').waitFor();
    await page.waitForFunction(() => location.hash.includes('house='));
    const other = await open({}, await page.evaluate(() => location.hash));
    await openTab(other, 'Set up');
    await other.getByText('your own').waitFor();
    expect(housesBrought).toEqual([json, json]);
  });

  test('a clip is recorded', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Record a clip' }).click();
    await page.locator('.recording').waitFor();
    await reachStep(page, (await stepShown(page)) + 3);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'End the clip and save it' }).click(),
    ]);
    const bytes = await readFile(await file.path());
    expect(file.suggestedFilename()).toMatch(/^oikos-1-val-episode-0\.(webm|mp4)$/);
    expect(bytes.length).toBeGreaterThan(2_000);
  });

  test.each([
    ['light', 960],
    ['dark', 960],
    ['light', 360],
    ['dark', 360],
  ] as const)('in %s at %i pixels all can be read and reached', async (colorScheme, width) => {
    const { page, complaints } = await built.open(server.url, { width, height: 740, colorScheme });
    await reachStep(page, 2);
    await pause(page);
    await houseIsDrawn(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    for (const tab of ['Watch', 'Set up', 'Runs']) {
      await openTab(page, tab);
      expect(await violationsOf(page), tab).toEqual([]);
    }
    expect(complaints).toEqual([]);
  });
});
