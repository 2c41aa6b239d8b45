import { describe, expect, it } from 'vitest';
import { initNavigation, NavMesh } from '../../../env/navigation/navigation.ts';
import { Obstacles } from '../../../env/physics/obstacles.ts';
import { buildScene } from '../../../env/rendering/scene.ts';
import { withModels } from '../../../scenes/gltf/model.ts';
import { type Mesh, readGltf } from '../../../scenes/gltf/read.ts';
import { readerBeside } from '../../../scenes/gltf/resources.ts';
import { toSceneHouse } from '../../../scenes/gltf/scene-house.ts';
import { library } from '../../../scenes/library.ts';
import { makeGlb, smallRoomBinary, smallRoomDocument } from './small-glb.ts';

await initNavigation();

/** The small room with further nodes: boxes by centre and half extents. */
function roomWith(...nodes: readonly { name: string; translation: number[]; scale: number[] }[]): Promise<Mesh[]> {
  const document = smallRoomDocument();
  const [home, ...boxes] = document.nodes;
  const all = [...boxes, ...nodes.map((node) => ({ ...node, mesh: 0 }))];
  const changed = { ...document, nodes: [{ ...home, children: all.map((_, i) => i + 1) }, ...all] };
  return readGltf(makeGlb(changed, smallRoomBinary()), 'room.glb', readerBeside('room.glb'));
}

describe('toSceneHouse', () => {
  it('takes nodes with an object’s name for objects, and the rest for the stage', async () => {
    const { house } = toSceneHouse(await roomWith(), { id: 'room' });
    expect(house.objects).toMatchObject([
      { category: 'Chair', position: [1, 0.5, 0], size: [0.5, 1, 0.5], fixed: true, roomId: 'room|2' },
    ]);
    expect(house.stage?.parts.map(({ category }) => category).sort()).toEqual(['Floor', 'Wall', 'Wall']);
  });

  it('draws every part with a model of its own, named and seen as what it is', async () => {
    const { house, models } = toSceneHouse(await roomWith(), { id: 'room' });
    const own = withModels(library, models);
    const { instances, things } = buildScene(house, own);
    expect(things.map(({ category }) => category).sort()).toEqual(['Chair', 'Floor', 'Wall', 'Wall']);
    const keys = own.listModels().map(({ key }) => key);
    for (const { model } of instances) expect(keys).toContain(model);
    expect(own.getModel('Chair', 0)).toBe(library.getModel('Chair', 0));
  });

  it('stops the agent at walls and things, and nowhere else on the floor', async () => {
    const { house, models } = toSceneHouse(await roomWith(), { id: 'room' });
    const obstacles = Obstacles.ofHouse(house, withModels(library, models));
    expect(obstacles.sweepDisc([-2, 0], [-2, -3], 0.18)).toBeCloseTo((2 - 0.18) / 3, 1);
    expect(obstacles.sweepDisc([-2, 0], [2, 0], 0.18)).toBeCloseTo((2.75 - 0.18) / 4, 1);
    expect(obstacles.sweepDisc([-2, 1], [2, 1], 0.18)).toBe(1);
  });

  it('lets nobody walk where there is no floor', async () => {
    const { house, models } = toSceneHouse(await roomWith(), { id: 'room' });
    const navMesh = NavMesh.build(house, withModels(library, models));
    expect(navMesh.isNavigable([-2, 0, 0])).toBe(true);
    expect(navMesh.snap([3.5, 0, 0])).toBeNull();
    expect(navMesh.distance([0, 0, 0], [2, 0, 0])).toBeGreaterThan(2.1);
    navMesh.dispose();
  });

  it('lives on the lowest large floor, or on the storey that is asked for', async () => {
    const upstairs = { name: 'upper floor', translation: [0, 2.9, 0], scale: [3, 0.1, 2] };
    const shelf = { name: 'ledge', translation: [-2, 0.5, 0], scale: [0.5, 0.1, 0.5] };
    const scene = await roomWith(upstairs, shelf);
    const [ground, above] = [undefined, 2.9].map(
      (floorHeight) => toSceneHouse(scene, { id: 'home', floorHeight }).house,
    );
    expect(ground.objects[0].position[1]).toBeCloseTo(0.5, 6);
    expect(above.objects[0].position[1]).toBeCloseTo(0.5 - 3, 6);
  });

  it('puts a single piece on a floor of its own', async () => {
    const [, , , chair] = await roomWith();
    const { house } = toSceneHouse([chair], { id: 'chair' });
    expect(house.rooms[0].polygon[2][0] - house.rooms[0].polygon[0][0]).toBeGreaterThan(3);
  });

  it('refuses scenes without floor, and scenes as wide as a town, in one line', async () => {
    const scene = await roomWith();
    const walls = scene.filter(({ names }) => names[0].name === 'wall.001');
    const standing = walls.map((mesh) => ({
      ...mesh,
      positions: mesh.positions.map((value, i) => (i % 3 === 1 ? value + 5 : value)),
    }));
    expect(() => toSceneHouse(standing, { id: 'walls.glb', floorHeight: 0 })).toThrow(
      /^walls\.glb: has no level floor[^\n]*$/,
    );
    const town = scene.map((mesh) => ({ ...mesh, positions: mesh.positions.map((value) => value * 100) }));
    expect(() => toSceneHouse(town, { id: 'town.glb' })).toThrow(/^town\.glb: is 600 m wide[^\n]*$/);
  });
});
