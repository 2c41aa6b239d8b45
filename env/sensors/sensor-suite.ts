import { z } from 'zod';
import { CAMERA_DEFAULTS, type CameraOptions, SENSORS, type SensorName } from '../env.ts';
import { UsageError } from '../errors.ts';
import type { LocalMapOptions } from './local-map.ts';
import type { Sensor } from './sensor.ts';

/** How far off senses are; none is when left out. All noise is drawn from the episode's seed. */
export interface SensorNoise {
  /** Standard deviation of each colour channel, as a share of full brightness; see `addColorNoise`. */
  readonly rgb?: number;
  /** Multiplier of `addRedwoodNoise`; 1 is the measured camera. */
  readonly depth?: number;
  /** Standard deviation of each coordinate of the GPS, metres. */
  readonly gps?: number;
  /** Standard deviation of the compass, radians. */
  readonly compass?: number;
}

/** How an agent senses: what is drawn for it, through which camera, what is made of it, and how far off it is. Plain JSON, but for `own`. */
export interface SensorSuite {
  /** The pictures it is given. */
  readonly sensors: readonly SensorName[];
  /** Resolution and field of view of all of them. */
  readonly camera: CameraOptions;
  /** Where the camera sits: metres above the floor (the agent's own eye when left out), and radians of tilt, up positive. */
  readonly mount?: { readonly height?: number; readonly tilt?: number };
  /** Depth is cut to this range, metres; all of it is given when left out. */
  readonly depthRange?: readonly [near: number, far: number];
  /** Gives the 2D boxes of visible things. */
  readonly boxes?: boolean;
  /** Gives a top-down map made of the agent's own depth and odometry. */
  readonly map?: LocalMapOptions;
  /** `false` takes GPS and compass away: they read 0, and a point goal stays as it was at the start. */
  readonly odometry?: boolean;
  readonly noise?: SensorNoise;
  /** Sensors of one's own, which no file can hold. */
  readonly own?: readonly Sensor[];
}

/** Suites that have a name. */
export const SUITES = {
  /** What the learned policy was taught with. */
  plain: { sensors: ['rgb', 'depth'], camera: CAMERA_DEFAULTS },
  /** All there is, as it is. */
  full: {
    sensors: SENSORS,
    camera: { width: 128, height: 128, hfovDeg: 79 },
    boxes: true,
    map: { side: 64, cellSize: 0.1 },
  },
  /** A cheap robot: nothing is quite as it reads. */
  noisy: {
    sensors: ['rgb', 'depth'],
    camera: CAMERA_DEFAULTS,
    depthRange: [0.5, 5],
    map: { side: 64, cellSize: 0.1 },
    noise: { rgb: 0.1, depth: 1, gps: 0.05, compass: 0.02 },
  },
} as const satisfies Record<string, SensorSuite>;

/** Channels that must be drawn: those given to the agent, and those that others are made of. */
export function channelsOf({ sensors, boxes, map, own = [] }: SensorSuite): SensorName[] {
  const needed = new Set<SensorName>([...sensors, ...own.flatMap(({ channels = [] }) => channels)]);
  if (boxes) needed.add('semantic').add('instance');
  if (map) needed.add('depth');
  return SENSORS.filter((sensor) => needed.has(sensor));
}

const size = z.int().min(1).max(4096);
const positive = z.number().positive();
const share = z.number().min(0);

const suiteSchema = z.strictObject({
  sensors: z.array(z.enum(SENSORS)),
  camera: z.strictObject({ width: size, height: size, hfovDeg: z.number().min(1).max(170) }),
  mount: z.strictObject({ height: positive.optional(), tilt: z.number().optional() }).optional(),
  depthRange: z
    .tuple([share, positive])
    .refine(([near, far]) => near < far, { error: 'the near end must be below the far one' })
    .optional(),
  boxes: z.boolean().optional(),
  map: z.strictObject({ side: z.int().min(1).max(1024), cellSize: z.number().min(0.02).max(1) }).optional(),
  odometry: z.boolean().optional(),
  noise: z
    .strictObject({ rgb: share.optional(), depth: share.optional(), gps: share.optional(), compass: share.optional() })
    .optional(),
});

/** Checks a suite that came from outside, such as a file. @throws UsageError naming `source` and what is wrong */
export function parseSensorSuite(json: unknown, source: string): SensorSuite {
  const parsed = suiteSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const names = Object.keys(SUITES).join(', ');
  throw new UsageError(
    `${source}: ${issue.path.join('.') || 'the document'} is wrong (${issue.message}); write it as env/sensor-suite.ts says, or name one of ${names}.`,
  );
}
