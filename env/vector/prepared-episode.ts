import type { GeneratedEpisode } from '../episode.ts';
import { NavMesh, adoptMesh, meshData } from '../navigation/navigation.ts';
import { withResidents } from '../people/residents.ts';
import { type Scene, buildScene } from '../rendering/scene.ts';
import { rulesOf } from '../tasks.ts';
import type { WorldSupply } from './world-source.ts';

/** An episode, and where one can walk in its house: plain data that can be handed from thread to thread. */
export interface MeshedEpisode {
  /** Judged by the task that its spec names. */
  readonly episode: GeneratedEpisode;
  /** See `meshData`. */
  readonly mesh: Uint8Array;
}

/** The same, and the house as it is drawn. */
export interface PreparedEpisode extends MeshedEpisode {
  readonly scene: Scene;
}

/** Makes an episode ready to begin; null where a task of its own judges it, which is no plain data. Needs `initNavigation` first. */
export function prepareEpisode(seed: string, { episodes, library }: WorldSupply): PreparedEpisode | null {
  const { task, ...episode } = episodes(seed);
  if (task) return null;
  const { house, spec } = episode;
  const { agent } = rulesOf(spec);
  const navMesh = NavMesh.build(house, library, agent);
  try {
    const scene = buildScene(withResidents(house, navMesh, spec), library);
    return { episode, mesh: meshData(house, library, agent), scene };
  } finally {
    navMesh.dispose();
  }
}

/** The episode as its world is to begin with it, which will find its mesh built. */
export function adoptEpisode({ episode, mesh }: MeshedEpisode, library: WorldSupply['library']): GeneratedEpisode {
  adoptMesh(episode.house, library, rulesOf(episode.spec).agent, mesh);
  return episode;
}
