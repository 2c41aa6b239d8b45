import { decode, DecodeError } from '@msgpack/msgpack';
import { z } from 'zod';
import { command } from '../env/interaction/command-schema.ts';
import { UsageError } from '../env/errors.ts';
import { SPEED_RANGE, SPLITS, TASKS } from './protocol.ts';

const wholeNumber = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

const episodeRequest = {
  seed: wholeNumber,
  /** Which of the seed's episodes; 0 is the first. */
  episode: wholeNumber.default(0),
  split: z.enum(SPLITS).default('val'),
  task: z.enum(TASKS).default('objectnav'),
  agent: z.string().min(1).max(256),
};

/** The agent sets off at once. */
const play = z.boolean().default(false);

const clientMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('hello'), version: z.number(), token: z.string().max(256).optional() }),
  z.strictObject({ type: z.literal('start'), ...episodeRequest, play }),
  z.strictObject({ type: z.literal('reset'), play }),
  z.strictObject({ type: z.literal('play') }),
  z.strictObject({ type: z.literal('pause') }),
  z.strictObject({ type: z.literal('step') }),
  z.strictObject({ type: z.literal('speed'), stepsPerSecond: z.number().min(SPEED_RANGE.min).max(SPEED_RANGE.max) }),
  z.strictObject({ type: z.literal('action'), action: command }),
]);

/** What a client may say, after defaults are filled in. */
export type ClientMessage = z.output<typeof clientMessage>;
/** What a client may leave out is optional here. */
export type ClientMessageInput = z.input<typeof clientMessage>;
/** Which episode is asked for, and who acts in it. */
export type EpisodeRequest = Omit<Extract<ClientMessage, { type: 'start' }>, 'type' | 'play'>;

/** No honest message is larger; a decoder without limits would allocate what a forged length asks for. */
const DECODE_LIMITS = { maxStrLength: 1024, maxBinLength: 0, maxArrayLength: 16, maxMapLength: 16, maxExtLength: 0 };

/** Reads one binary frame of a client. @throws UsageError that says what is wrong with it. */
export function parseClientMessage(bytes: Uint8Array): ClientMessage {
  let raw: unknown;
  try {
    raw = decode(bytes, DECODE_LIMITS);
  } catch (error) {
    if (!(error instanceof DecodeError || error instanceof RangeError)) throw error;
    throw new UsageError(
      `Protocol: ${bytes.length} bytes that are no MessagePack message (${error.message}); see PROTOCOL.md.`,
    );
  }
  const parsed = clientMessage.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue.path.length > 0 ? ` at "${issue.path.join('.')}"` : '';
  throw new UsageError(`Protocol: not a message of version 1${place} (${issue.message}); see PROTOCOL.md.`);
}
