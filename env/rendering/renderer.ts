import type { DataArrayTexture, Texture, WebGPURenderer } from 'three/webgpu';
import {
  PerspectiveCamera,
  FloatType,
  Mesh,
  NearestFilter,
  NoColorSpace,
  RedFormat,
  RedIntegerFormat,
  RenderTarget,
  Scene as DrawScene,
  UnsignedIntType,
} from 'three/webgpu';
import type { CameraOptions, Frame, SensorName } from '../env.ts';
import { AGENT, CAMERA_DEFAULTS } from '../env.ts';
import type { Pose } from '../geometry.ts';
import type { Gpu } from '../gpu.ts';
import type { ModelLibrary } from '../model.ts';
import { type Frustum, pixelRadiusOf, viewOf } from './frustum.ts';
import { openRenderEngine } from './render-engine.ts';
import { RenderBatch } from './render-buffers.ts';
import { ComputeCull } from './render-cull.ts';
import { RenderMaterial } from './render-material.ts';
import { detailTexture } from './render-textures.ts';
import { Shadows } from './render-shadows.ts';
import { Readback } from './readback.ts';
import type { TargetTextures } from './readback.ts';
import type { Scene } from './scene.ts';

/**
 * Where pictures are drawn: side by side in one atlas, all environments in the same draw calls, or each in a small
 * target of its own. The atlas is faster on a real GPU and on lavapipe; SwiftShader's cost grows with the target's area,
 * and which pixels an edge covers depends on the place in an atlas, so `targets` is also what makes a picture
 * independent of the environments beside it, bit for bit.
 */
export type RenderLayout = 'atlas' | 'targets';

/** Who chooses what is in sight: JavaScript, which also knows what walls hide, or a compute pass over an atlas. */
export type Culling = 'cpu' | 'gpu';

export interface RendererOptions {
  readonly gpu: Gpu;
  readonly library: ModelLibrary;
  readonly numEnvs: number;
  readonly sensors: readonly SensorName[];
  readonly camera?: Partial<CameraOptions>;
  readonly layout?: RenderLayout;
  /** `gpu` on a real GPU that draws an atlas when left out, else `cpu`, which is faster on a software driver. */
  readonly culling?: Culling;
  readonly maxInstances?: number;
  readonly maxLights?: number;
  /** Lets ceiling lamps throw shadows; it costs a fourth more, and needs `clip-distances` of the device. */
  readonly shadows?: boolean;
}

const MAX_INSTANCES = 1536;
const MAX_LIGHTS = 16;

/** What `Renderer.draw` has handed to the GPU. */
export interface Drawing {
  readonly targets: readonly TargetTextures[];
  /** Where each environment's picture is: which target, and which of its tiles, row by row. */
  readonly places: readonly { readonly target: number; readonly tile: number }[];
  /** Tiles in a row of a target. */
  readonly columns: number;
}

/** The layout that is faster on this driver. */
export function fastestLayout(gpu: Gpu): RenderLayout {
  return gpu.driver === 'swiftshader' || !gpu.device.features.has('clip-distances') ? 'targets' : 'atlas';
}

/** The pose of the agent's eye, `height` metres above its feet. */
export function eyePose(agent: Pose, height: number = AGENT.cameraHeight): Pose {
  const [x, y, z] = agent.position;
  return { ...agent, position: [x, y + height, z] };
}

/** Draws colour, linear depth, ids and normals of N environments; the number of draw calls is bounded by the number of models. */
export class Renderer {
  readonly layout: RenderLayout;
  readonly #camera: Required<CameraOptions>;
  /** Environments that are drawn together into one target. */
  readonly #tiles: number;
  readonly #columns: number;
  readonly #rows: number;
  readonly #batch: RenderBatch;
  readonly #material: RenderMaterial;
  readonly #computeCull: ComputeCull | null;
  readonly #shadows: Shadows | null;
  readonly #textures: DataArrayTexture;
  readonly #targets: RenderTarget[];
  readonly #readback: Readback;
  readonly #frustums: Frustum[];
  readonly #scene = new DrawScene();
  readonly #dummyCamera = new PerspectiveCamera();

