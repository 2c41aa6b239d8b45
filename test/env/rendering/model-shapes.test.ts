import { expect, test } from 'vitest';
import type { ModelLibrary } from '../../../env/model.ts';
import { shapesOf } from '../../../env/rendering/model-shapes.ts';
import { library } from '../../../scenes/library.ts';

/** A library of the first few models. */
function few(count: number): ModelLibrary {
  return { ...library, listModels: () => library.listModels().slice(0, count) };
}

test('shapes are made once for all who draw the same models', () => {
  expect(shapesOf(few(5))).toBe(shapesOf(few(5)));
});

test('other models have shapes of their own, each in full first', () => {
  const [five, six] = [shapesOf(few(5)), shapesOf(few(6))];
  expect([five, six].map(({ models }) => models.length)).toEqual([5, 6]);
  for (const { models, firstShape, maxPixels, merged } of [five, six]) {
    expect(firstShape).toHaveLength(models.length + 1);
    expect(firstShape.at(-1)).toBe(merged.ranges.length);
    models.forEach(({ indices }, i) => {
      expect(merged.ranges[firstShape[i]].count).toBeGreaterThan(indices.length / 2);
      expect(merged.ranges[firstShape[i]].count).toBeLessThanOrEqual(indices.length);
      expect(maxPixels[firstShape[i]]).toBe(Infinity);
    });
  }
});
