import { existsSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../env/errors.ts';
import { boundsOf } from '../../../scenes/gltf/model.ts';
import { type Mesh, readGltf, readGltfFile } from '../../../scenes/gltf/read.ts';
import { readerBeside } from '../../../scenes/gltf/resources.ts';
import { temporaryFolder } from '../../cli/run-oikos.ts';
import { makeGlb, smallRoomBinary, smallRoomDocument, smallRoomGlb } from './small-glb.ts';

const folder = await temporaryFolder();
const DATA = join(import.meta.dirname, '../../../../shared/data/gltf');
const hasData = existsSync(DATA);
if (!hasData) console.log(`Tests of real glTF files are skipped: ${DATA} is not there.`);

type Document = ReturnType<typeof smallRoomDocument>;

function read(bytes: Uint8Array): Promise<Mesh[]> {
  return readGltf(bytes, 'room.glb', readerBeside(join(folder, 'room.glb')));
}

/** Reads the small room with its document changed. */
function readChanged(change: (document: Document) => unknown, binary = smallRoomBinary()): Promise<Mesh[]> {
  return read(makeGlb(change(smallRoomDocument()), binary));
}

/** One triangle with these accessors, on a node of its own. */
function readTriangle(
  binary: Uint8Array,
  accessors: readonly object[],
  views: readonly object[],
  rest: object = {},
  primitive: object = {},
): Promise<Mesh[]> {
  const document = {
    asset: { version: '2.0' },
    nodes: [{ mesh: 0 }],
    meshes: [{ primitives: [{ attributes: { POSITION: 0 }, ...primitive }] }],
    accessors,
    bufferViews: views.map((view) => ({ buffer: 0, ...view })),
    buffers: [{ byteLength: binary.length }],
    ...rest,
  };
  return read(makeGlb(document, binary));
}

const TRIANGLE = Float32Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0);

