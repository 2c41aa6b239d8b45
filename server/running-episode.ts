import type { Command } from '../env/interaction/actions.ts';
import type { StepResult } from '../env/env.ts';
import type { GeneratedEpisode } from '../env/episode.ts';
import type { RecordedEpisode } from '../env/recorded-episode.ts';
import { rulesOf } from '../env/tasks.ts';
import type { EpisodeRequest } from './client-message.ts';
import { ExploredGrid } from './explored-floor.ts';
import type { StepContext } from './observed.ts';
import { toFrames, toState } from './observed.ts';
import type { EndedMessage, EpisodeMessage, FramesMessage, StateMessage } from './protocol.ts';
import type { Picture, WatchedAgent, WatchedEnv } from './watched.ts';

/** A recorded episode that is being watched again. */
export interface ReplayedEpisode {
  readonly run: string;
  readonly episode: string;
  readonly record: RecordedEpisode;
}

export interface RunningEpisodeParts {
  /** What was asked for, or the recorded episode it follows. */
  readonly source: EpisodeRequest | ReplayedEpisode;
  readonly prepared: GeneratedEpisode;
  readonly env: WatchedEnv;
  readonly agent: WatchedAgent;
}

/** An episode under way: its environment, its agent, and what they have done so far. */
export class RunningEpisode {
  readonly request: EpisodeRequest | null;
  readonly replayed: ReplayedEpisode | null;
  readonly prepared: GeneratedEpisode;
  readonly env: WatchedEnv;
  readonly agent: WatchedAgent;
  readonly #explored: ExploredGrid;
  readonly #actions: Command[] = [];
  readonly #traceHashes: string[];
  #result: StepResult;

  private constructor({ source, prepared, env, agent }: RunningEpisodeParts, first: StepResult) {
    this.request = 'record' in source ? null : source;
    this.replayed = 'record' in source ? source : null;
    this.prepared = prepared;
    this.env = env;
    this.agent = agent;
    this.#result = first;
    this.#traceHashes = [env.traceHash];
    this.#explored = new ExploredGrid(env.house);
    this.#look();
  }

  /** Begins the prepared episode, in the environment and the agent's mind. */
  static async begin(
    parts: Omit<RunningEpisodeParts, 'agent'>,
    createAgent: () => Promise<WatchedAgent>,
  ): Promise<RunningEpisode> {
    const first = await parts.env.begin(parts.prepared);
    const agent = await createAgent();
    await agent.reset(parts.env.episode.seed);
    return new RunningEpisode({ ...parts, agent }, first);
  }

  get numSteps(): number {
    return this.#actions.length;
  }

  get result(): StepResult {
    return this.#result;
  }

  async step(command: Command): Promise<void> {
    this.#result = await this.env.step(command);
    this.#actions.push(command);
    this.#traceHashes.push(this.env.traceHash);
    this.#look();
  }

  /** How it ended; null while it goes on. */
  get end(): EndedMessage | null {
    const { terminated, truncated, measures } = this.#result;
    const record = this.replayed?.record;
    const isPlayedOut = record !== undefined && this.numSteps >= record.actions.length;
    if (!terminated && !truncated && !isPlayedOut) return null;
    const reason = terminated ? 'stop' : truncated ? 'limit' : 'record';
    const matches = record ? this.#traceHashes.every((hash, i) => hash === record.traceHashes[i]) : null;
    return { type: 'ended', reason, measures, traceHash: this.env.traceHash, matches };
  }

  toEpisodeMessage(): EpisodeMessage {
    const { env, request, replayed } = this;
    const recorded = replayed && {
      run: replayed.run,
      episode: replayed.episode,
      agent: replayed.record.agent,
      steps: replayed.record.actions.length,
    };
    return { type: 'episode', request, recorded, episode: env.episode, level: env.level };
  }

  toStateMessage(context: StepContext): StateMessage {
    return toState(this.env, this.#result, { ...context, explored: this.#explored.explored });
  }

  toFramesMessage(predicted: Picture | null): FramesMessage | null {
    return toFrames(this.#result.observation, predicted);
  }

  /** All it takes to live through it again. */
  toRecorded(): RecordedEpisode {
    return {
      format: 'oikos-episode',
      version: 1,
      agent: this.agent.name,
      level: this.env.level,
      spec: this.env.episode,
      actions: [...this.#actions],
      traceHashes: [...this.#traceHashes],
    };
  }

  #look(): void {
    const { agent } = rulesOf(this.env.episode);
    this.#explored.look(this.#result.observation, this.env.pose, agent.cameraHeight);
  }
}

/** Repeats recorded actions, whatever it sees. */
export function createReplayAgent({ agent, actions }: RecordedEpisode): WatchedAgent {
  let next = 0;
  return {
    name: agent,
    sensors: [],
    reset: () => {
      next = 0;
    },
    act: () => actions[next++],
  };
}
