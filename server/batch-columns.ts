import { CATEGORIES, categoryId } from '../env/categories.ts';
import type { Observation, SensorName, StepResult } from '../env/env.ts';
import { TASK_MEASURES } from '../env/measures.ts';
import type { Space } from './batch-message.ts';
import type { BatchOptions } from './batch-request.ts';
import { bytesOf } from './protocol.ts';

/** The columns of `results.measures`. */
export const MEASURES = [
  'success',
  'spl',
  'softSpl',
  'distanceToGoal',
  'collisions',
  'steps',
  ...TASK_MEASURES,
] as const;

const ARRAYS = {
  uint8: Uint8Array,
  int8: Int8Array,
  uint16: Uint16Array,
  int32: Int32Array,
  float32: Float32Array,
  float64: Float64Array,
} as const;

type Column = InstanceType<(typeof ARRAYS)[Space['dtype']]>;

/** A sensor's element type, numbers to a pixel and range. */
const PICTURES: Readonly<Record<SensorName, Omit<Space, 'shape'> & { readonly channels: number }>> = {
  rgb: { dtype: 'uint8', channels: 3, low: 0, high: 255 },
  depth: { dtype: 'float32', channels: 1, low: 0, high: Infinity },
  semantic: { dtype: 'uint16', channels: 1, low: 0, high: CATEGORIES.length - 1 },
  instance: { dtype: 'uint16', channels: 1, low: 0, high: 65535 },
  normal: { dtype: 'int8', channels: 3, low: -127, high: 127 },
};

const scalar = (dtype: Space['dtype'], low: number, high: number): Space => ({ dtype, shape: [], low, high });
const pair = (low: number, high: number): Space => ({ dtype: 'float32', shape: [2], low, high });

/** What every agent is told besides its pictures. */
const SENSED = {
  gps: pair(-Infinity, Infinity),
  compass: scalar('float32', -Math.fround(Math.PI), Math.fround(Math.PI)),
  pitch: scalar('float32', -Math.fround(Math.PI / 2), Math.fround(Math.PI / 2)),
  objectGoal: scalar('int32', -1, CATEGORIES.length - 1),
  pointGoal: pair(-Infinity, Infinity),
  held: scalar('int32', -1, CATEGORIES.length - 1),
  collided: scalar('uint8', 0, 1),
  step: scalar('int32', 0, 2 ** 31 - 1),
} as const satisfies Record<string, Space>;

/** What each column of an observation holds. */
export function spacesOf({ sensors, camera }: Pick<BatchOptions, 'sensors' | 'camera'>): Record<string, Space> {
  const { width, height } = camera;
  const pictures = sensors.map((sensor): [string, Space] => {
    const { channels, ...space } = PICTURES[sensor];
    return [sensor, { ...space, shape: channels === 1 ? [height, width] : [height, width, channels] }];
  });
  return { ...Object.fromEntries(pictures), ...SENSED };
}

/** Bytes of one environment's observation. */
export function observationBytes(options: Pick<BatchOptions, 'sensors' | 'camera'>): number {
  const spaces = Object.values(spacesOf(options));
  return spaces.reduce((sum, space) => sum + sizeOf(space) * ARRAYS[space.dtype].BYTES_PER_ELEMENT, 0);
}

function sizeOf({ shape }: Space): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** Observations of several environments, a column for each part, allocated once. */
export class ObservationColumns {
  readonly #sensors: readonly SensorName[];
  readonly #columns: Readonly<Record<string, Column>>;

  constructor(options: Pick<BatchOptions, 'sensors' | 'camera'>, numRows: number) {
    this.#sensors = options.sensors;
    const spaces = Object.entries(spacesOf(options));
    this.#columns = Object.fromEntries(
      spaces.map(([name, space]) => [name, new ARRAYS[space.dtype](numRows * sizeOf(space))]),
    );
  }

  set(row: number, observation: Observation): void {
    for (const sensor of this.#sensors) {
      const picture = observation[sensor];
      if (picture) this.#columns[sensor].set(picture, row * picture.length);
    }
    const { gps, compass, pitch, objectGoal, pointGoal, held, collided, step } = observation;
    const { gps: places, pointGoal: points, ...scalars } = this.#columns;
    places.set(gps, 2 * row);
    points.set(pointGoal ?? [0, 0], 2 * row);
    scalars.compass[row] = compass;
    scalars.pitch[row] = pitch;
    scalars.objectGoal[row] = objectGoal;
    scalars.held[row] = held === null ? -1 : categoryId(held);
    scalars.collided[row] = Number(collided);
    scalars.step[row] = step;
  }

  /** Views of the columns, by name; they change with the next `set`. */
  get bytes(): Record<string, Uint8Array> {
    return Object.fromEntries(Object.entries(this.#columns).map(([name, column]) => [name, bytesOf(column)]));
  }
}

/** Everything of the results of N environments that has a column. */
export class ResultColumns {
  readonly #observations: ObservationColumns;
  readonly #reward: Float64Array;
  readonly #terminated: Uint8Array;
  readonly #truncated: Uint8Array;
  readonly #measures: Readonly<Record<(typeof MEASURES)[number], Float64Array>>;

  constructor(options: Pick<BatchOptions, 'sensors' | 'camera'>, numEnvs: number) {
    this.#observations = new ObservationColumns(options, numEnvs);
    this.#reward = new Float64Array(numEnvs);
    this.#terminated = new Uint8Array(numEnvs);
    this.#truncated = new Uint8Array(numEnvs);
    const columns = MEASURES.map((name) => [name, new Float64Array(numEnvs)]);
    this.#measures = Object.fromEntries(columns) as Record<(typeof MEASURES)[number], Float64Array>;
  }

  set(row: number, { observation, reward, terminated, truncated, measures }: StepResult): void {
    this.#observations.set(row, observation);
    this.#reward[row] = reward;
    this.#terminated[row] = Number(terminated);
    this.#truncated[row] = Number(truncated);
    for (const name of MEASURES) this.#measures[name][row] = measures[name] ?? NaN;
  }

  /** Views of all columns; they change with the next `set`. */
  get bytes(): {
    observation: Record<string, Uint8Array>;
    reward: Uint8Array;
    terminated: Uint8Array;
    truncated: Uint8Array;
    measures: Record<string, Uint8Array>;
  } {
    const measures = Object.entries(this.#measures).map(([name, column]) => [name, bytesOf(column)]);
    return {
      observation: this.#observations.bytes,
      reward: bytesOf(this.#reward),
      terminated: this.#terminated,
      truncated: this.#truncated,
      measures: Object.fromEntries(measures),
    };
  }
}
