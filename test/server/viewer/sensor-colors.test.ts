import { expect, test } from 'vitest';
import { CATEGORIES } from '../../../env/categories.ts';
import { paintDepth, paintRgb, paintSemantic, semanticColor } from '../../../server/viewer/sensor-colors.ts';

test('no two categories share a colour', () => {
  expect(new Set(CATEGORIES.map((_, id) => semanticColor(id).join())).size).toBe(CATEGORIES.length);
});

test('farther is darker, and nothing is darkest', () => {
  const metres = [0.1, 1, 2, 3, 4, 5, 6];
  const pixels = paintDepth(new Uint8Array(Uint16Array.from([...metres, 0], (m) => m * 1000).buffer));
  const brightness = [...metres, 0].map((_, i) => pixels[4 * i] + pixels[4 * i + 1] + pixels[4 * i + 2]);
  expect(brightness).toEqual([...brightness].sort((a, b) => b - a));
});

test('pictures become opaque pixels', () => {
  expect([...paintRgb(Uint8Array.of(1, 2, 3, 4, 5, 6))]).toEqual([1, 2, 3, 255, 4, 5, 6, 255]);
  expect([...paintSemantic(Uint8Array.of(1))]).toEqual([...semanticColor(1), 255]);
});
