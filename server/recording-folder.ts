import { randomBytes } from 'node:crypto';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../env/errors.ts';
import { readRecordedEpisode, type RecordedEpisode, writeRecordedEpisode } from '../env/recorded-episode.ts';
import { rulesOf } from '../env/tasks.ts';
import { houseForSeed, isHouseSeed } from '../scenes/house-source.ts';
import type { Outcome, RecordedRow, RecordedRun } from './protocol.ts';
import type { OpenedRecording, RecordingFolder } from './watched.ts';

/** Files that one answer lists, the largest that is opened, bytes, and how many are saved while a server runs. */
const LIMITS = { episodes: 2000, bytes: 8 * 2 ** 20, saved: 10_000 } as const;
/** What a client may call a run or an episode: nothing that leads out of the folder. */
const NAME = /^[A-Za-z0-9][\w.-]{0,127}$/;
const EPISODE_NAME = /^[A-Za-z0-9][\w.-]{0,127}\.json$/;

/**
 * Recorded episodes in a folder of this machine: each run is a folder of it, each episode a file that `oikos replay` and
 * `oikos eval --record` know. Nothing outside is read or written; links are not followed.
 */
export function openRecordingFolder(folder: string, mostSaved: number = LIMITS.saved): RecordingFolder {
  let numSaved = 0;
  return {
    get isFull() {
      return numSaved >= mostSaved;
    },
    list: () => listRuns(folder),
    open: (run, episode) => openEpisode(folder, run, episode),
    createRun: () =>
      `session-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}-${randomBytes(3).toString('hex')}`,
    async save(run, episode, measures) {
      numSaved++;
      const file = `${episode.spec.seed.replaceAll(/[^\w.-]/g, '-').slice(0, 80)}-${randomBytes(3).toString('hex')}.json`;
      await writeRecordedEpisode(join(folder, run, file), { ...episode, measures });
      return file;
    },
  };
}

async function listRuns(folder: string): Promise<{ runs: RecordedRun[]; leftOut: number }> {
  const names = (await readdir(folder, { withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isDirectory() && NAME.test(entry.name))
    .map(({ name }) => name);
  const dated = await Promise.all(names.map(async (run) => ({ run, at: (await lstat(join(folder, run))).mtimeMs })));
  dated.sort((a, b) => b.at - a.at || (a.run < b.run ? -1 : 1));
  const runs: RecordedRun[] = [];
  let room: number = LIMITS.episodes;
  let leftOut = 0;
  for (const { run } of dated) {
    const files = (await readdir(join(folder, run), { withFileTypes: true }))
      .filter((entry) => entry.isFile() && EPISODE_NAME.test(entry.name))
      .map(({ name }) => name)
      .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
    const listed = files.slice(0, room);
    room -= listed.length;
    leftOut += files.length - listed.length;
    const rows: RecordedRow[] = [];
    for (const episode of listed) {
      const row = await readRow(folder, run, episode);
      if (row) rows.push(row);
    }
    if (rows.length > 0) runs.push({ run, episodes: rows });
  }
  return { runs, leftOut };
}

/** Null for a file that is no recorded episode, or cannot be replayed here. */
async function readRow(folder: string, run: string, episode: string): Promise<RecordedRow | null> {
  const recorded = await readEpisode(folder, run, episode).catch((error: unknown) => {
    if (error instanceof UsageError) return null;
    throw error;
  });
  if (!recorded || !isHouseSeed(recorded.spec.house)) return null;
  const { agent, spec, actions, traceHashes, measures = null } = recorded;
  const { task, seed, house, instruction } = spec;
  return {
    episode,
    agent,
    task,
    seed,
    house,
    instruction,
    steps: actions.length,
    outcome: outcomeOf(recorded),
    measures,
    traceHash: traceHashes[traceHashes.length - 1],
  };
}

/** Half of the actions against obstacles is a way that leads nowhere. */
const STUCK_SHARE = 0.5;

function outcomeOf({ measures, actions, spec }: RecordedEpisode): Outcome {
  if (!measures) return 'unknown';
  if (measures.success > 0) return 'success';
  if (measures.collisions > STUCK_SHARE * actions.length) return 'stuck';
  if (actions.length >= rulesOf(spec).stepLimit) return 'out-of-time';
  return 'wrong-stop';
}

async function openEpisode(folder: string, run: string, episode: string): Promise<OpenedRecording> {
  const recorded = await readEpisode(folder, run, episode);
  if (!isHouseSeed(recorded.spec.house)) {
    throw new UsageError(`Recordings: "${episode}" is in a house of a file; watch it with oikos replay.`);
  }
  return { recorded, house: houseForSeed(recorded.spec.house) };
}

/** @throws UsageError when there is no such file in the folder, or it is no recorded episode */
async function readEpisode(folder: string, run: string, episode: string): Promise<RecordedEpisode> {
  const unknown = new UsageError(`Recordings: there is no episode "${episode}" in "${run}"; ask for "recordings".`);
  if (!NAME.test(run) || !EPISODE_NAME.test(episode)) throw unknown;
  const runStatus = await lstat(join(folder, run)).catch(() => null);
  const file = join(folder, run, episode);
  const status = await lstat(file).catch(() => null);
  if (!runStatus?.isDirectory() || !status?.isFile()) throw unknown;
  if (status.size > LIMITS.bytes) throw new UsageError(`Recordings: "${episode}" is larger than an episode can be.`);
  return readRecordedEpisode(file);
}
