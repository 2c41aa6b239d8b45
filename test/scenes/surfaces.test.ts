import { expect, test } from 'vitest';
import { OBJECT_CATEGORIES } from '../../env/categories.ts';
import type { ColliderBox } from '../../env/model.ts';
import { innerSurfaces, library, nominalSize, numVariants, supportSurfaces } from '../../scenes/library.ts';

/** What stands on a surface neither floats nor sinks by more than this, metres. */
const TOLERANCE = 0.003;

function lies(on: ColliderBox, [x, , z]: ColliderBox['center'], [halfX, halfZ]: readonly [number, number]): boolean {
  return Math.abs(on.center[0] - x) < on.half[0] + halfX && Math.abs(on.center[2] - z) < on.half[2] + halfZ;
}

test('every surface on which things are put, outside and inside, is the top of something solid', () => {
  const loose = OBJECT_CATEGORIES.flatMap((category) =>
    [...Array(numVariants(category)).keys()].flatMap((variant) => {
      const { colliders, parts = [] } = library.getModel(category, variant);
      const boxes = [...colliders, ...parts.flatMap((part) => part.colliders)];
      const height = nominalSize(category, variant)[1];
      const surfaces = [...supportSurfaces(category, variant), ...innerSurfaces(category, variant)];
      const floating = surfaces.filter(({ center, half }) => {
        const below = boxes.filter((box) => lies(box, center, half));
        return !below.some((box) => Math.abs(box.center[1] + box.half[1] - center[1]) * height <= TOLERANCE);
      });
      return floating.map(({ behind }) => `${category}/${variant} ${behind ?? 'top'}`);
    }),
  );
  expect(loose).toEqual([]);
});
