import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { generateEpisode } from '../../../env/episode.ts';
import { UsageError } from '../../../env/errors.ts';
import { wrapAngle } from '../../../env/geometry.ts';
import { initNavigation } from '../../../env/navigation/navigation.ts';
import { readHabitatFiles, writeHabitatFile } from '../../../scenes/habitat/episode-files.ts';
import { parseHabitatDataset } from '../../../scenes/habitat/episode-schema.ts';
import { importEpisodes } from '../../../scenes/habitat/from-habitat.ts';
import { openEpisodes } from '../../../scenes/habitat/open-episodes.ts';
import { exportEpisodes } from '../../../scenes/habitat/to-habitat.ts';
import { fromHabitatCategory, toHabitatCategory } from '../../../scenes/habitat/categories.ts';
import { houseForSeed } from '../../../scenes/house-source.ts';
import { library } from '../../../scenes/library.ts';
import { temporaryFolder } from '../../cli/run-oikos.ts';
import { smallRoomGlb } from '../gltf/small-glb.ts';
import { smallFile } from '../small-file.ts';
import { smallDataset } from './small-dataset.ts';

await initNavigation();
const folder = await temporaryFolder();
const DATA = join(import.meta.dirname, '../../../../shared/data/habitat');
const hasData = existsSync(DATA);
if (!hasData) console.log(`Tests of real Habitat episodes are skipped: ${DATA} is not there.`);

function importSmall(asImages = false) {
  return importEpisodes(parseHabitatDataset(smallDataset(), 'small'), { name: 'small', asImages });
}

describe('categories', () => {
  it.each([
    ['chair', 'Chair'],
    ['bed', 'Bed'],
    ['plant', 'HousePlant'],
    ['toilet', 'Toilet'],
    ['tv_monitor', 'Television'],
    ['sofa', 'Sofa'],
  ])('%s is our %s, and back', (habitat, own) => {
    expect(fromHabitatCategory(habitat)).toBe(own);
    expect(toHabitatCategory(own)).toBe(habitat);
  });

  it('knows what MP3D asks for, where we have it', () => {
    expect(['table', 'picture', 'chest_of_drawers', 'cushion', 'sink'].map(fromHabitatCategory)).toEqual([
      'DiningTable',
      'Painting',
      'Dresser',
      'Pillow',
      'Sink',
    ]);
    expect(fromHabitatCategory('gym_equipment')).toBeNull();
  });
});

describe('importEpisodes', () => {
  it('finds the goals of every kind of episode', () => {
    const tasks = importSmall().map(({ spec }) => [spec?.task, spec?.category, spec?.goals]);
    const view = [[1, 0.1, 0.6]];
    expect(tasks).toEqual([
      ['objectnav', 'Chair', view],
      ['objectnav', 'Chair', view],
      ['pointnav', null, [[2, 0.1, 1]]],
      ['imagenav', null, view],
    ]);
  });

  it('takes the heading from a quaternion of either sign', () => {
    for (const w of [0.86832, -0.86832]) {
      const [first] = smallDataset().episodes;
      const episodes = [{ ...first, start_rotation: [0, -0.49601 * Math.sign(w), 0, w] }];
      const [{ spec }] = importEpisodes(parseHabitatDataset({ ...smallDataset(), episodes }, 's'), {
        name: 's',
        asImages: false,
      });
      expect(spec?.start.yaw).toBeCloseTo(-2 * Math.asin(0.49601), 4);
    }
  });

  it('asks for points by pictures when told to', () => {
    const spec = importSmall(true)[2].spec;
    expect(spec).toMatchObject({ task: 'imagenav', goalView: { position: [2, 0.1, 1] } });
  });

  it('passes over goals on other storeys', () => {
    const dataset = smallDataset();
    dataset.episodes[2].goals = [{ position: [2, 3.1, 1], radius: 0.2 }];
    expect(importEpisodes(parseHabitatDataset(dataset, 's'), { name: 's', asImages: false })[2].spec).toBeNull();
  });
});

