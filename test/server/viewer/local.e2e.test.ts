import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evaluate } from '../../../agent/evaluate.ts';
import { makeAgent } from '../../../agent/make-agent.ts';
import type { ServerMessage } from '../../../server/protocol.ts';
import { findChromium, openBrowser } from '../open-browser.ts';

const MIME: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

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

  test('plays an episode to its end, state by state as Node does', async () => {
    const page = await browser.newPage({ viewport: { width: 640, height: 480 } });
    const faults: string[] = [];
    page.on('pageerror', ({ message }) => faults.push(message));
    await page.addInitScript(listenToEngine);
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const heard = (type: ServerMessage['type']): Promise<ServerMessage | null> =>
      page.evaluate(
        (wanted) => (globalThis as unknown as Heard).said.find(({ type }) => type === wanted) ?? null,
        type,
      );
    await expect.poll(() => heard('ended'), { timeout: 100_000, interval: 500 }).not.toBeNull();
    const [ended, welcome, frames] = [await heard('ended'), await heard('welcome'), await heard('frames')];
    await page.getByText('Found it').first().waitFor();
    await page.close();

    const maker = await makeAgent('oracle');
    const report = await evaluate({ maker, task: 'objectnav', split: 'val', seed: 1, episodes: 1, envs: 1 });
    expect(ended).toMatchObject({ reason: 'stop', traceHash: report.perEpisode[0].traceHash });
    expect(faults).toEqual([]);
    // Who looks about needs pictures, which the engine draws where the browser has WebGPU.
    const hasEyes = welcome?.type === 'welcome' && welcome.agents.some(({ name }) => name === 'frontier');
    expect(frames !== null).toBe(hasEyes);
  });
});
