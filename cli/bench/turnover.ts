import { setImmediate } from 'node:timers/promises';
import { type PhysicsLevel, STOP } from '../../env/env.ts';
import { episodeSeed, generateEpisode } from '../../env/episode.ts';
import type { Gpu } from '../../env/gpu.ts';
import { NavMesh, initNavigation } from '../../env/navigation/navigation.ts';
import { Rng } from '../../env/random.ts';
import { Renderer, eyePose } from '../../env/rendering/renderer.ts';
import { buildScene } from '../../env/rendering/scene.ts';
import { VectorEnv } from '../../env/vector-env.ts';
import { World } from '../../env/world.ts';
import { houseForSeed } from '../../scenes/house-source.ts';
import { library } from '../../scenes/library.ts';
import { quantile } from './quantile.ts';
import { benchSource, openBenchSupply, wander } from './supply.ts';

export interface TurnoverOptions {
  readonly gpu: Gpu;
  /** How many are measured. */
  readonly houses: number;
  readonly seed: number;
  readonly rooms: number;
  readonly level: PhysicsLevel;
  /** How long houses are watched changing among others. */
  readonly seconds: number;
  readonly signal: AbortSignal;
}

/** What it takes to bring an environment into its next house. */
export interface TurnoverReport {
  readonly houses: number;
  /** Median milliseconds of each part, one after the other in one thread. */
  readonly medianMs: TurnoverParts;
  readonly hitch: Hitch;
}

interface TurnoverParts {
  readonly generate: number;
  /** Built once to find an episode, once to live in. */
  readonly navMesh: number;
  /** Finding something to ask that the oracle can do. */
  readonly task: number;
  /** Physics and everything else of a world. */
  readonly bodies: number;
  /** What is drawn, as plain data. */
  readonly scene: number;
  /** Handing it to the renderer, up to the first picture on the GPU. */
  readonly upload: number;
  readonly total: number;
}

/** Steps of a batch in which houses change, made ready by another thread, beside steps in which none does. */
interface Hitch {
  readonly envs: number;
  readonly changes: number;
  readonly calmMedianMs: number;
  readonly changingMedianMs: number;
  readonly changingWorstMs: number;
}

const WARM_UP_HOUSES = 3;
const HITCH_ENVS = 16;
/** So short that a house changes every few steps. */
const HITCH_EPISODE_STEPS = 96;
const SENSORS = ['rgb', 'depth', 'semantic'] as const;

/** Measures how quickly houses can change. */
export async function benchTurnover(options: TurnoverOptions): Promise<TurnoverReport> {
  await initNavigation();
  const { gpu, houses, signal } = options;
  const renderer = await Renderer.create({ gpu, library, numEnvs: 1, sensors: SENSORS });
  const parts: TurnoverParts[] = [];
  for (let i = 0; i < WARM_UP_HOUSES + houses && !signal.aborted; i++) {
    const measured = await measureHouse(i, renderer, options);
    if (i >= WARM_UP_HOUSES) parts.push(measured);
    await setImmediate();
  }
  renderer.dispose();
  const median = (valueOf: (part: TurnoverParts) => number): number => quantile(parts.map(valueOf), 0.5);
  const medianMs = {
    generate: median((part) => part.generate),
    navMesh: median((part) => part.navMesh),
    task: median((part) => part.task),
    bodies: median((part) => part.bodies),
    scene: median((part) => part.scene),
    upload: median((part) => part.upload),
    total: median((part) => part.total),
  };
  return { houses: parts.length, medianMs, hitch: await measureHitch(options) };
}

async function measureHouse(number: number, renderer: Renderer, options: TurnoverOptions): Promise<TurnoverParts> {
  const { gpu, seed, rooms, level } = options;
  const path = `train/${seed * 1000 + number}`;
  const [house, generate] = timed(() => houseForSeed(path, { rooms }));
  const [navMesh, navMeshMs] = timed(() => NavMesh.build(house, library));
  navMesh.dispose();
  const name = episodeSeed(seed, 'train', number);
  const [episode, episodeMs] = timed(() =>
    generateEpisode(name, { task: 'objectnav', split: 'train', library, houseForSeed: () => house }),
  );
  const [world, worldMs] = timed(() => new World({ ...episode, library, level }));
  const [scene, sceneMs] = timed(() => buildScene(house, library));
  const start = performance.now();
  renderer.setScene(0, scene);
  renderer.setPoses(0, world.poses);
  renderer.setCamera(0, eyePose(world.pose));
  renderer.draw();
  await gpu.device.queue.onSubmittedWorkDone();
  const upload = performance.now() - start;
  world.dispose();
  return {
    generate,
    navMesh: 2 * navMeshMs,
    task: Math.max(0, episodeMs - navMeshMs),
    bodies: Math.max(0, worldMs - navMeshMs),
    scene: sceneMs,
    upload,
    total: generate + episodeMs + worldMs + sceneMs + upload,
  };
}

async function measureHitch({ gpu, seed, rooms, level, seconds, signal }: TurnoverOptions): Promise<Hitch> {
  const supply = { rooms, stepLimit: HITCH_EPISODE_STEPS, keeps: false };
  const source = benchSource(supply);
  const batch = { numEnvs: HITCH_ENVS, gpu, sensors: SENSORS, level };
  const env = await VectorEnv.create({
    ...openBenchSupply(supply),
    ...batch,
    autoreset: 'same-step',
    preparers: 1,
    source,
  });
  const rng = new Rng(`${seed}/turnover`);
  const [calm, changing]: [number[], number[]] = [[], []];
  let changes = 0;
  try {
    await env.reset(Array.from({ length: HITCH_ENVS }, (_, i) => `${seed}/train/${i}/episode-0`));
    // The first episodes are called off one after another, so that ends never coincide.
    const stops = (i: number, step: number): boolean => step === ((i + 1) * HITCH_EPISODE_STEPS) / HITCH_ENVS;
    let end = Infinity;
    for (let step = 0; !signal.aborted && (performance.now() < end || changes === 0); step++) {
      // Until each has changed once, the thread that makes houses ready is itself being made ready.
      if (step === HITCH_EPISODE_STEPS) end = performance.now() + seconds * 1000;
      const commands = Array.from({ length: HITCH_ENVS }, (_, i) => (stops(i, step) ? STOP : wander(rng)));
      const start = performance.now();
      const results = await env.step(commands);
      const ms = performance.now() - start;
      if (end === Infinity) continue;
      const ended = results.filter(({ final }) => final !== undefined).length;
      changes += ended;
      (ended > 0 ? changing : calm).push(ms);
    }
  } finally {
    await env.close();
  }
  return {
    envs: HITCH_ENVS,
    changes,
    calmMedianMs: quantile(calm, 0.5),
    changingMedianMs: quantile(changing, 0.5),
    changingWorstMs: Math.max(0, ...changing),
  };
}

function timed<T>(work: () => T): [T, number] {
  const start = performance.now();
  const result = work();
  return [result, performance.now() - start];
}

/** The report for people. */
export function describeTurnover({ houses, medianMs, hitch }: TurnoverReport): string[] {
  const parts = Object.entries(medianMs).map(([name, ms]) => `${name} ${ms.toFixed(1)} ms`);
  const { envs, changes, calmMedianMs, changingMedianMs, changingWorstMs } = hitch;
  return [
    `a house's turnover, median of ${houses}: ${parts.join(', ')}`,
    `${changes} houses changed among ${envs}: a step takes ${calmMedianMs.toFixed(1)} ms without a change, ${changingMedianMs.toFixed(1)} ms with one, at most ${changingWorstMs.toFixed(1)} ms`,
  ];
}
