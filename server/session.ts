import type { Command } from '../env/interaction/actions.ts';
import type { Action, PhysicsLevel } from '../env/env.ts';
import { UsageError } from '../env/errors.ts';
import type { House } from '../env/house.ts';
import { requestOf, type EpisodeRequest, type WatchRequest } from './client-message.ts';
import { NOBODY, type Outlet } from './outlet.ts';
import { Recorder } from './recorder.ts';
import { createReplayAgent, RunningEpisode, type ReplayedEpisode } from './running-episode.ts';
import { Turns, type Place } from './turns.ts';
import type { Picture, SessionSources, WatchedEnv } from './watched.ts';
import { WorkQueue } from './work-queue.ts';

export interface SessionOptions {
  readonly stepsPerSecond?: number;
  /** Shared with the sessions beside it; each step takes a turn. */
  readonly turns?: Turns;
  /** Hears what is no fault of the client. */
  readonly onFailure?: (error: unknown) => void;
}

/** One watcher's environment, stepped by an agent or by the person, one step at a time. Runs in Node and in browsers. */
export class Session {
  readonly #sources: SessionSources;
  readonly #place: Place;
  readonly #queue = new WorkQueue();
  readonly #recorder: Recorder;
  readonly #onFailure: (error: unknown) => void;
  #outlet: Outlet;
  #env: WatchedEnv | null = null;
  #running: RunningEpisode | null = null;
  #ownHouse: House | null = null;
  #stepsPerSecond: number;
  #playing = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #nextStepAt = 0;

  constructor(sources: SessionSources, outlet: Outlet, options: SessionOptions = {}) {
    this.#sources = sources;
    this.#outlet = outlet;
    this.#stepsPerSecond = options.stepsPerSecond ?? 4;
    this.#place = (options.turns ?? new Turns()).join();
    this.#onFailure = options.onFailure ?? (() => {});
    this.#recorder = new Recorder(sources.recordings);
  }

