import { describe, expect, it } from 'vitest';
import { OBJECT_CATEGORIES } from '../../env/categories.ts';
import type { Color } from '../../env/geometry.ts';
import { houseForSeed } from '../../scenes/house-source.ts';
import { numVariants } from '../../scenes/library.ts';
import { catalogue } from '../../scenes/assets.ts';
import { shapesOf } from '../../scenes/object-styles.ts';
import { SHADES, tintsOf } from '../../scenes/palette.ts';

const SEEN = ['train', 'val', 'test'] as const;

/** How far apart two colours are that may each come out lighter or darker: the nearest of their shades. */
function apart(a: Color, b: Color): number {
  const shades = (color: Color): number[][] =>
    Array.from({ length: 8 }, (_, i) => SHADES[0] + ((SHADES[1] - SHADES[0]) * i) / 7).map((shade) =>
      color.map((value) => Math.min(1, value * shade)),
    );
  const distances = shades(a).flatMap((p) => shades(b).map((q) => Math.hypot(...p.map((value, i) => value - q[i]))));
  return Math.min(...distances);
}

/** Whether one factor in the range of shades makes a tint this colour, to the three decimals it is kept with. */
function isShadeOf(color: Color, tint: Color): boolean {
  const steps = Array.from({ length: 141 }, (_, i) => SHADES[0] + 0.001 * i);
  return steps.some((shade) => tint.every((value, i) => Math.abs(Math.min(1, value * shade) - color[i]) < 0.002));
}

describe('object styles', () => {
  it('keep shapes for the held-out style wherever a category has two, and leave the other styles some', () => {
    for (const category of OBJECT_CATEGORIES.filter((name) => numVariants(name) > 1)) {
      const seen = new Set(SEEN.flatMap((style) => shapesOf(category, style)));
      const heldOut = shapesOf(category, 'held-out');
      expect(seen.size, category).toBeGreaterThan(0);
      expect(heldOut.length, category).toBeGreaterThan(0);
      expect(
        heldOut.filter((shape) => seen.has(shape)),
        category,
      ).toEqual([]);
    }
  });

  it('keep colours for the held-out style that no shade of a usual colour comes near', () => {
    for (const category of [...OBJECT_CATEGORIES, 'Door']) {
      for (const heldOut of tintsOf(category, 'held-out'))
        for (const usual of tintsOf(category, 'train'))
          expect(apart(heldOut, usual), `${category} ${heldOut} ${usual}`).toBeGreaterThan(0.04);
    }
  });

  it('share no asset', () => {
    for (const category of OBJECT_CATEGORIES) {
      const ids = [...SEEN, 'held-out' as const].flatMap((style) =>
        catalogue(category, style).map(({ assetId }) => assetId),
      );
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('are those of the split a house belongs to: no training house has a held-out shape, no style house a seen one', () => {
    const objectsOf = (split: string): readonly { category: string; variant: number }[] =>
      Array.from({ length: 30 }, (_, i) => houseForSeed(`${split}/${i}`)).flatMap(({ objects }) => objects);
    const strays = (split: string, style: 'train' | 'held-out'): string[] =>
      objectsOf(split)
        .filter(({ category, variant }) => !shapesOf(category, style).includes(variant))
        .map(({ category, variant }) => `${category}/${variant}`);
    expect([...strays('train', 'train'), ...strays('style', 'held-out')]).toEqual([]);
  });

  it('colour houses alike: every object and door of a training house has a shade of a usual colour, of a style house a kept one', () => {
    const strays = (split: string, style: 'train' | 'held-out'): string[] =>
      Array.from({ length: 15 }, (_, i) => houseForSeed(`${split}/${i}`))
        .flatMap(({ objects, doors }) => [...objects, ...doors.map(({ color }) => ({ category: 'Door', color }))])
        .filter(({ category, color }) => !tintsOf(category, style).some((tint) => isShadeOf(color, tint)))
        .map(({ category, color }) => `${category} ${color}`);
    expect([...strays('train', 'train'), ...strays('style', 'held-out')]).toEqual([]);
  });
});
