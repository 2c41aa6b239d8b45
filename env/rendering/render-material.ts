import type { DataArrayTexture, NodeBuilder, StorageBufferAttribute, Texture, Node } from 'three/webgpu';
import { MeshBasicNodeMaterial } from 'three/webgpu';
import {
  attribute,
  dot,
  float,
  Fn,
  If,
  instanceIndex,
  int,
  mix,
  mrt,
  normalize,
  select,
  storage,
  texture,
  uint,
  uniformArray,
  varying,
  vec2,
  vec3,
  vec4,
} from 'three/tsl';
import { categoryId } from '../categories.ts';
import { INSTANCE_VEC4S, LIGHT_VEC4S, VIEW_VEC4S, clipToTile } from './render-layout.ts';
import { TEXTURE_METRES, TEXTURE_RANGE } from './textures.ts';
import { TEXTURES } from '../house.ts';
import { boxProjection, pointLight, toDisplay, toSignedBytes } from './render-shading.ts';
import type { Shadows } from './render-shadows.ts';
import { CEILING_REACH } from './room-light.ts';

export interface RenderBuffers {
  /** (N * instances, 5, 4) */
  readonly instances: StorageBufferAttribute;
  /** Visible instances, grouped by model: indices into `instances`. */
  readonly visible: StorageBufferAttribute;
  /** (N, 6, 4) */
  readonly views: StorageBufferAttribute;
  /** (N * lights, 4, 4) */
  readonly lights: StorageBufferAttribute;
  /** One layer an environment: light on its floor. */
  readonly shades: DataArrayTexture;
}

const EMISSION_GAIN = 1.6;
/** Ambient light from below, as a share of that from above: what floors reflect. */
const GROUND: readonly [number, number, number] = [0.62, 0.545, 0.47];

export interface RenderMaterialOptions {
  readonly buffers: RenderBuffers;
  /** Array texture, one layer for each of `TEXTURES`. */
  readonly textures: Texture;
  /** Cut triangles at the tile's border, so that tiles of one atlas do not draw into each other. */
  readonly isClipped: boolean;
  /** Lights reserved for each environment. */
  readonly maxLights: number;
  /** Write surface normals too. */
  readonly hasNormals: boolean;
  /** What keeps the light of ceiling lamps off; null where everything is lit. */
  readonly shadows: Shadows | null;
}

/**
 * Draws every instance of every environment: places it in its own camera's tile, lights it by its room's lamp, and
 * writes colour (sRGB), linear depth (metres), ids (semantic | instance << 16) and, if asked, normals at once.
 *
 * three's lights and cameras are not used: they are one a scene, and here each environment has its own.
 */
export class RenderMaterial extends MeshBasicNodeMaterial {
  readonly #clip: Node<'vec4'> | null;

