import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { constants } from 'node:os';
import type * as Webgpu from 'webgpu';
import { UsageError } from './errors.ts';
import { unpackSwiftShader } from './swiftshader.ts';

/** The ways to a GPU, in the order they are tried. */
export const GPU_DRIVERS = ['hardware', 'lavapipe', 'swiftshader'] as const;
/** One of `GPU_DRIVERS`. */
export type GpuDriver = (typeof GPU_DRIVERS)[number];

/** An open GPU device. */
export interface Gpu {
  readonly device: GPUDevice;
  /** Devices that big batches are drawn on side by side, `device` first: more than one where one leaves half the machine idle. */
  readonly lanes: readonly GPUDevice[];
  readonly driver: GpuDriver;
  /** The adapter's own name, for example `llvmpipe (LLVM 19, 256 bits)`. */
  readonly adapter: string;
  /** Why this driver was taken, and why those before it were not. */
  readonly reason: string;
  readonly adapterInfo: GPUAdapterInfo;
  /** Dawn's instance, held because every promise of the device ends with it. */
  readonly instance: GPU;
}

type Dawn = typeof Webgpu;

/** Folders in which Vulkan's loader looks for driver manifests. */
const MANIFEST_FOLDERS = ['/usr/share/vulkan/icd.d', '/usr/local/share/vulkan/icd.d', '/etc/vulkan/icd.d'];
/** `dlopen` flag of glibc: keep the library loaded, so that Dawn finds it by its name. */
const RTLD_NODELETE = 0x1000;
/** Buffers of a big batch outgrow WebGPU's default limits; the adapter's own are asked for. */
const RAISED_LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxTextureDimension2D',
  'maxTextureArrayLayers',
] as const;

let opened: Promise<Gpu> | null = null;

/**
 * Opens the one GPU device of this process: a real GPU, else the system's lavapipe, else the SwiftShader that
 * travels in `@sparticuz/chromium`. `OIKOS_GPU` forces one of them.
 *
 * @throws UsageError when `OIKOS_GPU` names no driver, or when nothing works; the message says what was tried.
 */
export function openGpu(): Promise<Gpu> {
  opened ??= findGpu(process.env.OIKOS_GPU);
  return opened;
}

/** Destroys the device of `openGpu`, so that a program can end; the next `openGpu` opens a new one. */
export async function closeGpu(): Promise<void> {
  if (!opened) return;
  const closing = opened;
  opened = null;
  const gpu = await closing.catch(() => null);
  gpu?.lanes.forEach((device) => device.destroy());
}

async function findGpu(forced: string | undefined): Promise<Gpu> {
  if (forced && !GPU_DRIVERS.some((driver) => driver === forced)) {
    throw new UsageError(`OIKOS_GPU: "${forced}" is no driver; use ${GPU_DRIVERS.join(', ')}, or leave it out.`);
  }
  easePolling();
  const dawn = await import('webgpu');
  Object.assign(globalThis, dawn.globals);
  const tried: string[] = [];
  for (const driver of GPU_DRIVERS) {
    if (forced && forced !== driver) continue;
    const found = await tryDriver(dawn, driver);
    if (typeof found === 'string') {
      tried.push(`${driver}: ${found}`);
      continue;
    }
    const reason = [forced ? `forced by OIKOS_GPU=${forced}` : 'first that works', ...tried].join('; ');
    return { ...found, driver, reason };
  }
  throw new UsageError(
    `openGpu: no driver works (${tried.join('; ')}); install a GPU driver with Vulkan or the package mesa-vulkan-drivers (25 or later), or run on linux-x64, where a software driver is included.`,
  );
}

type Found = Pick<Gpu, 'device' | 'lanes' | 'adapter' | 'adapterInfo' | 'instance'>;

