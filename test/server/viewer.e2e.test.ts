import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { AgentMaker } from '../../agent/make-agent.ts';
import { closeGpu, openGpu } from '../../env/gpu.ts';
import { createHouseSources } from '../../server/house-sources.ts';
import type { RunningServer } from '../../server/server.ts';
import { startServer } from '../../server/server.ts';
import { spinningAgent } from './fake-world.ts';
import { findChromium, openBrowser } from './open-browser.ts';

/** Software drawing of the page and of the agent's eyes on the same two cores takes its time. */
const PATIENCE_MS = 100_000;
vi.setConfig({ testTimeout: 3 * PATIENCE_MS });

const chromium = await findChromium();
if (!chromium)
  console.log(`viewer.e2e: skipped, no Chromium for ${process.platform}-${process.arch}; set CHROME to one.`);

describe.skipIf(!chromium)('the page in a real browser', () => {
  let viewer: string;
  let browser: Browser;
  let server: RunningServer;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    viewer = await mkdtemp(join(tmpdir(), 'oikos-viewer-'));
    const configFile = fileURLToPath(new URL('../../vite.config.ts', import.meta.url));
    await build({ configFile, logLevel: 'error', build: { outDir: viewer, emptyOutDir: true } });
    server = await serve(0);
    browser = await openBrowser(chromium ?? '');
  });
  afterEach(async () => {
    await page.close();
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
    await closeGpu();
    await rm(viewer, { recursive: true });
  });

  async function serve(port: number): Promise<RunningServer> {
    const spin: AgentMaker = { name: 'spin', sensors: [], privileged: false, create: async () => spinningAgent };
    const agents = new Map([['spin', spin]]);
    return startServer({
      sources: createHouseSources({ gpu: await openGpu(), agents }),
      welcome: {
        agents: [{ name: 'spin', about: 'Turns left.' }],
        request: { seed: 1, episode: 0, split: 'val', task: 'objectnav', agent: 'spin' },
        stepsPerSecond: 4,
      },
      viewer,
      port,
    });
  }

  async function open(width = 960, height = 600): Promise<Page> {
    complaints.length = 0;
    page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce' });
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(server.url);
    await page.locator('.asked h1').waitFor();
    return page;
  }

  const stepShown = async (): Promise<number> =>
    Number(/Step (\d+)/.exec(await page.locator('.asked').innerText())?.[1]);
  const reachStep = (step: number): Promise<unknown> =>
    page.waitForFunction(
      (n) => Number(/Step (\d+)/.exec(document.querySelector('.asked')?.textContent ?? '')?.[1]) >= n,
      step,
    );

  async function pause(): Promise<number> {
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Play' }).waitFor();
    return stepShown();
  }

  /** Standard deviation of the brightest-varying colour channel in a picture of this part of the page. */
  async function contrastOf(selector: string): Promise<number> {
    const { channels } = await sharp(await page.locator(selector).first().screenshot()).stats();
    return Math.max(...channels.slice(0, 3).map((channel) => channel.stdev));
  }

  test('the agent is already at work: steps go by, the house and what it sees are drawn, and nothing complains', async () => {
    await open();
    await reachStep(3);
    await pause();
    expect(await contrastOf('canvas.house')).toBeGreaterThan(15);
    expect(await contrastOf('.picture canvas')).toBeGreaterThan(5);
    expect(await page.locator('h1').innerText()).toMatch(/\w+ \w+/);
    expect(complaints).toEqual([]);
  });

  test('pause holds the agent, step takes one action, play goes on', async () => {
    await open();
    const held = await pause();
    await page.waitForTimeout(700);
    expect(await stepShown()).toBe(held);
    await page.getByRole('button', { name: 'Step' }).click();
    await reachStep(held + 1);
    await page.waitForTimeout(700);
    expect(await stepShown()).toBe(held + 1);
    await page.getByRole('button', { name: 'Play' }).click();
    await reachStep(held + 2);
  });

  test('the arrow keys drive', async () => {
    await open();
    const held = await pause();
    await page.keyboard.press('ArrowRight');
    await page.locator('[data-action=turn_right].taken').waitFor();
    expect(await stepShown()).toBe(held + 1);
    await page.getByText('you drive').waitFor();
  });

  test('another seed shows another episode', async () => {
    await open();
    await page.getByLabel('Seed').fill('2');
    await page.getByLabel('Seed').press('Enter');
    await page.getByText('2/val/episode-0').waitFor();
  });

  test('on a phone everything fits the width', async () => {
    await open(360, 740);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(await contrastOf('canvas.house')).toBeGreaterThan(15);
  });

  test('a server that went away is said in words, and found again', async () => {
    await open();
    const { port } = server;
    await server.close();
    await page.getByText('The server is away').waitFor();
    server = await serve(port);
    await page.getByText('The server is away').waitFor({ state: 'detached' });
    await reachStep(1);
  });
});
