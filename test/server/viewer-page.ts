import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { build } from 'vite';
import { expect } from 'vitest';
import { openBrowser } from './open-browser.ts';

/** Software drawing of the page and of the agent's eyes on the same two cores takes its time. */
export const PATIENCE_MS = 100_000;

/** The page built into a temporary folder, and a browser to open it in. */
export class BuiltPage {
  private constructor(
    readonly folder: string,
    readonly browser: Browser,
  ) {}

  static async create(chromium: string): Promise<BuiltPage> {
    const folder = await mkdtemp(join(tmpdir(), 'oikos-viewer-'));
    const configFile = fileURLToPath(new URL('../../vite.config.ts', import.meta.url));
    await build({ configFile, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
    return new BuiltPage(folder, await openBrowser(chromium));
  }

  /** Opens the page and waits for its first episode. */
  async open(url: string, options: OpenOptions = {}): Promise<OpenedPage> {
    const { width = 960, height = 600, colorScheme = 'light', reducedMotion = 'reduce', hasTouch = false } = options;
    const context = await this.browser.newContext({
      viewport: { width, height },
      colorScheme,
      reducedMotion,
      hasTouch,
      acceptDownloads: true,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(url);
    await page.locator('.asked h1').waitFor();
    return { page, complaints };
  }

  async close(): Promise<void> {
    await this.browser.close();
    await rm(this.folder, { recursive: true });
  }
}

export interface OpenOptions {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly reducedMotion?: 'reduce' | 'no-preference';
  readonly hasTouch?: boolean;
}

/** A page, and what it complained about so far. */
export interface OpenedPage {
  readonly page: Page;
  readonly complaints: string[];
}

/** The step on show. */
export async function stepShown(page: Page): Promise<number> {
  return Number(/Step (\d+)/.exec(await page.locator('.asked').innerText())?.[1]);
}

/** Waits until this step is on show, or a later one. */
export async function reachStep(page: Page, step: number): Promise<void> {
  await page.waitForFunction(
    (n) => Number(/Step (\d+)/.exec(document.querySelector('.asked')?.textContent ?? '')?.[1]) >= n,
    step,
  );
}

/** Waits until every move that led to where the session was has been made again. */
export async function caughtUp(page: Page): Promise<void> {
  await page.getByText('catching up', { exact: true }).waitFor({ state: 'detached' });
}

/** Shows one of the tabs beside the house. */
export function openTab(page: Page, name: string): Promise<void> {
  return page.getByRole('tab', { name }).click();
}

/** Pauses the agent; the step it stopped at. */
export async function pause(page: Page): Promise<number> {
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  return stepShown(page);
}

/** PNG of the middle of the house in 3D as it is now, over which nothing lies. */
export async function pictureOfHouse(page: Page): Promise<Buffer> {
  const box = await page.locator('canvas.house').boundingBox();
  if (!box) throw new Error('The house is not on show.');
  const { x, y, width, height } = box;
  return page.screenshot({ clip: { x: x + width / 4, y: y + height / 3, width: width / 2, height: height / 3 } });
}

/** Waits until the house has been drawn: until then its canvas is all of one colour. */
export async function houseIsDrawn(page: Page): Promise<void> {
  await expect.poll(async () => contrastOf(await pictureOfHouse(page)), { timeout: PATIENCE_MS }).toBeGreaterThan(5);
}

/** Standard deviation of the colour channel of a PNG that varies most. */
async function contrastOf(png: Buffer): Promise<number> {
  const { channels } = await sharp(png).stats();
  return Math.max(...channels.slice(0, 3).map((channel) => channel.stdev));
}

/** What the accessibility checker finds wrong, and where. */
export async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  // Typed as text: the checker is in the page, not here.
  const found = await page.evaluate('axe.run()');
  return (found as axe.AxeResults).violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 120)} ${failureSummary}`),
  );
}
