import { describe, expect, it } from 'vitest';
import { Rng } from '../../../env/random.ts';
import { addColorNoise, addRedwoodNoise } from '../../../env/sensors/picture-noise.ts';

const size = { width: 64, height: 64 };

function spread(values: ArrayLike<number>): { mean: number; deviation: number } {
  const list = Array.from(values);
  const mean = list.reduce((sum, value) => sum + value, 0) / list.length;
  const variance = list.reduce((sum, value) => sum + (value - mean) ** 2, 0) / list.length;
  return { mean, deviation: Math.sqrt(variance) };
}

function wallAt(metres: number, multiplier = 1): Float32Array {
  const depth = new Float32Array(size.width * size.height).fill(metres);
  return addRedwoodNoise(depth, size, multiplier, new Rng('test/depth'));
}

describe('addColorNoise', () => {
  it('spreads a grey by the share of brightness that is asked for', () => {
    const { mean, deviation } = spread(addColorNoise(new Uint8Array(4000).fill(128), 0.1, new Rng('test/rgb')));
    expect(mean).toBeCloseTo(128, -1);
    expect(deviation).toBeGreaterThan(23);
    expect(deviation).toBeLessThan(28);
  });

  it('keeps to what a byte can hold', () => {
    const noisy = addColorNoise(new Uint8Array(1000).fill(255), 0.1, new Rng('test/rgb'));
    expect(Math.max(...noisy)).toBe(255);
    // What went round the end of the byte would be dark.
    expect(Math.min(...noisy)).toBeGreaterThan(128);
  });
});

describe('addRedwoodNoise', () => {
  it('errs by the square of the distance', () => {
    // Over several distances, since a single one may lie between two steps of the disparity.
    const errorAt = (metres: number): number =>
      [1, 1.07, 1.13, 1.19, 1.31].reduce((sum, factor) => {
        const { mean, deviation } = spread(wallAt(metres * factor));
        return sum + Math.hypot(mean - metres * factor, deviation);
      }, 0);
    const [near, far] = [errorAt(2), errorAt(6)];
    expect(far / near).toBeGreaterThan(7);
    expect(far / near).toBeLessThan(11);
  });

  it('is right on average', () => {
    expect(spread(wallAt(3)).mean).toBeCloseTo(3, 1);
  });

  it('sees nothing beyond ten metres, nor where nothing is', () => {
    expect([...new Set([...wallAt(11), ...wallAt(0)])]).toEqual([0]);
  });

  it('draws the same errors for the same seed', () => {
    expect(wallAt(4)).toEqual(wallAt(4));
  });
});