/** A device of this driver, or why there is none. */
async function tryDriver(dawn: Dawn, driver: GpuDriver): Promise<Found | string> {
  const before = process.env.VK_DRIVER_FILES;
  try {
    if (driver === 'lavapipe' && !before) {
      const manifest = findManifest(/^lvp_icd.*\.json$/);
      if (!manifest) return 'no lavapipe on this system';
      process.env.VK_DRIVER_FILES = manifest;
    }
    if (driver === 'swiftshader') {
      if (process.platform !== 'linux' || process.arch !== 'x64')
        return `not included for ${process.platform}-${process.arch}`;
      const unpacked = await unpackSwiftShader();
      process.env.VK_DRIVER_FILES = unpacked.manifest;
      if (!loadLibrary(unpacked.loader)) return `cannot load ${unpacked.loader}`;
    } else if (process.platform === 'linux' && !loadLibrary('libvulkan.so.1')) return 'no Vulkan loader on this system';
    const instance = dawn.create([]);
    const adapter = await instance.requestAdapter({ powerPreference: 'high-performance' });
    if (!adapter) return 'no adapter that Dawn accepts';
    const { info } = adapter;
    const name = info.description || info.device || info.vendor;
    const isSoftware = /llvmpipe|swiftshader/i.test(`${info.architecture} ${info.device} ${info.description}`);
    if (driver === 'hardware' && isSoftware) return `the system offers only software (${name})`;
    if (driver === 'lavapipe' && !/llvmpipe/i.test(name)) return `the system offers ${name} instead`;
    const device = await requestDevice(adapter);
    return { device, lanes: await openLanes(driver, instance, device), adapter: name, adapterInfo: info, instance };
  } catch (error) {
    return error instanceof Error ? error.message.split('\n')[0] : String(error);
  } finally {
    if (before === undefined) delete process.env.VK_DRIVER_FILES;
    else process.env.VK_DRIVER_FILES = before;
  }
}

async function requestDevice(adapter: GPUAdapter): Promise<GPUDevice> {
  const wanted: GPUFeatureName[] = ['clip-distances', 'indirect-first-instance', 'timestamp-query'];
  const requiredFeatures = wanted.filter((feature) => adapter.features.has(feature));
  const requiredLimits = Object.fromEntries(RAISED_LIMITS.map((limit) => [limit, adapter.limits[limit]]));
  return adapter.requestDevice({ requiredFeatures, requiredLimits });
}

/**
 * lavapipe moves the corners of one drawing after another on one thread, and colours pixels only then: two devices draw
 * 1.3 to 1.4 times as many pictures on two cores. SwiftShader keeps all cores busy by itself, and a real GPU takes what
 * one device gives it while the processor readies the next.
 */
async function openLanes(driver: GpuDriver, instance: GPU, device: GPUDevice): Promise<GPUDevice[]> {
  if (driver === 'hardware') return [device, device];
  const second = driver === 'lavapipe' ? await instance.requestAdapter() : null; // an adapter opens one device only
  return second ? [device, await requestDevice(second)] : [device];
}

function findManifest(pattern: RegExp): string | null {
  for (const folder of MANIFEST_FOLDERS) {
    if (!existsSync(folder)) continue;
    const name = readdirSync(folder)
      .sort()
      .find((file) => pattern.test(file));
    if (name) return join(folder, name);
  }
  return null;
}

/** Loads a shared library that is no Node addon and says whether it is there: after `dlopen` Node misses a module in it. */
function loadLibrary(path: string): boolean {
  try {
    process.dlopen({ exports: {} }, path, constants.dlopen.RTLD_NOW | RTLD_NODELETE);
    return true;
  } catch (error) {
    return error instanceof Error && /did not self-register/.test(error.message);
  }
}

/**
 * dawn.node waits for the GPU by spinning on `setImmediate`, which takes a whole core away from a software driver's
 * threads (a batch of 64 took 92 ms spinning, 43 ms with a pause). Only Dawn's own polling gets the pause.
 */
function easePolling(): void {
  if (globalThis.setImmediate.name === 'easedSetImmediate') return;
  const immediate = globalThis.setImmediate;
  const easedSetImmediate = (callback: (...args: unknown[]) => void, ...args: unknown[]): unknown =>
    isDawnPoll(callback) ? setTimeout(callback, 1) : immediate(callback, ...args);
  globalThis.setImmediate = Object.assign(easedSetImmediate, {
    __promisify__: immediate.__promisify__,
  }) as typeof setImmediate;
}

/** Dawn polls with a nameless native function. */
function isDawnPoll(callback: (...args: unknown[]) => void): boolean {
  return callback.name === '' && Function.prototype.toString.call(callback).includes('[native code]');
}
