import type { Frame, SensorName, StepResult } from '../env.ts';
import { blankReading } from '../sensors/sensor.ts';
import type { SensorSuite } from '../sensors/sensor-suite.ts';

/** Arrays of the size that each sensor gives, all 0. */
const BLANK: Readonly<Record<SensorName, (pixels: number) => NonNullable<Frame[SensorName]>>> = {
  rgb: (pixels) => new Uint8Array(3 * pixels),
  depth: (pixels) => new Float32Array(pixels),
  semantic: (pixels) => new Uint16Array(pixels),
  instance: (pixels) => new Uint16Array(pixels),
  normal: (pixels) => new Int8Array(3 * pixels),
};

/** What an environment gives that has lost its episode: nothing to be seen, cut off, and why. */
export function failedResult({ sensors, camera, boxes, map, own }: SensorSuite, failure: string): StepResult {
  const { width, height } = camera;
  const frame = Object.fromEntries(sensors.map((sensor) => [sensor, BLANK[sensor](width * height)]));
  return {
    observation: {
      width,
      height,
      ...frame,
      ...(boxes && { boxes: [] }),
      ...(map && { map: new Uint8Array(map.side ** 2) }),
      ...(own && { readings: Object.fromEntries(own.map((sensor) => [sensor.name, blankReading(sensor)])) }),
      instruction: '',
      objectGoal: -1,
      pointGoal: null,
      gps: [0, 0],
      compass: 0,
      pitch: 0,
      collided: false,
      error: null,
      held: null,
      step: 0,
    },
    reward: 0,
    terminated: false,
    truncated: true,
    measures: { success: 0, spl: 0, softSpl: 0, distanceToGoal: Infinity, collisions: 0, steps: 0 },
    failure,
  };
}
