import { describe, expect, it } from 'vitest';
import { CAMERA_DEFAULTS } from '../../../env/env.ts';
import { SensorRig } from '../../../env/sensors/sensor-rig.ts';
import type { Sensor } from '../../../env/sensors/sensor.ts';
import { channelsOf } from '../../../env/sensors/sensor-suite.ts';

const nearest: Sensor = {
  name: 'nearest',
  channels: ['depth'],
  shape: [1],
  dtype: 'float32',
  sense: ({ depth = [] }) => Float32Array.of(Math.min(...depth)),
};
const dice: Sensor = {
  name: 'dice',
  shape: [2],
  dtype: 'uint8',
  sense: (_, rng) => Uint8Array.of(rng.int(0, 255), rng.int(0, 255)),
};

function suiteWith(...own: readonly Sensor[]) {
  return { sensors: ['rgb'], camera: CAMERA_DEFAULTS, own } as const;
}

function senseAt(step: number, ...own: readonly Sensor[]) {
  const rig = new SensorRig(suiteWith(...own), 0.88, 'test/own');
  const frame = { width: 2, height: 1, rgb: new Uint8Array(6), depth: Float32Array.of(3, 0.5) };
  return rig.sense(frame, {
    instruction: 'look',
    objectGoal: -1,
    pointGoal: null,
    gps: [0, 0],
    compass: 0,
    pitch: 0,
    collided: false,
    error: null,
    held: null,
    step,
  });
}

describe('a sensor of one’s own', () => {
  it('reads channels that are drawn for it alone', () => {
    expect(channelsOf(suiteWith(nearest))).toEqual(['rgb', 'depth']);
    const observation = senseAt(1, nearest);
    expect(observation.readings).toEqual({ nearest: Float32Array.of(0.5) });
    expect(observation.depth).toBeUndefined();
  });

  it('draws the same chance at the same step, and another at the next', () => {
    expect(senseAt(1, nearest, dice).readings?.dice).toEqual(senseAt(1, dice).readings?.dice);
    expect(senseAt(1, dice).readings).not.toEqual(senseAt(2, dice).readings);
  });

  it('is refused when it gives another shape or type than it says', () => {
    const long = { ...nearest, shape: [2, 2] };
    expect(() => senseAt(1, long)).toThrow(
      'gave Float32Array of 1, its shape [2, 2] and type float32 ask for Float32Array of 4',
    );
    expect(() => senseAt(1, { ...nearest, dtype: 'uint8' })).toThrow(TypeError);
  });
});
