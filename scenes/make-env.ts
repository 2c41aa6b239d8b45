import { CAMERA_DEFAULTS, type EpisodeRules, type PhysicsLevel, type SensorName } from '../env/env.ts';
import { type GeneratedEpisode, type SplitName, SPLIT_NAMES, episodeSource } from '../env/episode.ts';
import { UsageError } from '../env/errors.ts';
import { leaseGpu } from '../env/gpu-lease.ts';
import type { Gpu } from '../env/gpu.ts';
import { HouseEnv } from '../env/house-env.ts';
import type { House } from '../env/house.ts';
import type { ModelLibrary } from '../env/model.ts';
import type { Sensor } from '../env/sensors/sensor.ts';
import { type SensorSuite, channelsOf, parseSensorSuite } from '../env/sensors/sensor-suite.ts';
import type { Task } from '../env/tasks/task.ts';
import { type TaskName, taskNamed } from '../env/tasks.ts';
import { VectorEnv, type VectorEnvOptions } from '../env/vector-env.ts';
import { episodesInRooms } from './episodes-in-rooms.ts';
import { houseEpisodes, openHouseEpisodes } from './house-episodes.ts';
import { library as ownLibrary } from './library.ts';

/** What an environment is made of; all of it may be left out. */
export interface MakeEnvOptions {
  /** What is asked: one of `TASKS`, or a task of one's own. */
  readonly task?: TaskName | Task;
  /** Which houses episodes are in: `train` to learn, `val` and `test` to measure, `style` for shapes of none of these. */
  readonly split?: SplitName;
  /** What the agent is given: pictures by name, and sensors of one's own; with an empty list no GPU is needed. */
  readonly sensors?: readonly (SensorName | Sensor)[];
  /** Pixels along each side of the pictures. */
  readonly size?: number;
  /** Senses in full (camera, noise, boxes, map), in place of `sensors` and `size`. */
  readonly suite?: SensorSuite;
  /** How the houses move. */
  readonly level?: PhysicsLevel;
  /** Rooms of each generated house, 1 to 10; drawn when left out. */
  readonly rooms?: number;
  /** How many people go about each house; none when left out. */
  readonly residents?: number;
  /** The task's own, and those of the usual agent, when left out. */
  readonly rules?: EpisodeRules;
  /** A house of one's own in which every episode is, in place of generated ones. */
  readonly house?: House;
  /** What things look like; the shapes that come along when left out. */
  readonly library?: ModelLibrary;
  /** A GPU that stays the caller's; one is opened, and closed with the environment, when left out. */
  readonly gpu?: Gpu;
}

/** What holds for what `makeEnv` is not told. */
export const MAKE_ENV_DEFAULTS = {
  task: 'objectnav',
  split: 'train',
  sensors: ['rgb', 'depth'],
  size: 64,
  level: 'rigid',
} as const satisfies MakeEnvOptions;

/** What a batch is made of: what each environment is, and how they run side by side. */
export interface MakeVectorEnvOptions
  extends
    MakeEnvOptions,
    Pick<VectorEnvOptions, 'numEnvs' | 'autoreset' | 'nextSeed' | 'workers' | 'preparers' | 'layout'> {}

/**
 * Makes an environment of furnished homes. `reset` takes a seed path such as `episodeSeed(1, 'val', 0)`: the same path
 * gives the same episode as everywhere in oikos. Whoever makes it closes it.
 *
 * @throws UsageError for an option that cannot be, and where no GPU can be opened
 */
export async function makeEnv(options: MakeEnvOptions = {}): Promise<HouseEnv> {
  return open(options, (made) => HouseEnv.create(made));
}

/**
 * As `makeEnv`, for environments that are stepped side by side and drawn in one batch.
 *
 * @throws UsageError as `makeEnv` does, and for workers where a task, a house or a library is one's own
 */
export async function makeVectorEnv(options: MakeVectorEnvOptions): Promise<VectorEnv> {
  const { numEnvs, autoreset, nextSeed, workers, preparers, layout } = options;
  return open(options, (made) => {
    if (made.source === undefined && (workers || preparers)) {
      throw new UsageError(
        `makeVectorEnv: ${workers} workers cannot be handed a task, a house or a library of one's own; take 0.`,
      );
    }
    return VectorEnv.create({ ...made, numEnvs, autoreset, nextSeed, workers, preparers, layout });
  });
}

type Made = Omit<VectorEnvOptions, 'numEnvs'>;

/** Opens a GPU where one is needed and none is given, for as long as the environment lives. */
async function open<T>(options: MakeEnvOptions, create: (made: Made) => Promise<T>): Promise<T> {
  const { level = MAKE_ENV_DEFAULTS.level, gpu } = options;
  const suite = suiteOf(options);
  const made = { ...(await supplyOf(options)), level, suite, gpu };
  if (gpu !== undefined || channelsOf(suite).length === 0) return create(made);
  const lease = await leaseGpu();
  try {
    return await create({ ...made, gpu: lease.gpu, onClose: lease.release });
  } catch (error) {
    await lease.release();
    throw error;
  }
}

function suiteOf(options: MakeEnvOptions): SensorSuite {
  const { sensors = MAKE_ENV_DEFAULTS.sensors, size = MAKE_ENV_DEFAULTS.size, suite } = options;
  if (suite) return suite;
  const pictures = sensors.filter((sensor) => typeof sensor === 'string');
  const own = sensors.filter((sensor) => typeof sensor !== 'string');
  const camera = { ...CAMERA_DEFAULTS, width: size, height: size };
  return { ...parseSensorSuite({ sensors: pictures, camera }, 'makeEnv'), ...(own.length > 0 && { own }) };
}

/** Where episodes come from; what is plain data other threads can open, too. */
async function supplyOf(options: MakeEnvOptions): Promise<Pick<Made, 'episodes' | 'library' | 'source'>> {
  const { task = MAKE_ENV_DEFAULTS.task, split = MAKE_ENV_DEFAULTS.split, rooms, residents, rules, house } = options;
  if (typeof task === 'string') taskNamed(task);
  if (!SPLIT_NAMES.includes(split)) {
    throw new UsageError(`makeEnv: "${split}" is no split; take one of ${SPLIT_NAMES.join(', ')}.`);
  }
  if (typeof task === 'string' && !house && !options.library) {
    const asked = { task, split, rooms, residents, rules };
    return { ...(await openHouseEpisodes(asked)), source: houseEpisodes(asked) };
  }
  const { library = ownLibrary } = options;
  const asked = { task, split, residents, rules, library };
  if (!house) return { episodes: episodesInRooms(asked, rooms), library };
  const source = episodeSource({ ...asked, houseForSeed: () => house });
  const episodes = (seed: string): GeneratedEpisode => {
    const episode = source(seed);
    return { ...episode, spec: { ...episode.spec, house: house.id } };
  };
  return { episodes, library };
}
