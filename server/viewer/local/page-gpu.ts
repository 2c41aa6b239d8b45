import type { Gpu } from '../../../env/gpu.ts';

/** The browser's GPU device, in hardware or in software; null where it has no WebGPU. */
export async function openPageGpu(): Promise<Gpu | null> {
  const adapter = await navigator.gpu?.requestAdapter();
  if (!adapter) return null;
  const wanted: GPUFeatureName[] = ['clip-distances', 'indirect-first-instance'];
  const requiredFeatures = wanted.filter((feature) => adapter.features.has(feature));
  const device = await adapter.requestDevice({ requiredFeatures });
  const { info } = adapter;
  return {
    device,
    lanes: [device],
    driver: info.isFallbackAdapter ? 'swiftshader' : 'hardware',
    adapter: info.description || info.vendor,
    reason: 'the browser’s own',
    adapterInfo: info,
    instance: navigator.gpu,
  };
}
