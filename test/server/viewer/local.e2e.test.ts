import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { evaluate } from '../../../agent/evaluate.ts';
import { makeAgent } from '../../../agent/make-agent.ts';
import type { ServerMessage } from '../../../server/protocol.ts';
import { findChromium, openBrowser } from '../open-browser.ts';
import { houseIsDrawn, openTab, pause, PATIENCE_MS, reachStep, stepShown } from '../viewer-page.ts';

const MIME: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

vi.setConfig({ testTimeout: 3 * PATIENCE_MS, hookTimeout: PATIENCE_MS });

const chromium = await findChromium();
if (!chromium) {
  console.log(`local.e2e: skipped, no Chromium for ${process.platform}-${process.arch}; set CHROME to one.`);
}

/** Hands out the files of a folder and does nothing else. */
async function serveFolder(folder: string): Promise<Server> {
  const server = createServer(({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://page');
    const file = join(folder, pathname === '/' ? 'index.html' : pathname);
    readFile(file).then(
      (bytes) => response.writeHead(200, { 'content-type': MIME[extname(file)] ?? 'text/plain' }).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/** What the page has heard of its engine. */
interface Heard {
  readonly said: readonly ServerMessage[];
}

/** Runs in the page: keeps all that its engine says. */
function listenToEngine(): void {
  const said: ServerMessage[] = [];
  const NativeWorker = Worker;
  globalThis.Worker = class extends NativeWorker {
    constructor(...options: ConstructorParameters<typeof Worker>) {
      super(...options);
      this.addEventListener('message', ({ data }) => said.push(data));
    }
  };
  Object.assign(globalThis, { said });
}

/** Runs in the page: neither it nor its engine has WebGPU, as in browsers that lack it. */
function forgetWebGpu(): void {
  Reflect.deleteProperty(Navigator.prototype, 'gpu');
  const NativeWorker = Worker;
  globalThis.Worker = class extends NativeWorker {
    constructor(url: string | URL, options?: WorkerOptions) {
      const code = `delete WorkerNavigator.prototype.gpu; await import(${JSON.stringify(String(url))});`;
      super(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })), options);
    }
  };
}

describe.skipIf(!chromium)('the page alone', () => {
  let browser: Browser;
  let folder: string;
  let server: Server;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'oikos-page-'));
    const root = fileURLToPath(new URL('../../../', import.meta.url));
    const configFile = join(root, 'vite.config.ts');
    await build({ configFile, mode: 'alone', logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
    server = await serveFolder(folder);
    browser = await openBrowser(chromium ?? '');
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Opens the page, and what goes wrong in it; `first` runs before its own code. */
  async function open(first: () => void): Promise<{ page: Page; faults: string[] }> {
    const page = await browser.newPage({ viewport: { width: 960, height: 600 }, reducedMotion: 'reduce' });
    page.setDefaultTimeout(PATIENCE_MS);
    const faults: string[] = [];
    page.on('pageerror', ({ message }) => faults.push(message));
    await page.addInitScript(first);
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return { page, faults };
  }

  test('plays an episode to its end, state by state as Node does', async () => {
    const { page, faults } = await open(listenToEngine);
    const heard = (type: ServerMessage['type']): Promise<ServerMessage | null> =>
      page.evaluate(
        (wanted) => (globalThis as unknown as Heard).said.find(({ type }) => type === wanted) ?? null,
        type,
      );
    await expect.poll(() => heard('ended'), { timeout: PATIENCE_MS, interval: 500 }).not.toBeNull();
    const [ended, welcome, frames] = [await heard('ended'), await heard('welcome'), await heard('frames')];
    const order = await page.evaluate(() => (globalThis as unknown as Heard).said.map(({ type }) => type));
    await page.getByText('Found it').first().waitFor();
    await page.close();
    // The house is drawn while its episode is still being begun, and built no second time.
    expect(order.filter((type) => type === 'house' || type === 'state').indexOf('state')).toBe(1);
    expect(order.filter((type) => type === 'house')).toHaveLength(1);

    const maker = await makeAgent('oracle');
    const report = await evaluate({ maker, task: 'objectnav', split: 'val', seed: 1, episodes: 1, envs: 1 });
    expect(ended).toMatchObject({ reason: 'stop', traceHash: report.perEpisode[0].traceHash });
    expect(faults).toEqual([]);
    // Who looks about needs pictures, which the engine draws where the browser has WebGPU.
    const hasEyes = welcome?.type === 'welcome' && welcome.agents.some(({ name }) => name === 'frontier');
    expect(frames !== null).toBe(hasEyes);
  });

  test('without WebGPU the house is drawn and lived in, and what is missing is said', async () => {
    const { page, faults } = await open(forgetWebGpu);
    await houseIsDrawn(page);
    await page.locator('.picture canvas:not(.empty)').waitFor();
    await page.getByText('this browser has no WebGPU').waitFor();
    await page.getByRole('button', { name: 'Run it again from the beginning' }).click();
    await pause(page);
    // Hands find what is near, as there is no picture that tells.
    const hands = page.getByRole('region', { name: 'Hands' });
    const before = await stepShown(page);
    await hands.getByRole('button', { name: 'Push' }).click();
    await reachStep(page, before + 1);
    await openTab(page, 'Set up');
    expect(
      await page
        .getByLabel(/^Agent/)
        .locator('option')
        .allInnerTexts(),
    ).not.toContain('frontier');
    expect(faults).toEqual([]);
  });
});
