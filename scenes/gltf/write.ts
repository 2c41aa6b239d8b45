import type { Color } from '../../env/geometry.ts';
import { type House, TEXTURES } from '../../env/house.ts';
import { type Instance, isShining } from '../../env/rendering/instance.ts';
import type { Model, ModelLibrary } from '../../env/model.ts';
import { buildScene, initialPoses } from '../../env/rendering/scene.ts';
import { BinaryWriter } from './binary.ts';
import { type Affine, applyAffine, applyLinear, compose, normalMap, placementOf } from './transform.ts';

/**
 * A house as a GLB file for any glTF viewer: one named node a thing, each with a child for every part it is drawn with,
 * doors and loose things where the house has them. Colours are flat (baked occlusion in the vertices' colours, paint in
 * the materials'); our textures' grain is left out.
 *
 * @see glTF 2.0, https://registry.khronos.org/glTF/specs/2.0/glTF-2.0.html
 */
export function writeHouseGlb(house: House, library: ModelLibrary): Uint8Array {
  const scene = buildScene(house, library);
  const poses = initialPoses(house, library);
  const document = new GlbDocument(library);
  const parts = scene.things.map((): Instance[] => []);
  for (const instance of scene.instances) parts[instance.instance - 1].push(instance);
  scene.things.forEach(({ id, category }, i) => {
    const children = parts[i].map((instance) => {
      return document.addInstance(instance, placeOf(instance, poses), isShining(instance, scene.switches));
    });
    document.addThing(id, category, children);
  });
  return document.toGlb(house.id);
}

/** A part's map into the world: what may move is placed by its body. */
function placeOf({ matrix, body }: Instance, poses: Float64Array): Affine {
  if (body < 0) return matrix;
  const [x, y, z, qx, qy, qz, qw] = poses.subarray(body * 7, body * 7 + 7);
  return compose(placementOf({ children: [], translation: [x, y, z], rotation: [qx, qy, qz, qw] }), matrix);
}

interface Finish {
  readonly tinted: boolean;
  readonly glows: boolean;
  readonly glass: boolean;
}

/** Triangles of a model that share a finish. */
interface Patch extends Finish {
  readonly indices: number;
}

interface Shape {
  readonly attributes: object;
  readonly patches: readonly Patch[];
}

const WHITE: Color = [1, 1, 1];
const GLASS_ALPHA = 0.3;

/** A glTF document under construction; whatever is equal is written once. */
class GlbDocument {
  readonly #binary = new BinaryWriter();
  readonly #models: ReadonlyMap<string, Model>;
  readonly #shapes = new Map<string, Shape>();
  readonly #meshes = new Map<string, { readonly index: number; readonly mesh: object }>();
  readonly #materials = new Map<string, { readonly index: number; readonly material: object }>();
  readonly #nodes: object[] = [];
  readonly #roots: number[] = [];

  constructor(library: ModelLibrary) {
    this.#models = new Map(library.listModels().map((model) => [model.key, model]));
  }

  /** One node that draws a model. Gives the node's index. */
  addInstance({ model: key, color }: Instance, place: Affine, isLit: boolean): number {
    const model = this.#models.get(key);
    if (model === undefined) throw new RangeError(`writeHouseGlb: the library has no model "${key}".`);
    // A node's matrix may turn and scale but not shear: sheared triangles of floors are written where they lie.
    const isSheared = !isUpright(place);
    const shapeKey = isSheared ? `${key} ${place.join(' ')}` : key;
    const shape = this.#shapes.get(shapeKey) ?? this.#addShape(isSheared ? placeModel(model, place) : model);
    this.#shapes.set(shapeKey, shape);
    const mesh = this.#addMesh(`${shapeKey} ${color.join(' ')} ${isLit}`, shape, color, isLit);
    const [a, b, c, d] = [0, 3, 6, 9].map((i) => place.slice(i, i + 3));
    this.#nodes.push(isSheared ? { mesh } : { mesh, matrix: [...a, 0, ...b, 0, ...c, 0, ...d, 1] });
    return this.#nodes.length - 1;
  }

  /** A node over the nodes of one thing. */
  addThing(name: string, category: string, children: readonly number[]): void {
    if (children.length === 0) return;
    this.#nodes.push({ name, extras: { category }, children });
    this.#roots.push(this.#nodes.length - 1);
  }

