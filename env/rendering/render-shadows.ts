import type { Node, NodeBuilder, StorageBufferAttribute, WebGPURenderer } from 'three/webgpu';
import {
  BufferGeometry,
  DoubleSide,
  FloatType,
  Mesh,
  MeshBasicNodeMaterial,
  NearestFilter,
  PerspectiveCamera,
  RedFormat,
  RenderTarget,
  Scene as DrawScene,
} from 'three/webgpu';
import {
  attribute,
  dot,
  float,
  instanceIndex,
  int,
  ivec2,
  mix,
  select,
  storage,
  textureLoad,
  uint,
  varying,
  vec2,
  vec3,
  vec4,
} from 'three/tsl';
import type { RenderBatch } from './render-buffers.ts';
import { DrawList } from './render-draws.ts';
import type { Surface } from './render-shading.ts';
import { INSTANCE_VEC4S, LIGHT_VEC4S, clipToTile } from './render-layout.ts';

/** Texels along the side of a room's shadow map. */
const MAP_SIZE = 96;
/** Tangent of the angle to all sides of straight down that a lamp throws shadows at: from 2.3 m, 7 m of floor. */
const SPREAD = 3;
/** What hangs this close below a lamp, its own dome, throws no shadow; metres below the lamp. */
const NEAR = 0.15;
const FAR = 6;
/** A surface is lifted by so much along its normal, and must lie so much below what the map shows to be in its shadow, metres. */
const LIFT = 0.03;
const BIAS = 0.04;

export interface ShadowsOptions {
  readonly batch: RenderBatch;
  readonly numEnvs: number;
  readonly maxInstances: number;
  /** Rooms reserved for each environment. */
  readonly maxLights: number;
}

/**
 * The shadows that ceiling lamps throw: one map a room, seen from its lamp straight down, all maps of an environment in
 * one layer of an array texture. A layer is drawn again only when something in its environment has moved.
 *
 * three's own shadows are not used: they belong to lights of a scene, and here each room of each environment has its own.
 */
export class Shadows {
  readonly #target: RenderTarget;
  readonly #columns: number;
  readonly #draws: DrawList;
  readonly #geometry = new BufferGeometry();
  readonly #material: ShadowMaterial;
  readonly #scene = new DrawScene();
  readonly #camera = new PerspectiveCamera();

