import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Growth } from '../../cli/bench/growth.ts';
import type { Row } from '../../cli/bench/row.ts';
import { runOikos, temporaryFolder } from './run-oikos.ts';

const folder = await temporaryFolder();
const SMALL = ['--size', '16', '--rooms', '1', '--seconds', '1'];

async function bench<T>(...args: string[]): Promise<T> {
  const { stdout } = await runOikos(['bench', ...args, '--json']);
  const report: T = JSON.parse(stdout);
  return report;
}

describe('oikos bench', () => {
  test('varies one factor at a time and draws what came out', async () => {
    const plot = join(folder, 'bench.svg');
    const { rows, growth } = await bench<{ rows: Row[]; growth: Growth[] }>(
      ...['--envs', '1', '--level', 'rigid,kinematic', ...SMALL, '--plot', plot],
    );
    expect(rows.map(({ envs, level }) => [envs, level])).toEqual([
      [1, 'rigid'],
      [1, 'kinematic'],
    ]);
    for (const { stages, stepsPerSecond, memory } of rows) {
      expect(stepsPerSecond).toBeGreaterThan(0);
      expect(memory.gpuBytes).toBeGreaterThan(16 * 16 * 4);
      expect(Object.values(stages).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 1);
    }
    expect(growth.map(({ factor }) => factor)).toEqual(['level']);
    expect(await readFile(plot, 'utf8')).toMatch(/^<svg [^]*kinematic[^]*<\/svg>$/);
  });

  test('--houses reports what a house costs and that each is sound', async () => {
    const report = await bench<{ houses: number; medianMs: number; p95Ms: number; failures: unknown[] }>(
      ...['--houses', '3', '--seed', '7'],
    );
    expect(report).toMatchObject({ houses: 3, failures: [] });
    expect(report.medianMs).toBeGreaterThan(0);
    expect(report.p95Ms).toBeGreaterThanOrEqual(report.medianMs);
  });
});
