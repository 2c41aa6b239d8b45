import { setImmediate } from 'node:timers/promises';
import type { Command } from '../env/interaction/actions.ts';
import type { Agent, EpisodeRules, EpisodeSpec, PhysicsLevel, StepResult } from '../env/env.ts';
import {
  type EpisodeSource,
  type GeneratedEpisode,
  type SplitName,
  episodeSeed,
  episodeSource,
} from '../env/episode.ts';
import { UsageError } from '../env/errors.ts';
import type { Gpu } from '../env/gpu.ts';
import type { ModelLibrary } from '../env/model.ts';
import type { RecordedEpisode } from '../env/recorded-episode.ts';
import type { SensorSuite } from '../env/sensors/sensor-suite.ts';
import type { Task } from '../env/tasks/task.ts';
import type { TaskName } from '../env/tasks.ts';
import { VectorEnv, type VectorEnvOptions } from '../env/vector-env.ts';
import { houseEpisodes } from '../scenes/house-episodes.ts';
import { houseForSeed } from '../scenes/house-source.ts';
import { library as ownLibrary } from '../scenes/library.ts';
import { type EpisodeRow, type EvaluationReport, summarize } from './evaluation-report.ts';
import type { AgentMaker } from './make-agent.ts';

/** Who is evaluated, in which episodes. */
export interface EvaluateOptions {
  readonly maker: AgentMaker;
  /** One of `TASKS`, or a task of one's own. */
  readonly task: TaskName | Task;
  readonly split: SplitName;
  readonly seed: number;
  /** The task's own, and those of the usual agent, when left out. */
  readonly rules?: EpisodeRules;
  /** How many people go about each house; none when left out. */
  readonly residents?: number;
  /** How the houses move; `rigid` when left out. */
  readonly level?: PhysicsLevel;
  /** Just what the agent needs, through the usual camera, when left out. */
  readonly suite?: SensorSuite;
  /** Episodes of the whole evaluation, numbered from 0. */
  readonly episodes: number;
  /** How many run side by side; no result depends on it. */
  readonly envs: number;
  /** Takes only the episodes whose number is `index` modulo `count`. */
  readonly shard?: { readonly index: number; readonly count: number };
  /** Needed by agents that see. */
  readonly gpu?: Gpu;
  /** Ends the evaluation: the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Lived through instead of generated ones; task and split are then theirs. */
  readonly given?: GivenEpisodes;
  /** Draws the houses; our own when left out. */
  readonly library?: ModelLibrary;
  /** Folder of models that `library` was made with, for threads to open it again. */
  readonly models?: string;
  /** Threads the episodes run in, see `VectorEnvOptions.workers`; no result depends on it. */
  readonly workers?: number;
  /** Called after each episode. */
  readonly onEpisode?: (row: EpisodeRow, episode: RecordedEpisode) => Promise<void> | void;
}

/** Episodes that come from elsewhere. */
export interface GivenEpisodes {
  readonly name: string;
  readonly episodes: readonly GeneratedEpisode[];
}

/** An episode under way in one of the environments. */
interface Running {
  readonly number: number;
  readonly actions: Command[];
  readonly traceHashes: string[];
  result: StepResult;
}

/**
 * Runs one agent through the numbered episodes of a split. What an agent or an environment throws ends the evaluation:
 * an episode that failed is never averaged away.
 *
 * @throws UsageError when the shard holds no episode, and for what cannot run in threads
 */
export async function evaluate(options: EvaluateOptions): Promise<EvaluationReport> {
  const { maker, seed, gpu, given, level = 'rigid', library = ownLibrary } = options;
  const numbers = episodeNumbers(options);
  const env = await VectorEnv.create({
    numEnvs: Math.min(options.envs, numbers.length),
    episodes: given ? givenSource(given) : episodeSource({ ...options, library, houseForSeed }),
    library,
    level,
    ...sensesOf(options),
    ...threadsOf(options),
    gpu,
    // Frames must not depend on how many episodes run side by side.
    layout: 'targets',
  });
  try {
    const rows = await runEpisodes(env, numbers, options);
    const device = maker.sensors.length > 0 && gpu ? `${gpu.driver} (${gpu.adapter})` : null;
    const asked = typeof options.task === 'string' ? options.task : options.task.name;
    const task = given?.episodes[0].spec.task ?? asked;
    return summarize({ agent: maker.name, task, split: given?.name ?? options.split, seed, level, device, rows });
  } finally {
    await env.close();
  }
}

/** What is sensed: no picture for an agent that sees none. @throws UsageError for a suite without what the agent needs */
function sensesOf({ maker, suite }: EvaluateOptions): Pick<VectorEnvOptions, 'sensors' | 'suite'> {
  const { name, sensors } = maker;
  if (suite === undefined || (sensors.length === 0 && !suite.own)) return { sensors };
  const missing = sensors.filter((sensor) => !suite.sensors.includes(sensor));
  if (missing.length === 0) return { suite };
  throw new UsageError(
    `evaluate: ${name} needs ${missing.join(' and ')}, which the suite does not give; add it to the suite's sensors or take another agent.`,
  );
}

