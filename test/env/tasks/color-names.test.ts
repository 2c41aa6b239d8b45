import { describe, expect, it } from 'vitest';
import { nameColor } from '../../../env/tasks/color-names.ts';
import type { Color } from '../../../env/geometry.ts';

const NAMES: [Color, string | null][] = [
  [[0.95, 0.95, 0.93], 'white'],
  [[0.1, 0.1, 0.12], 'black'],
  [[0.5, 0.5, 0.52], 'grey'],
  [[0.8, 0.12, 0.1], 'red'],
  [[0.95, 0.55, 0.1], 'orange'],
  [[0.9, 0.8, 0.15], 'yellow'],
  [[0.2, 0.6, 0.25], 'green'],
  [[0.15, 0.3, 0.75], 'blue'],
  [[0.5, 0.2, 0.65], 'purple'],
  [[0.45, 0.28, 0.15], 'brown'],
  [[0.9, 0.82, 0.7], 'beige'],
  // Between green and blue people disagree, and between grey and white.
  [[0.1, 0.6, 0.6], null],
  [[0.64, 0.64, 0.64], null],
];

describe('nameColor', () => {
  it.each(NAMES)('%j is %s', (color, name) => {
    expect(nameColor(color)).toBe(name);
  });
});
