import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { GeneratedEpisode } from '../../env/episode.ts';
import { closeGpu, openGpu } from '../../env/gpu.ts';
import { createHouseSources } from '../../server/house-sources.ts';
import { makeObject, oneRoomHouse } from '../env/small-house.ts';
import { specOf } from './fake-world.ts';
import { HousePages } from './house-pages.ts';
import { findChromium } from './open-browser.ts';
import { pause, PATIENCE_MS, reachStep, stepShown } from './viewer-page.ts';

vi.setConfig({ testTimeout: 3 * PATIENCE_MS, hookTimeout: 3 * PATIENCE_MS });

/** A room with a fridge to the left of whoever comes in, and a table with a mug and a lamp on it to the right. */
const inKitchen: GeneratedEpisode = {
  spec: { ...specOf('kitchen'), start: { position: [2.1, 0, 1.7], yaw: 0, pitch: -0.2 }, goals: [[2.6, 0, 1.4]] },
  house: oneRoomHouse([
    makeObject('Fridge', [1.2, 0.8, 0.4], [0.7, 1.6, 0.7], { id: 'fridge', rotation: [0, 1, 0, 0] }),
    makeObject('DiningTable', [2.6, 0.35, 0.5], [0.8, 0.7, 0.8], { id: 'table' }),
    makeObject('Mug', [2.5, 0.752, 0.75], [0.1, 0.1, 0.1], { id: 'mug', fixed: false, parentId: 'table' }),
    makeObject('DeskLamp', [2.8, 0.85, 0.7], [0.2, 0.3, 0.2], { id: 'lamp', parentId: 'table' }),
  ]),
  rejected: 0,
};

const chromium = await findChromium();
const gpu = await openGpu().catch((error: Error) => error);
const missing = [
  ...(chromium ? [] : [`no Chromium for ${process.platform}-${process.arch}; set CHROME to one`]),
  ...(gpu instanceof Error ? [gpu.message] : []),
];
if (missing.length > 0) console.log(`viewer-hands.e2e: skipped, ${missing.join('; ')}.`);

describe.skipIf(missing.length > 0)('the hands of a person in a kitchen', () => {
  let pages: HousePages;
  let page: Page;

  beforeAll(async () => {
    pages = await HousePages.create(chromium ?? '');
    const drawing = createHouseSources({ gpu: gpu instanceof Error ? null : gpu, agents: new Map() });
    page = await pages.open({ createEnv: () => drawing.createEnv('rigid'), prepare: async () => inKitchen });
    await pause(page);
  });
  afterEach(async () => {
    await page.getByRole('button', { name: 'Run it again from the beginning' }).click();
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await pause(page);
  });
  afterAll(async () => {
    await pages.endAll();
    await pages.built.close();
    await closeGpu();
  });

  /** Does something to a thing; what the page then says of hands. */
  async function use(name: string, thing: string): Promise<string> {
    const hands = page.getByRole('region', { name: 'Hands' });
    await hands.getByLabel('What').selectOption(thing);
    const before = await stepShown(page);
    await page.getByRole('button', { name, exact: true }).click();
    await reachStep(page, before + 1);
    return hands.innerText();
  }

  test('open a fridge and shut it again', async () => {
    expect(await use('Open', 'Fridge')).not.toContain('Open:');
    expect(await use('Open', 'Fridge')).toContain('is already open');
    expect(await use('Close', 'Fridge')).not.toContain('Close:');
    expect(await use('Close', 'Fridge')).toContain('is already shut');
  });

  test('pick up a mug and put it down again', async () => {
    expect(await use('Pick up', 'Mug')).toContain('holding the mug');
    expect(await use('Put', 'DiningTable')).toContain('empty');
  });

  test('push a mug away, but no fridge', async () => {
    const mug = page.locator('option[value=Mug]');
    const before = await mug.innerText();
    expect(await use('Push', 'Mug')).not.toContain('Push:');
    await expect.poll(() => mug.innerText(), { timeout: PATIENCE_MS }).not.toBe(before);
    expect(await use('Push', 'Fridge')).toContain('stands fast');
  });

  test('turn a lamp on and off', async () => {
    expect(await use('Turn on', 'DeskLamp')).not.toContain('ToggleOn:');
    expect(await use('Turn on', 'DeskLamp')).toContain('is already on');
    expect(await use('Turn off', 'DeskLamp')).not.toContain('ToggleOff:');
    expect(await use('Turn off', 'DeskLamp')).toContain('is already off');
    expect(await use('Turn on', 'Mug')).toContain('has no switch');
  });
});
