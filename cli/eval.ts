import { join } from 'node:path';
import { type Command, Option } from 'commander';
import type { EvaluationReport } from '../agent/evaluation-report.ts';
import { type EpisodeSpec, PHYSICS_LEVELS, type PhysicsLevel } from '../env/env.ts';
import { type SplitName, SPLIT_NAMES } from '../env/episode.ts';
import { PRESET_NAMES, type PresetName } from '../env/sensors/presets.ts';
import { type TaskName, TASKS } from '../env/tasks.ts';
import { interruptSignal } from './interrupt.ts';
import { MODELS_HELP, openLibrary } from './model-folder.ts';
import {
  type Shard,
  parseCount,
  parseIntegerIn,
  parseResidents,
  parseSeed,
  parseShard,
  parseWorkers,
} from './options.ts';
import { printJson, printLines } from './output.ts';
import { resolveSensing } from './sensing.ts';
import { withProgress } from './progress.ts';

interface EvalOptions {
  readonly agent?: string;
  readonly task: TaskName;
  readonly preset?: PresetName;
  readonly suite?: string;
  readonly split: SplitName;
  readonly episodes?: number;
  readonly seed?: number;
  readonly episodesFile?: string;
  readonly scenes: string;
  readonly saveEpisodes?: string;
  readonly models?: string;
  readonly residents?: number;
  readonly level: PhysicsLevel;
  readonly envs: number;
  readonly workers: number;
  readonly shard: Shard;
  readonly record?: string;
  readonly json?: boolean;
}

const WHOLE: Shard = { index: 0, count: 1 };

/** Adds `oikos eval`: seeded episodes, measured as Habitat does. */
export function addEvalCommand(program: Command): void {
  program
    .command('eval')
    .description('let an agent live through seeded episodes and measure it')
    .option('--agent <agent>', 'random, forward, frontier, oracle or a run folder (default: the shipped checkpoint)')
    .addOption(new Option('--task <task>', 'what is asked').choices(TASKS).default(TASKS[0]))
    .addOption(
      new Option('--preset <name>', "task, rules and senses of the field's challenges")
        .choices(PRESET_NAMES)
        .conflicts(['task', 'episodesFile']),
    )
    .option('--suite <name>', 'senses: plain, full, noisy, or a JSON file (default: what the agent needs)')
    .addOption(new Option('--split <split>', 'which houses').choices(SPLIT_NAMES).default('val'))
    .option('--episodes <n>', 'how many episodes (default: 100, or the whole file)', parseCount)
    .option('--seed <seed>', 'draws the episodes; the same seed gives the same ones', parseSeed)
    .option('--episodes-file <file>', 'live through the episodes of a Habitat file (.json, .json.gz) instead')
    .option('--scenes <dir>', 'where the scenes of that file are', '.')
    .option('--save-episodes <file>', 'write the generated episodes as a Habitat file')
    .option('--models <dir>', MODELS_HELP)
    .addOption(
      new Option('--residents <n>', 'people who go about each house meanwhile (default: none)')
        .argParser(parseResidents)
        .conflicts('episodesFile'),
    )
    .addOption(
      new Option('--level <level>', 'how the houses move: every body, or those who walk alone (much faster)')
        .choices(PHYSICS_LEVELS)
        .default(PHYSICS_LEVELS[0]),
    )
    .option('--envs <n>', 'episodes side by side; no result depends on it', parseIntegerIn(1, 256), 4)
    .option('--workers <n>', 'threads the episodes run in; no result depends on it', parseWorkers, 0)
    .addOption(
      new Option('--shard <i/n>', 'run every n-th episode from the i-th on, to share the work')
        .argParser(parseShard)
        .default(WHOLE, '0/1'),
    )
    .option('--record <dir>', 'write every episode into this folder, for oikos replay')
    .option('--json', 'print one JSON document on stdout')
    .addHelpText(
      'after',
      '\nExamples:\n  oikos eval --agent oracle --episodes 20 --seed 1 --split val --json\n  oikos eval --agent oracle --task fetch --episodes 10 --seed 1\n  oikos eval --agent oracle --preset habitat-objectnav-2022 --seed 1\n  oikos eval --agent oracle --episodes-file val_mini.json.gz --scenes data/scenes',
    )
    .action(runEval);
}

async function runEval({ json, agent, record, saveEpisodes, preset, suite, ...rest }: EvalOptions): Promise<void> {
  const options = { ...rest, ...(await resolveSensing({ ...rest, preset, suite })) };
  const { openEpisodesFile, saveEpisodesFile, checkEpisodeOptions } = await import('./episodes-file.ts');
  const seed = await checkEpisodeOptions({ ...options, saveEpisodes });
  const { evaluate } = await import('../agent/evaluate.ts');
  const { makeAgent } = await import('../agent/make-agent.ts');
  const { writeRecordedEpisode } = await import('../env/recorded-episode.ts');
  const { closeGpu, openGpu } = await import('../env/gpu.ts');
  const signal = interruptSignal();
  try {
    const maker = await makeAgent(agent);
    const gpu = maker.sensors.length > 0 ? await openGpu() : undefined;
    const library = await openLibrary(options.models);
    const { episodesFile } = options;
    const file = episodesFile === undefined ? null : await openEpisodesFile(episodesFile, { ...options, library });
    const episodes = Math.min(options.episodes ?? file?.episodes.length ?? 100, file?.episodes.length ?? Infinity);
    const { index, count } = options.shard;
    const total = Math.max(0, Math.ceil((episodes - index) / count));
    const specs: EpisodeSpec[] = [];
    const report = await withProgress({ label: `eval ${maker.name}`, total, unit: 'episodes' }, (progress) => {
      let numEnded = 0;
      let numReached = 0;
      return evaluate({
        ...options,
        seed,
        episodes,
        maker,
        gpu,
        signal,
        library: file?.library ?? library,
        ...(file && { given: file }),
        onEpisode: async (row, episode) => {
          specs.push(episode.spec);
          if (record !== undefined) await writeRecordedEpisode(join(record, fileNameOf(row.seed)), episode);
          numReached += row.success;
          progress.update(++numEnded, `success ${(numReached / numEnded).toFixed(2)}`);
        },
      });
    });
    if (saveEpisodes !== undefined) await saveEpisodesFile(saveEpisodes, specs);
    if (json) printJson(file ? { ...report, leftOut: file.leftOut } : report);
    else printLines(describe(report));
  } finally {
    await closeGpu();
  }
}

/** `1/val/episode-3` becomes `1-val-episode-3.json`. */
function fileNameOf(seed: string): string {
  return `${seed.replaceAll('/', '-')}.json`;
}

function describe(report: EvaluationReport): string[] {
  const { agent, task, split, seed, level, episodes, measures, byRooms, rejected, traceHash, device } = report;
  const line = (name: string, { mean, ci95: [low, high] }: EvaluationReport['measures']['spl']): string =>
    `${name.padEnd(16)} ${mean.toFixed(3)}  [${low.toFixed(3)}, ${high.toFixed(3)}]`;
  return [
    `${agent}: ${task}, ${episodes} episodes of ${split}, seed ${seed}, ${level} physics${device === null ? '' : `, drawn on ${device}`}`,
    ...Object.entries(measures).map(([name, estimate]) => line(name, estimate)),
    ...Object.entries(byRooms).map(([rooms, part]) =>
      line(`success, ${rooms} room${rooms === '1' ? '' : 's'}`, part.success),
    ),
    `rejected ${rejected}, trace ${traceHash}`,
  ];
}