/** @throws UsageError for what other threads cannot have */
function threadsOf(options: EvaluateOptions): Pick<VectorEnvOptions, 'workers' | 'source'> {
  const { workers = 0, maker, given, task, split, rules, residents, library = ownLibrary, models } = options;
  if (workers === 0) return {};
  const refuse = (obstacle: string): never => {
    throw new UsageError(`evaluate: ${obstacle}, which ${workers} worker threads cannot share; take 0 workers.`);
  };
  if (maker.privileged) return refuse(`${maker.name} is handed the world itself`);
  if (given) return refuse(`the episodes come from ${given.name}`);
  if (typeof task !== 'string') return refuse(`${task.name} is a task of your own`);
  if (library !== ownLibrary && models === undefined) return refuse('the models are a library of your own');
  return { workers, source: houseEpisodes({ task, split, rules, residents, models }) };
}

function givenSource({ name, episodes }: GivenEpisodes): EpisodeSource {
  const bySeed = new Map(episodes.map((episode) => [episode.spec.seed, episode]));
  return (seed) => {
    const episode = bySeed.get(seed);
    if (episode === undefined) throw new UsageError(`evaluate: ${name} has no episode "${seed}"; take one of its own.`);
    return episode;
  };
}

function episodeNumbers({ episodes, shard = { index: 0, count: 1 } }: EvaluateOptions): number[] {
  const numbers = [...Array(episodes).keys()].filter((number) => number % shard.count === shard.index);
  if (numbers.length > 0) return numbers;
  const { index, count } = shard;
  throw new UsageError(`evaluate: shard ${index}/${count} of ${episodes} episodes is empty; take fewer shards.`);
}

async function runEpisodes(env: VectorEnv, numbers: number[], options: EvaluateOptions): Promise<EpisodeRow[]> {
  const { maker, seed, split, level = 'rigid', signal, onEpisode, given } = options;
  const seedOf = (number: number): string => given?.episodes[number].spec.seed ?? episodeSeed(seed, split, number);
  const agents: Agent<Command>[] = [];
  for (let i = 0; i < env.numEnvs; i++) agents.push(await createAgent(maker, env, i));
  const waiting = [...numbers];
  const running = agents.map((): Running | null => null);
  const rows = new Map<number, EpisodeRow>();
  while (rows.size < numbers.length) {
    // Signals are heard when the event loop turns.
    await setImmediate();
    signal?.throwIfAborted();
    const starting = running.map((episode) => (episode === null ? (waiting.shift() ?? null) : null));
    await start(env, agents, running, starting, seedOf);
    env.expect(waiting.slice(0, env.numEnvs).map(seedOf));
    await step(env, agents, running);
    for (const [i, episode] of running.entries()) {
      if (episode === null || !(episode.result.terminated || episode.result.truncated)) continue;
      const { spec, house } = env.viewAt(i);
      const row = toRow(spec, house.rooms.length, env.rejectedAt(i), episode);
      rows.set(episode.number, row);
      running[i] = null;
      const { actions, traceHashes, result } = episode;
      const recorded = {
        format: 'oikos-episode',
        version: 1,
        agent: maker.name,
        level,
        spec,
        actions,
        traceHashes,
      } as const;
      await onEpisode?.(row, { ...recorded, measures: result.measures });
    }
  }
  return numbers.flatMap((number) => rows.get(number) ?? []);
}

function createAgent(maker: AgentMaker, env: VectorEnv, index: number): Promise<Agent<Command>> {
  return maker.privileged ? maker.create(() => env.worldAt(index)) : maker.create();
}

/** Starts the numbered episodes in the environments that are free. */
async function start(
  env: VectorEnv,
  agents: readonly Agent<Command>[],
  running: (Running | null)[],
  starting: readonly (number | null)[],
  seedOf: (number: number) => string,
): Promise<void> {
  if (starting.every((number) => number === null)) return;
  const results = await env.reset(starting.map((number) => (number === null ? null : seedOf(number))));
  for (const [i, number] of starting.entries()) {
    if (number === null) continue;
    running[i] = { number, actions: [], traceHashes: [env.viewAt(i).traceHash], result: results[i] };
    await agents[i].reset(seedOf(number));
  }
}

/** Lets every running episode's agent act once. */
async function step(
  env: VectorEnv,
  agents: readonly Agent<Command>[],
  running: readonly (Running | null)[],
): Promise<void> {
  const actions: (Command | null)[] = [];
  for (const [i, episode] of running.entries()) {
    actions.push(episode === null ? null : await agents[i].act(episode.result.observation));
  }
  const results = await env.step(actions);
  running.forEach((episode, i) => {
    const action = actions[i];
    if (episode === null || action === null) return;
    episode.actions.push(action);
    episode.traceHashes.push(env.viewAt(i).traceHash);
    episode.result = results[i];
  });
}

function toRow(spec: EpisodeSpec, rooms: number, rejected: number, episode: Running): EpisodeRow {
  const { seed, house, instruction, category, geodesicDistance } = spec;
  const traceHash = episode.traceHashes[episode.traceHashes.length - 1];
  const { measures } = episode.result;
  return { seed, house, rooms, instruction, category, geodesicDistance, ...measures, rejected, traceHash };
}
