import { describe, expect, it } from 'vitest';
import { AGENT } from '../../../env/env.ts';
import { PRESETS, type Preset } from '../../../env/sensors/presets.ts';
import { parseSensorSuite } from '../../../env/sensors/sensor-suite.ts';

describe('PRESETS', () => {
  it.each(Object.entries<Preset>(PRESETS))('%s can be told as JSON', (name, { rules, suite }) => {
    expect(parseSensorSuite(JSON.parse(JSON.stringify(suite)), name)).toEqual(suite);
    expect(JSON.parse(JSON.stringify(rules))).toEqual(rules);
  });

  it.each(Object.entries<Preset>(PRESETS))('%s turns by whole parts of a round', (_, { rules }) => {
    const turns = (2 * Math.PI) / rules.agent.turnAngle;
    expect(turns).toBeCloseTo(Math.round(turns), 9);
  });

  it('holds ObjectNav of 2022 as its challenge does', () => {
    expect(PRESETS['habitat-objectnav-2022']).toMatchObject({
      task: 'objectnav',
      rules: { successDistance: 0.1, stepLimit: 500, agent: AGENT },
      suite: { camera: { width: 640, height: 480, hfovDeg: 79 }, depthRange: [0.5, 5] },
    });
  });

  it('looks from where Stretch has its camera in 2023', () => {
    expect(PRESETS['habitat-objectnav-2023']).toMatchObject({
      rules: { agent: { height: 1.41, radius: 0.17, cameraHeight: 1.31 } },
      suite: { camera: { width: 480, height: 640, hfovDeg: 42 } },
    });
  });
});
