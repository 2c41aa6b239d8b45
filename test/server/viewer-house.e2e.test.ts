import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Vec2 } from '../../env/geometry.ts';
import type { House, HouseObject } from '../../env/house.ts';
import { parseJson } from '../../scenes/json.ts';
import { readProcthor } from '../../scenes/procthor.ts';
import { openRecordingFolder } from '../../server/recording-folder.ts';
import { furnitureAt, furnitureOf, moveFurniture } from '../../server/viewer/edited-house.ts';
import { checkedJson } from '../../server/viewer/house-file.ts';
import { framePlan } from '../../server/viewer/plan-frame.ts';
import { temporaryFolder } from '../cli/run-oikos.ts';
import { HousePages } from './house-pages.ts';
import { findChromium } from './open-browser.ts';
import { houseIsDrawn, openTab, pause, PATIENCE_MS, pictureOfHouse, reachStep, stepShown } from './viewer-page.ts';

vi.setConfig({ testTimeout: 3 * PATIENCE_MS, hookTimeout: 3 * PATIENCE_MS });

/** Mean difference of two pictures' colour values, of 255: more is another view, less the same one drawn finer. */
const ANOTHER_VIEW = 3;
/** How far furniture is dragged on the plan, pixels. */
const DRAG = 24;

const chromium = await findChromium();
if (!chromium)
  console.log(`viewer-house.e2e: skipped, no Chromium for ${process.platform}-${process.arch}; set CHROME to one.`);

describe.skipIf(!chromium)('the page over real houses', () => {
  let pages: HousePages;

  beforeAll(async () => {
    pages = await HousePages.create(chromium ?? '');
  });
  afterEach(() => pages.endAll());
  afterAll(() => pages.built.close());

  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

  test('furniture that was dragged on the plan stands there in the house then lived in', async () => {
    const page = await pages.open();
    await openTab(page, 'Set up');
    const before = await savedHouse(page);
    await button(page, 'Step back').click();
    await button(page, 'Move furniture').click();
    await page.getByLabel('Furniture to move').waitFor();
    const plan = page.locator('canvas.plan');
    await plan.scrollIntoViewIfNeeded();
    const { scale, origin } = framePlan(
      before,
      await plan.evaluate((canvas) => ({
        clientWidth: canvas.clientWidth,
        clientHeight: canvas.clientHeight,
      })),
    );
    const { id, position, by } = movableIn(before, DRAG / scale);
    const corner = await plan.boundingBox();
    const at = (x: number, z: number): Vec2 => [
      (corner?.x ?? 0) + origin[0] + x * scale,
      (corner?.y ?? 0) + origin[1] + z * scale,
    ];
    await page.mouse.move(...at(position[0], position[2]));
    await page.mouse.down();
    await page.mouse.move(...at(position[0] + by[0], position[2] + by[1]), { steps: 4 });
    await page.mouse.up();
    await button(page, 'Live in it').click();
    await button(page, 'Move furniture').waitFor();
    await page.getByText('your own').waitFor();
    await page.getByRole('button', { name: 'live', exact: true, pressed: true }).waitFor();
    const after = await savedHouse(page);
    const [x = NaN, , z = NaN] = after.objects.find((object) => object.id === id)?.position ?? [];
    // The pointer is where whole pixels are.
    const within = 2 / scale;
    expect(Math.abs(x - position[0] - by[0])).toBeLessThan(within);
    expect(Math.abs(z - position[2] - by[1])).toBeLessThan(within);
  });

  test('whoever goes on to another house no longer changes the one before', async () => {
    const page = await pages.open();
    await openTab(page, 'Set up');
    await button(page, 'Move furniture').click();
    await page.getByLabel('Furniture to move').selectOption({ index: 1 });
    await button(page, 'Turn left').click();
    await button(page, 'Next episode').click();
    await page.getByText('1/val/episode-1').waitFor();
    await button(page, 'Move furniture').waitFor();
  });

  test('an episode that was recorded is lived again to its end, as recorded', async () => {
    const page = await pages.open({ recordings: openRecordingFolder(await temporaryFolder()) });
    await openTab(page, 'Runs');
    await page.getByRole('checkbox', { name: 'Record' }).check();
    await openTab(page, 'Set up');
    await page.getByLabel(/^Agent/).selectOption('brief');
    await page.locator('.asked', { hasText: 'brief' }).waitFor();
    const outcome = page.getByRole('region', { name: 'Outcome' });
    await outcome.waitFor();
    const steps = await stepShown(page);
    await openTab(page, 'Runs');
    await page.locator('.episode', { hasText: 'brief' }).click();
    await page.getByText('(recorded)').waitFor();
    await outcome.getByText(/, as recorded$/).waitFor();
    expect(await stepShown(page)).toBe(steps);
    await button(page, 'Run it again from the beginning').click();
    await outcome.getByText(/, as recorded$/).waitFor();
  });

  test('a person walks through the house by keyboard, and leaves it as they came', async () => {
    const page = await pages.open();
    const held = await pause(page);
    await houseIsDrawn(page);
    const fromOutside = await pictureAtRest(page);
    const walk = button(page, 'Walk through the house');
    await walk.press('Enter');
    await page.locator('.hint').waitFor();
    await viewDiffers(page, fromOutside);
    const fromInside = await pictureAtRest(page);
    // To begin with they look at a wall, as the agent does.
    for (let i = 0; i < 20; i++) await page.keyboard.press('Shift+ArrowLeft');
    await viewDiffers(page, fromInside);
    const turned = await pictureAtRest(page);
    await page.keyboard.down('KeyW');
    await viewDiffers(page, turned);
    await page.keyboard.up('KeyW');
    expect(await stepShown(page)).toBe(held);
    await walk.press('Enter');
    await page.locator('.hint').waitFor({ state: 'detached' });
    const apart = differenceOf(fromInside, fromOutside);
    await expect.poll(() => differenceFrom(page, fromOutside), { timeout: PATIENCE_MS }).toBeLessThan(apart / 4);
  });

  test('whoever walks on and on stays in the house', async () => {
    const page = await pages.open();
    await pause(page);
    await houseIsDrawn(page);
    const fromOutside = await pictureAtRest(page);
    await button(page, 'Walk through the house').press('Enter');
    await viewDiffers(page, fromOutside);
    await page.mouse.move(...(await middleOf(page.locator('canvas.house'))));
    await page.mouse.wheel(0, -100_000);
    // From so far away the house would be a dot.
    for (let i = 0; i < 24; i++) await page.keyboard.press('Shift+ArrowLeft');
    await pictureAtRest(page);
    await houseIsDrawn(page);
  });

  test('a finger turns the house, and two that part, or one on the pad, walk through it', async () => {
    const page = await pages.open({}, { hasTouch: true });
    const held = await pause(page);
    await houseIsDrawn(page);
    const fromOutside = await pictureAtRest(page);
    const touch = await fingersOn(page);
    const [x, y] = await middleOf(page.locator('canvas.house'));
    await touch('touchStart', [x, y]);
    for (const by of [40, 80, 120]) await touch('touchMove', [x + by, y]);
    await touch('touchEnd');
    await viewDiffers(page, fromOutside);
    const turned = await pictureAtRest(page);
    await button(page, 'Walk through the house').click();
    await viewDiffers(page, turned);
    const fromInside = await pictureAtRest(page);
    await touch('touchStart', [x - 20, y], [x + 20, y]);
    for (const by of [40, 80, 120]) await touch('touchMove', [x - by, y], [x + by, y]);
    await touch('touchEnd');
    await viewDiffers(page, fromInside);
    const further = await pictureAtRest(page);
    await touch('touchStart', await middleOf(button(page, 'Walk: Turn left')));
    await viewDiffers(page, further);
    await touch('touchEnd');
    expect(await stepShown(page)).toBe(held);
  });

  test('a finger on a button of the pad drives until it is lifted', async () => {
    const page = await pages.open({}, { hasTouch: true });
    const held = await pause(page);
    const touch = await fingersOn(page);
    await touch('touchStart', await middleOf(button(page, 'Drive: Turn left')));
    await reachStep(page, held + 3);
    await page.locator('[data-action=turn_left].taken').waitFor();
    await touch('touchEnd');
    await button(page, 'Step').click();
    // The agent's own step is no such action.
    await page.locator('.taken').waitFor({ state: 'detached' });
    const reached = await stepShown(page);
    await button(page, 'Step').click();
    await reachStep(page, reached + 1);
    expect(await page.locator('.taken').count()).toBe(0);
  });
});

