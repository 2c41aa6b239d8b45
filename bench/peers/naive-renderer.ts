import { attribute, mix, mrt, output, positionView, userData } from 'three/tsl';
import type { Node, WebGPURenderer } from 'three/webgpu';
import {
  BufferAttribute,
  BufferGeometry,
  Color,
  FloatType,
  HemisphereLight,
  Matrix4,
  Mesh,
  MeshStandardNodeMaterial,
  NearestFilter,
  PerspectiveCamera,
  PointLight,
  Quaternion,
  RedFormat,
  RedIntegerFormat,
  RenderTarget,
  Scene,
  UnsignedIntType,
  Vector3,
} from 'three/webgpu';
import { CAMERA_DEFAULTS } from '../../env/env.ts';
import type { Pose } from '../../env/geometry.ts';
import type { Gpu } from '../../env/gpu.ts';
import type { Model, ModelLibrary } from '../../env/model.ts';
import { openRenderEngine } from '../../env/rendering/render-engine.ts';
import { lightRooms } from '../../env/rendering/room-light.ts';
import type { Scene as HouseScene } from '../../env/rendering/scene.ts';

/** A house as three.js is used by most: a tree of meshes, with lights and a camera. */
interface NaiveHouse {
  readonly scene: Scene;
  readonly camera: PerspectiveCamera;
  readonly target: RenderTarget;
  readonly movables: readonly { readonly mesh: Mesh; readonly body: number; readonly local: Matrix4 }[];
}

export interface NaiveRendererOptions {
  readonly gpu: Gpu;
  readonly library: ModelLibrary;
  /** Width and height of a frame, pixels. */
  readonly size: number;
  /** Whether metres and categories are drawn in the same pass as colour. */
  readonly hasDepthAndSemantic: boolean;
}

const [NEAR, FAR] = [0.05, 60];
const POSE = 7;
/** Makes a lamp of three as bright as one of ours. */
const LAMP_CANDELA = 12;

/**
 * Draws each environment by itself: a `Scene`, a `render()` and a readback each, with three's own meshes, culling, lights
 * and standard material. It is spared what would make it slower still: textures, shadows, a material for each mesh, and
 * waiting for one picture before the next is drawn.
 */
export class NaiveRenderer {
  readonly #renderer: WebGPURenderer;
  readonly #options: NaiveRendererOptions;
  readonly #geometries = new Map<string, BufferGeometry>();
  readonly #material: MeshStandardNodeMaterial;
  readonly #houses: NaiveHouse[] = [];

  private constructor(renderer: WebGPURenderer, options: NaiveRendererOptions) {
    this.#renderer = renderer;
    this.#options = options;
    this.#material = new MeshStandardNodeMaterial({ roughness: 0.9 });
    const color = attribute('paint', 'vec4').xyz;
    this.#material.colorNode = mix(color, color.mul(ofMesh<'color'>('tint', 'color')), attribute('paint', 'vec4').w);
    if (!options.hasDepthAndSemantic) return;
    renderer.setMRT(mrt({ output, metres: positionView.z.negate(), ids: ofMesh<'uint'>('semantic', 'uint') }));
  }

  static async create(options: NaiveRendererOptions): Promise<NaiveRenderer> {
    return new NaiveRenderer(await openRenderEngine(options.gpu.device), options);
  }

