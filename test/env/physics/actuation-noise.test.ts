import { describe, expect, it } from 'vitest';
import { addActuationNoise } from '../../../env/physics/actuation-noise.ts';
import { AGENT, LOOK_UP, MOVE_FORWARD, STOP, TURN_LEFT, TURN_RIGHT } from '../../../env/env.ts';
import { Rng } from '../../../env/random.ts';

/** Metres along and radians turned, of many tries of one action. */
function tries(action: number, multiplier: number): { readonly along: number; readonly turn: number }[] {
  return Array.from({ length: 2000 }, (_, i) => {
    const motion = addActuationNoise(action, AGENT, multiplier, new Rng(`test/${i}`));
    if (typeof motion === 'number') throw new Error(`${action} came back as ${motion}.`);
    return { along: motion.linear / 4, turn: motion.angular / 4 };
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe('addActuationNoise', () => {
  it('makes a step overshoot a little and veer to the left, as LoCoBot does', () => {
    const steps = tries(MOVE_FORWARD, 1);
    expect(mean(steps.map(({ along }) => along))).toBeCloseTo(0.25 + 0.017, 2);
    expect(mean(steps.map(({ turn }) => turn))).toBeCloseTo(0.031, 1);
  });

  it.each([
    [TURN_LEFT, 1],
    [TURN_RIGHT, -1],
  ])('makes turn %i overshoot the same way', (action, sign) => {
    expect(sign * mean(tries(action, 1).map(({ turn }) => turn))).toBeCloseTo(AGENT.turnAngle + 0.043, 1);
  });

  it('never takes a step backwards', () => {
    expect(Math.min(...tries(MOVE_FORWARD, 1).map(({ along }) => along))).toBeGreaterThan(0);
  });

  it('misses in proportion to its multiplier', () => {
    const spread = (multiplier: number): number =>
      mean(tries(MOVE_FORWARD, multiplier).map(({ along }) => Math.abs(along - 0.25 - 0.017 * multiplier)));
    expect(spread(0.5) / spread(1)).toBeCloseTo(0.5, 1);
  });

  it('leaves other actions as they are', () => {
    const rng = new Rng('test');
    expect([STOP, LOOK_UP].map((action) => addActuationNoise(action, AGENT, 1, rng))).toEqual([STOP, LOOK_UP]);
  });
});
