import { expect, it } from 'vitest';
import { countTriangles, textureBytes } from '../../../env/rendering/drawing-budget.ts';
import { buildScene } from '../../../env/rendering/scene.ts';
import { houseForSeed } from '../../../scenes/house-source.ts';
import { library } from '../../../scenes/library.ts';
import { twoRoomHouse } from '../small-house.ts';

it('takes less than 7 MB of textures to draw 64 environments of 64 by 64 pixels', () => {
  const camera = { width: 64, height: 64, hfovDeg: 79 };
  expect(textureBytes(64, camera)).toBeLessThan(7e6);
  expect(textureBytes(2, camera) - textureBytes(1, camera)).toBe(128 * 128 + 64 * 64 * 16);
});

it('draws a home of ten rooms with fewer than 120,000 triangles', () => {
  const bare = countTriangles(buildScene(twoRoomHouse(), library), library);
  const furnished = countTriangles(buildScene(houseForSeed('train/5', { rooms: 10 }), library), library);
  expect(bare).toBeLessThan(1000);
  expect(furnished).toBeGreaterThan(10_000);
  expect(furnished).toBeLessThan(120_000);
});
