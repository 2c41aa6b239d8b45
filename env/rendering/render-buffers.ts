import type { BufferGeometry, DataArrayTexture, IndirectStorageBufferAttribute } from 'three/webgpu';
import { StorageBufferAttribute } from 'three/webgpu';
import { boundingSphere, TRIANGLE_MODEL } from './bounding-sphere.ts';
import { SHADE_SIZE } from './floor-shade.ts';
import type { Frustum } from './frustum.ts';
import { pixelsAcross } from './frustum.ts';
import { Horizon, type WallOcclusion } from './wall-occlusion.ts';
import { type IndexRange, geometryOf } from './merged-geometry.ts';
import { shapesOf } from './model-shapes.ts';
import type { Model, ModelLibrary } from '../model.ts';
import { UsageError } from '../errors.ts';
import type { RenderBuffers } from './render-material.ts';
import { INSTANCE_VEC4S, LIGHT_VEC4S, VIEW_VEC4S } from './render-layout.ts';
import { type Instance, bodyMatrix, isShining } from './instance.ts';
import type { LightPlan } from './room-light.ts';
import { lightRooms } from './room-light.ts';
import type { Scene } from './scene.ts';
import { DrawList, markChanged } from './render-draws.ts';
import { shadeTexture } from './render-textures.ts';
import { roomIndexAt } from './scene.ts';

const INSTANCE_FLOATS = INSTANCE_VEC4S * 4;
/** What walls, floors and ceilings are drawn with. */
const BUILDING: readonly string[] = ['Cube/0', TRIANGLE_MODEL];

export interface BatchOptions {
  readonly library: ModelLibrary;
  readonly numEnvs: number;
  /** Most instances an environment can hold. */
  readonly maxInstances: number;
  /** Most rooms an environment can hold. */
  readonly maxLights: number;
  /** Most groups in which environments are drawn. */
  readonly numGroups: number;
}

/** One environment's share: which model each instance is, its bounding sphere, and what physics moves. */
interface Slot {
  numInstances: number;
  /** Index into the library's models, per instance. */
  readonly models: Uint16Array;
  /** (instances, 4) centre and radius in the world. */
  readonly spheres: Float32Array;
  movables: { readonly at: number; readonly instance: Instance }[];
  poses: Float64Array;
  /** What gives light in the house, and what of it is on. */
  light: LightPlan;
  switches: Uint8Array;
  /** Instances whose own light follows a switch. */
  switched: { readonly at: number; readonly instance: Instance }[];
  /** Floor outlines of the rooms. */
  rooms: Scene['rooms'];
  /** Walls that hide what is behind them. */
  occlusion: WallOcclusion;
}

/**
 * The merged geometry of all models and the buffers that say where each environment draws them: everything is
 * allocated once, and changing one house rewrites only its own slot.
 */
export class RenderBatch implements RenderBuffers {
  readonly geometry: BufferGeometry;
  readonly instances: StorageBufferAttribute;
  readonly views: StorageBufferAttribute;
  readonly lights: StorageBufferAttribute;
  readonly shades: DataArrayTexture;
  /** The models' shapes in the geometry. */
  readonly ranges: readonly IndexRange[];
  /** Environments in which something has moved; whoever follows that takes them out. */
  readonly moved = new Set<number>();
  readonly #shadeTexels: Uint8Array<ArrayBuffer>;
  readonly #list: DrawList;
  readonly #slots: Slot[];
  readonly #models: readonly Model[];
  readonly #index: ReadonlyMap<string, number>;
  /** Number of each model's full shape; its coarser ones follow. */
  readonly firstShape: Uint32Array;
  /** Most pixels across at which each shape is used. */
  readonly maxPixels: Float64Array;
  readonly #horizon = new Horizon();

