import type { PhysicsLevel } from '../env/env.ts';
import { type Measures, type NavigationMeasures, TASK_MEASURES, type TaskMeasures } from '../env/measures.ts';
import { Rng } from '../env/random.ts';
import { combineTraces } from '../env/trace.ts';
import { type Estimate, estimateMean, estimateShare } from './statistics.ts';

/** How one episode went. */
export interface EpisodeRow extends Measures {
  /** Seed path of the episode, for example `1/val/episode-3`. */
  readonly seed: string;
  /** Seed path of the house. */
  readonly house: string;
  /** Rooms of the house. */
  readonly rooms: number;
  readonly instruction: string;
  /** ObjectNav: what was asked for. */
  readonly category: string | null;
  /** From the start to the nearest goal, metres. */
  readonly geodesicDistance: number;
  /** Proposals thrown away before this episode, because the oracle could not solve them. */
  readonly rejected: number;
  readonly traceHash: string;
}

/** The measures of houses with one number of rooms. */
export interface RoomsReport {
  readonly episodes: number;
  readonly success: Estimate;
  readonly spl: Estimate;
}

/** Means over the episodes; a task's own measures stand beside those of all. */
export type ReportedMeasures = Readonly<Record<keyof NavigationMeasures, Estimate>> &
  Readonly<Partial<Record<keyof TaskMeasures, Estimate>>>;

/** What `oikos eval --json` prints: its names are a contract. Distances in metres. */
export interface EvaluationReport {
  readonly agent: string;
  readonly task: string;
  /** Which houses, or the file that the episodes came from. */
  readonly split: string;
  readonly seed: number;
  /** How the houses moved. */
  readonly level: PhysicsLevel;
  /** Number of rows. */
  readonly episodes: number;
  readonly measures: ReportedMeasures;
  /** By the number of rooms. */
  readonly byRooms: Readonly<Record<string, RoomsReport>>;
  readonly rejected: number;
  /** Hash of all episodes' hashes in their order. */
  readonly traceHash: string;
  /** What drew the frames; null when nothing was drawn. */
  readonly device: string | null;
  /** In the order of their numbers. */
  readonly perEpisode: readonly EpisodeRow[];
}

export interface SummarizeOptions {
  readonly agent: string;
  readonly task: string;
  readonly split: string;
  readonly seed: number;
  readonly level: PhysicsLevel;
  readonly device: string | null;
  readonly rows: readonly EpisodeRow[];
}

/** Means with their intervals: Wilson's for success, the bootstrap's for all else. @throws RangeError without rows */
export function summarize({ agent, task, split, seed, level, device, rows }: SummarizeOptions): EvaluationReport {
  const mean = (name: keyof Measures, part: readonly EpisodeRow[], stream: string): Estimate =>
    estimateMean(
      part.map((row) => row[name] ?? 0),
      new Rng(`${seed}/bootstrap/${stream}/${name}`),
    );
  const numsRooms = [...new Set(rows.map((row) => row.rooms))].sort((a, b) => a - b);
  const byRooms = numsRooms.map((rooms): [string, RoomsReport] => {
    const part = rows.filter((row) => row.rooms === rooms);
    return [`${rooms}`, { episodes: part.length, success: successOf(part), spl: mean('spl', part, `rooms-${rooms}`) }];
  });
  return {
    agent,
    task,
    split,
    seed,
    level,
    episodes: rows.length,
    measures: {
      success: successOf(rows),
      spl: mean('spl', rows, 'all'),
      softSpl: mean('softSpl', rows, 'all'),
      distanceToGoal: mean('distanceToGoal', rows, 'all'),
      collisions: mean('collisions', rows, 'all'),
      steps: mean('steps', rows, 'all'),
      ...Object.fromEntries(
        TASK_MEASURES.filter((name) => name in rows[0]).map((name) => [name, mean(name, rows, 'all')]),
      ),
    },
    byRooms: Object.fromEntries(byRooms),
    rejected: rows.reduce((sum, row) => sum + row.rejected, 0),
    traceHash: combineTraces(rows.map((row) => row.traceHash)),
    device,
    perEpisode: rows,
  };
}

function successOf(rows: readonly EpisodeRow[]): Estimate {
  return estimateShare(rows.filter((row) => row.success === 1).length, rows.length);
}
