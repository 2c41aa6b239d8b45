import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { PHYSICS_LEVELS, SENSORS } from '../../env/env.ts';
import { UsageError } from '../../env/errors.ts';
import { type BenchPoint, FACTORS, along, nameOf } from './point.ts';

const measured = z.object({
  envs: z.number(),
  size: z.number(),
  sensors: z.array(z.enum(SENSORS)).readonly(),
  level: z.enum(PHYSICS_LEVELS),
  workers: z.number(),
  rooms: z.number(),
  stepsPerSecond: z.number(),
});
type Measured = z.infer<typeof measured>;

const reportSchema = z.object({ device: z.object({ driver: z.string() }), rows: z.array(measured).readonly() });

/** What a report of `oikos bench --json` says about speed. */
export type SavedReport = z.infer<typeof reportSchema>;

/** How one ratio of this run stands to the same ratio of a saved one. Ratios hold across machines, speeds do not. */
export interface Comparison {
  /** For example `level kinematic / rigid`: how many times as fast; more is better. */
  readonly ratio: string;
  readonly before: number;
  readonly now: number;
  /** Whether the ratio is smaller than before by more than the factor allowed. */
  readonly regressed: boolean;
}

/** Reads what `oikos bench --json` printed. @throws UsageError when the file is none of its reports */
export async function readReport(path: string): Promise<SavedReport> {
  const text = await readFile(path, 'utf8');
  try {
    return reportSchema.parse(JSON.parse(text));
  } catch {
    throw new UsageError(`oikos bench: "${path}" is no report of oikos bench; write one with oikos bench --json.`);
  }
}

/**
 * Compares the ratios that both reports hold: along each factor every speed against the first's.
 *
 * @param allowed a ratio may be smaller than before by this factor
 * @throws UsageError when the drivers differ, or no ratio stands in both
 */
export function compareReports(
  now: SavedReport,
  before: SavedReport,
  centre: BenchPoint,
  allowed: number,
): Comparison[] {
  if (now.device.driver !== before.device.driver) {
    throw new UsageError(
      `oikos bench: the baseline was measured on ${before.device.driver}, this run on ${now.device.driver}; force the driver with OIKOS_GPU.`,
    );
  }
  const baseline = ratiosOf(before.rows, centre);
  const comparisons = [...ratiosOf(now.rows, centre)].flatMap(([ratio, value]) => {
    const earlier = baseline.get(ratio);
    return earlier === undefined ? [] : [{ ratio, before: earlier, now: value, regressed: value * allowed < earlier }];
  });
  if (comparisons.length > 0) return comparisons;
  throw new UsageError(
    'oikos bench: this run and the baseline have no ratio in common; vary the same factors by the same values.',
  );
}

function ratiosOf(rows: readonly Measured[], centre: BenchPoint): Map<string, number> {
  const ratios = new Map<string, number>();
  for (const factor of FACTORS) {
    const [first, ...others] = along(rows, centre, factor);
    for (const row of others) {
      ratios.set(
        `${factor} ${nameOf(row[factor])} / ${nameOf(first[factor])}`,
        row.stepsPerSecond / first.stepsPerSecond,
      );
    }
  }
  return ratios;
}
