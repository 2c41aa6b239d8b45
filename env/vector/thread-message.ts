import { UsageError } from '../errors.ts';
import type { Command } from '../interaction/actions.ts';
import type { PhysicsLevel } from '../env.ts';
import type { Scene } from '../rendering/scene.ts';
import type { MeshedEpisode, PreparedEpisode } from './prepared-episode.ts';
import type { EpisodeFacts, StateSize } from './shared-state.ts';
import type { WorldSource } from './world-source.ts';

/** What a thread is given when it starts. */
export interface ThreadSetup {
  readonly source: WorldSource;
  readonly level?: PhysicsLevel;
  readonly hasScenes: boolean;
}

/** What a thread is asked to do. */
export type ThreadTask =
  | { readonly kind: 'open' }
  | { readonly kind: 'begin'; readonly starts: readonly ThreadStart[] }
  | { readonly kind: 'step'; readonly moves: readonly Move[] }
  | { readonly kind: 'prepare'; readonly seed: string };

/** What each kind of task is answered with. */
export interface ThreadAnswers {
  readonly open: null;
  /** One for each start. */
  readonly begin: readonly (ThreadBegun | ThrownError)[];
  /** One for each move: why it could not be done, null when it was, or what was thrown. */
  readonly step: readonly (string | null | ThrownError)[];
  readonly prepare: PreparedEpisode | null;
}

/** What a task of any kind is answered with. */
export type ThreadAnswer = ThreadAnswers[ThreadTask['kind']];

/** One environment's next episode. */
export interface Start {
  readonly index: number;
  readonly seed: string;
}

/** One environment's next episode, as its thread is told. */
export interface ThreadStart extends Start {
  /** Made by the thread when null. */
  readonly prepared: MeshedEpisode | null;
}

/** One environment's next command. */
export interface Move {
  readonly index: number;
  readonly command: Command;
}

/** An episode that began in a thread. */
export interface ThreadBegun {
  readonly facts: EpisodeFacts;
  readonly state: SharedArrayBuffer;
  readonly size: StateSize;
  readonly rejected: number;
  /** Null where nothing is drawn, or the asker has it. */
  readonly scene: Scene | null;
}

/** What a thread is sent; `call` numbers the requests to it. */
export interface ThreadRequest {
  readonly call: number;
  readonly task: ThreadTask;
}

/** What it sends back, in the order of the requests. */
export interface ThreadReply {
  readonly call: number;
  readonly answer: ThreadAnswer | ThrownError;
}

/** An error on its way between threads, where it would lose its class. */
export interface ThrownError {
  readonly thrown: string;
  readonly stack?: string;
  readonly isUsage: boolean;
}

/** Makes an error ready to be sent. */
export function packError(error: Error): ThrownError {
  return { thrown: error.message, stack: error.stack, isUsage: error instanceof UsageError };
}

/** Whether an answer is an error that was sent. */
export function isThrown(answer: unknown): answer is ThrownError {
  return typeof answer === 'object' && answer !== null && 'thrown' in answer;
}

/** The error that was sent, of its class again. */
export function unpackError({ thrown, stack, isUsage }: ThrownError): Error {
  const error = isUsage ? new UsageError(thrown) : new Error(thrown);
  if (stack !== undefined) error.stack = stack;
  return error;
}
