import { AGENT } from '../../../env/env.ts';
import type { GeneratedEpisode } from '../../../env/episode.ts';
import type { WorldSource, WorldSupply } from '../../../env/vector/world-source.ts';
import { furnishedHouse, straightSpec } from '../small-episode.ts';
import { boxLibrary } from '../small-house.ts';

/**
 * Straight ways in the furnished house under any seed, each with something of its own: a seed with "bad" in it has no
 * episode, "short" ends after four steps, and "crash" ends the thread that it is asked in.
 */
export function openSmall(): WorldSupply {
  return { episodes: smallEpisode, library: boxLibrary };
}

/** The same, of models that can be drawn. */
export async function openDrawn(): Promise<WorldSupply> {
  const { library } = await import('../../../scenes/library.ts');
  return { episodes: smallEpisode, library };
}

/** Both for other threads. */
export const smallSource: WorldSource = { module: import.meta.url, open: openSmall.name, options: null };
export const drawnSource: WorldSource = { module: import.meta.url, open: openDrawn.name, options: null };

function smallEpisode(seed: string): GeneratedEpisode {
  if (seed.includes('bad')) throw new Error(`no episode for ${seed}`);
  if (seed.includes('crash')) process.exit(3);
  const spec = straightSpec({ seed });
  const rules = { successDistance: 0.36, stepLimit: 4, agent: AGENT };
  return {
    spec: {
      ...spec,
      start: { ...spec.start, yaw: seed.length % 7 },
      ...(seed.includes('short') && { rules }),
    },
    house: furnishedHouse(),
    rejected: seed.length,
  };
}
