import type { Material } from 'three/webgpu';
import {
  BufferGeometry,
  BufferAttribute,
  Color,
  Group,
  InstancedBufferAttribute,
  InstancedMesh,
  Matrix4,
  Quaternion,
  Vector3,
} from 'three/webgpu';
import { CATEGORIES, categoryId } from '../../../env/categories.ts';
import type { House } from '../../../env/house.ts';
import type { Model, ModelLibrary } from '../../../env/model.ts';
import { type Instance, isShining } from '../../../env/rendering/instance.ts';
import type { Scene } from '../../../env/rendering/scene.ts';
import { initialPoses } from '../../../env/rendering/scene.ts';
import { Cutaway } from './cutaway.ts';
import { INSTANCE_ATTRIBUTES } from './surface-material.ts';

const CEILING = categoryId('Ceiling');
const WALL = categoryId('Wall');
const POSE = 7;

/** Models whose dark corners are known. */
const shaded = new WeakSet<Model>();

/** What happens to an instance where its wall is cut. */
type Cut = 'trim' | 'squash' | 'hide';

interface Placed {
  readonly instance: Instance;
  readonly mesh: InstancedMesh;
  readonly slot: number;
  /** In the world, or in its body's frame. */
  readonly matrix: Matrix4;
  readonly body: number;
  /** Walls it is part of or hangs on; empty for what is never cut. */
  readonly walls: readonly string[];
  readonly cut: Cut;
}

/** A scene as instanced meshes, one a model; its walls are cut and its ceiling is off until `setWhole`. */
export class HouseMesh {
  readonly group = new Group();
  readonly #ceiling = new Group();
  readonly #placed: readonly Placed[];
  readonly #cutaway: Cutaway;
  readonly #unshaded: { readonly model: Model; readonly geometry: BufferGeometry }[] = [];
  #poses: ArrayLike<number>;

