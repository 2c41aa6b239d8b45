import type { Observation, SensorName } from '../env.ts';
import type { Rng } from '../random.ts';

/** What a reading's numbers are kept in, by numpy's names. */
const ARRAYS = {
  uint8: Uint8Array,
  int8: Int8Array,
  uint16: Uint16Array,
  int32: Int32Array,
  float32: Float32Array,
} as const;
/** numpy's name of what a reading is kept in. */
export type ReadingType = keyof typeof ARRAYS;

/** What a sensor of one's own gives: the numbers of its shape, the last axis fastest. */
export type Reading = Uint8Array | Int8Array | Uint16Array | Int32Array | Float32Array;

/**
 * A sensor of one's own: a pure function of what the agent is given anyway and of the channels it names. It is never
 * handed the world, so that nothing an agent may not know comes in through it.
 */
export interface Sensor {
  /** Its readings stand under this name in `Observation.readings`. */
  readonly name: string;
  /** Channels it is made of: drawn for it, noise included, whether or not the agent is given them; none when left out. */
  readonly channels?: readonly SensorName[];
  readonly shape: readonly number[];
  readonly dtype: ReadingType;
  /** `rng` is a stream of its own, another at every step of every episode. */
  readonly sense: (observation: Observation, rng: Rng) => Reading;
}

/**
 * What sensors of one's own read, by their names.
 *
 * @throws TypeError when one gives something else than its shape and type say
 */
export function takeReadings(
  sensors: readonly Sensor[],
  observation: Observation,
  rng: Rng,
): Readonly<Record<string, Reading>> {
  return Object.fromEntries(
    sensors.map((sensor) => [sensor.name, checked(sensor, sensor.sense(observation, rng.child(sensor.name)))]),
  );
}

/** A reading in which every number is 0. */
export function blankReading({ shape, dtype }: Sensor): Reading {
  return new ARRAYS[dtype](sizeOf(shape));
}

function sizeOf(shape: Sensor['shape']): number {
  return shape.reduce((product, length) => product * length, 1);
}

function checked({ name, shape, dtype }: Sensor, reading: Reading): Reading {
  const size = sizeOf(shape);
  if (reading instanceof ARRAYS[dtype] && reading.length === size) return reading;
  throw new TypeError(
    `Sensor ${name}: gave ${reading.constructor.name} of ${reading.length}, its shape [${shape.join(', ')}] and type ${dtype} ask for ${ARRAYS[dtype].name} of ${size}; make the two agree.`,
  );
}
