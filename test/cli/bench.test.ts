import { expect, test } from 'vitest';
import { runOikos } from './run-oikos.ts';

test('bench --houses reports what a house costs and that each is sound', async () => {
  const { stdout } = await runOikos(['bench', '--houses', '3', '--seed', '7', '--json']);
  const report: { houses: number; medianMs: number; p95Ms: number; failures: unknown[] } = JSON.parse(stdout);
  expect(report).toMatchObject({ houses: 3, failures: [] });
  expect(report.medianMs).toBeGreaterThan(0);
  expect(report.p95Ms).toBeGreaterThanOrEqual(report.medianMs);
});