describe('openEpisodes', () => {
  it('opens the scenes that are at hand, and says which are not', async () => {
    const scenes = join(folder, 'scenes');
    await mkdir(join(scenes, 'home'), { recursive: true });
    await writeFile(join(scenes, 'home', 'small.glb'), smallRoomGlb());
    const [object, , point] = smallDataset().episodes;
    const episodes = [
      object,
      { ...point, scene_id: 'gibson/Pablo.glb' },
      { ...point, goals: [{ position: [20, 0.1, 1] }] },
      { ...point, scene_id: 'elsewhere/home/small.glb' },
    ];
    const file = join(folder, 'mixed.json');
    await writeFile(file, JSON.stringify({ ...smallDataset(), episodes }));
    const opened = await openEpisodes(file, { library, scenes, asImages: false });
    expect(opened.episodes.map(({ spec }) => spec.seed)).toEqual(['mixed/0', 'mixed/3']);
    expect(opened.episodes[0].spec).toMatchObject({ start: { position: [0, 0, 1] }, goals: [[1, 0, 0.6]] });
    expect(opened.leftOut).toEqual([
      { scene: 'home/small.glb', reason: 'goal out of reach', episodes: 1 },
      { scene: 'gibson/Pablo.glb', reason: 'scene not at hand', episodes: 1 },
    ]);
  });

  it('finds ProcTHOR houses and lists of them, packed too', async () => {
    const scenes = join(folder, 'houses');
    await mkdir(scenes);
    await writeFile(join(scenes, 'one.json'), JSON.stringify(smallFile()));
    await writeFile(
      join(scenes, 'many.jsonl.gz'),
      gzipSync(`${JSON.stringify(smallFile())}\n${JSON.stringify(smallFile())}`),
    );
    const point = { ...smallDataset().episodes[2], start_position: [2, 0, -1], goals: [{ position: [3, 0, -1] }] };
    const episodes = ['one', 'one.json', 'many.jsonl.gz#1'].map((scene_id) => ({ ...point, scene_id }));
    const file = join(folder, 'houses.json.gz');
    await writeFile(file, gzipSync(JSON.stringify({ episodes })));
    const opened = await openEpisodes(file, { library, scenes, asImages: false });
    expect(opened.leftOut).toEqual([]);
    expect(opened.episodes.map(({ house }) => house.id)).toEqual(['one.json', 'one.json', 'many.jsonl.gz#1']);
  });

  it('never leaves the folder of scenes', async () => {
    const file = join(folder, 'climber.json');
    const [, , point] = smallDataset().episodes;
    await writeFile(file, JSON.stringify({ episodes: [{ ...point, scene_id: '../scenes/home/small.glb' }] }));
    const { episodes } = await openEpisodes(file, { library, scenes: join(folder, 'houses'), asImages: false });
    expect(episodes).toEqual([]);
  });

  it('refuses files that are damaged in one line', async () => {
    const file = join(folder, 'damaged.json.gz');
    const { episodes } = smallDataset();
    await writeFile(file, gzipSync(JSON.stringify({ episodes: [{ ...episodes[0], start_position: [1, 2] }] })));
    const opening = openEpisodes(file, { library, scenes: folder, asImages: false });
    await expect(opening).rejects.toThrow(UsageError);
    await expect(opening).rejects.toThrow(/damaged\.json\.gz: episodes\.0\.start_position[^\n]*$/);
  });
});

describe('exportEpisodes', () => {
  it.each(['objectnav', 'pointnav', 'imagenav'] as const)(
    'writes %s episodes that come back the same',
    async (task) => {
      const lived = generateEpisode('5/val/episode-0', { task, split: 'val', library, houseForSeed });
      const file = join(folder, `${task}.json.gz`);
      await writeHabitatFile(file, exportEpisodes([lived]));
      const { episodes, leftOut } = await openEpisodes(file, {
        library,
        scenes: folder,
        asImages: task === 'imagenav',
      });
      expect(leftOut).toEqual([]);
      const [{ spec, house }] = episodes;
      const { house: path, category, instruction, goals, geodesicDistance, start, goalView } = lived.spec;
      expect(spec).toMatchObject({ task, house: path, category, instruction });
      expect(house).toEqual(lived.house);
      expect(wrapAngle(spec.start.yaw - start.yaw)).toBeCloseTo(0, 9);
      expect(spec.geodesicDistance).toBeCloseTo(geodesicDistance, 4);
      expect(spec.goalView?.yaw).toBe(goalView?.yaw);
      const inOrder = (points: typeof goals): string[] =>
        points.map(([x, , z]) => `${x.toFixed(3)} ${z.toFixed(3)}`).sort();
      expect(inOrder(spec.goals)).toEqual(inOrder(goals));
    },
  );
});

describe.skipIf(!hasData)('real episode files', () => {
  it.each([
    ['objectnav-hm3d-v1/val_mini.json.gz', 30, 'objectnav'],
    ['objectnav-mp3d-v0.val_mini.json.gz', 30, 'objectnav'],
    ['pointnav-gibson-v2/val_mini.json.gz', 172, 'pointnav'],
  ])('%s is read whole, and written as it was', async (name, count, task) => {
    const files = await readHabitatFiles(join(DATA, name));
    const imported = files.flatMap(({ dataset }) => importEpisodes(dataset, { name: 'real', asImages: false }));
    expect(imported).toHaveLength(count);
    const known = imported.flatMap(({ spec }) => spec ?? []);
    expect(known.length).toBeGreaterThan(0.7 * count);
    expect(new Set(known.map((spec) => spec.task))).toEqual(new Set([task]));
    const [{ file, dataset }] = files;
    const copy = join(folder, 'copy.json.gz');
    await writeHabitatFile(copy, dataset);
    const parse = (path: string): unknown =>
      JSON.parse(JSON.stringify(JSON.parse(gunzipSync(readFileSync(path)).toString())));
    expect(parse(copy)).toEqual(parse(file));
  });
});
