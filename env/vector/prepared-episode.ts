import type { GeneratedEpisode } from '../episode.ts';
import { NavMesh } from '../navigation/navigation.ts';
import { withResidents } from '../people/residents.ts';
import { type Scene, buildScene } from '../rendering/scene.ts';
import { rulesOf } from '../tasks.ts';
import type { WorldSupply } from './world-source.ts';

/** An episode, and its house as it is drawn: plain data that can be handed from thread to thread. */
export interface PreparedEpisode {
  /** Judged by the task that its spec names. */
  readonly episode: GeneratedEpisode;
  readonly scene: Scene;
}

/** Makes an episode ready to begin; null where a task of its own judges it, which is no plain data. */
export function prepareEpisode(seed: string, { episodes, library }: WorldSupply): PreparedEpisode | null {
  const { task, ...episode } = episodes(seed);
  if (task) return null;
  const { house, spec } = episode;
  if (!spec.residents) return { episode, scene: buildScene(house, library) };
  const navMesh = NavMesh.build(house, library, rulesOf(spec).agent);
  try {
    return { episode, scene: buildScene(withResidents(house, navMesh, spec), library) };
  } finally {
    navMesh.dispose();
  }
}
