import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { boundsOf } from '../../../scenes/gltf/model.ts';
import { readHabitatScene } from '../../../scenes/habitat/scene-config.ts';
import { readSceneFile } from '../../../scenes/scene-file.ts';
import { temporaryFolder } from '../../cli/run-oikos.ts';
import { makeGlb, smallRoomBinary, smallRoomDocument, smallRoomGlb } from '../gltf/small-glb.ts';

const folder = await temporaryFolder();
const DATA = join(import.meta.dirname, '../../../../shared/data/habitat/scenes');
if (!existsSync(DATA)) console.log(`Tests of real Habitat scenes are skipped: ${DATA} is not there.`);

/** The small room as a program with z up keeps it: (x, y, z) is (x, -z, y). */
function standingGlb(): Uint8Array {
  const document = smallRoomDocument();
  const turned = {
    ...document,
    nodes: [{ ...document.nodes[0], rotation: [Math.SQRT1_2, 0, 0, Math.SQRT1_2] }, ...document.nodes.slice(1)],
  };
  return makeGlb(turned, smallRoomBinary());
}

async function put(name: string, content: Uint8Array | object): Promise<string> {
  const path = join(folder, name);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, content instanceof Uint8Array ? content : JSON.stringify(content));
  return path;
}

describe('readHabitatScene', () => {
  it('turns a stage upright by the config beside it', async () => {
    const model = await put('standing.glb', standingGlb());
    await put('standing.stage_config.json', { render_asset: 'standing.glb', up: [0, 0, 1], front: [0, 1, 0] });
    const plain = await put('plain.glb', smallRoomGlb());
    const { house } = await readSceneFile(model);
    const expected = (await readSceneFile(plain)).house;
    expect(house.rooms[0].polygon.map(String)).toEqual(expected.rooms[0].polygon.map(String));
    house.objects[0].position.forEach((value, i) => expect(value).toBeCloseTo(expected.objects[0].position[i], 5));
  });

  it('reads centimetres as the config says', async () => {
    const document = smallRoomDocument();
    const large = {
      ...document,
      nodes: [{ ...document.nodes[0], scale: [100, 100, 100] }, ...document.nodes.slice(1)],
    };
    await put('large.glb', makeGlb(large, smallRoomBinary()));
    const config = await put('large.stage_config.json', { render_asset: 'large.glb', units_to_meters: 0.01 });
    expect(boundsOf(await readHabitatScene(config)).size[0]).toBeCloseTo(6, 5);
  });

  it('furnishes a scene instance with its dataset’s templates', async () => {
    await put('flats/flats.scene_dataset_config.json', {});
    await put('flats/stages/hall.glb', smallRoomGlb());
    const couch = { ...smallRoomDocument(), scenes: [{ nodes: [0] }], nodes: [{ mesh: 0, translation: [9, 0, 0] }] };
    await put('flats/objects/model.glb', makeGlb(couch, smallRoomBinary()));
    await put('flats/objects/couch_01.object_config.json', { render_asset: 'model.glb' });
    const object = {
      template_name: 'couch_01',
      translation: [-2, 0.5, 0],
      rotation: [0, 0, 1, 0],
      non_uniform_scale: [0.5, 0.5, 1],
    };
    const instance = await put('flats/scenes/flat.scene_instance.json', {
      stage_instance: { template_name: 'stages/hall' },
      translation_origin: 'COM',
      object_instances: [object],
    });
    const { house } = await readSceneFile(instance);
    const sofa = house.objects.find(({ category }) => category === 'Sofa');
    [-2, 0.5, 0].forEach((value, i) => expect(sofa?.position[i]).toBeCloseTo(value, 5));
    expect(sofa?.size.map((value) => Number(value.toFixed(3)))).toEqual([1, 1, 2]);
    expect(house.objects.map(({ category }) => category).sort()).toEqual(['Chair', 'Sofa']);
  });

  it('takes a dataset for its only scene, and names them where there are several', async () => {
    const config = await put('block/block.scene_dataset_config.json', {});
    await put('block/stages/hall.glb', smallRoomGlb());
    await put('block/scenes/a.scene_instance.json', { stage_instance: { template_name: 'hall' } });
    expect(await readHabitatScene(config)).toHaveLength(4);
    await put('block/scenes/b.scene_instance.json', { stage_instance: { template_name: 'hall' } });
    await expect(readHabitatScene(config)).rejects.toThrow(
      /holds 2 scene instances \(.*b\.scene_instance\.json\)[^\n]*$/,
    );
  });

  it('refuses configs that are wrong in one line', async () => {
    await put('bad.glb', smallRoomGlb());
    const skew = await put('bad.stage_config.json', { render_asset: 'bad.glb', up: [0, 1, 0], front: [0, 1, 1] });
    await expect(readHabitatScene(skew)).rejects.toThrow(/up 0 1 0 and front 0 1 1 are at no right angle[^\n]*$/);
    const empty = await put('empty.stage_config.json', {});
    await expect(readHabitatScene(empty)).rejects.toThrow(/render_asset[^\n]*$/);
    const lost = await put('lost/scenes/lost.scene_instance.json', { stage_instance: { template_name: 'nowhere' } });
    await expect(readHabitatScene(lost)).rejects.toThrow(/template "nowhere"[^\n]*$/);
  });

  it.skipIf(!existsSync(DATA))('stands habitat-sim’s room on its floor', async () => {
    const { house } = await readSceneFile(join(DATA, 'simple_room.glb'));
    const [low, , high] = house.rooms[0].polygon;
    expect([high[0] - low[0], high[1] - low[1]].map(Math.round)).toEqual([11, 11]);
    expect(house.ceilingHeight).toBeCloseTo(2, 1);
  });
});
