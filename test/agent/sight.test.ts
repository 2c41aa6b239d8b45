import { describe, expect, it } from 'vitest';
import { BELIEF_SIDE } from '../../agent/beliefs.ts';
import { type Glance, mirror } from '../../agent/glances.ts';
import { BLOCK_SIDE, cutWindows, NUM_WINDOWS, windowLength } from '../../agent/sight.ts';
import { AGENT, CAMERA_DEFAULTS } from '../../env/env.ts';

const SIZE = 64;
const CHANNELS = 5;
const FOCAL = SIZE / 2 / Math.tan((CAMERA_DEFAULTS.hfovDeg * Math.PI) / 360);

/** A level look over bare floor: each pixel's colour tells its place, and what lies above the horizon is nowhere. */
function lookOverFloor(): Glance {
  const rgb = new Uint8Array(SIZE * SIZE * 3);
  const depth = new Float32Array(SIZE * SIZE);
  for (let pixel = 0; pixel < SIZE * SIZE; pixel++) {
    rgb.set([pixel % SIZE, Math.floor(pixel / SIZE), 200], pixel * 3);
    const slope = (SIZE / 2 - Math.floor(pixel / SIZE) - 0.5) / FOCAL;
    depth[pixel] = slope < 0 ? -AGENT.cameraHeight / slope : 0;
  }
  return { size: SIZE, rgb, depth, pitch: 0, semantic: Uint8Array.from(depth, (ahead) => Number(ahead > 0)) };
}

/** (windows, height, width, channels) as numbers to look up. */
function cut(glance: Glance): (window: number, y: number, x: number) => number[] {
  const length = windowLength(SIZE);
  const windows = new Float32Array(NUM_WINDOWS * length);
  cutWindows(glance, windows, 0);
  const side = SIZE / BLOCK_SIDE;
  return (window, y, x) => {
    const from = window * length + (y * side + x) * CHANNELS;
    return [...windows.subarray(from, from + CHANNELS)];
  };
}

describe('cutWindows', () => {
  it('puts each square of the beliefs in the middle of its window, four windows to a block', () => {
    const valueAt = cut(lookOverFloor());
    const square = SIZE / BELIEF_SIDE;
    // The third window of the block in row 2 and column 5 has the block's lower left square in its middle.
    const window = (2 * BLOCK_SIDE + 5) * 4 + 2;
    const [red, green] = valueAt(window, square / 2, square / 2);
    expect(Math.round((red + 1) * 127.5)).toBe(5 * 2 * square);
    expect(Math.round((green + 1) * 127.5)).toBe((2 * 2 + 1) * square);
  });

  it('leaves what hangs over the edge at 0', () => {
    const valueAt = cut(lookOverFloor());
    expect(valueAt(0, 0, 0)).toEqual([0, 0, 0, 0, 0]);
    expect(valueAt(NUM_WINDOWS - 1, SIZE / BLOCK_SIDE - 1, 0)).toEqual([0, 0, 0, 0, 0]);
  });

  it('tells that floor is low and near floor nearer', () => {
    const valueAt = cut(lookOverFloor());
    const middle = SIZE / BELIEF_SIDE / 2;
    const floorIn = (row: number): number[] => valueAt((row * BLOCK_SIDE + 4) * 4, middle, middle);
    const [near, far] = [floorIn(BLOCK_SIDE - 1), floorIn(BLOCK_SIDE - 3)];
    expect(near[4]).toBeCloseTo(-1, 5);
    expect(far[4]).toBeCloseTo(-1, 5);
    expect(near[3]).toBeGreaterThan(far[3]);
    expect(floorIn(0)[3]).toBe(-1);
  });
});

describe('mirror', () => {
  it('turns left into right, and twice gives back what was', () => {
    const glance = lookOverFloor();
    const turned = mirror(glance);
    expect(turned.rgb[0]).toBe(SIZE - 1);
    expect(turned.rgb[1]).toBe(0);
    expect(mirror(turned)).toEqual(glance);
  });
});
