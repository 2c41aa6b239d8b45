import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Command } from './interaction/actions.ts';
import { command } from './interaction/command-schema.ts';
import { type EpisodeSpec, PHYSICS_LEVELS, type PhysicsLevel } from './env.ts';
import { episodeSpec } from './episode-schema.ts';
import { UsageError } from './errors.ts';
import { writeFileAtomic } from './files.ts';
import type { House } from './house.ts';
import type { Measures } from './measures.ts';
import type { ModelLibrary } from './model.ts';
import { initNavigation } from './navigation/navigation.ts';
import { rulesOf } from './tasks.ts';
import { World } from './world.ts';

/** All it takes to live through an episode again: states, rewards, ends and pictures follow from it. */
export interface RecordedEpisode {
  readonly format: 'oikos-episode';
  readonly version: 1;
  readonly agent: string;
  /** At which it was lived; `rigid` when left out. */
  readonly level?: PhysicsLevel;
  readonly spec: EpisodeSpec;
  readonly actions: readonly Command[];
  /** Trace hash after the reset and after each action: one more than there are actions. */
  readonly traceHashes: readonly string[];
  /** How it went, for those who list episodes; replays measure again. */
  readonly measures?: Measures;
}

/** How a recorded episode went the second time. */
export interface Replay {
  readonly traceHash: string;
  /** The first action (0 is the reset) whose state was not the recorded one; null when all were. */
  readonly firstDifference: number | null;
  readonly measures: Measures;
}

const hash = z.string().regex(/^[0-9a-f]{16}$/);

/** JSON has no infinity: the distance to what cannot be reached is null there. */
const measured = z
  .number()
  .nullable()
  .transform((value) => value ?? Infinity);
const measures = z
  .object({
    success: measured,
    spl: measured,
    softSpl: measured,
    distanceToGoal: measured,
    collisions: measured,
    steps: measured,
  })
  .catchall(measured);

const recordedEpisode = z
  .object({
    format: z.literal('oikos-episode'),
    version: z.literal(1),
    agent: z.string(),
    level: z.enum(PHYSICS_LEVELS).optional(),
    spec: episodeSpec,
    actions: z.array(command),
    traceHashes: z.array(hash),
    measures: measures.optional(),
  })
  .refine(({ actions, spec }) => actions.length <= rulesOf(spec).stepLimit, {
    error: 'there are more than an episode may have',
    path: ['actions'],
  })
  .refine(({ actions, traceHashes }) => traceHashes.length === actions.length + 1, {
    error: 'one hash more than there are actions is needed',
    path: ['traceHashes'],
  });

/** Reads a file that `writeRecordedEpisode` wrote. @throws UsageError naming the file and what is wrong in it */
export async function readRecordedEpisode(file: string): Promise<RecordedEpisode> {
  const text = await readFile(file, 'utf8');
  const remedy = 'give a file that oikos eval --record wrote';
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new UsageError(`${file}: is not whole JSON (${text.length} characters); ${remedy}.`);
  }
  const parsed = recordedEpisode.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(`${file}: ${issue.path.join('.') || 'the document'} is wrong (${issue.message}); ${remedy}.`);
}

/** Writes an episode as JSON, whole or not at all. */
export async function writeRecordedEpisode(file: string, episode: RecordedEpisode): Promise<void> {
  await writeFileAtomic(file, `${JSON.stringify(episode)}\n`);
}

/** Lives through a recorded episode again, in the house it names and at the level it was lived at. @throws Error when an action follows the episode's end */
export async function replayEpisode(episode: RecordedEpisode, house: House, library: ModelLibrary): Promise<Replay> {
  await initNavigation();
  const world = new World({ house, spec: episode.spec, library, level: episode.level });
  try {
    const hashes = [world.traceHash];
    for (const action of episode.actions) {
      world.step(action);
      hashes.push(world.traceHash);
    }
    const different = hashes.findIndex((traceHash, i) => traceHash !== episode.traceHashes[i]);
    return {
      traceHash: world.traceHash,
      firstDifference: different < 0 ? null : different,
      measures: world.measures,
    };
  } finally {
    world.dispose();
  }
}
