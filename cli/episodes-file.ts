import { basename } from 'node:path';
import type { GivenEpisodes } from '../agent/evaluate.ts';
import type { EpisodeSpec } from '../env/env.ts';
import { UsageError } from '../env/errors.ts';
import type { ModelLibrary } from '../env/model.ts';
import type { TaskName } from '../env/tasks.ts';
import type { LeftOut } from '../scenes/habitat/open-episodes.ts';

/** Scenes that one line names. */
const MOST_NAMED = 5;

/** What the command line says about where episodes come from and go. */
export interface EpisodeOptions {
  readonly task: TaskName;
  readonly seed?: number;
  readonly episodesFile?: string;
  readonly saveEpisodes?: string;
}

/** The seed of a run; a file's episodes need none. @throws UsageError when options are missing or exclude each other */
export async function checkEpisodeOptions(options: EpisodeOptions): Promise<number> {
  const { task, seed, episodesFile, saveEpisodes } = options;
  if (episodesFile === undefined && seed === undefined) {
    throw new UsageError('oikos eval: --seed is not specified; try --seed 1, or name an --episodes-file.');
  }
  if (saveEpisodes !== undefined) {
    const { HABITAT_TASKS } = await import('../scenes/habitat/to-habitat.ts');
    if (episodesFile !== undefined) {
      throw new UsageError('oikos eval: --save-episodes writes generated episodes; leave out --episodes-file.');
    }
    if (!HABITAT_TASKS.includes(task)) {
      throw new UsageError(`oikos eval: Habitat has no file for ${task}; save one of ${HABITAT_TASKS.join(', ')}.`);
    }
  }
  return seed ?? 0;
}

/** Episodes of a file that can be run here, and what had to be left out. */
export interface FileEpisodes extends GivenEpisodes {
  readonly leftOut: readonly LeftOut[];
  /** Draws all their houses. */
  readonly library: ModelLibrary;
}

/**
 * Opens a Habitat episode file and says on stderr which of its episodes cannot be run here.
 *
 * @throws UsageError when none can
 */
export async function openEpisodesFile(
  file: string,
  { scenes, task, library }: { readonly scenes: string; readonly task: TaskName; readonly library: ModelLibrary },
): Promise<FileEpisodes> {
  const { openEpisodes } = await import('../scenes/habitat/open-episodes.ts');
  const opened = await openEpisodes(file, { scenes, library, asImages: task === 'imagenav' });
  if (opened.episodes.length > 0) {
    for (const line of opened.leftOut.map(describe)) process.stderr.write(`oikos eval: ${line}\n`);
    return { ...opened, name: basename(file) };
  }
  const named = opened.leftOut.slice(0, MOST_NAMED).map(describe).join(', ');
  const more = opened.leftOut.length > MOST_NAMED ? ` and ${opened.leftOut.length - MOST_NAMED} more scenes` : '';
  const reason =
    opened.leftOut.length > 0 ? `none of its episodes can be run here (${named}${more})` : 'holds no episodes';
  throw new UsageError(`${file}: ${reason}; name the folder of its scenes with --scenes DIR.`);
}

/** Writes generated episodes as a Habitat file. */
export async function saveEpisodesFile(file: string, specs: readonly EpisodeSpec[]): Promise<void> {
  const { houseForSeed } = await import('../scenes/house-source.ts');
  const { exportEpisodes } = await import('../scenes/habitat/to-habitat.ts');
  const { writeHabitatFile } = await import('../scenes/habitat/episode-files.ts');
  const bySeed = [...specs].sort((a, b) => a.seed.localeCompare(b.seed, 'en', { numeric: true }));
  await writeHabitatFile(file, exportEpisodes(bySeed.map((spec) => ({ spec, house: houseForSeed(spec.house) }))));
}

function describe({ scene, reason, episodes }: LeftOut): string {
  return `${episodes} of ${scene} left out: ${reason}`;
}
