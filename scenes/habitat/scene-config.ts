import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { UsageError } from '../../env/errors.ts';
import type { Vec3 } from '../../env/geometry.ts';
import { boundsOf } from '../gltf/model.ts';
import { moveMeshes, uprightTurn } from '../gltf/move.ts';
import { type Mesh, readGltfFile } from '../gltf/read.ts';
import { placementOf } from '../gltf/transform.ts';
import { readJsonFile } from '../json-file.ts';

const number = z.number().min(-1e6).max(1e6);
const vector = z.tuple([number, number, number]);

/** What a stage or object config says about its asset. */
const assetConfig = z.object({
  render_asset: z.string().min(1),
  up: vector.default([0, 1, 0]),
  front: vector.default([0, 0, -1]),
  units_to_meters: z.number().min(1e-6).max(1e6).default(1),
  scale: vector.default([1, 1, 1]),
});

const placed = z.object({
  template_name: z.string().min(1),
  translation: vector.default([0, 0, 0]),
  /** w, x, y, z */
  rotation: z.tuple([number, number, number, number]).default([1, 0, 0, 0]),
  uniform_scale: number.default(1),
  non_uniform_scale: vector.default([1, 1, 1]),
  translation_origin: z.string().optional(),
});

const sceneInstance = z.object({
  stage_instance: placed,
  translation_origin: z.string().optional(),
  object_instances: z.array(placed).max(10_000).default([]),
});

/** Folders of a dataset hold more files than this only by mistake. */
const MAX_FILES = 50_000;

/** Whether a file is one that `readHabitatScene` reads. */
export function isHabitatScene(file: string): boolean {
  return /\.(glb|gltf|(stage_config|object_config|scene_instance|scene_dataset_config)\.json)$/i.test(file);
}

/**
 * Reads a scene as Habitat's files describe it: a model (with the config that lies beside it, if one does), a
 * `.stage_config.json`, or a `.scene_instance.json` whose templates lie in its dataset's folder. A dataset's config stands
 * for its only scene instance.
 *
 * @returns Meshes with y up and front -Z, metres; objects of a scene instance go by their template's name.
 * @throws UsageError in one line for whatever is wrong
 * @see habitat-sim, docs/pages/attributesJSON.rst
 */
export async function readHabitatScene(file: string): Promise<Mesh[]> {
  if (/\.scene_dataset_config\.json$/i.test(file)) return readSceneInstance(await onlyInstance(file));
  if (/\.scene_instance\.json$/i.test(file)) return readSceneInstance(file);
  if (/_config\.json$/i.test(file)) return readConfigured(file);
  const stem = file.replace(/\.(glb|gltf)$/i, '');
  const config = [`${stem}.stage_config.json`, `${stem}.object_config.json`].find((path) => existsSync(path));
  return config === undefined ? readGltfFile(file) : readConfigured(config, file);
}

/** An asset turned upright and brought to metres. */
async function readConfigured(config: string, asset?: string): Promise<Mesh[]> {
  const { render_asset, up, front, units_to_meters, scale } = check(assetConfig, await readJsonFile(config), config);
  const turn = uprightTurn(up, front);
  if (turn === null) {
    throw new UsageError(
      `${config}: up ${up.join(' ')} and front ${front.join(' ')} are at no right angle; mend them.`,
    );
  }
  const meshes = await readGltfFile(asset ?? resolve(dirname(config), render_asset));
  const size: Vec3 = [scale[0] * units_to_meters, scale[1] * units_to_meters, scale[2] * units_to_meters];
  return moveMeshes(moveMeshes(meshes, placementOf({ children: [], scale: [...size] })), turn);
}

/** @throws UsageError when a dataset has no scene instance or several, which it names */
async function onlyInstance(config: string): Promise<string> {
  const folder = dirname(config);
  const found = (await listFiles(folder)).filter((name) => /\.scene_instance\.json$/i.test(name)).sort();
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return join(folder, only);
  const some = found.slice(0, 5).join(', ') || 'there is none';
  throw new UsageError(`${config}: holds ${found.length} scene instances (${some}); name one of them.`);
}

