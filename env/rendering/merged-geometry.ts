import { BufferAttribute, BufferGeometry } from 'three/webgpu';
import type { Model } from '../model.ts';

/** Words of one indexed indirect draw: index count, instance count, first index, base vertex, first instance. */
export const DRAW_WORDS = 5;

/** One geometry that holds every model, and the draw of each written into every section. */
export function mergeModels(models: readonly Model[], draws: Uint32Array, numSections: number): BufferGeometry {
  const numVertices = models.reduce((sum, model) => sum + model.positions.length / 3, 0);
  const numIndices = models.reduce((sum, model) => sum + model.indices.length, 0);
  const positions = new Float32Array(numVertices * 3);
  const normals = new Float32Array(numVertices * 3);
  const paint = new Float32Array(numVertices * 4);
  const finish = new Float32Array(numVertices * 4);
  const indices = new Uint32Array(numIndices);
  let vertex = 0;
  let index = 0;
  models.forEach((model, number) => {
    positions.set(model.positions, vertex * 3);
    normals.set(model.normals, vertex * 3);
    const count = model.positions.length / 3;
    for (let i = 0; i < count; i++) {
      paint.set(
        [model.colors[3 * i], model.colors[3 * i + 1], model.colors[3 * i + 2], model.tints[i]],
        (vertex + i) * 4,
      );
      finish.set([model.layers[i], model.occlusion[i], model.emission[i], 0], (vertex + i) * 4);
    }
    for (let i = 0; i < model.indices.length; i++) indices[index + i] = model.indices[i] + vertex;
    for (let section = 0; section < numSections; section++) {
      draws.set([model.indices.length, 0, index, 0, 0], (section * models.length + number) * DRAW_WORDS);
    }
    vertex += count;
    index += model.indices.length;
  });
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(positions, 3));
  geometry.setAttribute('normal', new BufferAttribute(normals, 3));
  geometry.setAttribute('paint', new BufferAttribute(paint, 4));
  geometry.setAttribute('finish', new BufferAttribute(finish, 4));
  geometry.setIndex(new BufferAttribute(indices, 1));
  return geometry;
}