describe('readGltf', () => {
  it('places, scales and names what nodes draw', async () => {
    const meshes = await read(smallRoomGlb());
    expect(meshes.map(({ names }) => names.map(({ name }) => name))).toContainEqual(['kitchen_chair_05', 'home']);
    const chair = meshes.filter(({ names }) => names[0].name === 'kitchen_chair_05');
    expect(boundsOf(chair)).toEqual({ center: [1, 0.5, 0], size: [0.5, 1, 0.5] });
  });

  it('makes flat faces where no normals are given', async () => {
    const [mesh] = await read(smallRoomGlb());
    expect(mesh.positions).toHaveLength(36 * 3);
    const lengths = Array.from({ length: 36 }, (_, i) => Math.hypot(...mesh.normals.subarray(3 * i, 3 * i + 3)));
    expect(Math.min(...lengths)).toBeCloseTo(1, 6);
  });

  it('turns triangles round where a node mirrors', async () => {
    const place = (scale: number[]) =>
      readTriangle(
        new Uint8Array(TRIANGLE.buffer),
        [{ bufferView: 0, componentType: 5126, count: 3, type: 'VEC3' }],
        [{ byteLength: 36 }],
        { nodes: [{ mesh: 0, scale }] },
      );
    const [plain] = await place([1, 1, 1]);
    const [mirrored] = await place([-1, 1, 1]);
    expect([...plain.normals.subarray(0, 3)]).toEqual([0, 0, 1]);
    expect([...mirrored.normals.subarray(0, 3)]).toEqual([0, 0, 1]);
    expect(boundsOf([mirrored]).center[0]).toBe(-0.5);
  });

  it('reads quantized positions', async () => {
    const binary = new Uint8Array(24);
    new Int16Array(binary.buffer).set([0, 0, 0, 0, 32767, 0, 0, 0, 0, 32767, 0, 0]);
    const accessors = [{ bufferView: 0, componentType: 5122, normalized: true, count: 3, type: 'VEC3' }];
    const rest = { extensionsRequired: ['KHR_mesh_quantization'] };
    const [mesh] = await readTriangle(binary, accessors, [{ byteLength: 24, byteStride: 8 }], rest);
    expect([...mesh.positions]).toEqual([...TRIANGLE]);
  });

  it('reads sparse accessors', async () => {
    const binary = Buffer.concat([Buffer.from(Uint16Array.of(1, 2).buffer), Buffer.from(TRIANGLE.slice(3).buffer)]);
    const sparse = { count: 2, indices: { bufferView: 0, componentType: 5123 }, values: { bufferView: 1 } };
    const accessors = [{ componentType: 5126, count: 3, type: 'VEC3', sparse }];
    const [mesh] = await readTriangle(binary, accessors, [{ byteLength: 4 }, { byteOffset: 4, byteLength: 24 }]);
    expect([...mesh.positions]).toEqual([...TRIANGLE]);
  });

  it.each([
    ['strips', 5],
    ['fans', 6],
  ])('makes triangles of %s', async (_, mode) => {
    const corners = Float32Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0);
    const accessors = [{ bufferView: 0, componentType: 5126, count: 4, type: 'VEC3' }];
    const [mesh] = await readTriangle(new Uint8Array(corners.buffer), accessors, [{ byteLength: 48 }], {}, { mode });
    expect(mesh.indices).toHaveLength(6);
  });

  it('reads buffers beside the document and inside it', async () => {
    const whole = smallRoomDocument();
    const byteLength = smallRoomBinary().length;
    await writeFile(join(folder, 'room data.bin'), smallRoomBinary());
    const inside = `data:application/octet-stream;base64,${Buffer.from(smallRoomBinary()).toString('base64')}`;
    for (const uri of ['room%20data.bin', inside]) {
      const meshes = await read(Buffer.from(JSON.stringify({ ...whole, buffers: [{ uri, byteLength }] })));
      expect(meshes).toEqual(await read(smallRoomGlb()));
    }
  });

  const TEXTURES: readonly (readonly [name: string, textures: object[], material: object])[] = [
    ['as they are', [{ source: 0 }], { pbrMetallicRoughness: { baseColorTexture: { index: 0 } } }],
    [
      'in the words of WebP',
      [{ extensions: { EXT_texture_webp: { source: 0 } } }],
      { pbrMetallicRoughness: { baseColorTexture: { index: 0 } } },
    ],
    [
      'in the words of specular and glossiness',
      [{ source: 0 }],
      { extensions: { KHR_materials_pbrSpecularGlossiness: { diffuseTexture: { index: 0 } } } },
    ],
    [
      'moved by one repeat and turned round',
      [{ source: 0 }],
      {
        pbrMetallicRoughness: {
          baseColorTexture: {
            index: 0,
            extensions: { KHR_texture_transform: { offset: [2, 1], rotation: 2 * Math.PI, scale: [1, 1] } },
          },
        },
      },
    ],
  ];

  it.each(TEXTURES)(
    'takes colours from pictures, where the vertices lie in them: %s',
    async (_, textures, material) => {
      const picture = await sharp(Buffer.of(255, 0, 0, 0, 0, 255), { raw: { width: 2, height: 1, channels: 3 } })
        .png()
        .toBuffer();
      const uv = Float32Array.of(0.25, 0.5, 0.75, 0.5, 1.25, 0.5);
      const binary = Buffer.concat([Buffer.from(TRIANGLE.buffer), Buffer.from(uv.buffer), picture]);
      const [mesh] = await readTriangle(
        binary,
        [
          { bufferView: 0, componentType: 5126, count: 3, type: 'VEC3' },
          { bufferView: 1, componentType: 5126, count: 3, type: 'VEC2' },
        ],
        [{ byteLength: 36 }, { byteOffset: 36, byteLength: 24 }, { byteOffset: 60, byteLength: picture.length }],
        {
          images: [{ bufferView: 2 }],
          textures,
          materials: [material],
        },
        { attributes: { POSITION: 0, TEXCOORD_0: 1 }, material: 0 },
      );
      expect([...mesh.colors]).toEqual([1, 0, 0, 0, 0, 1, 1, 0, 0]);
    },
  );

  const REFUSED: readonly (readonly [what: string, bytes: () => Uint8Array, says: RegExp])[] = [
    ['a file cut off', () => smallRoomGlb().subarray(0, 900), /ends after 900 of \d+ bytes/],
    ['another file', () => Buffer.from('solid cube'), /neither GLB nor whole JSON/],
    ['an empty file', () => new Uint8Array(), /neither GLB nor whole JSON/],
    ['glTF 1.0', changed({ asset: { version: '1.0' } }), /is glTF 1\.0/],
    [
      'Draco',
      changed({ extensionsRequired: ['KHR_draco_mesh_compression'] }),
      /packed with Draco.*without compression/,
    ],
    [
      'meshopt',
      changed({ extensionsRequired: ['EXT_meshopt_compression'] }),
      /packed with meshopt.*without compression/,
    ],
    ['an unknown extension', changed({ extensionsRequired: ['ACME_shapes'] }), /requires ACME_shapes/],
    [
      'a missing file',
      changed({ buffers: [{ uri: 'gone.bin', byteLength: 9 }] }),
      /gone\.bin: cannot be read \(ENOENT\)/,
    ],
    [
      'a file of a network',
      changed({ buffers: [{ uri: 'http://x/y', byteLength: 9 }] }),
      /only files beside it are read/,
    ],
    ['a device', changed({ buffers: [{ uri: '../../../../dev/zero', byteLength: 9 }] }), /is no file|cannot be read/],
    ['a node that hangs on itself', changed({ nodes: [{ children: [0] }] }), /node 0 hangs on more than one/],
    ['a node that is not there', changed({ scenes: [{ nodes: [77] }] }), /node 77 is not there/],
    [
      'a small file of endless content',
      changed({
        nodes: Array.from({ length: 100 }, () => ({ mesh: 0 })),
        accessors: [{ componentType: 5126, count: 6_000_000, type: 'VEC3' }],
      }),
      /has 600000000 vertices/,
    ],
    ['a scene without triangles', changed({ nodes: [{}] }), /shows nothing/],
    [
      'an accessor beyond its buffer',
      changed({
        bufferViews: [
          { buffer: 0, byteLength: 5 },
          { buffer: 0, byteLength: 72 },
        ],
      }),
      /accessor 0 needs 96 bytes of 5/,
    ],
  ];

  it.each(REFUSED)('refuses %s in one line', async (_, bytes, says) => {
    await expect(read(bytes())).rejects.toThrow(UsageError);
    await expect(read(bytes())).rejects.toThrow(says);
    await expect(read(bytes())).rejects.toThrow(/^[^\n]*$/);
  });

  it('refuses indices and coordinates that cannot be', async () => {
    const endless = smallRoomBinary();
    new DataView(endless.buffer, endless.byteOffset).setFloat32(0, Infinity, true);
    await expect(readChanged((document) => document, endless)).rejects.toThrow(/vertex 0 lies at .*Infinity/);
    const beyond = smallRoomBinary();
    new DataView(beyond.buffer, beyond.byteOffset).setUint16(96, 8, true);
    await expect(readChanged((document) => document, beyond)).rejects.toThrow(/index 8 is beyond its 8 vertices/);
  });
});

