import { PHYSICS_LEVELS, type PhysicsLevel, type SensorName } from '../../env/env.ts';

/** What one measurement is of. */
export interface BenchPoint {
  readonly envs: number;
  /** Width and height of a frame, pixels. */
  readonly size: number;
  readonly sensors: readonly SensorName[];
  readonly level: PhysicsLevel;
  /** Threads that step the worlds; 0 is the main thread. */
  readonly workers: number;
  /** Rooms of each house. */
  readonly rooms: number;
}

/** What can be varied, in the order of the report. */
export const FACTORS = ['envs', 'size', 'sensors', 'rooms', 'level', 'workers'] as const;
export type Factor = (typeof FACTORS)[number];

/** The values asked for, of each factor at least one. */
export type Lists = { readonly [F in Factor]: readonly BenchPoint[F][] };

/** What others are compared with: the batch of the project's targets. */
const USUAL: BenchPoint = {
  envs: 64,
  size: 64,
  sensors: ['rgb', 'depth', 'semantic'],
  rooms: 3,
  level: 'rigid',
  workers: 0,
};

/** A value as text, for example `64` or `rgb,depth`; an empty set is `none`. */
export function nameOf(value: BenchPoint[Factor]): string {
  if (typeof value !== 'object') return String(value);
  return value.length === 0 ? 'none' : value.join(',');
}

/** The point around which one factor at a time is varied: the usual value where it is among those asked for, else the first. */
export function centreOf(lists: Lists): BenchPoint {
  const pick = <T extends BenchPoint[Factor]>(values: readonly T[], usual: T): T =>
    values.find((value) => nameOf(value) === nameOf(usual)) ?? values[0];
  return {
    envs: pick(lists.envs, USUAL.envs),
    size: pick(lists.size, USUAL.size),
    sensors: pick(lists.sensors, USUAL.sensors),
    rooms: pick(lists.rooms, USUAL.rooms),
    level: pick(lists.level, USUAL.level),
    workers: pick(lists.workers, USUAL.workers),
  };
}

/** The points to measure, each once: along each factor from the centre, or with `cross` every combination. */
export function listPoints(lists: Lists, cross: boolean): BenchPoint[] {
  const centre = centreOf(lists);
  const vary = (points: readonly BenchPoint[], factor: Factor): BenchPoint[] =>
    points.flatMap((point) => lists[factor].map((value) => ({ ...point, [factor]: value })));
  const points = cross
    ? FACTORS.reduce<BenchPoint[]>(vary, [centre])
    : FACTORS.flatMap((factor) => vary([centre], factor));
  return [...new Map(points.map((point) => [keyOf(point), point])).values()];
}

/** The points along one factor, all else as in the centre, the least first: what follows is more work, or a better way. */
export function along<T extends BenchPoint>(rows: readonly T[], centre: BenchPoint, factor: Factor): T[] {
  const others = FACTORS.filter((other) => other !== factor);
  return rows
    .filter((row) => others.every((other) => nameOf(row[other]) === nameOf(centre[other])))
    .sort((a, b) => rankOf(a[factor]) - rankOf(b[factor]));
}

function rankOf(value: BenchPoint[Factor]): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? PHYSICS_LEVELS.indexOf(value) : value.length;
}

function keyOf(point: BenchPoint): string {
  return FACTORS.map((factor) => nameOf(point[factor])).join(' ');
}
