import type { PhysicsLevel, SensorName } from '../../env/env.ts';
import { CAMERA_DEFAULTS } from '../../env/env.ts';
import type { Gpu } from '../../env/gpu.ts';
import { Rng } from '../../env/random.ts';
import { VectorEnv } from '../../env/vector-env.ts';
import type { MemoryMeter, MemoryUse } from './memory-meter.ts';
import { quantile } from './quantile.ts';
import { benchSource, openBenchSupply, wander } from './supply.ts';

export interface MemoryOptions {
  readonly gpu: Gpu;
  readonly meter: MemoryMeter;
  readonly seed: number;
  readonly envs: number;
  readonly size: number;
  readonly sensors: readonly SensorName[];
  readonly rooms: number;
  readonly level: PhysicsLevel;
  readonly workers: number;
  /** Steps of all environments together. */
  readonly steps: number;
  readonly signal: AbortSignal;
  /** Called as steps are made. */
  readonly onSteps: (steps: number) => void;
}

/** What environments hold, and whether that stays as it is. */
export interface MemoryReport {
  readonly envs: number;
  readonly steps: number;
  readonly resets: number;
  /** Bytes that each environment beyond the first adds. On a software driver `rssBytes` counts the GPU's memory too. */
  readonly perEnv: MemoryUse;
  /** From the first lap of episodes to the end; `steps` counts those of all environments. */
  readonly samples: readonly (MemoryUse & { readonly steps: number })[];
  /** Median of the later half of the samples less that of the earlier, bytes: 0 but for noise where memory is constant. */
  readonly drift: MemoryUse;
}

/** So short that every house is left soon. */
const EPISODE_STEPS = 50;
const NUM_SAMPLES = 10;

/** Holds one environment and then many, each in houses of its own, and lets them change houses for many steps. */
export async function benchMemory(options: MemoryOptions): Promise<MemoryReport> {
  const { meter, envs, steps, seed, signal, onSteps } = options;
  // What is loaded and compiled once is no part of an environment.
  const held: MemoryUse[] = [];
  for (const numEnvs of [1, 1, envs]) {
    const env = await openEnv(options, numEnvs);
    await env.step(Array.from({ length: numEnvs }, () => wander(new Rng(`${seed}/first`))));
    held.push(meter.measure());
    await env.close();
  }
  const env = await openEnv(options, envs);
  const rng = new Rng(`${seed}/memory`);
  const samples: (MemoryUse & { steps: number })[] = [];
  const firstLap = Math.min(steps, envs * EPISODE_STEPS);
  let [made, resets] = [0, 0];
  try {
    while (made < steps && !signal.aborted) {
      const results = await env.step(Array.from({ length: envs }, () => wander(rng)));
      resets += results.filter(({ final }) => final !== undefined).length;
      made += envs;
      onSteps(made);
      const due = firstLap + ((steps - firstLap) * samples.length) / (NUM_SAMPLES - 1);
      if (made >= due) samples.push({ steps: made, ...meter.measure() });
    }
  } finally {
    await env.close();
  }
  const [, one, many] = held;
  const half = Math.floor(samples.length / 2);
  return {
    envs,
    steps: made,
    resets,
    perEnv: difference(many, one, envs - 1),
    samples,
    drift: difference(medianOf(samples.slice(half)), medianOf(samples.slice(0, half))),
  };
}

async function openEnv(options: MemoryOptions, numEnvs: number): Promise<VectorEnv> {
  const { gpu, seed, size, sensors, rooms, level, workers } = options;
  const supply = { rooms, stepLimit: EPISODE_STEPS, keeps: false };
  const camera = { ...CAMERA_DEFAULTS, width: size, height: size };
  const batch = { numEnvs, gpu, sensors, camera, level, workers, autoreset: 'same-step' } as const;
  const env = await VectorEnv.create({ ...openBenchSupply(supply), ...batch, source: benchSource(supply) });
  await env.reset(Array.from({ length: numEnvs }, (_, i) => `${seed}/train/${i}/episode-0`));
  return env;
}

function medianOf(uses: readonly MemoryUse[]): MemoryUse {
  const median = (field: keyof MemoryUse): number =>
    quantile(
      uses.map((use) => use[field]),
      0.5,
    );
  return { rssBytes: median('rssBytes'), heapBytes: median('heapBytes'), gpuBytes: median('gpuBytes') };
}

function difference(a: MemoryUse, b: MemoryUse, by = 1): MemoryUse {
  const count = Math.max(1, by);
  return {
    rssBytes: (a.rssBytes - b.rssBytes) / count,
    heapBytes: (a.heapBytes - b.heapBytes) / count,
    gpuBytes: (a.gpuBytes - b.gpuBytes) / count,
  };
}

/** The report for people. */
export function describeMemory({ envs, steps, resets, perEnv, samples, drift }: MemoryReport): string[] {
  const line = (use: MemoryUse): string =>
    `process ${megabytes(use.rssBytes)}, JavaScript ${megabytes(use.heapBytes)}, GPU ${megabytes(use.gpuBytes)}`;
  return [
    `each environment beyond the first, of ${envs}: ${line(perEnv)}`,
    ...samples.map((sample) => `after ${sample.steps} steps: ${line(sample)}`),
    `${steps} steps with ${resets} resets; the later half beside the earlier: ${line(drift)} more`,
  ];
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}
