import { describe, expect, it } from 'vitest';
import { OBJECT_CATEGORIES } from '../../env/categories.ts';
import { UsageError } from '../../env/errors.ts';
import { catalogueAsset, KNOWN_ASSETS, readAssetDatabase } from '../../scenes/assets.ts';
import { nominalSize } from '../../scenes/library.ts';
import { shapesOf } from '../../scenes/object-styles.ts';

describe('the catalogue', () => {
  it('is near the nominal size of the model in every category', () => {
    for (const category of OBJECT_CATEGORIES) {
      const asset = catalogueAsset(category, 3);
      expect(shapesOf(category, 'train')).toContain(asset.variant);
      const nominal = nominalSize(category, asset.variant);
      asset.size.forEach((length, k) => expect(length / nominal[k], category).toBeCloseTo(1, 0));
    }
  });

  it('resolves its own names', () => {
    expect(KNOWN_ASSETS.resolve('Chair_oikos_3')).toEqual(catalogueAsset('Chair', 3));
  });
});

describe('KNOWN_ASSETS', () => {
  it('knows the size of an AI2-THOR asset to the millimetre', () => {
    const asset = KNOWN_ASSETS.resolve('Chair_002_1');
    expect(asset).toMatchObject({ category: 'Chair', size: [0.469, 0.966, 0.505] });
  });

  it.each([
    ['Side_Table_999_9', 'SideTable'],
    ['RoboTHOR_sofa_new_v', 'Sofa'],
    ['TV_Stand_1000', 'TVStand'],
  ])('guesses that %s is a %s', (assetId, category) => {
    expect(KNOWN_ASSETS.resolve(assetId)?.category).toBe(category);
  });

  it('does not know a Zeppelin', () => {
    expect(KNOWN_ASSETS.resolve('Zeppelin_1')).toBeNull();
  });
});

describe('readAssetDatabase', () => {
  it('comes before what is known, and falls back to it', () => {
    const table = readAssetDatabase({ Chair: [{ assetId: 'Chair_002_1', boundingBox: { x: 1, y: 2, z: 3 } }] }, 'db');
    expect(table.resolve('Chair_002_1')?.size).toEqual([1, 2, 3]);
    expect(table.resolve('Bed_1')?.category).toBe('Bed');
  });

  it('refuses another file in one line', () => {
    expect(() => readAssetDatabase({ Chair: [{ assetId: 4 }] }, 'db.json')).toThrow(UsageError);
    expect(() => readAssetDatabase([1], 'db.json')).toThrow(/^db\.json: [^\n]*$/);
  });
});
