import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { STOP, TURN_LEFT } from '../../env/env.ts';
import type { GeneratedEpisode } from '../../env/episode.ts';
import type { Vec2 } from '../../env/geometry.ts';
import { closeGpu, openGpu } from '../../env/gpu.ts';
import type { House, HouseObject } from '../../env/house.ts';
import { parseJson } from '../../scenes/json.ts';
import { readProcthor } from '../../scenes/procthor.ts';
import { createHouseSources } from '../../server/house-sources.ts';
import { openRecordingFolder } from '../../server/recording-folder.ts';
import type { RunningServer } from '../../server/server.ts';
import { startServer } from '../../server/server.ts';
import { furnitureAt, furnitureOf, moveFurniture } from '../../server/viewer/edited-house.ts';
import { checkedJson } from '../../server/viewer/house-file.ts';
import { framePlan } from '../../server/viewer/plan-frame.ts';
import type { SessionSources, WatchedAgent } from '../../server/watched.ts';
import { temporaryFolder } from '../cli/run-oikos.ts';
import { makeObject, oneRoomHouse } from '../env/small-house.ts';
import { specOf } from './fake-world.ts';
import { findChromium } from './open-browser.ts';
import {
  BuiltPage,
  houseIsDrawn,
  openTab,
  pause,
  PATIENCE_MS,
  pictureOfHouse,
  reachStep,
  stepShown,
} from './viewer-page.ts';

vi.setConfig({ testTimeout: 3 * PATIENCE_MS, hookTimeout: 3 * PATIENCE_MS });

/** Mean difference of two pictures' colour values, of 255: more is another view, less the same one drawn finer. */
const ANOTHER_VIEW = 3;
/** How far furniture is dragged on the plan, pixels. */
const DRAG = 24;

const STAY = { action: 'Velocity', linear: 0, angular: 0 } as const;
const actors: Readonly<Record<string, (numActs: number) => ReturnType<WatchedAgent['act']>>> = {
  waits: () => STAY,
  brief: (numActs) => (numActs < 4 ? TURN_LEFT : STOP),
};

/** A room with a fridge to the left of whoever comes in, and a table with a mug on it to the right. */
const kitchen: House = oneRoomHouse([
  makeObject('Fridge', [1.2, 0.8, 0.4], [0.7, 1.6, 0.7], { id: 'fridge', rotation: [0, 1, 0, 0] }),
  makeObject('DiningTable', [2.6, 0.35, 0.5], [0.8, 0.7, 0.8], { id: 'table' }),
  makeObject('Mug', [2.5, 0.752, 0.75], [0.1, 0.1, 0.1], { id: 'mug', fixed: false, parentId: 'table' }),
]);
const inKitchen: GeneratedEpisode = {
  spec: { ...specOf('kitchen'), start: { position: [2.1, 0, 1.7], yaw: 0, pitch: -0.2 }, goals: [[2.6, 0, 1.4]] },
  house: kitchen,
  rejected: 0,
};

const chromium = await findChromium();
if (!chromium)
  console.log(`viewer-hands.e2e: skipped, no Chromium for ${process.platform}-${process.arch}; set CHROME to one.`);

describe.skipIf(!chromium)('the page over real houses', () => {
  let built: BuiltPage;
  const servers: RunningServer[] = [];

  beforeAll(async () => {
    built = await BuiltPage.create(chromium ?? '');
  });
  afterEach(async () => {
    await Promise.all(built.browser.contexts().map((context) => context.close()));
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });
  afterAll(async () => {
    await built.close();
    await closeGpu();
  });

  /** Opens the page over a server of its own: a house of one room, in which the agent waits. */
  async function open(changes: Partial<SessionSources> = {}): Promise<Page> {
    const server = await startServer({
      sources: { ...createHouseSources({ gpu: null, agents: new Map() }), createAgent, ...changes },
      welcome: {
        agents: Object.keys(actors).map((name) => ({ name, about: 'Is scripted.' })),
        request: {
          seed: 1,
          episode: 0,
          split: 'val',
          task: 'objectnav',
          agent: 'waits',
          level: 'kinematic',
          rooms: 1,
        },
        stepsPerSecond: 8,
      },
      viewer: built.folder,
      port: 0,
    });
    servers.push(server);
    const { page } = await built.open(server.url);
    await reachStep(page, 1);
    return page;
  }

  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

  test('a person opens a fridge, picks up a mug and puts it down again', async (context) => {
    const gpu = await openGpu().catch((error: Error) => context.skip(error.message));
    const drawing = createHouseSources({ gpu, agents: new Map() });
    const page = await open({ createEnv: drawing.createEnv, prepare: async () => inKitchen });
    await pause(page);
    const hands = page.getByRole('region', { name: 'Hands' });
    const use = async (name: string, thing: string): Promise<string> => {
      await hands.getByLabel('What').selectOption(thing);
      const before = await stepShown(page);
      await button(page, name).click();
      await reachStep(page, before + 1);
      return hands.innerText();
    };
    expect(await use('Open', 'Fridge')).not.toContain('Open:');
    expect(await use('Open', 'Fridge')).toContain('is already open');
    expect(await use('Pick up', 'Mug')).toContain('holding the mug');
    expect(await use('Put', 'DiningTable')).toContain('empty');
    expect(await use('Close', 'Fridge')).not.toContain('Close:');
    expect(await use('Close', 'Fridge')).toContain('is already shut');
  });

  test('furniture that was dragged on the plan stands there in the house then lived in', async () => {
    const page = await open();
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
    const page = await open();
    await openTab(page, 'Set up');
    await button(page, 'Move furniture').click();
    await page.getByLabel('Furniture to move').selectOption({ index: 1 });
    await button(page, 'Turn left').click();
    await button(page, 'Next episode').click();
    await page.getByText('1/val/episode-1').waitFor();
    await button(page, 'Move furniture').waitFor();
  });

  test('an episode that was recorded is lived again to its end, as recorded', async () => {
    const page = await open({ recordings: openRecordingFolder(await temporaryFolder()) });
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
    const page = await open();
    const held = await pause(page);
    await houseIsDrawn(page);
    const fromOutside = await pictureAtRest(page);
    const walk = button(page, 'Walk through the house');
    await walk.press('Enter');
    await page.locator('.hint').waitFor();
    await viewDiffers(page, fromOutside);
    const fromInside = await pictureAtRest(page);
    for (let i = 0; i < 6; i++) await page.keyboard.press('Shift+ArrowLeft');
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
});

/** An agent that does as scripted, whatever it sees. */
async function createAgent(name: string): Promise<WatchedAgent> {
  let numActs = 0;
  return { name, sensors: [], reset: () => void (numActs = 0), act: () => actors[name](numActs++) };
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
