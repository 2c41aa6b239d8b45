import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
import { Box3, type Mesh as ThreeMesh } from 'three';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildScene } from '../../../env/rendering/scene.ts';
import { openContainer } from '../../../scenes/gltf/container.ts';
import { withModels } from '../../../scenes/gltf/model.ts';
import { readGltf } from '../../../scenes/gltf/read.ts';
import { readerBeside } from '../../../scenes/gltf/resources.ts';
import { toSceneHouse } from '../../../scenes/gltf/scene-house.ts';
import { writeHouseGlb } from '../../../scenes/gltf/write.ts';
import { houseForSeed } from '../../../scenes/house-source.ts';
import { library } from '../../../scenes/library.ts';

const house = houseForSeed('test/7', { rooms: 2 });
const scene = buildScene(house, library);
const glb = writeHouseGlb(house, library);

interface Document {
  readonly accessors: readonly {
    bufferView: number;
    byteOffset?: number;
    componentType: number;
    count: number;
    type: string;
    min?: number[];
    max?: number[];
  }[];
  readonly bufferViews: readonly { byteOffset: number; byteLength: number; target: number }[];
  readonly buffers: readonly { byteLength: number }[];
  readonly meshes: readonly {
    primitives: readonly { attributes: Record<string, number>; indices: number; material: number }[];
  }[];
  readonly materials: readonly { pbrMetallicRoughness: { baseColorFactor: number[] } }[];
  readonly nodes: readonly { mesh?: number; matrix?: number[]; children?: number[]; name?: string }[];
}

const SIZES: Readonly<Record<number, number>> = { 5123: 2, 5125: 4, 5126: 4 };
const WIDTHS: Readonly<Record<string, number>> = { SCALAR: 1, VEC3: 3, VEC4: 4 };

describe('writeHouseGlb', () => {
  it('keeps the rules of the format', () => {
    const view = new DataView(glb.buffer, glb.byteOffset, glb.byteLength);
    expect([view.getUint32(4, true), view.getUint32(8, true)]).toEqual([2, glb.length]);
    expect(view.getUint32(12, true) % 4).toBe(0);
    const { json, binary } = openContainer(glb, 'house');
    const { accessors, bufferViews, buffers, meshes, materials, nodes } = json as Document;
    expect(buffers).toEqual([{ byteLength: binary?.length }]);
    for (const { bufferView, componentType, count, type } of accessors) {
      const { byteOffset, byteLength } = bufferViews[bufferView];
      expect(byteOffset % 4).toBe(0);
      expect(byteLength).toBe(count * WIDTHS[type] * SIZES[componentType]);
      expect(byteOffset + byteLength).toBeLessThanOrEqual(buffers[0].byteLength);
    }
    for (const { attributes, indices, material } of meshes.flatMap(({ primitives }) => primitives)) {
      const { POSITION, NORMAL, COLOR_0 } = attributes;
      expect(accessors[POSITION].min).toHaveLength(3);
      expect(new Set([POSITION, NORMAL, COLOR_0].map((index) => accessors[index].count)).size).toBe(1);
      expect(accessors[indices].count % 3).toBe(0);
      expect(bufferViews[accessors[indices].bufferView].target).toBe(34963);
      expect(material).toBeLessThan(materials.length);
    }
    for (const { pbrMetallicRoughness } of materials) {
      for (const value of pbrMetallicRoughness.baseColorFactor) expect(value >= 0 && value <= 1).toBe(true);
    }
    for (const { matrix } of nodes) if (matrix) expect(isDecomposable(matrix)).toBe(true);
  });

  describe('read by three', () => {
    let root: Awaited<ReturnType<GLTFLoader['parseAsync']>>['scene'];
    beforeAll(async () => {
      const buffer = glb.buffer.slice(glb.byteOffset, glb.byteOffset + glb.byteLength);
      root = (await new GLTFLoader().parseAsync(buffer as ArrayBuffer, '')).scene;
    });

    it('holds every thing of the house where it is', () => {
      root.updateMatrixWorld(true);
      const sofa = house.objects.find(({ category }) => category === 'Bed') ?? house.objects[0];
      const found = root.children.find(({ userData, name }) => userData.category === sofa.category && name.length > 0);
      expect(root.children).toHaveLength(scene.things.length);
      const center = new Box3()
        .setFromObject(found ?? root)
        .getCenter(found?.position.clone() ?? root.position.clone());
      expect(Math.hypot(center.x - sofa.position[0], center.z - sofa.position[2])).toBeLessThan(0.1);
    });

    it('has colours and normals on every mesh', () => {
      let numMeshes = 0;
      root.traverse((object) => {
        if (!('isMesh' in object)) return;
        const { geometry } = object as ThreeMesh;
        expect(Object.keys(geometry.attributes).sort()).toEqual(['color', 'normal', 'position']);
        numMeshes++;
      });
      expect(numMeshes).toBeGreaterThanOrEqual(scene.things.length);
    });
  });

  it('comes back in as a home with the same things', async () => {
    const meshes = await readGltf(glb, 'house.glb', readerBeside('house.glb'));
    const { house: again, models } = toSceneHouse(meshes, { id: 'again' });
    const count = (things: readonly { category: string }[]): Map<string, number> =>
      things.reduce(
        (counts, { category }) => counts.set(category, (counts.get(category) ?? 0) + 1),
        new Map<string, number>(),
      );
    expect(count(buildScene(again, withModels(library, models)).things)).toEqual(count(scene.things));
    expect(again.objects).toHaveLength(house.objects.length);
  });

  it('gives the same bytes for the same house', () => {
    expect(Buffer.compare(writeHouseGlb(house, library), glb)).toBe(0);
  });
});

/** Axes at right angles, none of length 0: what glTF asks of a node's matrix. */
function isDecomposable(m: readonly number[]): boolean {
  const axes = [0, 4, 8].map((i) => m.slice(i, i + 3));
  const dot = (a: readonly number[], b: readonly number[]): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  const lengths = axes.map((axis) => Math.hypot(...axis));
  return (
    lengths.every((length) => length > 0) &&
    axes.every((axis, i) => Math.abs(dot(axis, axes[(i + 1) % 3])) < 1e-3 * lengths[i] * lengths[(i + 1) % 3])
  );
}