  constructor({ buffers, textures, isClipped, maxLights, hasNormals, shadows }: RenderMaterialOptions) {
    super();
    const instances = storage(buffers.instances, 'vec4', buffers.instances.count).toReadOnly();
    const visible = storage(buffers.visible, 'uint', buffers.visible.count).toReadOnly();
    const views = storage(buffers.views, 'vec4', buffers.views.count).toReadOnly();
    const lights = storage(buffers.lights, 'vec4', buffers.lights.count).toReadOnly();

    const repeats = uniformArray<'float'>(
      TEXTURES.map((name) => TEXTURE_METRES[name]),
      'float',
    );

    const position = attribute<'vec3'>('position', 'vec3');
    const paint = attribute<'vec4'>('paint', 'vec4'); // albedo, tint
    const finish = attribute<'vec4'>('finish', 'vec4'); // layer, occlusion, emission
    const first = visible.element(instanceIndex).mul(uint(INSTANCE_VEC4S)).toVar();
    const row = (i: number) => instances.element(first.add(uint(i)));
    const look = row(3); // colour, light
    const ids = row(4); // semantic, instance, layer or -1, glow
    const local = vec4(position, 1);
    const world = vec3(dot(row(0), local), dot(row(1), local), dot(row(2), local)).toVar();

    const environment = uint(look.w).div(uint(maxLights));
    const view = environment.mul(uint(VIEW_VEC4S));
    const viewRow = (i: number) => views.element(view.add(uint(i)));
    const point = vec4(world, 1);
    const clip = vec4(
      dot(viewRow(0), point),
      dot(viewRow(1), point),
      dot(viewRow(2), point),
      dot(viewRow(3), point),
    ).toVar();
    const tile = viewRow(5);
    this.vertexNode = vec4(clip.xy.mul(tile.xy).add(tile.zw.mul(clip.w)), clip.z, clip.w);
    this.#clip = isClipped ? clip : null;

    // The normal goes by the cofactor matrix, so that uneven scaling keeps it upright to the surface.
    const column = (axis: 'x' | 'y' | 'z') => vec3(row(0)[axis], row(1)[axis], row(2)[axis]);
    const [cx, cy, cz] = [column('x'), column('y'), column('z')];
    const n = attribute<'vec3'>('normal', 'vec3');
    const normal = normalize(cy.cross(cz).mul(n.x).add(cz.cross(cx).mul(n.y)).add(cx.cross(cy).mul(n.z)));
    // Texture by box projection in metres: a building's surfaces in the world, a thing's in its own frame.
    const isBuilding = ids.z.greaterThanEqual(0);
    const scaled = position.mul(vec3(cx.length(), cy.length(), cz.length()));
    const spot = select(isBuilding, world, scaled);
    const uv = boxProjection(spot, select(isBuilding, normal, n));
    const layer = select(isBuilding, ids.z, finish.x);

    const vNormal = varying(normal);
    const vWorld = varying(world);
    // A screen that is off is black, whatever it shows when it is on; a lampshade keeps its colour.
    const unlit = finish.z.mul(finish.z).mul(finish.z).mul(float(1).sub(ids.w)).mul(-0.9).add(1);
    const vAlbedo = varying(paint.xyz.mul(mix(vec3(1), look.xyz, paint.w)).mul(unlit));
    const vUv = varying(vec3(uv.div(repeats.element(int(layer))), layer));
    const vFinish = varying(vec2(finish.y, finish.z.mul(ids.w).mul(EMISSION_GAIN)));
    const vDepth = varying(dot(viewRow(4), point));
    const vIds = varying(uint(ids.x).bitOr(uint(ids.y).shiftLeft(uint(16)))).setInterpolation('flat');
    const vLight = varying(uint(look.w)).setInterpolation('flat');

    const lightRow = (i: number) => lights.element(vLight.mul(uint(LIGHT_VEC4S)).add(uint(i)));
    const isFloor = vIds.bitAnd(uint(0xffff)).equal(uint(categoryId('Floor')));
    const shadeOfFloor = Fn(() => {
      const shade = float(1).toVar();
      If(isFloor, () => {
        const corner = vec2(lightRow(0).w, lightRow(1).w);
        const extent = vec2(lightRow(2).w, lightRow(3).w);
        const layer = int(vLight.div(uint(maxLights)));
        shade.assign(texture(buffers.shades, vWorld.xz.sub(corner).div(extent)).depth(layer).level(int(0)).x);
      });
      return shade;
    });
    const shade = Fn(() => {
      const detail = texture(textures, vUv.xy)
        .depth(int(vUv.z.add(0.5)))
        .x.mul(TEXTURE_RANGE);
      const up = normalize(vNormal).toVar();
      const surface = { point: vWorld, normal: up };
      const near = lightRow(4).toVar();
      const lamp = lightRow(0).xyz;
      const ceiling = pointLight(surface, lamp, lightRow(1).xyz, float(1 / CEILING_REACH ** 2));
      const direct = shadows ? ceiling.mul(shadows.lightAt(surface, vLight, lamp)) : ceiling;
      const lamps = direct.add(pointLight(surface, lightRow(3).xyz, near.xyz, near.w));
      const ambient = lightRow(2).xyz.mul(mix(vec3(...GROUND), vec3(1), up.y.mul(0.5).add(0.5)));
      const open = vFinish.x.mul(shadeOfFloor()).toVar();
      const light = ambient
        .mul(open)
        .add(lamps.mul(open.mul(0.6).add(0.4)))
        .add(vFinish.y);
      return toDisplay(vAlbedo.mul(detail).mul(light).toVar());
    });
    const shared = { output: shade(), metres: vDepth, ids: vIds };
    if (!hasNormals) {
      this.mrtNode = mrt(shared);
      return;
    }
    const axes = [normalize(viewRow(0).xyz), normalize(viewRow(1).xyz), viewRow(4).xyz.negate()];
    const vSeen = varying(vec3(dot(axes[0], normal), dot(axes[1], normal), dot(axes[2], normal)));
    this.mrtNode = mrt({ ...shared, normals: toSignedBytes(vSeen) });
  }

  override setupHardwareClipping(builder: NodeBuilder): void {
    if (this.#clip) clipToTile(builder, this.#clip);
  }
}
