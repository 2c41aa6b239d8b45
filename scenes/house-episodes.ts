import type { EpisodeRules } from '../env/env.ts';
import type { SplitName } from '../env/episode.ts';
import type { TaskName } from '../env/tasks.ts';
import type { WorldSource, WorldSupply } from '../env/vector/world-source.ts';
import { episodesInRooms } from './episodes-in-rooms.ts';
import { withModels } from './gltf/model.ts';
import { library as ownLibrary } from './library.ts';
import { readModelFolder } from './model-folder.ts';

/** Which episodes in generated houses; plain data. */
export interface HouseEpisodesOptions {
  readonly task: TaskName;
  readonly split: SplitName;
  /** Rooms of each house, 1 to 10; drawn when left out. */
  readonly rooms?: number;
  /** How many people go about each house; none when left out. */
  readonly residents?: number;
  /** The task's own, and those of the usual agent, when left out. */
  readonly rules?: EpisodeRules;
  /** Folder of models in place of our shapes; see `readModelFolder`. */
  readonly models?: string;
}

/** Opens the episodes and their models in this thread. @throws UsageError for a folder of models that cannot be used */
export async function openHouseEpisodes({ models, rooms, ...asked }: HouseEpisodesOptions): Promise<WorldSupply> {
  const library = models === undefined ? ownLibrary : withModels(ownLibrary, (await readModelFolder(models)).models);
  return { episodes: episodesInRooms({ ...asked, library }, rooms), library };
}

/** The same for other threads: `VectorEnv.create({ ...(await openHouseEpisodes(o)), source: houseEpisodes(o), workers: 2, … })`. */
export function houseEpisodes(options: HouseEpisodesOptions): WorldSource {
  return { module: import.meta.url, open: 'openHouseEpisodes', options };
}
