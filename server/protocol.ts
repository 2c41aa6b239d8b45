import { decode, encode } from '@msgpack/msgpack';
import type { Action, EpisodeSpec } from '../env/env.ts';
import type { Pose } from '../env/geometry.ts';
import type { House } from '../env/house.ts';
import type { Measures } from '../env/measures.ts';
import type { ClientMessageInput, EpisodeRequest } from './client-message.ts';

/** Both sides must speak the same; raised whenever a message changes its meaning. */
export const PROTOCOL_VERSION = 1;

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
export const CLOSE_CODES = { version: 4000, token: 4001, silent: 4002, full: 4003, tooFast: 4004 } as const;

/** An agent that can be asked for. */
export interface AgentChoice {
  readonly name: string;
  /** One sentence for people. */
  readonly about: string;
}

/** First answer to `hello`. */
export interface WelcomeMessage {
  readonly type: 'welcome';
  readonly version: number;
  readonly agents: readonly AgentChoice[];
  /** What a page starts with by itself. */
  readonly request: EpisodeRequest;
  readonly stepsPerSecond: number;
}

/** The house of the coming episode. */
export interface HouseMessage {
  readonly type: 'house';
  readonly house: House;
}

/** An episode began; what only a watcher may know is in it, the agent never sees it. */
export interface EpisodeMessage {
  readonly type: 'episode';
  readonly request: EpisodeRequest;
  readonly episode: EpisodeSpec;
}

/** The whole state after a reset or a step: a lost one is made good by the next. */
export interface StateMessage {
  readonly type: 'state';
  readonly step: number;
  /** The action that led here; null after a reset. */
  readonly action: Action | null;
  /** Who chose it. */
  readonly actor: 'agent' | 'person' | null;
  /** (A) of the agent's choice over `ACTIONS`; null when it gives none. */
  readonly probabilities: readonly number[] | null;
  readonly pose: Pose;
  /** (M, 7) float32 little endian: x y z qx qy qz qw, in the order of `listMovables(house)`. */
  readonly movables: Uint8Array;
  /** (numObjects) which objects of the house are on: 1 on, 0 off. */
  readonly switches: Uint8Array;
  readonly measures: Measures;
  readonly reward: number;
  readonly collided: boolean;
  /** Why the action could not be done, in one sentence; null when it was done. */
  readonly error: string | null;
  /** Category of what the agent carries, or null. */
  readonly held: string | null;
  readonly terminated: boolean;
  readonly truncated: boolean;
  /** Messages this client was too slow for, so far. */
  readonly dropped: number;
}

/** What the agent sees after the same step. Row-major, top row first. */
export interface FramesMessage {
  readonly type: 'frames';
  readonly step: number;
  readonly width: number;
  readonly height: number;
  /** (H, W, 3) uint8 sRGB. */
  readonly rgb: Uint8Array;
  /** (H, W) uint16 little endian, millimetres along the camera axis; 0 where nothing is. */
  readonly depth: Uint8Array;
  /** (H, W) uint8, index into `CATEGORIES`. */
  readonly semantic: Uint8Array;
  /** What the agent's model had expected to see now; null when it predicts nothing. */
  readonly predicted: PredictedFrame | null;
}

export interface PredictedFrame {
  readonly width: number;
  readonly height: number;
  /** (H, W, 3) uint8 sRGB. */
  readonly rgb: Uint8Array;
  /** Against the frame that came, decibels. */
  readonly psnr: number;
}

/** Whether the agent runs by itself, and how fast. */
export interface PlaybackMessage {
  readonly type: 'playback';
  readonly playing: boolean;
  readonly stepsPerSecond: number;
}

/** The episode ended. */
export interface EndedMessage {
  readonly type: 'ended';
  /** `stop`: the agent said so; `limit`: the step limit cut it. */
  readonly reason: 'stop' | 'limit';
  readonly measures: Measures;
  readonly traceHash: string;
}

/** Something could not be done; one sentence that says what and what to do. */
export interface ErrorMessage {
  readonly type: 'error';
  readonly message: string;
}

export type ServerMessage =
  | WelcomeMessage
  | HouseMessage
  | EpisodeMessage
  | StateMessage
  | FramesMessage
  | PlaybackMessage
  | EndedMessage
  | ErrorMessage;

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
