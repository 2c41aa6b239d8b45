import { WebGPURenderer } from 'three/webgpu';

/** three's renderer on this device, with no canvas; it keeps nothing alive once it is let go. */
export async function openRenderEngine(device: GPUDevice): Promise<WebGPURenderer> {
  shimBrowser();
  // Nothing is drawn to a canvas; three only wants to hold one.
  const canvas = {} as HTMLCanvasElement;
  const gpuRenderer = new WebGPURenderer({ canvas, device, antialias: false });
  await initAlone(gpuRenderer, device);
  return gpuRenderer;
}

let initialized: Promise<void> = Promise.resolve();

/**
 * Three waits for the device's end, which would keep every renderer until then: while it looks, the device has an end
 * that never comes. One after the other, so that each finds the true end to put back.
 */
function initAlone(gpuRenderer: WebGPURenderer, device: GPUDevice): Promise<void> {
  const init = async (): Promise<void> => {
    const lost = Object.getOwnPropertyDescriptor(device, 'lost'); // of the device itself in Node, inherited in browsers
    Object.defineProperty(device, 'lost', { value: new Promise(() => {}), configurable: true });
    try {
      await gpuRenderer.init();
    } finally {
      if (lost) Object.defineProperty(device, 'lost', lost);
      else Reflect.deleteProperty(device, 'lost');
    }
  };
  const ready = initialized.then(init);
  initialized = ready.catch(() => {});
  return ready;
}

/**
 * Gives three what it looks for in a browser. Its animation loop never ticks: nothing here depends on a clock, and the
 * process can end by itself.
 */
function shimBrowser(): void {
  const scope = globalThis as { self?: unknown; requestAnimationFrame?: (callback: FrameRequestCallback) => number };
  scope.self ??= globalThis;
  scope.requestAnimationFrame ??= () => 1;
}
