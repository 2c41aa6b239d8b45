import { describe, expect, it } from 'vitest';
import { rotate } from '../../env/geometry.ts';
import { fromUnity, quatFromUnityEuler, toUnity, unityEulerFromQuat } from '../../scenes/unity-frame.ts';

describe('the frame of Unity', () => {
  it('keeps the picture seen from above: ahead (+z) becomes -z', () => {
    expect(fromUnity({ x: 1, y: 2, z: 3 })).toEqual([1, 2, -3]);
    expect(toUnity([1, 2, -3])).toEqual({ x: 1, y: 2, z: 3 });
  });

  it.each([
    // Unity, by hand: what Quaternion.Euler(x, y, z) makes of (0, 0, 1), then the same with z turned round.
    [{ x: 0, y: 90, z: 0 }, [1, 0, 0]],
    [{ x: 0, y: 180, z: 0 }, [0, 0, 1]],
    [{ x: 90, y: 0, z: 0 }, [0, -1, 0]],
    [{ x: 0, y: 0, z: 90 }, [0, 0, -1]],
  ] as const)('turns the front as %o says', (degrees, front) => {
    const turned = rotate(quatFromUnityEuler(degrees), [0, 0, -1]);
    turned.forEach((value, k) => expect(value).toBeCloseTo(front[k], 12));
  });

  it('lifts the right side on a turn about z, as Unity does', () => {
    const right = rotate(quatFromUnityEuler({ x: 0, y: 0, z: 90 }), [1, 0, 0]);
    right.forEach((value, k) => expect(value).toBeCloseTo([0, 1, 0][k], 12));
  });

  it('writes angles that mean the same turn, also when the thing lies on its back', () => {
    for (const x of [0, 30, 90, 270, 359]) {
      for (const y of [0, 45, 200]) {
        for (const z of [0, 10, 87]) {
          const q = quatFromUnityEuler({ x, y, z });
          const again = quatFromUnityEuler(unityEulerFromQuat(q));
          const dot = q.reduce((sum, value, k) => sum + value * again[k], 0);
          expect(Math.abs(dot), `${x} ${y} ${z}`).toBeCloseTo(1, 9);
        }
      }
    }
  });
});