  constructor(readonly options: BatchOptions) {
    const { library, numEnvs, maxInstances, maxLights, numGroups } = options;
    const { models, firstShape, maxPixels, merged } = shapesOf(library);
    this.#models = models;
    this.#index = new Map(this.#models.map((model, index) => [model.key, index]));
    this.instances = new StorageBufferAttribute(new Float32Array(numEnvs * maxInstances * INSTANCE_FLOATS), 4);
    this.views = new StorageBufferAttribute(new Float32Array(numEnvs * VIEW_VEC4S * 4), 4);
    this.lights = new StorageBufferAttribute(new Float32Array(numEnvs * maxLights * LIGHT_VEC4S * 4), 4);
    this.#shadeTexels = new Uint8Array(numEnvs * SHADE_SIZE * SHADE_SIZE);
    this.shades = shadeTexture(this.#shadeTexels, numEnvs);
    this.firstShape = firstShape;
    this.maxPixels = maxPixels;
    this.geometry = geometryOf(merged);
    const { ranges } = merged;
    this.ranges = ranges;
    const maxInGroup = Math.ceil(numEnvs / numGroups) * maxInstances;
    this.#list = new DrawList({ ranges, maxListed: numEnvs * maxInstances, maxGroups: numGroups, maxInGroup });
    this.geometry.setIndirect(this.#list.draws, []);
    this.#slots = Array.from({ length: numEnvs }, () => ({
      numInstances: 0,
      models: new Uint16Array(maxInstances),
      spheres: new Float32Array(maxInstances * 4),
      movables: [],
      poses: new Float64Array(0),
      light: { rooms: [], outside: [1, 1, 1] },
      switches: new Uint8Array(0),
      switched: [],
      rooms: [],
      occlusion: { pieces: new Float32Array(0), ceiling: 0 },
    }));
  }

  /** @throws UsageError when the house has more instances or rooms than a slot holds. */
  setScene(env: number, scene: Scene): void {
    const { maxInstances, maxLights } = this.options;
    const numRooms = scene.light.rooms.length;
    if (scene.instances.length > maxInstances || numRooms > maxLights) {
      throw new UsageError(
        `Renderer: the house has ${scene.instances.length} parts and ${numRooms} rooms, a slot holds ${maxInstances} and ${maxLights}; raise maxInstances or maxLights.`,
      );
    }
    const slot = this.#slots[env];
    this.moved.add(env);
    slot.numInstances = scene.instances.length;
    slot.movables = [];
    slot.poses = new Float64Array(0);
    slot.light = scene.light;
    slot.rooms = scene.rooms;
    slot.occlusion = scene.occlusion;
    slot.switched = [];
    const floats = this.instances.array as Float32Array;
    scene.instances.forEach((instance, at) => {
      const model = this.#index.get(instance.model);
      if (model === undefined) throw new UsageError(`Renderer: the library has no model "${instance.model}".`);
      slot.models[at] = model;
      if (instance.body >= 0) slot.movables.push({ at, instance });
      else this.#place(env, at, instance.matrix);
      if (instance.switches) slot.switched.push({ at, instance });
      const offset = (env * maxInstances + at) * INSTANCE_FLOATS + 12;
      floats.set([...instance.color.map(toLinear), env * maxLights + instance.light], offset);
      floats.set([instance.semantic, instance.instance, instance.layer ?? -1, 1], offset + 4);
    });
    const lights = this.lights.array as Float32Array;
    const [x0, z0, x1, z1] = scene.bounds;
    for (let room = 0; room < numRooms; room++) {
      const offset = (env * maxLights + room) * LIGHT_VEC4S * 4;
      [x0, z0, x1 - x0, z1 - z0].forEach((value, row) => (lights[offset + 4 * row + 3] = value));
    }
    slot.switches = scene.switches.slice();
    this.#light(env);
    this.#shadeTexels.set(scene.floorShade, env * SHADE_SIZE * SHADE_SIZE);
    this.shades.addLayerUpdate(env);
    this.shades.needsUpdate = true;
    markChanged(this.instances, env * maxInstances * INSTANCE_FLOATS, scene.instances.length * INSTANCE_FLOATS);
  }

  /** Lets the objects that are on shine, one number an object, 1 on or 0 off; copied. */
  setSwitches(env: number, on: Uint8Array): void {
    const slot = this.#slots[env];
    if (areEqual(slot.switches, on)) return;
    slot.switches = on.slice();
    this.#light(env);
  }

  /** Moves the movable things, and lights each by the room it is then in; `poses` is (numMovables, 7), copied. */
  setPoses(env: number, poses: Float64Array): void {
    const slot = this.#slots[env];
    const { maxInstances, maxLights } = this.options;
    const floats = this.instances.array as Float32Array;
    if (areEqual(slot.poses, poses)) return; // as in most steps
    const isNew = slot.poses.length !== poses.length;
    if (isNew) slot.poses = new Float64Array(poses.length);
    for (const { at, instance } of slot.movables) {
      const from = instance.body * 7;
      let moved = isNew;
      for (let i = from; i < from + 7 && !moved; i++) moved = slot.poses[i] !== poses[i];
      if (!moved) continue;
      this.moved.add(env);
      this.#place(env, at, bodyMatrix(poses, from, instance.matrix));
      const room = roomIndexAt(slot.rooms, [poses[from], poses[from + 2]]) ?? instance.light;
      floats[(env * maxInstances + at) * INSTANCE_FLOATS + 15] = env * maxLights + room;
      markChanged(this.instances, (env * maxInstances + at) * INSTANCE_FLOATS, INSTANCE_FLOATS);
    }
    slot.poses.set(poses);
  }

  /** Twenty-four floats of an environment's view; see `VIEW_VEC4S`. */
  setView(env: number, view: ArrayLike<number>): void {
    (this.views.array as Float32Array).set(view, env * VIEW_VEC4S * 4);
    this.views.needsUpdate = true; // all of them in one upload, for most change in every step
  }

  /** Visible instances and their draws, see `DrawList`. */
  get visible(): StorageBufferAttribute {
    return this.#list.visible;
  }

  get draws(): IndirectStorageBufferAttribute {
    return this.#list.draws;
  }

  /** Index of the model whose sphere has another middle, see `boundingSphere`. */
  get triangleModel(): number {
    return this.#index.get(TRIANGLE_MODEL) ?? -1;
  }

  /** Indices of the models of what stands in an environment. */
  modelsOf(env: number): Uint16Array {
    const { models, numInstances } = this.#slots[env];
    return models.subarray(0, numInstances);
  }

  /** Lists what environments see, in the groups in which they are drawn; returns each group's byte offsets of the draws to issue. */
  cull(groups: readonly (readonly number[])[], frustums: readonly Frustum[]): number[][] {
    this.#list.clear();
    const offsets = groups.map((envs) => {
      for (const env of envs) this.#listSeen(env, frustums[env]);
      return this.#list.closeGroup();
    });
    this.#list.upload();
    return offsets;
  }

  /** What stands in an environment and not what it is built of: each instance and its shape in full. */
  furnishings(env: number): { readonly instance: number; readonly shape: number }[] {
    const { models, numInstances } = this.#slots[env];
    const first = env * this.options.maxInstances;
    return Array.from({ length: numInstances }, (_, at) => at)
      .filter((at) => !BUILDING.includes(this.#models[models[at]].key))
      .map((at) => ({ instance: first + at, shape: this.firstShape[models[at]] }));
  }

  /** Lists the instances of an environment that lie in the frustum and behind no wall, no finer than can be seen. */
  #listSeen(env: number, frustum: Frustum): void {
    const { spheres, models, numInstances, occlusion } = this.#slots[env];
    const first = env * this.options.maxInstances;
    this.#horizon.lookFrom(frustum, occlusion);
    for (let at = 0; at < numInstances; at++) {
      const radius = spheres[4 * at + 3];
      const pixels = pixelsAcross(frustum, spheres[4 * at], spheres[4 * at + 1], spheres[4 * at + 2], radius);
      if (pixels === 0 || this.#horizon.hides(spheres[4 * at], spheres[4 * at + 2], radius)) continue;
      let shape = this.firstShape[models[at]];
      const last = this.firstShape[models[at] + 1] - 1;
      while (shape < last && pixels <= this.maxPixels[shape + 1]) shape++;
      this.#list.add(first + at, shape);
    }
  }

  dispose(): void {
    this.shades.dispose();
    this.geometry.dispose();
    // Three frees the buffers of a geometry, and not those that shaders read.
    for (const buffer of [this.instances, this.views, this.lights]) buffer.dispose();
    this.#list.dispose();
  }

  /** Writes the light of an environment's rooms and the glow of its lamps as its switches are. */
  #light(env: number): void {
    const { maxInstances, maxLights } = this.options;
    const { light, switches, switched } = this.#slots[env];
    const lights = this.lights.array as Float32Array;
    lightRooms(light, switches).forEach(({ ceiling, near, sky }, room) => {
      const offset = (env * maxLights + room) * LIGHT_VEC4S * 4;
      lights.set(ceiling.position, offset);
      lights.set(ceiling.color, offset + 4);
      lights.set(sky, offset + 8);
      lights.set(near.position, offset + 12);
      lights.set([...near.color, 1 / near.reach ** 2], offset + 16);
    });
    markChanged(this.lights, env * maxLights * LIGHT_VEC4S * 4, light.rooms.length * LIGHT_VEC4S * 4);
    const floats = this.instances.array as Float32Array;
    for (const { at, instance } of switched) {
      const glow = (env * maxInstances + at) * INSTANCE_FLOATS + 19;
      floats[glow] = Number(isShining(instance, switches));
      markChanged(this.instances, glow, 1);
    }
  }

  /** Writes an instance's affine map (column-major 3x4) as three rows, and its bounding sphere. */
  #place(env: number, at: number, m: readonly number[]): void {
    const floats = this.instances.array as Float32Array;
    const offset = (env * this.options.maxInstances + at) * INSTANCE_FLOATS;
    for (let row = 0; row < 3; row++) floats.set([m[row], m[3 + row], m[6 + row], m[9 + row]], offset + row * 4);
    const { spheres, models } = this.#slots[env];
    spheres.set(boundingSphere(m, this.#models[models[at]].key), at * 4);
  }
}

function areEqual(a: Float64Array | Uint8Array, b: Float64Array | Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function toLinear(channel: number): number {
  return Math.pow(Math.max(0, channel), 2.2);
}