  constructor(house: House, scene: Scene, library: ModelLibrary, material: Material, goal: string | null) {
    this.#cutaway = new Cutaway(house);
    this.#poses = initialPoses(house, library);
    const byModel = new Map<string, Instance[]>();
    for (const instance of scene.instances) {
      const key = `${instance.model}/${instance.semantic === CEILING}`;
      const known = byModel.get(key);
      if (known) known.push(instance);
      else byModel.set(key, [instance]);
    }
    const doors = new Map(house.doors.map((door) => [door.id, door]));
    const windows = new Map(house.windows.map((window) => [window.id, window]));
    const objects = new Map(house.objects.map((object) => [object.id, object]));
    const partOf = (instance: Instance): Pick<Placed, 'walls' | 'cut'> => {
      const { id } = scene.things[instance.instance - 1];
      if (instance.semantic === WALL) return { walls: [id], cut: 'trim' };
      const door = doors.get(id);
      if (door) return { walls: door.walls, cut: instance.model.startsWith('DoorLeaf') ? 'squash' : 'hide' };
      const object = objects.get(id);
      const behind = object ? this.#cutaway.wallBehind(object) : null;
      return { walls: windows.get(id)?.walls ?? (behind ? [behind] : []), cut: 'hide' };
    };

    const placed: Placed[] = [];
    for (const [key, instances] of byModel) {
      const model = modelOf(library, key);
      const geometry = createGeometry(model);
      if (!shaded.has(model)) this.#unshaded.push({ model, geometry });
      addInstanceAttributes(geometry, instances, goal, scene.switches);
      const mesh = new InstancedMesh(geometry, material, instances.length);
      const isCeiling = instances[0].semantic === CEILING;
      mesh.castShadow = !isCeiling;
      mesh.receiveShadow = true;
      mesh.frustumCulled = false;
      instances.forEach((instance, slot) => {
        placed.push({ instance, mesh, slot, matrix: matrixOf(instance), body: instance.body, ...partOf(instance) });
      });
      (isCeiling ? this.#ceiling : this.group).add(mesh);
    }
    this.#ceiling.visible = false;
    this.group.add(this.#ceiling);
    this.#placed = placed;
    this.#place(placed);
  }

  /** Moves door leaves and loose things: (M, 7) x y z qx qy qz qw. */
  setMovables(poses: Float32Array): void {
    const before = this.#poses;
    const hasMoved = (body: number): boolean => {
      for (let i = body * POSE; i < (body + 1) * POSE; i++) if (Math.abs(poses[i] - before[i]) > 1e-5) return true;
      return false;
    };
    const moved = this.#placed.filter(({ body }) => body >= 0 && hasMoved(body));
    this.#poses = poses;
    this.#place(moved);
  }

  /** Lets lamps and screens shine: one number an object of the house, 1 on or 0 off. */
  setSwitches(on: Uint8Array): void {
    for (const { instance, mesh, slot } of this.#placed) {
      if (!instance.switches) continue;
      const shine = mesh.geometry.getAttribute('shine');
      shine.setX(slot, Number(isShining(instance, on)));
      shine.needsUpdate = true;
    }
  }

  /** Shows the house with all its walls, and with its ceiling; or cut open. */
  setWhole(hasWalls: boolean, hasCeiling: boolean): void {
    this.#cutaway.isOn = !hasWalls;
    this.#ceiling.visible = hasCeiling;
  }

  /** Sinks walls that stand in the camera's way; true while they still move. */
  lookFrom(camera: Vector3, seconds: number): boolean {
    if (!this.#cutaway.advance([camera.x, camera.z], seconds)) return false;
    this.#place(this.#placed.filter(({ walls }) => walls.length > 0));
    return true;
  }

  /** Darkens the corners of one more model; false when all have theirs. */
  shadeNext(): boolean {
    const next = this.#unshaded.pop();
    if (!next) return false;
    const finish = next.geometry.getAttribute('finish');
    next.model.occlusion.forEach((openness, vertex) => finish.setY(vertex, openness));
    finish.needsUpdate = true;
    shaded.add(next.model);
    return true;
  }

  dispose(): void {
    for (const mesh of new Set(this.#placed.map((placed) => placed.mesh))) {
      mesh.geometry.dispose();
      mesh.dispose();
    }
  }

  #place(placed: readonly Placed[]): void {
    const world = new Matrix4();
    for (const { mesh, slot, matrix, body, walls, cut } of placed) {
      world.copy(matrix);
      if (body >= 0) world.premultiply(this.#bodyMatrix(body));
      const height = this.#cutaway.heightOf(walls);
      if (height !== null) cutAt(world, height, cut);
      mesh.setMatrixAt(slot, world);
      mesh.instanceMatrix.needsUpdate = true;
    }
  }

  #bodyMatrix(body: number): Matrix4 {
    const [x, y, z, qx, qy, qz, qw] = Array.from({ length: POSE }, (_, i) => this.#poses[body * POSE + i]);
    return new Matrix4().compose(new Vector3(x, y, z), new Quaternion(qx, qy, qz, qw), new Vector3(1, 1, 1));
  }
}

/** Changes an upright instance so that nothing of it stands above `height`. */
function cutAt(world: Matrix4, height: number, cut: Cut): void {
  const e = world.elements;
  const extent = Math.hypot(e[1], e[5], e[9]);
  const bottom = e[13] - extent / 2;
  const top = e[13] + extent / 2;
  if (top <= height) return;
  if (cut === 'hide' || bottom >= height) world.makeScale(0, 0, 0).setPosition(e[12], 0, e[14]);
  else if (cut === 'squash') world.premultiply(new Matrix4().makeScale(1, height / top, 1));
  else {
    e[5] *= (height - bottom) / extent;
    e[13] = (height + bottom) / 2;
  }
}

function modelOf(library: ModelLibrary, key: string): Model {
  const [category, variant] = key.split('/');
  return library.getModel(category, Number(variant));
}

/** Without dark corners where they are not known yet: to find them takes a model up to a tenth of a second. */
function createGeometry(model: Model): BufferGeometry {
  const numVertices = model.positions.length / 3;
  const paint = new Float32Array(4 * numVertices);
  const finish = new Float32Array(3 * numVertices);
  const isShaded = shaded.has(model);
  for (let i = 0; i < numVertices; i++) {
    paint.set(model.colors.subarray(3 * i, 3 * i + 3), 4 * i);
    paint[4 * i + 3] = model.tints[i];
    finish.set([model.layers[i], isShaded ? model.occlusion[i] : 1, model.emission[i]], 3 * i);
  }
  return new BufferGeometry()
    .setAttribute('position', new BufferAttribute(model.positions, 3))
    .setAttribute('normal', new BufferAttribute(model.normals, 3))
    .setAttribute('paint', new BufferAttribute(paint, 4))
    .setAttribute('finish', new BufferAttribute(finish, 3))
    .setIndex(new BufferAttribute(model.indices, 1));
}

function addInstanceAttributes(
  geometry: BufferGeometry,
  instances: readonly Instance[],
  goal: string | null,
  switches: Uint8Array,
): void {
  const shine = Float32Array.from(instances, (instance) => Number(isShining(instance, switches)));
  const look = new Float32Array(INSTANCE_ATTRIBUTES.look * instances.length);
  const extent = new Float32Array(INSTANCE_ATTRIBUTES.extent * instances.length);
  const color = new Color();
  instances.forEach((instance, i) => {
    color.setRGB(...instance.color, 'srgb');
    look.set([color.r, color.g, color.b, instance.layer ?? -1], INSTANCE_ATTRIBUTES.look * i);
    const axis = (at: number): number => Math.hypot(...instance.matrix.slice(at, at + 3));
    const glow = CATEGORIES[instance.semantic] === goal ? 1 : 0;
    extent.set([axis(0), axis(3), axis(6), glow], INSTANCE_ATTRIBUTES.extent * i);
  });
  geometry.setAttribute('shine', new InstancedBufferAttribute(shine, INSTANCE_ATTRIBUTES.shine));
  geometry.setAttribute('look', new InstancedBufferAttribute(look, INSTANCE_ATTRIBUTES.look));
  geometry.setAttribute('extent', new InstancedBufferAttribute(extent, INSTANCE_ATTRIBUTES.extent));
}

/** From the scene's column-major 3x4. */
function matrixOf({ matrix: m }: Instance): Matrix4 {
  return new Matrix4().set(m[0], m[3], m[6], m[9], m[1], m[4], m[7], m[10], m[2], m[5], m[8], m[11], 0, 0, 0, 1);
}
