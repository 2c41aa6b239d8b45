import { describe, expect, it } from 'vitest';
import { AGENT, LOOK_DOWN, TURN_LEFT, TURN_RIGHT } from '../../../env/env.ts';
import type { Pose } from '../../../env/geometry.ts';
import { lookAt } from '../../../env/rendering/look-at.ts';

const pose: Pose = { position: [0, 0, 0], yaw: 0, pitch: 0 };

describe('lookAt', () => {
  it('turns the shorter way round', () => {
    expect(lookAt(pose, [-2, AGENT.cameraHeight, 0], AGENT)).toEqual([TURN_LEFT, TURN_LEFT, TURN_LEFT]);
    expect(lookAt(pose, [2, AGENT.cameraHeight, 0], AGENT)).toEqual([TURN_RIGHT, TURN_RIGHT, TURN_RIGHT]);
  });

  it('tilts no further than the head goes', () => {
    expect(lookAt(pose, [0, 0, -0.3], AGENT)).toEqual([LOOK_DOWN]);
  });

  it('leaves a head that looks right as it is', () => {
    expect(lookAt({ ...pose, pitch: -AGENT.tiltAngle }, [0, 0, -1.2], AGENT)).toEqual([]);
  });
});
