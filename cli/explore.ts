import type { Recording } from '../agent/recording.ts';
import type { SplitName } from '../env/episode.ts';
import { interruptSignal } from './interrupt.ts';
import { withProgress } from './progress.ts';

/** Frames explored in each house. */
const LENGTH = 64;

/** Explores houses of a split for a report, under a progress line; fewer recordings when called off. */
export async function explore(split: SplitName, numHouses: number, seed: number): Promise<Recording[]> {
  const { exploreHouses } = await import('../agent/explore-houses.ts');
  const { houseForSeed } = await import('../scenes/house-source.ts');
  const { library } = await import('../scenes/library.ts');
  const signal = interruptSignal();
  return withProgress({ label: `explore ${split}`, total: numHouses, unit: 'houses' }, (bar) =>
    exploreHouses({
      split,
      seed,
      numHouses,
      length: LENGTH,
      library,
      houseForSeed,
      signal,
      onHouses: (count) => bar.update(count),
    }),
  );
}