/** Puts fingers on the page, moves them or takes them away. */
type Touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...fingers: readonly Vec2[]) => Promise<unknown>;

/** Fingers on a page. */
async function fingersOn(page: Page): Promise<Touch> {
  const devtools = await page.context().newCDPSession(page);
  return (type, ...fingers) =>
    devtools.send('Input.dispatchTouchEvent', { type, touchPoints: fingers.map(([x, y]) => ({ x, y })) });
}

/** The middle of a part of the page. */
async function middleOf(part: Locator): Promise<Vec2> {
  const { x, y, width, height } = (await part.boundingBox()) ?? { x: NaN, y: NaN, width: NaN, height: NaN };
  return [x + width / 2, y + height / 2];
}

/** The house on show, as the page saves it. */
async function savedHouse(page: Page): Promise<House> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save JSON' }).click(),
  ]);
  return readProcthor(parseJson(await readFile(await file.path(), 'utf8'), 'saved'), 'saved');
}

/** Furniture that can be taken by its middle and moved so many metres, or a little more or less. */
function movableIn(house: House, metres: number): HouseObject & { readonly by: Vec2 } {
  const ways = [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ] as const;
  for (const object of furnitureOf(house)) {
    if (furnitureAt(house, [object.position[0], object.position[2]])?.id !== object.id) continue;
    const way = ways.find((one) => [0.8, 1, 1.2].every((share) => canMove(house, object.id, one, share * metres)));
    if (way) return { ...object, by: [way[0] * metres, way[1] * metres] };
  }
  throw new Error('Nothing in this house can be moved.');
}

function canMove(house: House, id: string, [x, z]: Vec2, metres: number): boolean {
  try {
    checkedJson(moveFurniture(house, id, [x * metres, z * metres]), house);
    return true;
  } catch {
    return false;
  }
}

/** RGB of the house in 3D as it is now. */
async function picture(page: Page): Promise<Uint8Array> {
  return sharp(await pictureOfHouse(page))
    .removeAlpha()
    .raw()
    .toBuffer();
}

/** The same once it no longer changes. */
async function pictureAtRest(page: Page): Promise<Uint8Array> {
  let last = await picture(page);
  const isAtRest = async (): Promise<boolean> => {
    const before = last;
    last = await picture(page);
    return differenceOf(before, last) === 0;
  };
  await expect.poll(isAtRest, { timeout: PATIENCE_MS, interval: 300 }).toBe(true);
  return last;
}

function viewDiffers(page: Page, from: Uint8Array): Promise<void> {
  return expect.poll(() => differenceFrom(page, from), { timeout: PATIENCE_MS }).toBeGreaterThan(ANOTHER_VIEW);
}

async function differenceFrom(page: Page, from: Uint8Array): Promise<number> {
  return differenceOf(from, await picture(page));
}

function differenceOf(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, value, i) => sum + Math.abs(value - b[i]), 0) / a.length;
}
