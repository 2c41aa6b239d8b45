import { parseArgs } from 'node:util';
import { chromium, type Browser } from 'playwright-core';
import { findChromium, openBrowser } from '../test/server/open-browser.ts';

/**
 * How soon the page stands, how many pictures a second it draws while the house is turned, and how long it keeps people
 * waiting meanwhile: `npx tsx bench/page.ts URL [--hardware] [--seconds 10] [--size 1400x900]`, where URL is that of
 * `oikos serve` or of the page alone.
 */

const HARDWARE = ['--no-sandbox', '--use-angle=vulkan', '--enable-features=Vulkan', '--ignore-gpu-blocklist'];

/** What the page has noted of itself, milliseconds since it was asked for. */
interface Noted {
  /** The page stood, with all it can do. */
  page: number | null;
  /** What is asked of the agent could be read. */
  asked: number | null;
  /** The house was drawn for the first time. */
  house: number | null;
  /** What the agent sees was shown for the first time. */
  eyes: number | null;
  /** Frames in which anything was drawn in 3D. */
  readonly frames: Set<number>;
  /** From an event to the picture that answers it. */
  readonly waits: number[];
}

/** Runs in the page before its own code; without named functions, which tsx would give a name that the page lacks. */
function takeNotes(): void {
  const noted: Noted = { page: null, asked: null, house: null, eyes: null, frames: new Set(), waits: [] };
  Object.assign(globalThis, { noted });
  for (const [owner, name] of [
    [WebGL2RenderingContext.prototype, 'drawElementsInstanced'],
    [globalThis.GPUQueue?.prototype, 'submit'],
  ] as const) {
    const draw: unknown = owner && Reflect.get(owner, name);
    if (typeof draw !== 'function') continue;
    Reflect.set(owner, name, function (this: unknown, ...options: unknown[]) {
      noted.house ??= performance.now();
      noted.frames.add(Number(document.timeline.currentTime));
      return Reflect.apply(draw, this, options) as unknown;
    });
  }
  new MutationObserver(() => {
    if (document.querySelector('.transport')) noted.page ??= performance.now();
    if (document.querySelector('.asked h1')) noted.asked ??= performance.now();
    if (document.querySelector('.picture canvas:not(.empty)')) noted.eyes ??= performance.now();
  }).observe(document, { childList: true, subtree: true, attributeFilter: ['class'] });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) noted.waits.push(duration);
  }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    hardware: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '10' },
    size: { type: 'string', default: '1400x900' },
  },
});
const [url] = positionals;
if (!url) throw new Error('bench/page: which page? Give its address, as `oikos serve` prints it.');
const seconds = Number(values.seconds);
const [width, height] = values.size.split('x').map(Number);

const browser = await open();
try {
  console.log(JSON.stringify(await measure(browser), null, 2));
} finally {
  await browser.close();
}

async function open(): Promise<Browser> {
  const executablePath = await findChromium();
  if (executablePath === null) throw new Error('bench/page: there is no Chromium here; set CHROME to one.');
  return values.hardware ? chromium.launch({ executablePath, args: HARDWARE }) : openBrowser(executablePath);
}

async function measure(opened: Browser) {
  const page = await opened.newPage({ viewport: { width, height } });
  await page.addInitScript(takeNotes);
  const devtools = await opened.newBrowserCDPSession();
  // Does not depend on who else computes, as times do.
  const cpuSeconds = async (): Promise<number> => {
    const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
    return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  };
  const atRest = await cpuSeconds();
  await page.goto(url);
  await page.waitForFunction(() => {
    const { asked, house, eyes } = (globalThis as unknown as { noted: Noted }).noted;
    return asked !== null && house !== null && eyes !== null;
  });
  const loadingCpuMs = 1000 * ((await cpuSeconds()) - atRest);
  await page.waitForTimeout(2_000);
  await page.evaluate(() => {
    const { noted } = globalThis as unknown as { noted: Noted };
    noted.frames.clear();
    noted.waits.length = 0;
  });
  const [x, y] = [width * 0.3, height * 0.5];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const cpuBefore = await cpuSeconds();
  const begun = performance.now();
  for (let turn = 0; performance.now() - begun < 1000 * seconds; turn++) {
    await page.mouse.move(x + 60 * Math.sin(turn / 20), y);
  }
  const took = (performance.now() - begun) / 1000;
  const cpuMs = 1000 * ((await cpuSeconds()) - cpuBefore);
  await page.mouse.up();
  const { frames, waits, ...first } = await page.evaluate(() => {
    const { noted } = globalThis as unknown as { noted: Noted };
    return { ...noted, frames: [...noted.frames] };
  });
  const gaps = frames.slice(1).map((time, i) => time - frames[i]);
  const drawnBy = await page.evaluate(async () => (await navigator.gpu?.requestAdapter())?.info.description ?? 'WebGL');
  return {
    drawnBy,
    firstMs: first,
    // Of all the browser's processes, also that which draws in software.
    loadingCpuMs,
    whileTurned: {
      picturesPerSecond: frames.length / took,
      cpuMsPerPicture: cpuMs / frames.length,
      gapMs: { median: quantile(gaps, 0.5), p95: quantile(gaps, 0.95), worst: Math.max(...gaps) },
      // The browser rounds to 8 ms and tells of waits of 16 ms and more.
      waitMs: { median: quantile(waits, 0.5), p95: quantile(waits, 0.95), numLongerThan16: waits.length },
    },
  };
}

function quantile(values: readonly number[], share: number): number | null {
  return values.toSorted((a, b) => a - b).at(Math.floor(share * (values.length - 1))) ?? null;
}
