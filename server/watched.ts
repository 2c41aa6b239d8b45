import type { Command } from '../env/interaction/actions.ts';
import type { Action, Agent, EpisodeSpec, PhysicsLevel, StepResult } from '../env/env.ts';
import type { GeneratedEpisode } from '../env/episode.ts';
import type { Pose, Vec3 } from '../env/geometry.ts';
import type { House } from '../env/house.ts';
import type { RecordedEpisode } from '../env/recorded-episode.ts';
import type { Measures } from '../env/measures.ts';
import type { EpisodeRequest } from './client-message.ts';
import type { RecordedRun } from './protocol.ts';

/** An environment that can be watched: it also tells where everything is, which no agent may know. */
export interface WatchedEnv {
  readonly level: PhysicsLevel;
  /** Starts an episode; the same one gives the same bits. */
  begin(episode: GeneratedEpisode): Promise<StepResult>;
  /** @throws RangeError for what is no command (see `resolveCommand`); Error after the episode ended. */
  step(command: Command): Promise<StepResult>;
  readonly traceHash: string;
  readonly house: House;
  readonly episode: EpisodeSpec;
  readonly pose: Pose;
  /** (M, 7): x y z qx qy qz qw, in the order of `listMovables(house)`; valid until the next step. */
  readonly movables: Float64Array;
  /** (numObjects) which objects of the house are on: 1 on, 0 off. */
  readonly switches: Uint8Array;
  /** Corners of the shortest way from here to the goal; empty where there is none. */
  readonly pathToGoal: readonly Vec3[];
  close(): Promise<void>;
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
  /** An environment without an episode yet; its frames hold rgb, depth and semantic. */
  createEnv(level: PhysicsLevel): Promise<WatchedEnv>;
  /** The episode a request means. @throws UsageError when there is none, for example for an instruction nobody understands */
  prepare(request: EpisodeRequest, ownHouse: House | null): Promise<GeneratedEpisode>;
  /** The agent of that name, for an environment that has begun an episode. @throws UsageError when there is none. */
  createAgent(name: string, env: WatchedEnv): Promise<WatchedAgent>;
  /** Reads a house file a client sent. @throws UsageError that says what is wrong with it */
  readHouse(json: string): House;
  /** Where recorded episodes lie; null when this server keeps none. */
  readonly recordings: RecordingFolder | null;
}

/** A recorded episode, ready to run again. */
export interface OpenedRecording {
  readonly recorded: RecordedEpisode;
  readonly house: House;
}

/** Recorded episodes, in runs. */
export interface RecordingFolder {
  /** What can be replayed, newest run first, and how many more there are. */
  list(): Promise<{ readonly runs: RecordedRun[]; readonly leftOut: number }>;
  /** @throws UsageError when there is no such episode, or it is damaged */
  open(run: string, episode: string): Promise<OpenedRecording>;
  /** So much was saved that no more is: clients may not fill a disk. */
  readonly isFull: boolean;
  /** The name of a new run, which `save` makes. */
  createRun(): string;
  /** Writes an episode into a run, and tells its file. */
  save(run: string, episode: RecordedEpisode, measures: Measures): Promise<string>;
}