  constructor(readonly options: ShadowsOptions) {
    const { batch, numEnvs, maxInstances, maxLights } = options;
    this.#columns = Math.ceil(Math.sqrt(maxLights));
    const size = this.#columns * MAP_SIZE;
    this.#target = new RenderTarget(size, size, {
      depth: Math.max(2, numEnvs), // one layer would make it no array texture
      format: RedFormat,
      type: FloatType,
      minFilter: NearestFilter,
      magFilter: NearestFilter,
    });
    this.#draws = new DrawList({
      ranges: batch.ranges,
      maxListed: maxInstances,
      maxGroups: 1,
      maxInGroup: maxInstances,
    });
    for (const [name, values] of Object.entries(batch.geometry.attributes)) this.#geometry.setAttribute(name, values);
    this.#geometry.setIndex(batch.geometry.index);
    this.#geometry.setIndirect(this.#draws.draws, []);
    this.#material = new ShadowMaterial(options, this.#draws.visible, this.#columns);
    const mesh = new Mesh(this.#geometry, this.#material);
    mesh.frustumCulled = false;
    this.#scene.add(mesh);
  }

  /** Draws the maps of those given environments in which something has moved. */
  update(renderer: WebGPURenderer, envs: readonly number[]): void {
    const { batch } = this.options;
    for (const env of envs) {
      if (!batch.moved.delete(env)) continue;
      this.#draws.clear();
      for (const { instance, shape } of batch.furnishings(env)) this.#draws.add(instance, shape);
      this.#geometry.indirectOffset = this.#draws.closeGroup();
      this.#draws.upload();
      renderer.setRenderTarget(this.#target, env);
      renderer.render(this.#scene, this.#camera);
    }
  }

  /** How much of the light of a room's lamp reaches a surface, 0 to 1; `room` counts through all environments. */
  lightAt({ point, normal }: Surface, room: Node<'uint'>, lamp: Node<'vec3'>): Node<'float'> {
    const { maxLights } = this.options;
    const way = point.add(normal.mul(LIFT)).sub(lamp).toVar();
    const below = way.y.negate().toVar();
    const place = way.xz.div(below.mul(SPREAD)).mul(0.5).add(0.5).toVar();
    const isInMap = below
      .greaterThan(NEAR)
      .and(place.x.greaterThan(0))
      .and(place.y.greaterThan(0))
      .and(place.x.lessThan(1))
      .and(place.y.lessThan(1));
    const own = room.mod(uint(maxLights));
    const tile = vec2(float(own.mod(uint(this.#columns))), float(own.div(uint(this.#columns))));
    const texel = place
      .mul(MAP_SIZE)
      .sub(0.5)
      .clamp(0, MAP_SIZE - 1)
      .toVar();
    const corner = texel.floor().toVar();
    const share = texel.sub(corner).toVar();
    const isLit = (x: number, y: number): Node<'float'> => {
      const at = corner
        .add(vec2(x, y))
        .min(MAP_SIZE - 1)
        .add(tile.mul(MAP_SIZE));
      const distance = textureLoad(this.#target.texture, ivec2(at)).depth(int(room.div(uint(maxLights)))).x;
      // Where nothing stands in the light the map holds 0.
      return select(distance.equal(0).or(distance.greaterThan(below.sub(BIAS))), float(1), float(0));
    };
    const upper = mix(isLit(0, 0), isLit(1, 0), share.x);
    const lower = mix(isLit(0, 1), isLit(1, 1), share.x);
    return select(isInMap, mix(upper, lower, share.y), float(1));
  }

  dispose(): void {
    this.#target.dispose();
    this.#material.dispose();
    this.#geometry.dispose();
    this.#draws.dispose();
  }
}

/** Draws every listed instance as its room's lamp sees it, in the room's tile: metres below the lamp. */
class ShadowMaterial extends MeshBasicNodeMaterial {
  readonly #clip: Node<'vec4'>;

  constructor({ batch, maxLights }: ShadowsOptions, visible: StorageBufferAttribute, columns: number) {
    super();
    const { instances, lights } = batch;
    const all = storage(instances, 'vec4', instances.count).toReadOnly();
    const listed = storage(visible, 'uint', visible.count).toReadOnly();
    const lamps = storage(lights, 'vec4', lights.count).toReadOnly();
    const first = listed.element(instanceIndex).mul(uint(INSTANCE_VEC4S)).toVar();
    const row = (i: number) => all.element(first.add(uint(i)));
    const local = vec4(attribute<'vec3'>('position', 'vec3'), 1);
    const world = vec3(dot(row(0), local), dot(row(1), local), dot(row(2), local));
    const room = uint(row(3).w);
    const way = world.sub(lamps.element(room.mul(uint(LIGHT_VEC4S))).xyz).toVar();
    const below = way.y.negate().toVar();
    const depth = below
      .mul(FAR)
      .sub(NEAR * FAR)
      .div(FAR - NEAR);
    const clip = vec4(way.x.div(SPREAD), way.z.div(SPREAD).negate(), depth, below).toVar();
    const own = room.mod(uint(maxLights));
    const tile = vec2(float(own.mod(uint(columns))), float(own.div(uint(columns))));
    const center = tile.mul(2).add(1).div(columns).sub(1);
    this.vertexNode = vec4(
      clip.x.div(columns).add(center.x.mul(below)),
      clip.y.div(columns).sub(center.y.mul(below)),
      clip.z,
      clip.w,
    );
    this.#clip = clip;
    this.side = DoubleSide;
    this.fragmentNode = vec4(varying(below), 0, 0, 1);
  }

  override setupHardwareClipping(builder: NodeBuilder): void {
    clipToTile(builder, this.#clip);
  }
}