  private constructor(
    readonly options: RendererOptions,
    private readonly gpuRenderer: WebGPURenderer,
  ) {
    const { gpu, library, numEnvs, sensors } = options;
    this.layout = options.layout ?? fastestLayout(gpu);
    this.#camera = { ...CAMERA_DEFAULTS, ...options.camera };
    const isAtlas = this.layout === 'atlas';
    const numTargets = isAtlas ? 1 : numEnvs;
    this.#tiles = numEnvs / numTargets;
    this.#columns = Math.ceil(Math.sqrt(this.#tiles));
    this.#rows = Math.ceil(this.#tiles / this.#columns);
    const { maxLights = MAX_LIGHTS, maxInstances = MAX_INSTANCES } = options;
    this.#batch = new RenderBatch({
      library,
      numEnvs,
      maxInstances,
      maxLights,
      numGroups: numTargets,
    });
    const { culling = gpu.driver === 'hardware' && isAtlas ? 'gpu' : 'cpu' } = options;
    if (culling === 'gpu' && !isAtlas) throw new RangeError('Renderer: culling on the GPU takes the layout atlas.');
    const pixelRadius = pixelRadiusOf(this.#camera);
    this.#computeCull =
      culling === 'gpu' ? new ComputeCull({ batch: this.#batch, numEnvs, maxInstances, pixelRadius }) : null;
    this.#shadows = options.shadows ? new Shadows({ batch: this.#batch, numEnvs, maxInstances, maxLights }) : null;
    this.#textures = detailTexture();
    this.#material = new RenderMaterial({
      buffers: this.#batch,
      textures: this.#textures,
      isClipped: isAtlas,
      maxLights,
      hasNormals: sensors.includes('normal'),
      shadows: this.#shadows,
    });
    const mesh = new Mesh(this.#batch.geometry, this.#material);
    mesh.frustumCulled = false;
    this.#scene.add(mesh);
    const { width, height } = this.#camera;
    this.#targets = Array.from({ length: numTargets }, () =>
      makeTarget(width * this.#columns, height * this.#rows, sensors.includes('normal')),
    );
    this.#readback = new Readback({
      device: gpu.device,
      sensors,
      width,
      height,
      columns: this.#columns,
      rows: this.#rows,
      numTargets,
    });
    const unseen = viewOf({ position: [0, 0, 0], yaw: 0, pitch: 0 }, this.#camera).frustum;
    this.#frustums = Array.from({ length: numEnvs }, () => unseen);
  }

  static async create(options: RendererOptions): Promise<Renderer> {
    const gpuRenderer = await openRenderEngine(options.gpu.device);
    return new Renderer(options, gpuRenderer);
  }

  /** Shows another house in this environment's slot; the others are not touched. */
  setScene(env: number, scene: Scene): void {
    this.#batch.setScene(env, scene);
    this.#computeCull?.setScene(env);
  }

  /** Moves what physics moves; `poses` is (numMovables, 7): x y z qx qy qz qw in the order of `listMovables`. */
  setPoses(env: number, poses: Float64Array): void {
    this.#batch.setPoses(env, poses);
  }

  /** Lets lamps and screens shine: one number an object of the house, 1 on or 0 off. `setScene` sets them as the house says. */
  setSwitches(env: number, on: Uint8Array): void {
    this.#batch.setSwitches(env, on);
  }

  /** Places this environment's eye; see `eyePose`. */
  setCamera(env: number, eye: Pose): void {
    const { rows, frustum } = viewOf(eye, this.#camera);
    const place = env % this.#tiles;
    const column = place % this.#columns;
    const row = Math.floor(place / this.#columns);
    const tile = [
      1 / this.#columns,
      1 / this.#rows,
      (2 * column + 1) / this.#columns - 1,
      1 - (2 * row + 1) / this.#rows,
    ];
    this.#frustums[env] = frustum;
    this.#batch.setView(env, [...rows, ...tile]);
  }

  /** Draws the given environments (all when left out) and brings their pictures back, in that order. */
  render(envs?: readonly number[]): Promise<Frame[]> {
    return this.read(this.draw(envs));
  }

  /** Hands the drawing to the GPU and returns at once; see `read`. */
  draw(envs?: readonly number[]): Drawing {
    const list = envs ?? Array.from({ length: this.options.numEnvs }, (_, env) => env);
    const isAtlas = this.layout === 'atlas';
    this.#shadows?.update(this.gpuRenderer, list);
    const groups = isAtlas ? [list] : list.map((env) => [env]);
    const targets = isAtlas ? this.#targets : list.map((env) => this.#targets[env]);
    const draws = this.#computeCull?.run(this.gpuRenderer, list) ?? this.#batch.cull(groups, this.#frustums);
    draws.forEach((offsets, i) => {
      this.#batch.geometry.indirectOffset = offsets;
      this.gpuRenderer.setRenderTarget(targets[i]);
      this.gpuRenderer.render(this.#scene, this.#dummyCamera);
    });
    return {
      targets: targets.map((target) => this.#gpuTextures(target)),
      places: list.map((env, i) => (isAtlas ? { target: 0, tile: env } : { target: i, tile: 0 })),
      columns: this.#columns,
    };
  }

  /** Waits for a drawing's pictures. Call it before the next is drawn, for they share their targets; drawing need not wait for it. */
  read(drawing: Drawing): Promise<Frame[]> {
    return this.#readback.read(drawing.targets, drawing.places);
  }

  /** Frees everything but the device, which belongs to whoever opened it. */
  dispose(): void {
    this.#readback.dispose();
    this.#targets.forEach((target) => target.dispose());
    this.#textures.dispose();
    this.#material.dispose();
    this.#shadows?.dispose();
    this.#batch.dispose();
  }

  #gpuTextures(target: RenderTarget): TargetTextures {
    const backend = this.gpuRenderer.backend as unknown as { get(texture: Texture): { texture: GPUTexture } };
    const [color, metres, ids, normals] = target.textures.map((texture) => backend.get(texture).texture);
    return { color, metres, ids, normals };
  }
}

function makeTarget(width: number, height: number, hasNormals: boolean): RenderTarget {
  const count = hasNormals ? 4 : 3;
  const target = new RenderTarget(width, height, { count, minFilter: NearestFilter, magFilter: NearestFilter });
  const [color, metres, ids, normals] = target.textures;
  if (hasNormals) {
    normals.name = 'normals';
    normals.colorSpace = NoColorSpace;
  }
  color.name = 'output';
  color.colorSpace = NoColorSpace;
  metres.name = 'metres'; // never "depth": three would write it to the depth buffer
  metres.format = RedFormat;
  metres.type = FloatType;
  ids.name = 'ids';
  ids.format = RedIntegerFormat;
  ids.type = UnsignedIntType;
  return target;
}
