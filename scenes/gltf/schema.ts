import { z } from 'zod';
import { UsageError } from '../../env/errors.ts';

const index = z.int().min(0);
const size = z
  .int()
  .min(0)
  .max(2 ** 31);
const number = z.number().min(-1e9).max(1e9);
const extensions = z.record(z.string(), z.unknown()).optional();
const unit = z.number().min(0).max(1);

const sparse = z.object({
  count: size,
  indices: z.object({ bufferView: index, byteOffset: size.default(0), componentType: z.int() }),
  values: z.object({ bufferView: index, byteOffset: size.default(0) }),
});

const accessor = z.object({
  bufferView: index.optional(),
  byteOffset: size.default(0),
  componentType: z.int(),
  normalized: z.boolean().default(false),
  count: size,
  type: z.string(),
  sparse: sparse.optional(),
});

const node = z.object({
  name: z.string().optional(),
  mesh: index.optional(),
  children: z.array(index).default([]),
  matrix: z.array(number).length(16).optional(),
  translation: z.tuple([number, number, number]).optional(),
  rotation: z.tuple([number, number, number, number]).optional(),
  scale: z.tuple([number, number, number]).optional(),
});

const primitive = z.object({
  attributes: z.record(z.string(), index),
  indices: index.optional(),
  material: index.optional(),
  mode: z.int().min(0).max(6).default(4),
  extensions,
});

const pair = z.tuple([number, number]);
const transform = z.object({
  offset: pair.default([0, 0]),
  rotation: number.default(0),
  scale: pair.default([1, 1]),
  texCoord: index.optional(),
});
const textureInfo = z.object({
  index,
  texCoord: index.default(0),
  extensions: z.object({ KHR_texture_transform: transform.optional() }).optional(),
});
const factor = z.tuple([unit, unit, unit, unit]);

const material = z.object({
  name: z.string().optional(),
  extensions: z
    .object({
      KHR_materials_pbrSpecularGlossiness: z
        .object({ diffuseFactor: factor.optional(), diffuseTexture: textureInfo.optional() })
        .optional(),
    })
    .optional(),
  pbrMetallicRoughness: z
    .object({ baseColorFactor: factor.optional(), baseColorTexture: textureInfo.optional() })
    .default({}),
  emissiveFactor: z.tuple([unit, unit, unit]).default([0, 0, 0]),
});

const gltf = z.object({
  asset: z.object({ version: z.string() }),
  extensionsRequired: z.array(z.string()).default([]),
  scene: index.optional(),
  scenes: z.array(z.object({ nodes: z.array(index).default([]) })).default([]),
  nodes: z.array(node).default([]),
  meshes: z.array(z.object({ name: z.string().optional(), primitives: z.array(primitive) })).default([]),
  accessors: z.array(accessor).default([]),
  bufferViews: z
    .array(
      z.object({
        buffer: index,
        byteOffset: size.default(0),
        byteLength: size,
        byteStride: z.int().min(1).max(252).optional(),
        extensions,
      }),
    )
    .default([]),
  buffers: z.array(z.object({ uri: z.string().optional(), byteLength: size })).default([]),
  materials: z.array(material).default([]),
  textures: z
    .array(
      z.object({
        source: index.optional(),
        extensions: z.object({ EXT_texture_webp: z.object({ source: index }).optional() }).optional(),
      }),
    )
    .default([]),
  images: z
    .array(z.object({ uri: z.string().optional(), bufferView: index.optional() }))
    .max(1000)
    .default([]),
});

/** The part of a glTF document that says what there is to see: shapes, places, base colours. */
export type Gltf = z.infer<typeof gltf>;
export type GltfAccessor = z.infer<typeof accessor>;
export type GltfNode = z.infer<typeof node>;
export type GltfPrimitive = z.infer<typeof primitive>;
export type GltfMaterial = z.infer<typeof material>;
export type GltfTextureInfo = z.infer<typeof textureInfo>;

/** Extensions that pack shapes in ways that are not read here, and what can be done about it. */
const PACKED: Readonly<Record<string, string>> = {
  KHR_draco_mesh_compression: 'Draco',
  EXT_meshopt_compression: 'meshopt',
  KHR_meshopt_compression: 'meshopt',
};

/** What may be required: read in full, or of no account for shape and base colour. */
const READABLE =
  /^KHR_(mesh_quantization|texture_|materials_|lights_punctual|xmp|animation_pointer|node_)|^EXT_texture_/;

/** Checks a glTF document. @throws UsageError naming the first place that is wrong, or what cannot be read */
export function parseGltf(json: unknown, where: string): Gltf {
  const result = gltf.safeParse(json);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new UsageError(
      `${where}: ${issue.path.join('.') || 'the document'}: ${issue.message}; give an undamaged glTF.`,
    );
  }
  const { asset, extensionsRequired } = result.data;
  if (!/^2\./.test(asset.version)) {
    throw new UsageError(`${where}: is glTF ${asset.version}; export it as glTF 2.0.`);
  }
  for (const name of extensionsRequired) refuseUnreadable(name, where);
  return result.data;
}

/** @throws UsageError for an extension without which a shape cannot be read */
export function refuseUnreadable(name: string, where: string): void {
  if (Object.hasOwn(PACKED, name)) {
    throw new UsageError(`${where}: is packed with ${PACKED[name]} (${name}); export it without compression.`);
  }
  if (!READABLE.test(name)) {
    throw new UsageError(`${where}: requires ${name}, which is not read; export it without that extension.`);
  }
}
