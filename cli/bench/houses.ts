import { setImmediate } from 'node:timers/promises';
import { printJson, printLines } from '../output.ts';
import { withProgress } from '../progress.ts';
import { quantile } from './quantile.ts';

/** Which houses are generated: `seed`, `seed + 1` and so on. */
export interface HouseBenchOptions {
  readonly houses: number;
  readonly seed: number;
  readonly json?: boolean;
  readonly signal: AbortSignal;
}

/** What generating a house costs in processor time, whatever else runs, and which houses are unsound. */
interface HouseReport {
  readonly houses: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly failures: readonly { readonly seed: string; readonly problems: readonly string[] }[];
}

const WARM_UP_HOUSES = 5;

/** Generates consecutive seeds, times each, and checks each with `validateHouse` and `validateWays`, which is not timed. */
export async function benchHouses({ houses, seed, json, signal }: HouseBenchOptions): Promise<void> {
  const { initNavigation } = await import('../../env/navigation/navigation.ts');
  const { houseForSeed } = await import('../../scenes/house-source.ts');
  const { library } = await import('../../scenes/library.ts');
  const { validateHouse } = await import('../../scenes/validate-house.ts');
  const { validateWays } = await import('../../scenes/validate-ways.ts');
  await initNavigation();
  for (let i = 0; i < WARM_UP_HOUSES; i++) houseForSeed(`${seed}/warm-up-${i}`);
  const times: number[] = [];
  const failures: { seed: string; problems: string[] }[] = [];
  const generate = (path: string): string[] => {
    try {
      const start = process.cpuUsage();
      const house = houseForSeed(path);
      const { user, system } = process.cpuUsage(start);
      times.push((user + system) / 1000);
      return [...validateHouse(house, library), ...validateWays(house, library)];
    } catch (error) {
      return [String(error)];
    }
  };
  await withProgress({ label: 'bench houses', total: houses, unit: 'houses' }, async (progress) => {
    for (let i = 0; i < houses && !signal.aborted; i++) {
      const path = String(seed + i);
      const problems = generate(path);
      if (problems.length > 0) failures.push({ seed: path, problems });
      progress.update(i + 1, `${failures.length} unsound`);
      await setImmediate();
    }
  });
  const report = { houses: times.length, medianMs: quantile(times, 0.5), p95Ms: quantile(times, 0.95), failures };
  if (json) printJson(report);
  else printLines(describe(report));
}

function describe({ houses, medianMs, p95Ms, failures }: HouseReport): string[] {
  return [
    `${houses} houses: median ${medianMs.toFixed(1)} ms of one core, 95 % within ${p95Ms.toFixed(1)} ms, ${failures.length} unsound`,
    ...failures.map(({ seed, problems }) => `seed ${seed}: ${problems.join('; ')}`),
  ];
}
