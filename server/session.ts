import type { Command } from '../env/interaction/actions.ts';
import type { Action, StepResult } from '../env/env.ts';
import { UsageError } from '../env/errors.ts';
import type { ClientMessage, EpisodeRequest } from './client-message.ts';
import { toFrames, toState } from './observed.ts';
import type { ServerMessage } from './protocol.ts';
import type { Picture, SessionSources, WatchedAgent, WatchedEnv } from './watched.ts';

/** Where a session's messages go. */
export interface Outlet {
  /** Sends what must arrive. */
  send(message: ServerMessage): void;
  /** Sends what the next one replaces; dropped while the client is too slow. */
  offer(message: ServerMessage): void;
  /** Offers dropped so far. */
  readonly dropped: number;
}

export interface SessionOptions {
  readonly stepsPerSecond?: number;
  /** Hears what is no fault of the client. */
  readonly onFailure?: (error: unknown) => void;
}

export const SESSION_DEFAULTS: Required<SessionOptions> = { stepsPerSecond: 4, onFailure: () => {} };

/** More requests than this at once are refused: they would be answered long after they were meant. */
const MAX_WAITING = 8;

interface Running {
  readonly request: EpisodeRequest;
  readonly env: WatchedEnv;
  readonly agent: WatchedAgent;
  result: StepResult;
}

/** One watcher's environment, stepped by an agent or by the person, one step at a time. */
export class Session {
  readonly #sources: SessionSources;
  readonly #outlet: Outlet;
  readonly #onFailure: (error: unknown) => void;
  #running: Running | null = null;
  #stepsPerSecond: number;
  #playing = false;
  #timer: NodeJS.Timeout | undefined;
  #nextStepAt = 0;
  #queue: Promise<void> = Promise.resolve();
  #waiting = 0;
  #closed = false;

  constructor(sources: SessionSources, outlet: Outlet, options: SessionOptions = {}) {
    const { stepsPerSecond, onFailure } = { ...SESSION_DEFAULTS, ...options };
    this.#sources = sources;
    this.#outlet = outlet;
    this.#stepsPerSecond = stepsPerSecond;
    this.#onFailure = onFailure;
  }

