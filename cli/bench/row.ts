import { CAMERA_DEFAULTS } from '../../env/env.ts';
import type { Gpu } from '../../env/gpu.ts';
import { Rng } from '../../env/random.ts';
import { countTriangles, textureBytes } from '../../env/rendering/drawing-budget.ts';
import type { RenderLayout } from '../../env/rendering/renderer.ts';
import { buildScene } from '../../env/rendering/scene.ts';
import { VectorEnv } from '../../env/vector-env.ts';
import { library } from '../../scenes/library.ts';
import type { MemoryMeter, MemoryUse } from './memory-meter.ts';
import type { BenchPoint } from './point.ts';
import { StageClock, type StageShares } from './stage-clock.ts';
import { type BenchSupplyOptions, benchSource, openBenchSupply, wander } from './supply.ts';

/** One line of the report. */
export interface Row extends BenchPoint {
  /** Null where nothing is drawn. */
  readonly layout: RenderLayout | null;
  /** Environment steps a second, all environments together, median of five equal parts of the run. */
  readonly stepsPerSecond: number;
  /** Pictures a second: one a step, of all sensors together; 0 where nothing is drawn. */
  readonly framesPerSecond: number;
  /** Steps for each second of processor time, which all threads spent together, a software driver's included. */
  readonly stepsPerSecondPerCore: number;
  readonly stages: StageShares;
  /** What JavaScript's main thread works in one step of all environments, milliseconds: all stages but waiting. */
  readonly mainThreadMs: number;
  readonly memory: MemoryUse;
  /** Triangles of a house, seen or not, on average. */
  readonly triangles: number;
  /** Texture memory of all environments together. */
  readonly textureBytes: number;
}

export interface RowOptions {
  readonly gpu: Gpu;
  readonly meter: MemoryMeter;
  readonly seed: number;
  /** How long it is measured. */
  readonly seconds: number;
  readonly signal: AbortSignal;
}

const NUM_PARTS = 5;
const WARM_UP_STEPS = 3;
/** Where there are more environments than these, several live in the same house, each in its own copy. */
const NUM_EPISODES = 128;
const NUM_COUNTED_HOUSES = 16;

/** Measures the environments that users step, `VectorEnv`, walking about in houses of one's own. */
export async function measureRow(point: BenchPoint, options: RowOptions): Promise<Row> {
  const { envs, size, sensors, level, workers, rooms } = point;
  const { gpu, meter, seed, seconds, signal } = options;
  const rng = new Rng(`${seed}/bench`);
  const camera = { ...CAMERA_DEFAULTS, width: size, height: size };
  const supply: BenchSupplyOptions = { rooms, stepLimit: Number.MAX_SAFE_INTEGER, keeps: true };
  const clock = new StageClock();
  const env = await VectorEnv.create({
    ...openBenchSupply(supply),
    numEnvs: envs,
    gpu,
    sensors,
    camera,
    level,
    workers,
    preparers: 0,
    source: benchSource(supply),
  });
  try {
    await env.reset(Array.from({ length: envs }, (_, i) => `${seed}/train/episode-${i % NUM_EPISODES}`));
    const step = (): Promise<unknown> => env.step(Array.from({ length: envs }, () => wander(rng)));
    for (let i = 0; i < WARM_UP_STEPS; i++) await step();
    clock.restart();
    const cpu = process.cpuUsage();
    const rates: number[] = [];
    let numSteps = 0;
    for (let part = 0; part < NUM_PARTS && !signal.aborted; part++) {
      const start = performance.now();
      let steps = 0;
      do {
        await step();
        meter.note();
        steps += envs;
      } while (performance.now() - start < (seconds * 1000) / NUM_PARTS);
      rates.push((steps * 1000) / (performance.now() - start));
      numSteps += steps;
    }
    const stages = clock.shares();
    const { user, system } = process.cpuUsage(cpu);
    const stepsPerSecond = rates.sort((a, b) => a - b)[Math.floor(rates.length / 2)] ?? 0;
    return {
      ...point,
      layout: env.layout,
      stepsPerSecond,
      framesPerSecond: env.layout ? stepsPerSecond : 0,
      stepsPerSecondPerCore: (numSteps * 1e6) / (user + system),
      stages,
      mainThreadMs: (1 - stages.gpu - (workers > 0 ? stages.physics : 0)) * (envs / stepsPerSecond) * 1000,
      memory: meter.takeNoted(),
      triangles: averageTriangles(env),
      textureBytes: env.layout ? textureBytes(envs, camera) : 0,
    };
  } finally {
    clock.dispose();
    await env.close();
  }
}

function averageTriangles(env: VectorEnv): number {
  const numHouses = Math.min(env.numEnvs, NUM_COUNTED_HOUSES);
  const houses = Array.from({ length: numHouses }, (_, index) => env.viewAt(index).house);
  return houses.reduce((sum, house) => sum + countTriangles(buildScene(house, library), library), 0) / numHouses;
}
