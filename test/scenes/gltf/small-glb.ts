/** A GLB file of a document and its binary chunk. */
export function makeGlb(json: unknown, binary: Uint8Array): Uint8Array {
  const text = pad(Buffer.from(JSON.stringify(json)), ' ');
  const content = pad(Buffer.from(binary), '\0');
  const header = Uint32Array.of(0x46546c67, 2, 28 + text.length + content.length);
  return Buffer.concat([
    Buffer.from(header.buffer),
    Buffer.from(Uint32Array.of(text.length, 0x4e4f534a).buffer),
    text,
    Buffer.from(Uint32Array.of(content.length, 0x004e4942).buffer),
    content,
  ]);
}

function pad(bytes: Buffer, filler: string): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4, filler)]);
}

/** Corners and triangles of a cube from -1 to 1, outside seen counter-clockwise. */
const CORNERS = [-1, 1].flatMap((x) => [-1, 1].flatMap((y) => [-1, 1].map((z) => [x, y, z]))).flat();
const TRIANGLES = [
  ...[0, 1, 3, 0, 3, 2, 4, 6, 7, 4, 7, 5],
  ...[0, 4, 5, 0, 5, 1, 2, 3, 7, 2, 7, 6],
  ...[0, 2, 6, 0, 6, 4, 1, 5, 7, 1, 7, 3],
];

/** The document of a room of 6 by 4 metres: floor, two walls along its longer sides, a chair of 0.5 x 1 x 0.5 m at (1, 0, 0). */
export function smallRoomDocument() {
  const box = (name: string, translation: readonly number[], scale: readonly number[], material = 0) => ({
    name,
    mesh: material,
    translation: [...translation],
    scale: [...scale],
  });
  return {
    asset: { version: '2.0' },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [
      { name: 'home', children: [1, 2, 3, 4] },
      box('Floor', [0, -0.1, 0], [3, 0.1, 2]),
      box('wall.001', [0, 1.25, -2.1], [3, 1.25, 0.1]),
      box('wall.002', [0, 1.25, 2.1], [3, 1.25, 0.1]),
      box('kitchen_chair_05', [1, 0.5, 0], [0.25, 0.5, 0.25], 1),
    ],
    meshes: [0, 1].map((material) => ({ primitives: [{ attributes: { POSITION: 0 }, indices: 1, material }] })),
    materials: [{}, { pbrMetallicRoughness: { baseColorFactor: [0.5, 0.25, 0, 1] } }],
    accessors: [
      { bufferView: 0, componentType: 5126, count: 8, type: 'VEC3', min: [-1, -1, -1], max: [1, 1, 1] },
      { bufferView: 1, componentType: 5123, count: TRIANGLES.length, type: 'SCALAR' },
    ],
    bufferViews: [
      { buffer: 0, byteOffset: 0, byteLength: 96 },
      { buffer: 0, byteOffset: 96, byteLength: 2 * TRIANGLES.length },
    ],
    buffers: [{ byteLength: 96 + 2 * TRIANGLES.length }],
  };
}

/** What the accessors of `smallRoomDocument` read. */
export function smallRoomBinary(): Uint8Array {
  const [corners, triangles] = [Float32Array.from(CORNERS), Uint16Array.from(TRIANGLES)];
  return Buffer.concat([Buffer.from(corners.buffer), Buffer.from(triangles.buffer)]);
}

export function smallRoomGlb(): Uint8Array {
  return makeGlb(smallRoomDocument(), smallRoomBinary());
}