  /** Does what a client asks; answers and errors go to the outlet. */
  handle(message: Exclude<ClientMessage, { type: 'hello' }>): void {
    switch (message.type) {
      case 'start': {
        const { seed, episode, split, task, agent } = message;
        this.#pause();
        return this.#enqueue(async () => {
          await this.#start({ seed, episode, split, task, agent });
          if (message.play) this.#play();
        });
      }
      case 'reset':
        this.#pause();
        return this.#enqueue(async () => {
          await this.#reset(this.#expectRunning('reset'));
          if (message.play) this.#play();
        });
      case 'play':
        return this.#enqueue(async () => this.#play());
      case 'pause':
        return this.#pause();
      case 'speed':
        this.#stepsPerSecond = message.stepsPerSecond;
        return this.#tellPlayback();
      case 'step':
        this.#pause();
        return this.#enqueue(() => this.#stepAgent(this.#expectRunning('step')));
      case 'action':
        this.#pause();
        return this.#enqueue(() => this.#step(this.#expectRunning('action'), message.action, 'person', null));
    }
  }

  /** Ends what is under way and frees the environment. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#playing = false;
    clearTimeout(this.#timer);
    await this.#queue;
    await this.#release();
  }

  #enqueue(work: () => Promise<void>): void {
    if (this.#waiting >= MAX_WAITING) {
      return this.#outlet.send({
        type: 'error',
        message: `Session: ${MAX_WAITING} requests are still waiting; wait for their answers before sending more.`,
      });
    }
    this.#waiting++;
    this.#queue = this.#queue.then(async () => {
      try {
        if (!this.#closed) await work();
      } catch (error) {
        this.#fail(error);
      } finally {
        this.#waiting--;
      }
    });
  }

  #fail(error: unknown): void {
    if (this.#playing) this.#pause();
    if (error instanceof UsageError) return this.#outlet.send({ type: 'error', message: error.message });
    this.#onFailure(error);
    const reason = error instanceof Error ? error.message : String(error);
    this.#outlet.send({ type: 'error', message: `Session: the episode stopped (${reason}); start another one.` });
  }

  async #start(request: EpisodeRequest): Promise<void> {
    const before = this.#running;
    this.#running = null;
    before?.agent.dispose?.();
    const isSameKind = before?.request.task === request.task && before.request.split === request.split;
    if (before && !isSameKind) await before.env.close();
    const env = before && isSameKind ? before.env : await this.#sources.createEnv(request);
    try {
      const result = await env.reset(this.#sources.episodeSeed(request));
      const agent = await this.#sources.createAgent(request.agent, env);
      await agent.reset(env.episode.seed);
      this.#running = { request, env, agent, result };
    } catch (error) {
      await env.close().catch(this.#onFailure);
      throw error;
    }
    this.#tellEpisode(this.#running);
  }

  async #reset(running: Running): Promise<void> {
    running.result = await running.env.reset(this.#sources.episodeSeed(running.request));
    await running.agent.reset(running.env.episode.seed);
    this.#tellEpisode(running);
  }

  #tellEpisode(running: Running): void {
    const { env, request } = running;
    this.#outlet.send({ type: 'house', house: env.house });
    this.#outlet.send({ type: 'episode', request, episode: env.episode });
    this.#tellStep(running, null, null, null);
    this.#tellPlayback();
  }

  async #stepAgent(running: Running): Promise<void> {
    const { agent } = running;
    this.#expectOpenEnd(running);
    const action = await agent.act(running.result.observation);
    const predicted = typeof action === 'number' ? ((await agent.predictFrame?.(action)) ?? null) : null;
    await this.#step(running, action, 'agent', predicted);
  }

  async #step(running: Running, action: Command, actor: 'agent' | 'person', predicted: Picture | null): Promise<void> {
    this.#expectOpenEnd(running);
    running.result = await running.env.step(action);
    this.#tellStep(running, typeof action === 'number' ? action : null, actor, predicted);
    const { terminated, truncated, measures } = running.result;
    if (!terminated && !truncated) return;
    this.#pause();
    const { traceHash } = running.env;
    this.#outlet.send({ type: 'ended', reason: terminated ? 'stop' : 'limit', measures, traceHash });
  }

  #tellStep(
    running: Running,
    action: Action | null,
    actor: 'agent' | 'person' | null,
    predicted: Picture | null,
  ): void {
    const probabilities = actor === 'agent' ? (running.agent.probabilities ?? null) : null;
    this.#outlet.offer(
      toState(running.env, running.result, { action, actor, probabilities, dropped: this.#outlet.dropped }),
    );
    const frames = toFrames(running.result.observation, predicted);
    if (frames) this.#outlet.offer(frames);
  }

  #play(): void {
    this.#expectOpenEnd(this.#expectRunning('play'));
    if (this.#playing) return;
    this.#playing = true;
    this.#nextStepAt = performance.now();
    this.#tellPlayback();
    this.#scheduleStep();
  }

  #pause(): void {
    clearTimeout(this.#timer);
    if (!this.#playing) return;
    this.#playing = false;
    // Told after the step under way, so that a client that has heard it sees no further step.
    this.#queue = this.#queue.then(() => this.#tellPlayback());
  }

  /** Steps at the asked pace; where a step takes longer than that, the next follows at once and no debt is kept. */
  #scheduleStep(): void {
    const now = performance.now();
    this.#nextStepAt = Math.max(now, this.#nextStepAt);
    this.#timer = setTimeout(() => {
      this.#nextStepAt += 1000 / this.#stepsPerSecond;
      this.#enqueue(async () => {
        if (this.#playing) await this.#stepAgent(this.#expectRunning('play'));
        if (this.#playing) this.#scheduleStep();
      });
    }, this.#nextStepAt - now);
  }

  #tellPlayback(): void {
    this.#outlet.send({ type: 'playback', playing: this.#playing, stepsPerSecond: this.#stepsPerSecond });
  }

  #expectRunning(asked: string): Running {
    if (this.#running) return this.#running;
    throw new UsageError(`Session: "${asked}" needs an episode, and none is running; send "start" first.`);
  }

  #expectOpenEnd({ result }: Running): void {
    if (!result.terminated && !result.truncated) return;
    throw new UsageError(`Session: the episode ended after ${result.measures.steps} steps; send "start" or "reset".`);
  }

  async #release(): Promise<void> {
    const running = this.#running;
    this.#running = null;
    running?.agent.dispose?.();
    await running?.env.close();
  }
}
