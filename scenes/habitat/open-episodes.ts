import { basename } from 'node:path';
import type { EpisodeSpec } from '../../env/env.ts';
import type { GeneratedEpisode } from '../../env/episode.ts';
import type { Vec3 } from '../../env/geometry.ts';
import type { Model, ModelLibrary } from '../../env/model.ts';
import { NavMesh, initNavigation } from '../../env/navigation/navigation.ts';
import { withModels } from '../gltf/model.ts';
import { readHabitatFiles } from './episode-files.ts';
import { findScene, openScene } from './find-scene.ts';
import { type ImportedEpisode, type PlacelessSpec, importEpisodes } from './from-habitat.ts';

export interface OpenEpisodesOptions {
  /** Where scenes are looked for. */
  readonly scenes: string;
  /** Ask for point goals by pictures taken there. */
  readonly asImages: boolean;
  /** Draws our houses and ProcTHOR's. */
  readonly library: ModelLibrary;
}

/** Episodes of a file that can be lived through here, and what cannot. */
export interface OpenedEpisodes {
  /** In the file's order. */
  readonly episodes: readonly GeneratedEpisode[];
  /** Draws all their scenes. */
  readonly library: ModelLibrary;
  readonly leftOut: readonly LeftOut[];
}

/** Episodes of one scene that cannot be lived through here. */
export interface LeftOut {
  readonly scene: string;
  readonly reason: 'scene not at hand' | 'goal unknown or on another storey' | 'goal out of reach';
  readonly episodes: number;
}

/** Starts on one storey differ less than this in height, metres. */
const STOREY_GAP = 0.5;

/**
 * Opens a Habitat episode file and the scenes it names: our own houses (`train/17`), ProcTHOR files, models. Homes are
 * lived in one storey at a time, with its floor at y = 0.
 *
 * @throws UsageError when a file is damaged
 */
export async function openEpisodes(file: string, options: OpenEpisodesOptions): Promise<OpenedEpisodes> {
  await initNavigation();
  const { library } = options;
  const imported = (await readHabitatFiles(file)).flatMap(({ file: part, dataset }) =>
    importEpisodes(dataset, { name: basename(part).replace(/\.json(\.gz)?$/, ''), asImages: options.asImages }),
  );
  const ready = new Map<ImportedEpisode, GeneratedEpisode>();
  const models: Model[] = [];
  const leftOut = new Map<string, LeftOut>();
  const leaveOut = (scene: string, reason: LeftOut['reason'], episodes: number): void => {
    const key = `${reason} ${scene}`;
    if (episodes > 0) leftOut.set(key, { scene, reason, episodes: episodes + (leftOut.get(key)?.episodes ?? 0) });
  };
  for (const storey of storeysOf(imported)) {
    const { scene, height, episodes } = storey;
    const place = findScene(scene, height, options.scenes);
    if (place === null) {
      leaveOut(scene, 'scene not at hand', episodes.length);
      continue;
    }
    const opened = await openScene(place);
    const navMesh = NavMesh.build(opened.house, withModels(library, opened.models));
    let [numUnknown, numUnreachable] = [0, 0];
    for (const episode of episodes) {
      const spec = episode.spec && settle(episode.spec, place);
      if (spec === null) numUnknown++;
      else if (navMesh.distanceToAny(spec.start.position, spec.goals) === Infinity) numUnreachable++;
      else ready.set(episode, { spec, house: opened.house, rejected: 0 });
    }
    navMesh.dispose();
    models.push(...opened.models);
    leaveOut(scene, 'goal unknown or on another storey', numUnknown);
    leaveOut(scene, 'goal out of reach', numUnreachable);
  }
  return {
    episodes: imported.flatMap((episode) => ready.get(episode) ?? []),
    library: withModels(library, models),
    leftOut: [...leftOut.values()],
  };
}

interface Storey {
  readonly scene: string;
  readonly height: number;
  readonly episodes: ImportedEpisode[];
}

/** The episodes of each scene by how high they start. */
function storeysOf(imported: readonly ImportedEpisode[]): Storey[] {
  const storeys: Storey[] = [];
  for (const episode of imported) {
    const { sceneId, startHeight } = episode;
    const known = storeys.find(({ scene, height }) => scene === sceneId && Math.abs(height - startHeight) < STOREY_GAP);
    if (known === undefined) storeys.push({ scene: sceneId, height: startHeight, episodes: [episode] });
    else known.episodes.push(episode);
  }
  return storeys;
}

/** Onto the floor of the house that the scene has become. */
function settle(spec: PlacelessSpec, house: string): EpisodeSpec {
  const { start, goals, goalView } = spec;
  const onFloor = ([x, , z]: Vec3): Vec3 => [x, 0, z];
  return {
    ...spec,
    house,
    start: { ...start, position: onFloor(start.position) },
    goals: goals.map(onFloor),
    ...(goalView && { goalView: { ...goalView, position: onFloor(goalView.position) } }),
  };
}
