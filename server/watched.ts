import type { Command } from '../env/interaction/actions.ts';
import type { Action, Agent, Env } from '../env/env.ts';
import type { Pose } from '../env/geometry.ts';
import type { EpisodeRequest } from './client-message.ts';

/** An environment that can be watched: it also tells where everything is, which no agent may know. */
export interface WatchedEnv extends Env {
  readonly pose: Pose;
  /** (M, 7): x y z qx qy qz qw, in the order of `listMovables(house)`; valid until the next step. */
  readonly movables: Float64Array;
  /** (numObjects) which objects of the house are on: 1 on, 0 off. */
  readonly switches: Uint8Array;
}

/** An RGB picture: (H, W, 3) uint8 sRGB, row-major, top row first. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** An agent that may also show its thoughts. */
export interface WatchedAgent extends Agent<Command> {
  /** Probability of each of `ACTIONS` at the last `act`; null when it does not choose by chance. */
  readonly probabilities?: readonly number[] | null;
  /** What it expects to see once this action is taken, given all it has seen up to the last `act`; null when it cannot say yet. */
  predictFrame?(action: Action): Promise<Picture | null>;
  dispose?(): void;
}

/** Where sessions get their environments and agents from; the caller wires the real ones, tests small ones. */
export interface SessionSources {
  /** An environment for this request's task, not yet reset; its frames hold rgb, depth and semantic. */
  createEnv(request: EpisodeRequest): Promise<WatchedEnv>;
  /** The agent of that name, for an environment that has been reset. @throws UsageError when there is none. */
  createAgent(name: string, env: WatchedEnv): Promise<WatchedAgent>;
  /** Seed path that `Env.reset` is given for this request. */
  episodeSeed(request: EpisodeRequest): string;
}
