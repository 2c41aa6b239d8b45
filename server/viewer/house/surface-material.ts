import {
  DataArrayTexture,
  LinearFilter,
  LinearMipmapLinearFilter,
  MeshLambertNodeMaterial,
  NoColorSpace,
  RepeatWrapping,
} from 'three/webgpu';
import {
  attribute,
  color,
  float,
  int,
  mix,
  normalLocal,
  normalWorld,
  positionGeometry,
  positionWorld,
  select,
  texture,
  uniformArray,
  varying,
  vec3,
} from 'three/tsl';
import { TEXTURES } from '../../../env/house.ts';
import { makeTextures, TEXTURE_METRES, TEXTURE_RANGE, TEXTURE_SIZE } from '../../../env/rendering/textures.ts';

/**
 * Numbers an instance brings beside its matrix: `look` is its linear colour and layer (or -1), `extent` its size and whether
 * it is marked, `shine` how much of its own light it gives.
 */
export const INSTANCE_ATTRIBUTES = { look: 4, extent: 4, shine: 1 } as const;

const EMISSION_GAIN = 1.4;
const GLOW_COLOR = 0xffb02e;

/**
 * What every surface of a house is drawn with: the model's own colours, tinted by the instance, times a grey texture laid
 * on by box projection; in the world for a building's surfaces, in its own frame for a thing.
 */
export function createSurfaceMaterial(): MeshLambertNodeMaterial {
  const material = new MeshLambertNodeMaterial();
  const paint = attribute<'vec4'>('paint', 'vec4'); // albedo, tint
  const finish = attribute<'vec3'>('finish', 'vec3'); // layer, occlusion, emission
  const look = attribute<'vec4'>('look', 'vec4');
  const extent = attribute<'vec4'>('extent', 'vec4');
  const shine = attribute<'float'>('shine', 'float');
  const repeats = uniformArray<'float'>(
    TEXTURES.map((name) => TEXTURE_METRES[name]),
    'float',
  );

  const isBuilding = look.w.greaterThanEqual(0);
  const layer = varying(select(isBuilding, look.w, finish.x));
  const spot = select(varying(look.w).greaterThanEqual(-0.5), positionWorld, varying(positionGeometry.mul(extent.xyz)));
  const facing = select(varying(look.w).greaterThanEqual(-0.5), normalWorld, varying(normalLocal)).abs();
  const isFlat = facing.y.greaterThan(facing.x).and(facing.y.greaterThan(facing.z));
  const isSide = facing.x.greaterThan(facing.z);
  const uv = select(isFlat, spot.xz, select(isSide, spot.zy, spot.xy));
  const index = int(layer.add(0.5));
  const detail = texture(createTextures(), uv.div(repeats.element(index)))
    .depth(index)
    .x.mul(TEXTURE_RANGE);

  // A screen that is off is black, whatever it shows when it is on; a lampshade keeps its colour.
  const unlit = finish.z.mul(finish.z).mul(finish.z).mul(float(1).sub(shine)).mul(-0.9).add(1);
  const albedo = varying(paint.xyz.mul(mix(vec3(1), look.xyz, paint.w)).mul(unlit)).mul(detail);
  const occlusion = varying(finish.y);
  const glow = varying(extent.w);
  material.colorNode = albedo.mul(mix(float(0.5), float(1), occlusion));
  material.aoNode = occlusion;
  material.emissiveNode = albedo
    .mul(varying(finish.z.mul(shine)).mul(EMISSION_GAIN))
    .add(color(GLOW_COLOR).mul(glow.mul(0.18)));
  return material;
}

function createTextures(): DataArrayTexture {
  const textures = new DataArrayTexture(makeTextures(), TEXTURE_SIZE, TEXTURE_SIZE, TEXTURES.length);
  textures.colorSpace = NoColorSpace;
  textures.wrapS = RepeatWrapping;
  textures.wrapT = RepeatWrapping;
  textures.magFilter = LinearFilter;
  textures.minFilter = LinearMipmapLinearFilter;
  textures.generateMipmaps = true;
  textures.anisotropy = 4;
  textures.needsUpdate = true;
  return textures;
}
