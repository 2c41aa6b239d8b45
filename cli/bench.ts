import { type Command, Option } from 'commander';
import type { SensorName } from '../env/env.ts';
import { PHYSICS_LEVELS, SENSORS } from '../env/env.ts';
import { interruptSignal } from './interrupt.ts';
import {
  type OptionParser,
  parseCount,
  parseCountList,
  parseIntegerList,
  parseList,
  parseRatio,
  parseSeed,
} from './options.ts';
import type { Lists } from './bench/point.ts';

/** What the command line says, checked. */
export interface BenchOptions {
  readonly envs: Lists['envs'];
  readonly size: Lists['size'];
  readonly sensors: Lists['sensors'];
  readonly rooms: Lists['rooms'];
  readonly level: Lists['level'];
  readonly workers: Lists['workers'];
  readonly sweep?: boolean;
  readonly cross?: boolean;
  readonly seconds: number;
  readonly seed: number;
  readonly plot?: string;
  readonly against?: string;
  readonly allow: number;
  readonly houses?: number;
  readonly houseTurnover?: boolean;
  readonly memory?: number;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  oikos bench --envs 1,64 --size 64
  oikos bench --sweep --plot bench.svg
  oikos bench --envs 64 --level rigid,kinematic --json > baseline.json
  oikos bench --envs 64 --level rigid,kinematic --against baseline.json
  oikos bench --house-turnover
  oikos bench --envs 64 --memory 100000
  oikos bench --houses 1000`;

/** Adds `oikos bench`: how many environment steps a second this machine makes, and what they are spent on. */
export function addBenchCommand(program: Command): void {
  program
    .command('bench')
    .description(
      'measure steps a second on this machine, of environments in furnished houses: of each list one factor at a time is varied',
    )
    .option('--envs <list>', 'numbers of environments', parseCountList, [1, 64])
    .option('--size <list>', 'widths and heights of a frame, pixels', parseIntegerList(8, 1024), [64])
    .option('--sensors <sets>', `sets of ${SENSORS.join(', ')}, as rgb,depth/rgb/none`, parseSensorSets, [
      ['rgb', 'depth', 'semantic'],
    ])
    .option('--rooms <list>', 'rooms of each house', parseIntegerList(1, 10), [3])
    .option('--level <list>', `physics: ${PHYSICS_LEVELS.join(', ')}`, parseList(PHYSICS_LEVELS), ['rigid'])
    .option('--workers <list>', 'threads that step the worlds; 0 is the main thread', parseIntegerList(0, 256), [0])
    .option('--sweep', 'vary all of it: 1 to 1024 environments, 64 to 512 pixels, 1 to 10 rooms, and the rest')
    .option('--cross', 'measure every combination')
    .option('--seconds <n>', 'how long each row is measured', parseCount, 5)
    .option('--seed <seed>', 'houses and actions', parseSeed, 1)
    .option('--plot <file>', 'draw the curves into this SVG file')
    .option(
      '--against <file>',
      'compare the ratios of speeds with those of a saved --json report; code 1 if one is worse',
    )
    .option('--allow <factor>', 'by which a ratio may be worse', parseRatio, 1.25)
    .addOption(alone('--houses <n>', 'generate and check this many houses instead, on one core').argParser(parseCount))
    .addOption(alone('--house-turnover', 'measure instead how long the change to another house takes, part by part'))
    .addOption(
      alone('--memory <steps>', 'measure instead what environments hold, over so many steps with resets').argParser(
        parseCount,
      ),
    )
    .option('--json', 'print one JSON document on stdout')
    .addHelpText('after', EXAMPLES)
    .action(async (options: BenchOptions) => {
      const signal = interruptSignal();
      const { runBench } = await import('./bench/run.ts');
      await runBench(options, signal);
    });
}

/** Sets of sensors with `/` between them; `none` draws nothing. */
const parseSensorSets: OptionParser<SensorName[][]> = (text) =>
  text.split('/').map((set) => (set === 'none' ? [] : parseList(SENSORS)(set)));

/** An option that asks for another kind of measurement. */
function alone(flags: string, description: string): Option {
  return new Option(flags, description).conflicts(['sweep', 'cross', 'plot', 'against']);
}
