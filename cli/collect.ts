import { type Command, Option } from 'commander';
import { PHYSICS_LEVELS, type PhysicsLevel } from '../env/env.ts';
import { interruptSignal } from './interrupt.ts';
import { parseCount, parseIntegerIn, parseSeed, parseWorkers } from './options.ts';
import { withProgress } from './progress.ts';

interface CollectCommandOptions {
  readonly out: string;
  readonly episodes: number;
  readonly seed: number;
  readonly length: number;
  readonly envs: number;
  readonly workers: number;
  readonly level: PhysicsLevel;
}

const EPISODES = { task: 'objectnav', split: 'train' } as const;

/** Adds `oikos collect`: exploration of training houses, recorded as a dataset. */
export function addCollectCommand(program: Command): void {
  program
    .command('collect')
    .description('let an exploring agent wander through training houses and record what it sees')
    .requiredOption('--out <dir>', 'folder for the shards; recordings that are there are kept and continued')
    .requiredOption('--episodes <n>', 'how many episodes, each in a house of its own', parseCount)
    .requiredOption(
      '--seed <seed>',
      'draws houses, starts and ways; the same seed gives the same recordings',
      parseSeed,
    )
    .addOption(new Option('--policy <policy>', 'who explores').choices(['explore']).default('explore'))
    .option('--length <n>', 'frames of an episode', parseIntegerIn(16, 500), 128)
    .option('--envs <n>', 'episodes side by side, which is also the number in a shard', parseIntegerIn(1, 256), 8)
    .option('--workers <n>', 'threads the houses move in; no result depends on it', parseWorkers, 0)
    .addOption(
      new Option('--level <level>', 'how the houses move: every body, or those who walk alone (much faster)')
        .choices(PHYSICS_LEVELS)
        .default(PHYSICS_LEVELS[0]),
    )
    .addHelpText('after', '\nExample:\n  oikos collect --out runs/data --episodes 200 --seed 1')
    .action(runCollect);
}

async function runCollect({
  out,
  episodes: numEpisodes,
  seed,
  length,
  envs,
  level,
  workers,
}: CollectCommandOptions): Promise<void> {
  const { collect } = await import('../agent/collect.ts');
  const { closeGpu, openGpu } = await import('../env/gpu.ts');
  const { houseEpisodes, openHouseEpisodes } = await import('../scenes/house-episodes.ts');
  const signal = interruptSignal();
  const gpu = await openGpu();
  try {
    const progress = { label: 'collect', total: numEpisodes, unit: 'episodes' };
    const collected = await withProgress(progress, async (bar) =>
      collect({
        out,
        numEpisodes,
        seed,
        ...(await openHouseEpisodes(EPISODES)),
        source: houseEpisodes(EPISODES),
        workers,
        gpu,
        length,
        numEnvs: envs,
        level,
        signal,
        onShard: (count, numFrames) => bar.update(count, `${numFrames} frames`),
      }),
    );
    process.stderr.write(`oikos collect: ${collected.numEpisodes} episodes in ${out}, drawn on ${gpu.driver}\n`);
  } finally {
    await closeGpu();
  }
}