async function readSceneInstance(file: string): Promise<Mesh[]> {
  const scene = check(sceneInstance, await readJsonFile(file), file);
  const templates = await findTemplates(datasetFolder(file));
  const assets = new Map<string, readonly Mesh[]>();
  const meshes: Mesh[] = [];
  const instances = [scene.stage_instance, ...scene.object_instances];
  for (const [i, instance] of instances.entries()) {
    const template = basename(instance.template_name);
    const path = templates.get(template);
    if (path === undefined) {
      throw new UsageError(`${file}: names the template "${template}", of which no config or model is at hand.`);
    }
    const asset = assets.get(path) ?? (await readHabitatScene(path));
    assets.set(path, asset);
    const origin = instance.translation_origin ?? scene.translation_origin;
    const isStage = i === 0;
    const moved = placeInstance(asset, instance, !isStage && origin?.toLowerCase() === 'com');
    // Nodes are counted anew in each asset; an object is one thing, whatever its nodes are called.
    const node = i * 1_000_000;
    meshes.push(
      ...moved.map((mesh) => ({
        ...mesh,
        node: node + mesh.node,
        names: isStage ? mesh.names : [{ name: template, node }, ...mesh.names],
      })),
    );
  }
  return meshes;
}

/** `com` places the middle of the asset; else, and always for stages, its own origin is placed. */
function placeInstance(asset: readonly Mesh[], instance: z.infer<typeof placed>, com: boolean): Mesh[] {
  const { translation, rotation, uniform_scale, non_uniform_scale } = instance;
  const [w, x, y, zz] = rotation;
  const [sx, sy, sz] = non_uniform_scale;
  const scale: [number, number, number] = [sx * uniform_scale, sy * uniform_scale, sz * uniform_scale];
  const [cx, cy, cz] = com ? boundsOf(asset).center : [0, 0, 0];
  const centred = com ? moveMeshes(asset, placementOf({ children: [], translation: [-cx, -cy, -cz] })) : asset;
  return moveMeshes(centred, placementOf({ children: [], translation, rotation: [x, y, zz, w], scale }));
}

/** The nearest folder above a scene instance that holds a dataset's config; its own folder's parent where none does. */
function datasetFolder(file: string): string {
  const own = dirname(resolve(file));
  let folder = own;
  for (let up = 0; up < 4; up++) {
    if (hasDatasetConfig(folder)) return folder;
    folder = dirname(folder);
  }
  return dirname(own);
}

function hasDatasetConfig(folder: string): boolean {
  return existsSync(join(folder, `${basename(folder)}.scene_dataset_config.json`));
}

/** Configs and models by the names that templates go by; a config comes before the model it describes. */
async function findTemplates(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = await listFiles(folder);
  const models = names.filter((name) => /\.(glb|gltf)$/i.test(name));
  const configs = names.filter((name) => /\.(stage|object)_config\.json$/i.test(name));
  const stem = (name: string): string => basename(name).replace(/\.(glb|gltf|(stage|object)_config\.json)$/i, '');
  return new Map([...models.sort(), ...configs.sort()].map((name) => [stem(name), join(folder, name)]));
}

/** All files below a folder. @throws UsageError when it cannot be read, or holds too many */
async function listFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true }).catch((error: unknown) => {
    throw new UsageError(`${folder}: cannot be read (${String(error)}); name a folder that may be read.`);
  });
  if (names.length <= MAX_FILES) return names;
  throw new UsageError(`${folder}: holds ${names.length} files; name a smaller folder.`);
}

function check<T>(schema: z.ZodType<T>, json: unknown, where: string): T {
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new UsageError(`${where}: ${issue.path.join('.') || 'the file'}: ${issue.message}; give an undamaged config.`);
}