  /** Adds one more environment; they are numbered from 0. */
  addHouse(house: HouseScene): void {
    const { size, hasDepthAndSemantic } = this.#options;
    const scene = new Scene();
    scene.matrixWorldAutoUpdate = true;
    const movables = house.instances.flatMap((instance) => {
      const mesh = new Mesh(this.#geometryOf(instance.model), this.#material);
      mesh.matrixAutoUpdate = false;
      mesh.userData = { tint: new Color().setRGB(...instance.color, 'srgb'), semantic: instance.semantic };
      const local = affine(instance.matrix);
      mesh.matrix.copy(local);
      scene.add(mesh);
      return instance.body < 0 ? [] : [{ mesh, body: instance.body, local }];
    });
    for (const { ceiling } of lightRooms(house.light, house.switches)) {
      const lamp = new PointLight(new Color(...ceiling.color), LAMP_CANDELA);
      lamp.position.set(...ceiling.position);
      scene.add(lamp);
    }
    scene.add(new HemisphereLight(0xffffff, 0xcfc2b0, 1.5));
    const camera = new PerspectiveCamera(CAMERA_DEFAULTS.hfovDeg, 1, NEAR, FAR);
    this.#houses.push({ scene, camera, target: makeTarget(size, hasDepthAndSemantic), movables });
  }

  /** Moves what physics moves, (M, 7), and the eye. */
  place(env: number, poses: Float64Array, eye: Pose): void {
    const { movables, camera } = this.#houses[env];
    const [position, rotation, scale] = [new Vector3(), new Quaternion(), new Vector3(1, 1, 1)];
    for (const { mesh, body, local } of movables) {
      position.fromArray(poses, body * POSE);
      rotation.fromArray(poses, body * POSE + 3);
      mesh.matrix.compose(position, rotation, scale).multiply(local);
    }
    camera.position.set(...eye.position);
    camera.rotation.set(eye.pitch, eye.yaw, 0, 'YXZ');
  }

  /** Draws and reads all environments: for each its channels, as three gives them. */
  render(): Promise<ArrayBufferView[][]> {
    const { size } = this.#options;
    for (const { scene, camera, target } of this.#houses) {
      this.#renderer.setRenderTarget(target);
      this.#renderer.render(scene, camera);
    }
    const read = (target: RenderTarget, channel: number): Promise<ArrayBufferView> =>
      this.#renderer.readRenderTargetPixelsAsync(target, 0, 0, size, size, channel);
    return Promise.all(
      this.#houses.map(({ target }) => Promise.all(target.textures.map((_, channel) => read(target, channel)))),
    );
  }

  /** Frees everything but the device. */
  dispose(): void {
    for (const { target } of this.#houses) target.dispose();
    for (const geometry of this.#geometries.values()) geometry.dispose();
    this.#material.dispose();
  }

  #geometryOf(key: string): BufferGeometry {
    const known = this.#geometries.get(key);
    if (known) return known;
    const model = this.#options.library.listModels().find((candidate) => candidate.key === key);
    if (!model) throw new Error(`NaiveRenderer: the library has no model "${key}".`);
    const geometry = toGeometry(model);
    this.#geometries.set(key, geometry);
    return geometry;
  }
}

function toGeometry({ positions, normals, colors, tints, indices }: Model): BufferGeometry {
  const paint = Float32Array.from({ length: tints.length * 4 }, (_, i) =>
    i % 4 === 3 ? tints[i >> 2] : colors[(i >> 2) * 3 + (i % 4)],
  );
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(positions, 3));
  geometry.setAttribute('normal', new BufferAttribute(normals, 3));
  geometry.setAttribute('paint', new BufferAttribute(paint, 4));
  geometry.setIndex(new BufferAttribute(indices, 1));
  return geometry;
}

/** What each mesh keeps in its `userData`; three's types know no more of it than that it is a node. */
function ofMesh<Type>(property: string, type: Type & string): Node<Type> {
  return userData(property, type) as unknown as Node<Type>;
}

/** A column-major 3x4 as three's matrix. */
function affine(m: readonly number[]): Matrix4 {
  return new Matrix4(m[0], m[3], m[6], m[9], m[1], m[4], m[7], m[10], m[2], m[5], m[8], m[11], 0, 0, 0, 1);
}

function makeTarget(size: number, hasDepthAndSemantic: boolean): RenderTarget {
  const count = hasDepthAndSemantic ? 3 : 1;
  const target = new RenderTarget(size, size, { count, minFilter: NearestFilter, magFilter: NearestFilter });
  const [color, metres, ids] = target.textures;
  color.name = 'output';
  if (!hasDepthAndSemantic) return target;
  metres.name = 'metres';
  metres.format = RedFormat;
  metres.type = FloatType;
  ids.name = 'ids';
  ids.format = RedIntegerFormat;
  ids.type = UnsignedIntType;
  return target;
}
