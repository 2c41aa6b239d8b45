import { decode, encode } from '@msgpack/msgpack';
import type { ClientMessageInput } from './client-message.ts';
import type { ServerMessage } from './server-message.ts';

/** Both sides must speak the same; raised whenever a message changes its meaning. */
export const PROTOCOL_VERSION = 2;

/** Where the WebSocket lives on the server's port. */
export const SOCKET_PATH = '/ws';

export const TASKS = [
  'objectnav',
  'pointnav',
  'imagenav',
  'instancenav',
  'roomnav',
  'multion',
  'fetch',
  'follow',
  'findperson',
] as const;
export const SPLITS = ['train', 'val', 'test', 'style'] as const;
/** Steps a second a client may ask for. */
export const SPEED_RANGE = { min: 0.25, max: 60 } as const;

/** Why a socket was closed, beside the codes of RFC 6455. */
export const CLOSE_CODES = {
  version: 4000,
  token: 4001,
  silent: 4002,
  full: 4003,
  tooFast: 4004,
  taken: 4005,
  idle: 4006,
} as const;

type Named<T extends ServerMessage['type']> = Extract<ServerMessage, { type: T }>;

export type { ServerMessage } from './server-message.ts';
export type { MadeMessage, ResultsMessage } from './batch-message.ts';
export type WelcomeMessage = Named<'welcome'>;
export type HouseMessage = Named<'house'>;
export type EpisodeMessage = Named<'episode'>;
export type StateMessage = Named<'state'>;
export type FramesMessage = Named<'frames'>;
export type PlaybackMessage = Named<'playback'>;
export type EndedMessage = Named<'ended'>;
export type RecordingMessage = Named<'recording'>;
export type RecordingsMessage = Named<'recordings'>;
export type ErrorMessage = Named<'error'>;
/** A run of recordings, and one episode of it. */
export type RecordedRun = RecordingsMessage['runs'][number];
export type RecordedRow = RecordedRun['episodes'][number];
/** How an episode ended, in one word. */
export type Outcome = RecordedRow['outcome'];
/** An agent that can be asked for, with one sentence for people. */
export type AgentChoice = WelcomeMessage['agents'][number];
export type PredictedFrame = NonNullable<FramesMessage['predicted']>;
export type ExploredFloor = NonNullable<StateMessage['explored']>;

/** One message as the payload of one binary WebSocket frame. */
export function encodeMessage(message: ServerMessage | ClientMessageInput): Uint8Array<ArrayBuffer> {
  return encode(message, { ignoreUndefined: true });
}

/** Reads a frame of the server; it is trusted, as the page came from the same place. */
export function decodeServerMessage(bytes: ArrayBuffer): ServerMessage {
  return decode(bytes) as ServerMessage;
}

/** The bytes of a typed array, to be sent as MessagePack `bin`; every machine Node runs on is little endian. */
export function bytesOf(array: ArrayBufferView): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

/** Reads `bin` as uint16; copies, because a message's fields are not aligned. */
export function uint16Of(bytes: Uint8Array): Uint16Array {
  return new Uint16Array(bytes.slice().buffer);
}

/** Reads `bin` as float32; copies, because a message's fields are not aligned. */
export function float32Of(bytes: Uint8Array): Float32Array {
  return new Float32Array(bytes.slice().buffer);
}
