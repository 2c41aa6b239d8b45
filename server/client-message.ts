import { decode, DecodeError } from '@msgpack/msgpack';
import { z } from 'zod';
import { command } from '../env/interaction/command-schema.ts';
import { PHYSICS_LEVELS } from '../env/env.ts';
import { UsageError } from '../env/errors.ts';
import { batchRequests, type BatchRequest } from './batch-request.ts';
import { checkPacking } from './packing.ts';
import { PROTOCOL_VERSION, SPEED_RANGE, SPLITS, TASKS } from './protocol.ts';

/** A house file a client may send, bytes of JSON. */
export const MAX_HOUSE_LENGTH = 900_000;

/** Of the secret in `hello`. */
export const MAX_TOKEN_LENGTH = 256;

const wholeNumber = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const name = z.string().min(1).max(256);

/** Which episode is asked for, and who acts in it. */
export const episodeRequest = z.strictObject({
  seed: wholeNumber,
  /** Which of the seed's episodes; 0 is the first. */
  episode: wholeNumber.default(0),
  split: z.enum(SPLITS).default('val'),
  task: z.enum(TASKS).default('objectnav'),
  agent: name,
  /** `rigid` when left out. */
  level: z.enum(PHYSICS_LEVELS).optional(),
  /** How many rooms the house has; drawn when left out. */
  rooms: z.int().min(1).max(10).optional(),
  /** How many people go about the house; the server's choice when left out. */
  residents: z.int().min(0).max(20).optional(),
  /** What a person asks for in place of the episode's own instruction, for example "find the fridge". */
  instruction: z.string().trim().min(1).max(200).optional(),
  /** In the house that `useHouse` brought, in place of the seed's. */
  ownHouse: z.boolean().optional(),
});

/** The agent sets off at once. */
const play = z.boolean().default(false);

/** Every message a client may send. */
export const clientMessage = z.discriminatedUnion('type', [
  // Not strict: a client of another version may say more, and is to be told the version.
  z.object({
    type: z.literal('hello'),
    version: z.number(),
    token: z.string().max(MAX_TOKEN_LENGTH).optional(),
    /** `welcome.resume` of a session whose connection was lost. */
    resume: z.string().max(64).optional(),
  }),
  episodeRequest.extend({ type: z.literal('start'), play }),
  z.strictObject({ type: z.literal('useHouse'), json: z.string().max(MAX_HOUSE_LENGTH) }),
  z.strictObject({ type: z.literal('reset'), play }),
  z.strictObject({ type: z.literal('play') }),
  z.strictObject({ type: z.literal('pause') }),
  z.strictObject({ type: z.literal('step') }),
  z.strictObject({ type: z.literal('speed'), stepsPerSecond: z.number().min(SPEED_RANGE.min).max(SPEED_RANGE.max) }),
  z.strictObject({ type: z.literal('action'), action: command }),
  z.strictObject({ type: z.literal('record'), on: z.boolean() }),
  z.strictObject({ type: z.literal('recordings') }),
  z.strictObject({ type: z.literal('replay'), run: name, episode: name, play }),
  ...batchRequests,
]);

/** What a client may say, after defaults are filled in. */
export type ClientMessage = z.output<typeof clientMessage>;
/** What a client may leave out is optional here. */
export type ClientMessageInput = z.input<typeof clientMessage>;
export type EpisodeRequest = z.output<typeof episodeRequest>;

/** What watchers ask for, once they have said hello. */
export type WatchRequest = Exclude<ClientMessage, BatchRequest | { type: 'hello' }>;

/** The episode a `start` asks for. */
export function requestOf(message: Extract<ClientMessage, { type: 'start' }>): EpisodeRequest {
  const { seed, episode, split, task, agent, level, rooms, residents, instruction, ownHouse } = message;
  return { seed, episode, split, task, agent, level, rooms, residents, instruction, ownHouse };
}

/** Checks an unpacked message of a client. @throws UsageError that says what is wrong with it */
export function parseClientMessage(raw: unknown): ClientMessage {
  const parsed = clientMessage.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue.path.length > 0 ? ` at "${issue.path.join('.')}"` : '';
  throw new UsageError(
    `Protocol: not a message of version ${PROTOCOL_VERSION}${place} (${issue.message}); see PROTOCOL.md.`,
  );
}

/** Unpacks one binary frame. @throws UsageError for what is no MessagePack, or claims to be larger than it is */
export function unpack(bytes: Uint8Array): unknown {
  try {
    checkPacking(bytes);
    return decode(bytes);
  } catch (error) {
    if (!(error instanceof DecodeError || error instanceof RangeError)) throw error;
    throw new UsageError(
      `Protocol: ${bytes.length} bytes that are no MessagePack message (${error.message}); see PROTOCOL.md.`,
    );
  }
}

/** The `id` of a request that may be wrong in all else, so that its error can be told apart; null when it has none. */
export function requestIdOf(raw: unknown): number | null {
  if (typeof raw !== 'object' || raw === null || !('id' in raw)) return null;
  return typeof raw.id === 'number' && Number.isSafeInteger(raw.id) && raw.id >= 0 ? raw.id : null;
}
