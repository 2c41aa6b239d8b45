import { type Gpu, closeGpu, openGpu } from './gpu.ts';

/** A share in the one GPU device of this process. */
export interface GpuLease {
  readonly gpu: Gpu;
  /** Gives the share back; with the last one the device is closed, so that a program can end. */
  release(): Promise<void>;
}

let numLeases = 0;

/** Opens the GPU, or shares the one that is open. @throws UsageError as `openGpu` does */
export async function leaseGpu(): Promise<GpuLease> {
  numLeases++;
  let isHeld = true;
  const release = async (): Promise<void> => {
    if (!isHeld) return;
    isHeld = false;
    numLeases--;
    if (numLeases === 0) await closeGpu();
  };
  try {
    return { gpu: await openGpu(), release };
  } catch (error) {
    await release();
    throw error;
  }
}
