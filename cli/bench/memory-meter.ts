import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What a process holds, bytes. */
export interface MemoryUse {
  /** Of the whole process, a software driver's pictures included. */
  readonly rssBytes: number;
  /** JavaScript's objects and arrays, after what is no longer needed was thrown away. */
  readonly heapBytes: number;
  /** Buffers and textures of the GPU device. */
  readonly gpuBytes: number;
}

/** Bytes of a texel of the formats that are drawn to. */
const TEXEL_BYTES: Readonly<Record<string, number>> = { r8unorm: 1, depth32float: 4, depth24plus: 4 };
const USUAL_TEXEL_BYTES = 4;

/** Counts what a device allocates from now on, by the calls that create and destroy. */
export class MemoryMeter {
  #gpuBytes = 0;
  #leastHeap = Infinity;
  readonly #collect: () => void;

  constructor(device: GPUDevice) {
    setFlagsFromString('--expose-gc');
    this.#collect = runInNewContext('gc') as () => void;
    const { createBuffer, createTexture } = device;
    device.createBuffer = (descriptor) => this.#count(createBuffer.call(device, descriptor), descriptor.size);
    device.createTexture = (descriptor) =>
      this.#count(createTexture.call(device, descriptor), bytesOfTexture(descriptor));
  }

  /** What is held now, after what is no longer needed was thrown away; collects more often from then on, so that all else is slower. */
  measure(): MemoryUse {
    this.#collect();
    return { rssBytes: process.memoryUsage.rss(), heapBytes: heapBytes(), gpuBytes: this.#gpuBytes };
  }

  /** Notes what JavaScript holds; to be called now and then while something runs that is not to be disturbed. */
  note(): void {
    this.#leastHeap = Math.min(this.#leastHeap, heapBytes());
  }

  /** What was held meanwhile: of JavaScript the least that was noted since the last time. */
  takeNoted(): MemoryUse {
    this.note();
    const least = this.#leastHeap;
    this.#leastHeap = Infinity;
    return { rssBytes: process.memoryUsage.rss(), heapBytes: least, gpuBytes: this.#gpuBytes };
  }

  #count<T extends GPUBuffer | GPUTexture>(resource: T, bytes: number): T {
    this.#gpuBytes += bytes;
    let isCounted = true;
    const destroy = resource.destroy.bind(resource);
    const destroyCounted = (): undefined => {
      if (isCounted) this.#gpuBytes -= bytes;
      isCounted = false;
      destroy();
    };
    return Object.assign(resource, { destroy: destroyCounted });
  }
}

function heapBytes(): number {
  const { used_heap_size: used, external_memory: external } = getHeapStatistics();
  return used + external;
}

/** A full chain of ever smaller copies adds a third. */
function bytesOfTexture({ size, format, mipLevelCount = 1 }: GPUTextureDescriptor): number {
  const [width = 1, height = 1, layers = 1] =
    Symbol.iterator in size ? [...size] : [size.width, size.height, size.depthOrArrayLayers];
  const texels = width * height * layers * (mipLevelCount > 1 ? 4 / 3 : 1);
  return Math.ceil(texels * (TEXEL_BYTES[format] ?? USUAL_TEXEL_BYTES));
}
