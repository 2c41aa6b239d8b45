import { createRequire } from 'node:module';
import { UsageError } from '../env/errors.ts';
import * as tf from './tf.ts';

/** Where tensors can be computed; the plain JavaScript backend is not among them, it is a hundred times too slow. */
export const TF_BACKENDS = ['webgpu', 'node', 'wasm'] as const;
export type TfBackend = (typeof TF_BACKENDS)[number];

export interface OpenTf {
  readonly backend: TfBackend;
  /** Why this backend was taken, and why those before it were not. */
  readonly reason: string;
}

let opened: Promise<OpenTf> | null = null;

/**
 * Chooses the TensorFlow.js backend of this process, once: a real GPU (on the renderer's own device), else libtensorflow
 * where the optional package `@tensorflow/tfjs-node` loads, else wasm with our training kernels. `OIKOS_TF` forces one.
 *
 * @throws UsageError when `OIKOS_TF` names no backend, or one that does not work here.
 */
export function openTf(): Promise<OpenTf> {
  opened ??= openBackend(process.env.OIKOS_TF);
  return opened;
}

async function openBackend(forced: string | undefined): Promise<OpenTf> {
  if (forced && !TF_BACKENDS.some((name) => name === forced)) {
    throw new UsageError(`OIKOS_TF: "${forced}" is no backend; use ${TF_BACKENDS.join(', ')}, or leave it out.`);
  }
  const failures: string[] = [];
  for (const backend of TF_BACKENDS) {
    if (forced && backend !== forced) continue;
    const failure = await OPENERS[backend](forced === backend);
    if (failure === null) {
      return {
        backend,
        reason: forced ? `forced by OIKOS_TF=${forced}` : ['first that works', ...failures].join('; '),
      };
    }
    failures.push(`${backend}: ${failure}`);
  }
  throw new UsageError(`OIKOS_TF: the backend does not work here (${failures.join('; ')}); leave OIKOS_TF out.`);
}

/** Opens a backend and makes it current; answers why it cannot. */
type Opener = (forced: boolean) => Promise<string | null>;

const OPENERS: Record<TfBackend, Opener> = { webgpu: openWebGpu, node: openNode, wasm: openWasm };

/** Training on a software GPU is correct but slow, so `auto` passes over it. */
async function openWebGpu(forced: boolean): Promise<string | null> {
  try {
    const { openGpu } = await import('../env/gpu.ts');
    const gpu = await openGpu();
    if (gpu.driver !== 'hardware' && !forced) return `only the software driver ${gpu.driver}`;
    claimWebGpu();
    const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
    // The package may have registered a device of its own; frames can stay on the GPU only on the renderer's.
    if (tf.findBackendFactory('webgpu')) tf.removeBackend('webgpu');
    tf.registerBackend('webgpu', () => new WebGPUBackend(gpu.device, gpu.adapterInfo), 3);
    await useBackend('webgpu');
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}

/** TensorFlow.js asks only whether `navigator.gpu` exists; the device itself is handed to it. */
function claimWebGpu(): void {
  if (!('navigator' in globalThis)) Object.defineProperty(globalThis, 'navigator', { value: {}, configurable: true });
  if ('gpu' in navigator) return;
  Object.defineProperty(navigator, 'gpu', { value: {}, configurable: true, writable: true });
}

/** The package's presence proves nothing: its native part may be missing, so it is loaded to find out. */
async function openNode(): Promise<string | null> {
  try {
    const util: { isNullOrUndefined?: (value: unknown) => boolean } = createRequire(import.meta.url)('node:util');
    // tfjs-node 4.22 calls this function, which Node 23 removed.
    util.isNullOrUndefined ??= (value) => value == null;
    const packageName = '@tensorflow/tfjs-node';
    await import(packageName);
    await useBackend('tensorflow');
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}

async function openWasm(): Promise<string | null> {
  try {
    await import('@tensorflow/tfjs-backend-wasm');
    await useBackend('wasm');
    const { installWasmKernels } = await import('./wasm-kernels.ts');
    installWasmKernels();
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}

async function useBackend(name: string): Promise<void> {
  if (!(await tf.setBackend(name))) throw new Error(`TensorFlow.js could not start ${name}`);
  await tf.ready();
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n')[0].trim().slice(0, 160);
}