  /** Does what a client asks; answers and errors go to the outlet. */
  handle(message: WatchRequest): void {
    switch (message.type) {
      case 'start':
        this.#pause();
        return this.#enqueue(async () => {
          await this.#start(requestOf(message));
          if (message.play) this.#play();
        });
      case 'replay':
        this.#pause();
        return this.#enqueue(async () => {
          await this.#replay(message.run, message.episode);
          if (message.play) this.#play();
        });
      case 'reset':
        this.#pause();
        return this.#enqueue(async () => {
          await this.#reset(this.#expectRunning('reset'));
          if (message.play) this.#play();
        });
      case 'useHouse':
        return this.#enqueue(async () => {
          this.#ownHouse = this.#sources.readHouse(message.json);
          this.#outlet.send({ type: 'house', house: this.#ownHouse });
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
        return this.#enqueue(() => this.#stepPerson(message.action));
      case 'record':
        return this.#enqueue(async () => this.#outlet.send(this.#recorder.turn(message.on)));
      case 'recordings':
        return this.#enqueue(async () => this.#outlet.send(await this.#recorder.list()));
    }
  }

  /** An episode is there to come back to. */
  get isWorthKeeping(): boolean {
    return this.#running !== null;
  }

  /** Nobody watches for now: the agent stops where it is. */
  detach(): void {
    this.#outlet = NOBODY;
    this.#pause();
  }

  /** Somebody watches again, and is told how things are. */
  attach(outlet: Outlet): void {
    this.#outlet = outlet;
    this.#queue.after(() => {
      if (this.#running) this.#tellEpisode(this.#running);
      const end = this.#running?.end;
      if (end) this.#outlet.send(end);
    });
  }

  /** Ends what is under way, saves what was being recorded and frees the environment. */
  async close(): Promise<void> {
    this.#playing = false;
    clearTimeout(this.#timer);
    this.#place.leave();
    await this.#queue.close();
    await this.#leaveEpisode().catch(this.#onFailure);
    await this.#env?.close();
    this.#env = null;
  }

  #enqueue(work: () => Promise<void>): void {
    try {
      this.#queue.add(
        () => this.#place.take(work),
        (error) => this.#fail(error),
      );
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      this.#outlet.send({ type: 'error', message: error.message, id: null });
    }
  }

  #fail(error: unknown): void {
    if (this.#playing) this.#pause();
    if (error instanceof UsageError) return this.#outlet.send({ type: 'error', message: error.message, id: null });
    this.#onFailure(error);
    const reason = error instanceof Error ? error.message : String(error);
    const message = `Session: the episode stopped (${reason}); start another one.`;
    this.#outlet.send({ type: 'error', message, id: null });
  }

  async #start(request: EpisodeRequest): Promise<void> {
    const prepared = await this.#sources.prepare(request, this.#ownHouse);
    await this.#leaveEpisode();
    const env = await this.#envOf(request.level ?? 'rigid');
    const createAgent = (): ReturnType<SessionSources['createAgent']> => this.#sources.createAgent(request.agent, env);
    this.#running = await RunningEpisode.begin({ source: request, prepared, env }, createAgent);
    this.#tellEpisode(this.#running);
  }

  async #replay(run: string, episode: string): Promise<void> {
    const { recorded: record, house } = await this.#recorder.open(run, episode);
    await this.#leaveEpisode();
    const source: ReplayedEpisode = { run, episode, record };
    const prepared = { spec: record.spec, house, rejected: 0 };
    const env = await this.#envOf(record.level ?? 'rigid');
    const agent = createReplayAgent(record);
    this.#running = await RunningEpisode.begin({ source, prepared, env }, async () => agent);
    this.#tellEpisode(this.#running);
  }

  async #reset({ request, replayed, prepared, env, agent }: RunningEpisode): Promise<void> {
    const source = request ?? replayed;
    if (!source) return;
    await this.#saveEpisode();
    this.#running = await RunningEpisode.begin({ source, prepared, env }, async () => agent);
    this.#tellEpisode(this.#running);
  }

  /** The session's one environment; another when the physics is to be another. */
  async #envOf(level: PhysicsLevel): Promise<WatchedEnv> {
    if (this.#env?.level === level) return this.#env;
    await this.#env?.close();
    this.#env = null;
    this.#env = await this.#sources.createEnv(level);
    return this.#env;
  }

  #tellEpisode(running: RunningEpisode): void {
    this.#outlet.send({ type: 'house', house: running.env.house });
    this.#outlet.send(running.toEpisodeMessage());
    this.#tellStep(running, null, null, null);
    this.#tellPlayback();
  }

  async #stepAgent(running: RunningEpisode): Promise<void> {
    const { agent } = running;
    this.#expectOpenEnd(running);
    const action = await agent.act(running.result.observation);
    const predicted = typeof action === 'number' ? ((await agent.predictFrame?.(action)) ?? null) : null;
    await this.#step(running, action, 'agent', predicted);
  }

  async #stepPerson(command: Command): Promise<void> {
    const running = this.#expectRunning('action');
    if (running.replayed) {
      throw new UsageError('Session: a recorded episode cannot be acted in; send "start" for one of your own.');
    }
    await this.#step(running, command, 'person', null);
  }

  async #step(
    running: RunningEpisode,
    action: Command,
    actor: 'agent' | 'person',
    predicted: Picture | null,
  ): Promise<void> {
    this.#expectOpenEnd(running);
    await running.step(action);
    this.#tellStep(running, typeof action === 'number' ? action : null, actor, predicted);
    const { end } = running;
    if (!end) return;
    this.#pause();
    await this.#saveEpisode();
    this.#outlet.send(end);
  }

  #tellStep(
    running: RunningEpisode,
    action: Action | null,
    actor: 'agent' | 'person' | null,
    predicted: Picture | null,
  ): void {
    const probabilities = actor === 'agent' ? (running.agent.probabilities ?? null) : null;
    const state = running.toStateMessage({ action, actor, probabilities, dropped: this.#outlet.dropped });
    // Whoever asked for this one step waits for its state; while the agent plays, the next one replaces it.
    if (this.#playing) this.#outlet.offer(state);
    else this.#outlet.send(state);
    const frames = running.toFramesMessage(predicted);
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
    this.#queue.after(() => this.#tellPlayback());
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

  #expectRunning(asked: string): RunningEpisode {
    if (this.#running) return this.#running;
    throw new UsageError(`Session: "${asked}" needs an episode, and none is running; send "start" first.`);
  }

  #expectOpenEnd({ end, numSteps }: RunningEpisode): void {
    if (!end) return;
    throw new UsageError(`Session: the episode ended after ${numSteps} steps; send "start" or "reset".`);
  }

  async #leaveEpisode(): Promise<void> {
    await this.#saveEpisode();
    const running = this.#running;
    this.#running = null;
    running?.agent.dispose?.();
  }

  async #saveEpisode(): Promise<void> {
    if (this.#running && (await this.#recorder.save(this.#running))) this.#outlet.send(this.#recorder.status);
  }
}
