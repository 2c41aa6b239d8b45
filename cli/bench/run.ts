import { writeFileAtomic } from '../../env/files.ts';
import { type Gpu, closeGpu, openGpu } from '../../env/gpu.ts';
import type { BenchOptions } from '../bench.ts';
import { printJson, printLines } from '../output.ts';
import { withProgress } from '../progress.ts';
import { type Comparison, compareReports, readReport } from './against.ts';
import { type Growth, growthOf } from './growth.ts';
import { benchHouses } from './houses.ts';
import { MemoryMeter } from './memory-meter.ts';
import { benchMemory, describeMemory } from './memory.ts';
import { drawCurves } from './plot.ts';
import { type BenchPoint, type Lists, centreOf, listPoints, nameOf } from './point.ts';
import { type Row, measureRow } from './row.ts';
import { benchTurnover, describeTurnover } from './turnover.ts';

/** All that a machine's page in the documentation shows. */
const SWEEP: Lists = {
  envs: [1, 4, 16, 64, 256, 1024],
  size: [64, 128, 256, 512],
  sensors: [[], ['rgb'], ['rgb', 'depth', 'semantic'], ['rgb', 'depth', 'semantic', 'instance', 'normal']],
  rooms: [1, 2, 3, 5, 10],
  level: ['rigid', 'kinematic'],
  workers: [0, 1, 2],
};

const TURNOVER_HOUSES = 20;

/** Carries out `oikos bench`. */
export async function runBench(options: BenchOptions, signal: AbortSignal): Promise<void> {
  if (options.houses !== undefined) return benchHouses({ ...options, houses: options.houses, signal });
  const gpu = await openGpu();
  try {
    const meter = new MemoryMeter(gpu.device);
    const device = { driver: gpu.driver, adapter: gpu.adapter };
    const centre = { ...centreOf(options), gpu, seed: options.seed, seconds: options.seconds, signal };
    const print = (report: object, lines: readonly string[]): void =>
      options.json ? printJson({ device, ...report }) : printLines([`on ${gpu.driver} (${gpu.adapter})`, ...lines]);
    if (options.houseTurnover) {
      const report = await benchTurnover({ ...centre, houses: TURNOVER_HOUSES });
      return print(report, describeTurnover(report));
    }
    const { memory: steps } = options;
    if (steps !== undefined) {
      const report = await withProgress({ label: 'bench memory', total: steps, unit: 'steps' }, (progress) =>
        benchMemory({ ...centre, meter, steps, onSteps: (made) => progress.update(made) }),
      );
      return print(report, describeMemory(report));
    }
    await sweep(gpu, meter, options, signal, print);
  } finally {
    await closeGpu();
  }
}

/** A point that could not be measured. */
interface Failure extends BenchPoint {
  readonly reason: string;
}

type Print = (report: object, lines: readonly string[]) => void;

async function sweep(
  gpu: Gpu,
  meter: MemoryMeter,
  options: BenchOptions,
  signal: AbortSignal,
  print: Print,
): Promise<void> {
  const lists = options.sweep ? SWEEP : options;
  const centre = centreOf(lists);
  const before = options.against === undefined ? null : await readReport(options.against);
  const rows: Row[] = [];
  const failures: Failure[] = [];
  for (const point of listPoints(lists, options.cross ?? false)) {
    if (signal.aborted) break;
    try {
      const row = await measureRow(point, { gpu, meter, signal, seed: options.seed, seconds: options.seconds });
      rows.push(row);
      process.stderr.write(`${describeRow(row)}\n`);
    } catch (error) {
      // A batch may be too large for this machine; the others are measured all the same.
      const failure = { ...point, reason: error instanceof Error ? error.message : String(error) };
      failures.push(failure);
      process.stderr.write(`${describeFailure(failure)}\n`);
    }
  }
  const growth = growthOf(rows, centre);
  const { driver } = gpu;
  const comparisons = before && compareReports({ device: { driver }, rows }, before, centre, options.allow);
  if (options.plot !== undefined) await writeFileAtomic(options.plot, drawCurves(rows, centre, gpu));
  print({ rows, failures, growth, ...(comparisons && { comparisons }) }, [
    ...rows.map(describeRow),
    ...failures.map(describeFailure),
    ...growth.map(describeGrowth),
    ...(comparisons ?? []).map(describeComparison),
  ]);
  if (rows.length === 0 || comparisons?.some(({ regressed }) => regressed)) process.exitCode = 1;
}

function describePoint({ envs, size, sensors, rooms, level, workers }: BenchPoint): string {
  return `${envs} envs at ${size}x${size} ${nameOf(sensors)}, ${rooms} rooms, ${level}, ${workers} workers`;
}

function describeFailure(failure: Failure): string {
  return `${describePoint(failure)}: failed: ${failure.reason}`;
}

function describeRow(row: Row): string {
  const { layout, stepsPerSecond, stepsPerSecondPerCore, mainThreadMs } = row;
  const speed = `${Math.round(stepsPerSecond)} steps/s, ${Math.round(stepsPerSecondPerCore)} a core`;
  const shares = Object.entries(row.stages).map(([name, share]) => `${name} ${Math.round(share * 100)} %`);
  const main = `main thread ${mainThreadMs.toFixed(1)} ms`;
  const memory = `${Math.round(row.memory.rssBytes / 1e6)} MB, GPU ${Math.round(row.memory.gpuBytes / 1e6)} MB`;
  return `${describePoint(row)} (${layout ?? 'nothing drawn'}): ${speed} | ${shares.join(', ')}, ${main} | ${memory}`;
}

function describeGrowth({ factor, values, costs, perDoubling }: Growth): string {
  const steps = values.map((value, i) => `${value}: ${costs[i].toPrecision(3)} ms`);
  const rate = perDoubling === null ? '' : `; times ${perDoubling.toFixed(2)} for each doubling`;
  return `a step by ${factor}: ${steps.join(', ')}${rate}`;
}

function describeComparison({ ratio, before, now, regressed }: Comparison): string {
  return `${ratio}: ${now.toFixed(2)} (before ${before.toFixed(2)})${regressed ? ', worse' : ''}`;
}