describe.skipIf(!hasData)('real glTF files', () => {
  it.each(hasData ? readdirSync(join(DATA, 'kenney-furniture-kit')).filter((name) => name.endsWith('.glb')) : [])(
    '%s is read whole',
    async (name) => {
      const meshes = await readGltfFile(join(DATA, 'kenney-furniture-kit', name));
      expect(Math.max(...boundsOf(meshes).size)).toBeLessThan(3);
    },
  );

  it('read the same textured box from GLB and from glTF with files beside it', async () => {
    const packed = await readGltfFile(join(DATA, 'conformance/BoxTextured-glTF-Binary/BoxTextured.glb'));
    const spread = await readGltfFile(join(DATA, 'conformance/BoxTextured-glTF/BoxTextured.gltf'));
    expect(boundsOf(spread)).toEqual(boundsOf(packed));
    expect(new Set(spread[0].colors).size).toBeGreaterThan(3);
  });

  it('mends normals that are none', async () => {
    const [mesh] = await readGltfFile(join(DATA, 'conformance/BoxBadNormals-glTF-Binary/BoxBadNormals.glb'));
    const lengths = Array.from({ length: mesh.normals.length / 3 }, (_, i) =>
      Math.hypot(...mesh.normals.subarray(3 * i, 3 * i + 3)),
    );
    expect(Math.min(...lengths)).toBeGreaterThan(0.9);
  });

  it.each([
    'IndexOutOfRange/IndexOutOfRange.gltf',
    'IndexOutOfRange/AllIndicesOutOfRange.gltf',
    'MissingBin/BoxTextured.gltf',
  ])('%s is refused in one line', async (name) => {
    const reading = readGltfFile(join(DATA, 'conformance', name));
    await expect(reading).rejects.toThrow(UsageError);
    await expect(reading).rejects.toThrow(/^[^\n]*$/);
  });
});

function changed(change: object): () => Uint8Array {
  return () => makeGlb({ ...smallRoomDocument(), ...change }, smallRoomBinary());
}
