import type { Gpu } from '../../../env/gpu.ts';

/** The browser's GPU device; null where it has no WebGPU in hardware: one in software is slower than to go without. */
export async function openPageGpu(): Promise<Gpu | null> {
  const adapter = await navigator.gpu?.requestAdapter();
  if (!adapter || adapter.info.isFallbackAdapter) return null;
  const wanted: GPUFeatureName[] = ['clip-distances', 'indirect-first-instance'];
  const requiredFeatures = wanted.filter((feature) => adapter.features.has(feature));
  const device = await adapter.requestDevice({ requiredFeatures });
  const { info } = adapter;
  return {
    device,
    driver: 'hardware',
    adapter: info.description || info.vendor,
    reason: 'the browser’s own',
    adapterInfo: info,
    instance: navigator.gpu,
  };
}