  toGlb(name: string): Uint8Array {
    return this.#binary.toGlb({
      asset: { version: '2.0', generator: 'oikos' },
      scene: 0,
      scenes: [{ name, nodes: this.#roots }],
      nodes: this.#nodes,
      meshes: [...this.#meshes.values()].map(({ mesh }) => mesh),
      materials: [...this.#materials.values()].map(({ material }) => material),
    });
  }

  #addShape(model: Model): Shape {
    const numVertices = model.positions.length / 3;
    const patches = new Map<string, Finish & { readonly corners: number[] }>();
    for (let i = 0; i < model.indices.length; i += 3) {
      const corners = [...model.indices.subarray(i, i + 3)];
      const [vertex] = corners;
      const finish: Finish = {
        tinted: model.tints[vertex] > 0.5,
        glows: model.emission[vertex] > 0,
        glass: TEXTURES[model.layers[vertex]] === 'glass',
      };
      const key = JSON.stringify(finish);
      const patch = patches.get(key) ?? { ...finish, corners: [] };
      patch.corners.push(...corners);
      patches.set(key, patch);
    }
    const shaded = model.colors.map((value, i) => value * model.occlusion[Math.floor(i / 3)]);
    return {
      attributes: {
        POSITION: this.#binary.addVectors(model.positions, true),
        NORMAL: this.#binary.addVectors(model.normals, false),
        COLOR_0: this.#binary.addColors(shaded),
      },
      patches: [...patches.values()].map(({ corners, ...finish }) => ({
        ...finish,
        indices: this.#binary.addIndices(corners, numVertices),
      })),
    };
  }

  #addMesh(key: string, { attributes, patches }: Shape, color: Color, isLit: boolean): number {
    const known = this.#meshes.get(key);
    if (known !== undefined) return known.index;
    const primitives = patches.map(({ indices, tinted, glows, glass }) => ({
      attributes,
      indices,
      material: this.#addMaterial(tinted ? color : WHITE, glows && isLit, glass),
    }));
    const index = this.#meshes.size;
    this.#meshes.set(key, { index, mesh: { primitives } });
    return index;
  }

  #addMaterial(color: Color, glows: boolean, glass: boolean): number {
    const key = JSON.stringify([color, glows, glass]);
    const known = this.#materials.get(key);
    if (known !== undefined) return known.index;
    const [r, g, b] = color.map((channel) => Math.pow(Math.min(1, Math.max(0, channel)), 2.2));
    const index = this.#materials.size;
    const material = {
      pbrMetallicRoughness: {
        baseColorFactor: [r, g, b, glass ? GLASS_ALPHA : 1],
        metallicFactor: 0,
        roughnessFactor: 0.8,
      },
      ...(glows && { emissiveFactor: [r, g, b] }),
      ...(glass && { alphaMode: 'BLEND' }),
    };
    this.#materials.set(key, { index, material });
    return index;
  }
}

/** Whether the axes are at right angles, so that a translation, a turn and a scale say all. */
function isUpright(m: Affine): boolean {
  const axes = [0, 3, 6].map((i) => m.slice(i, i + 3));
  const slant = (a: readonly number[], b: readonly number[]): number =>
    Math.abs(a[0] * b[0] + a[1] * b[1] + a[2] * b[2]) / (Math.hypot(...a) * Math.hypot(...b));
  return slant(axes[0], axes[1]) < 1e-4 && slant(axes[1], axes[2]) < 1e-4 && slant(axes[0], axes[2]) < 1e-4;
}

function placeModel(model: Model, place: Affine): Model {
  const [positions, normals] = [new Float32Array(model.positions.length), new Float32Array(model.normals.length)];
  const turn = normalMap(place);
  for (let i = 0; i < positions.length; i += 3) {
    const [x, y, z] = model.positions.subarray(i, i + 3);
    const [nx, ny, nz] = model.normals.subarray(i, i + 3);
    positions.set(applyAffine(place, [x, y, z]), i);
    const normal = applyLinear(turn, [nx, ny, nz]);
    const length = Math.hypot(...normal) || 1;
    normals.set(
      normal.map((value) => value / length),
      i,
    );
  }
  return { ...model, positions, normals };
}
