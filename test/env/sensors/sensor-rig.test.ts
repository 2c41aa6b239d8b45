import { describe, expect, it } from 'vitest';
import { CAMERA_DEFAULTS } from '../../../env/env.ts';
import { type Proprioception, SensorRig } from '../../../env/sensors/sensor-rig.ts';
import type { SensorSuite } from '../../../env/sensors/sensor-suite.ts';

const truth: Proprioception = {
  instruction: 'go to the point 3.0 m ahead and 0.0 m to the left',
  objectGoal: -1,
  pointGoal: [3, 0],
  gps: [1, 2],
  compass: 0.5,
  pitch: 0,
  collided: false,
  error: null,
  held: null,
  step: 1,
};
const frame = {
  width: 2,
  height: 1,
  rgb: Uint8Array.from([10, 20, 30, 40, 50, 60]),
  depth: Float32Array.from([0.2, 7]),
};

function sense(suite: Partial<SensorSuite>, seed = 'test/rig', changes: Partial<Proprioception> = {}) {
  const rig = new SensorRig({ sensors: ['rgb', 'depth'], camera: CAMERA_DEFAULTS, ...suite }, 0.88, seed);
  return rig.sense(frame, { ...truth, ...changes });
}

describe('SensorRig', () => {
  it('gives what is so where no suite says otherwise', () => {
    expect(sense({})).toEqual({ ...truth, ...frame });
  });

  it('keeps to itself what is drawn for other senses alone', () => {
    expect(sense({ sensors: ['depth'] }).rgb).toBeUndefined();
  });

  it('cuts depth to its range', () => {
    expect(sense({ depthRange: [0.5, 5] }).depth).toEqual(Float32Array.from([0.5, 5]));
  });

  it('errs by the seed alone', () => {
    const noise = { gps: 0.1, compass: 0.1, rgb: 0.1, depth: 1 };
    expect(sense({ noise })).toEqual(sense({ noise }));
    expect(sense({ noise }).gps).not.toEqual(truth.gps);
    expect(sense({ noise }).gps).not.toEqual(sense({ noise }, 'test/other').gps);
    expect(sense({ noise }).gps).not.toEqual(sense({ noise }, 'test/rig', { step: 2 }).gps);
  });

  it('leaves an agent without odometry with the goal as it was at the start', () => {
    const rig = new SensorRig({ sensors: [], camera: CAMERA_DEFAULTS, odometry: false }, 0.88, 'test/rig');
    rig.sense(frame, { ...truth, gps: [0, 0], compass: 0, pointGoal: [3, 0.5] });
    expect(rig.sense(frame, truth)).toMatchObject({ gps: [0, 0], compass: 0, pointGoal: [3, 0.5] });
  });
});
