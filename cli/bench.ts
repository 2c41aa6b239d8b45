import type { Command } from 'commander';
import type { SensorName } from '../env/env.ts';
import { CAMERA_DEFAULTS, MOVE_FORWARD, SENSORS, TURN_LEFT, TURN_RIGHT } from '../env/env.ts';
import type { Gpu } from '../env/gpu.ts';
import type { RenderLayout } from '../env/rendering/renderer.ts';
import { printJson, printLines } from './output.ts';
import { interruptSignal } from './interrupt.ts';
import { parseCount, parseCountList, parseIntegerIn, parseList, parseRooms, parseSeed } from './options.ts';

interface BenchOptions {
  readonly envs: number[];
  readonly size: number;
  readonly sensors: SensorName[];
  readonly seed: number;
  readonly rooms: number;
  readonly seconds: number;
  readonly houses?: number;
  readonly json?: boolean;
}

/** What a step of all environments is made of, shares of its time that add up to 1. */
interface Stages {
  /** Rigid bodies of all worlds. */
  readonly physics: number;
  /** Poses, culling and command encoding: JavaScript. */
  readonly encode: number;
  /** The driver drawing, the copy to memory, and frames cut out of it. */
  readonly gpu: number;
}

/** One line of the report. */
interface Row {
  readonly envs: number;
  readonly size: number;
  readonly sensors: readonly SensorName[];
  readonly level: 'physics';
  readonly layout: RenderLayout;
  /** Environment steps a second, all environments together, median of five equal parts of the run. */
  readonly stepsPerSecond: number;
  readonly stages: Stages;
  /** Triangles of a house, seen or not, on average. */
  readonly triangles: number;
  /** Texture memory of all environments together. */
  readonly textureBytes: number;
}

const NUM_PARTS = 5;
const WARM_UP_STEPS = 3;

/** Adds `oikos bench`: how many environment steps a second this machine makes, and what they are spent on. */
export function addBenchCommand(program: Command): void {
  program
    .command('bench')
    .description('measure steps a second on this machine: physics, rendering and readback of furnished houses')
    .option('--envs <list>', 'numbers of environments', parseCountList, [1, 64])
    .option('--size <pixels>', 'width and height of a frame', parseIntegerIn(8, 1024), 64)
    .option('--sensors <list>', `some of ${SENSORS.join(', ')}`, parseList(SENSORS), ['rgb', 'depth', 'semantic'])
    .option('--rooms <n>', 'rooms of each house', parseRooms, 3)
    .option('--seconds <n>', 'how long each row is measured', parseCount, 5)
    .option('--seed <seed>', 'houses and actions', parseSeed, 1)
    .option('--houses <n>', 'generate and check this many houses instead, on one core', parseCount)
    .option('--json', 'print one JSON document on stdout')
    .addHelpText('after', '\nExamples:\n  oikos bench --envs 1,64 --size 64\n  oikos bench --houses 1000')
    .action(async (options: BenchOptions) => {
      const signal = interruptSignal();
      if (options.houses !== undefined) {
        const { benchHouses } = await import('./bench-houses.ts');
        return benchHouses({ ...options, houses: options.houses, signal });
      }
      const { closeGpu, openGpu } = await import('../env/gpu.ts');
      const gpu = await openGpu();
      try {
        const rows: Row[] = [];
        for (const envs of options.envs) {
          if (signal.aborted) break;
          rows.push(await measure(gpu, envs, options, signal));
          process.stderr.write(`${describeRow(rows[rows.length - 1])}\n`);
        }
        const device = { driver: gpu.driver, adapter: gpu.adapter };
        if (options.json) printJson({ device, rows });
        else printLines([`on ${gpu.driver} (${gpu.adapter})`, ...rows.map(describeRow)]);
      } finally {
        await closeGpu();
      }
    });
}

function describeRow({ envs, size, layout, stepsPerSecond, stages, triangles, textureBytes }: Row): string {
  const shares = Object.entries(stages).map(([name, share]) => `${name} ${Math.round(share * 100)} %`);
  const load = `${Math.round(triangles)} triangles a house, ${(textureBytes / 1e6).toFixed(1)} MB of textures`;
  return `${envs} envs at ${size}x${size} (${layout}): ${Math.round(stepsPerSecond)} steps/s | ${shares.join(', ')} | ${load}`;
}

async function measure(gpu: Gpu, envs: number, options: BenchOptions, signal: AbortSignal): Promise<Row> {
  const { Physics } = await import('../env/physics/physics.ts');
  const { Rng } = await import('../env/random.ts');
  const { eyePose, Renderer } = await import('../env/rendering/renderer.ts');
  const { countTriangles, textureBytes } = await import('../env/rendering/drawing-budget.ts');
  const { buildScene } = await import('../env/rendering/scene.ts');
  const { findStands } = await import('../env/rendering/viewpoint.ts');
  const { houseForSeed } = await import('../scenes/house-source.ts');
  const { library } = await import('../scenes/library.ts');
  const { size, sensors, seed } = options;
  const rng = new Rng(`${seed}/bench`);
  const camera = { ...CAMERA_DEFAULTS, width: size, height: size };
  let triangles = 0;
  const renderer = await Renderer.create({ gpu, library, numEnvs: envs, sensors, camera });
  const worlds = Array.from({ length: envs }, (_, env) => {
    const house = houseForSeed(`train/${seed}${env}`, { rooms: options.rooms });
    const physics = new Physics(house, library);
    physics.placeAgent(findStands(house, library, rng.child(env), 1)[0]);
    const scene = buildScene(house, library);
    triangles += countTriangles(scene, library) / envs;
    renderer.setScene(env, scene);
    return physics;
  });

  const spent = { physics: 0, encode: 0, gpu: 0 };
  const step = async (): Promise<void> => {
    const start = performance.now();
    for (const world of worlds) world.actuate(rng.pick([MOVE_FORWARD, MOVE_FORWARD, TURN_LEFT, TURN_RIGHT]));
    const moved = performance.now();
    worlds.forEach((world, env) => {
      renderer.setPoses(env, world.poses);
      renderer.setCamera(env, eyePose(world.agent));
    });
    const drawing = renderer.draw();
    const encoded = performance.now();
    await renderer.read(drawing);
    spent.physics += moved - start;
    spent.encode += encoded - moved;
    spent.gpu += performance.now() - encoded;
  };

  for (let i = 0; i < WARM_UP_STEPS; i++) await step();
  Object.assign(spent, { physics: 0, encode: 0, gpu: 0 });
  const rates: number[] = [];
  for (let part = 0; part < NUM_PARTS && !signal.aborted; part++) {
    const start = performance.now();
    let steps = 0;
    do {
      await step();
      steps += envs;
    } while (performance.now() - start < (options.seconds * 1000) / NUM_PARTS);
    rates.push((steps * 1000) / (performance.now() - start));
  }
  worlds.forEach((world) => world.dispose());
  renderer.dispose();
  const total = spent.physics + spent.encode + spent.gpu;
  return {
    envs,
    size,
    sensors,
    level: 'physics',
    layout: renderer.layout,
    stepsPerSecond: rates.sort((a, b) => a - b)[Math.floor(rates.length / 2)] ?? 0,
    stages: { physics: spent.physics / total, encode: spent.encode / total, gpu: spent.gpu / total },
    triangles,
    textureBytes: textureBytes(envs, camera),
  };
}
