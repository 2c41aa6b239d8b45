import { z } from 'zod';
import { command } from '../env/interaction/command-schema.ts';
import { PHYSICS_LEVELS, SENSORS } from '../env/env.ts';
import { AUTORESET_MODES } from '../env/vector/autoreset.ts';
import { bin } from './binary-schema.ts';
import { SPLITS, TASKS } from './protocol.ts';

/** Environments of one client; what their pictures take is limited besides (`Budget`). */
export const MOST_ENVS = 1024;
/** The action number that lets an environment wait. */
export const WAIT = 255;

const MAX_SEED_LENGTH = 256;
const pixels = z.int().min(1).max(1024);
const wholeNumber = z.int().min(0);
const id = wholeNumber;
const batch = wholeNumber;

const make = z.strictObject({
  type: z.literal('make'),
  id,
  task: z.enum(TASKS).default('objectnav'),
  split: z.enum(SPLITS).default('train'),
  numEnvs: z.int().min(1).max(MOST_ENVS).default(1),
  sensors: z.array(z.enum(SENSORS)).max(SENSORS.length).default(['rgb', 'depth']),
  camera: z
    .strictObject({ width: pixels, height: pixels, hfovDeg: z.number().min(1).max(170) })
    .default({ width: 64, height: 64, hfovDeg: 79 }),
  level: z.enum(PHYSICS_LEVELS).default('rigid'),
  autoreset: z.enum(AUTORESET_MODES).default('disabled'),
  rooms: z.int().min(1).max(10).optional(),
  residents: z.int().min(0).max(20).default(0),
  stepLimit: z.int().min(1).max(100_000).optional(),
  agents: z.int().min(1).max(8).default(1),
});

/** The requests of lock-step clients. */
export const batchRequests = [
  make,
  z.strictObject({
    type: z.literal('resetBatch'),
    id,
    batch,
    seeds: z
      .array(z.union([wholeNumber, z.string().min(1).max(MAX_SEED_LENGTH), z.null()]))
      .max(MOST_ENVS)
      .optional(),
    mask: bin('uint8 (N): 1 resets that environment').optional(),
  }),
  z.strictObject({
    type: z.literal('stepBatch'),
    id,
    batch,
    actions: z
      .union([bin('uint8 (N): action numbers, 255 waits'), z.array(z.union([command, z.null()])).max(MOST_ENVS)])
      .optional(),
    velocities: bin('float32 (N, 2): m/s and rad/s').optional(),
  }),
  z.strictObject({ type: z.literal('closeBatch'), id, batch }),
] as const;

/** What a lock-step client may ask. */
export type BatchRequest = z.output<(typeof batchRequests)[number]>;
/** What a batch is to be, after defaults are filled in. */
export type BatchOptions = Omit<z.output<typeof make>, 'type' | 'id'>;
export type ResetRequest = Extract<BatchRequest, { type: 'resetBatch' }>;
export type StepRequest = Extract<BatchRequest, { type: 'stepBatch' }>;

/** Whether a message is about a batch. */
export function isBatchRequest<T extends { readonly type: string }>(message: T): message is T & BatchRequest {
  return TYPES.includes(message.type);
}

const TYPES: readonly string[] = batchRequests.map(({ shape }) => shape.type.value);
