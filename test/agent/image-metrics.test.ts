import { describe, expect, it } from 'vitest';
import { warpFrame } from '../../agent/egomotion-warp.ts';
import { meanSquaredError, psnrOf, ssim } from '../../agent/image-metrics.ts';
import { MOVE_FORWARD, TURN_LEFT, TURN_RIGHT } from '../../env/env.ts';
import { Rng } from '../../env/random.ts';
import { recordRaycastRoom } from './raycast-rooms.ts';

const SIZE = 64;
const FRAME = SIZE * SIZE * 3;
const rng = new Rng('image-metrics');
const noise = Uint8Array.from({ length: FRAME }, () => rng.int(0, 255));
const recording = recordRaycastRoom('warp', 60, SIZE);
const frameAt = (index: number): Uint8Array => recording.rgb.subarray(index * FRAME, (index + 1) * FRAME);

describe('psnrOf', () => {
  it('is 20 dB where every pixel is a tenth of the range off', () => {
    const grey = new Uint8Array(FRAME).fill(100);
    const off = new Uint8Array(FRAME).fill(125.5);
    expect(meanSquaredError(grey, off)).toBe(625);
    expect(psnrOf(25.5 ** 2)).toBeCloseTo(20, 10);
    expect(psnrOf(0)).toBe(Infinity);
  });
});

describe('ssim', () => {
  it('is 1 for equal images, and about 0 for unrelated ones', () => {
    expect(ssim(noise, noise, SIZE)).toBeCloseTo(1, 12);
    expect(Math.abs(ssim(noise, Uint8Array.from(noise).reverse(), SIZE))).toBeLessThan(0.1);
  });

  it('compares only luminance where images are even', () => {
    const [a, b] = [60, 120].map((value) => new Uint8Array(FRAME).fill(value));
    const c1 = (0.01 * 255) ** 2;
    expect(ssim(a, b, SIZE)).toBeCloseTo((2 * 60 * 120 + c1) / (60 ** 2 + 120 ** 2 + c1), 6);
  });
});

describe('warpFrame', () => {
  it('leaves the frame as it is without motion', () => {
    expect(warpFrame(noise, SIZE, [], 1.1)).toEqual(noise);
    expect(warpFrame(noise, SIZE, [MOVE_FORWARD], 1)).toEqual(noise);
  });

  it('foresees turns: far better than the last frame where both show the same', () => {
    let copied = 0;
    let warped = 0;
    recording.actions.forEach((action, t) => {
      if (action === MOVE_FORWARD) return;
      const next = frameAt(t + 1);
      // The half that was in view before: the right one after a turn to the left.
      const seen = (image: Uint8Array): Uint8Array =>
        image.filter((_, i) => Math.floor((i / 3) % SIZE) >= SIZE / 2 === (action === TURN_LEFT));
      copied += meanSquaredError(seen(frameAt(t)), seen(next));
      warped += meanSquaredError(seen(warpFrame(frameAt(t), SIZE, [action], 1)), seen(next));
    });
    expect(warped).toBeLessThan(0.25 * copied);
  });

  it('brings back the middle after a turn and a turn back', () => {
    const there = warpFrame(frameAt(0), SIZE, [TURN_LEFT, TURN_RIGHT], 1);
    expect(meanSquaredError(there, frameAt(0))).toBeLessThan(1);
  });
});
