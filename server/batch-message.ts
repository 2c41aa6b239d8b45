import { z } from 'zod';
import { PHYSICS_LEVELS } from '../env/env.ts';
import { TASKS } from '../env/tasks.ts';
import { AUTORESET_MODES } from '../env/vector/autoreset.ts';
import { bin, map, unbounded } from './binary-schema.ts';

const count = z.int().min(0);
const id = count;

/** numpy's names of the element types of columns. */
export const DTYPES = ['uint8', 'int8', 'uint16', 'int32', 'float32', 'float64'] as const;

const space = z.object({
  dtype: z.enum(DTYPES),
  /** Without the first dimension, N. */
  shape: z.array(count),
  low: unbounded(),
  high: unbounded(),
});

const columns = map<Readonly<Record<string, Uint8Array>>>('column name to bin, as made.observation says');

/** The messages that answer requests about batches. */
export const batchMessages = [
  z.object({
    type: z.literal('made'),
    id,
    /** Names the batch in later requests. */
    batch: count,
    /** The first dimension of every column. */
    numEnvs: count,
    agents: count,
    task: z.enum(TASKS),
    split: z.string(),
    level: z.enum(PHYSICS_LEVELS),
    autoreset: z.enum(AUTORESET_MODES),
    stepLimit: count,
    observation: z.record(z.string(), space),
    /** The discrete actions, by number. */
    actions: z.array(z.string()),
    /** The columns of `results.measures`. */
    measures: z.array(z.string()),
    /** By semantic id. */
    categories: z.array(z.string()),
    /** Who draws, in words; null where nothing is drawn. */
    device: z.string().nullable(),
  }),
  z.object({
    type: z.literal('results'),
    id,
    batch: count,
    observation: columns,
    reward: bin('float64 (N)'),
    terminated: bin('uint8 (N)'),
    truncated: bin('uint8 (N)'),
    measures: map<Readonly<Record<string, Uint8Array>>>('measure name to bin, float64 (N); NaN where unknown'),
    /** Episodes that began by this request. */
    began: z.array(
      z.object({
        index: count,
        seed: z.string(),
        house: z.string(),
        rooms: count,
        instruction: z.string(),
        category: z.string().nullable(),
        geodesicDistance: unbounded(),
        imageGoal: bin('uint8 (H, W, 3), sRGB').nullable(),
      }),
    ),
    /** Episodes that ended by this request. */
    ended: z.array(
      z.object({
        index: count,
        reason: z.enum(['stop', 'limit']),
        traceHash: z.string(),
        measures: map<Readonly<Record<string, number>>>('measure name to number'),
      }),
    ),
    /** Commands that could not be done. */
    errors: z.array(z.object({ index: count, message: z.string() })),
    /** Environments that have no episode any more, and why; their rows are blank and truncated, and a reset helps. */
    failures: z.array(z.object({ index: count, message: z.string() })),
    /** `same-step`: the last observations of the K episodes that ended; else null. */
    final: z.object({ index: bin('int32 (K)'), observation: columns }).nullable(),
  }),
  z.object({ type: z.literal('closed'), id }),
] as const;

/** What the server says about batches. */
export type BatchMessage = z.output<(typeof batchMessages)[number]>;
export type MadeMessage = Extract<BatchMessage, { type: 'made' }>;
export type ResultsMessage = Extract<BatchMessage, { type: 'results' }>;
/** What a column of an observation holds. */
export type Space = z.output<typeof space>;
