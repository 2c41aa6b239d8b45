import { UsageError } from '../../env/errors.ts';

const GLB_MAGIC = 0x46546c67;
const JSON_CHUNK = 0x4e4f534a;
const BINARY_CHUNK = 0x004e4942;

/** What a glTF file holds: its JSON document, and a GLB's binary chunk. */
export interface Container {
  readonly json: unknown;
  readonly binary: Uint8Array | null;
}

/**
 * Opens a `.gltf` or `.glb` file.
 *
 * @throws UsageError when it is neither
 * @see glTF 2.0, section 4 (GLB file format)
 */
export function openContainer(bytes: Uint8Array, where: string): Container {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || view.getUint32(0, true) !== GLB_MAGIC) return { json: parse(bytes, where), binary: null };
  const [version, length] = [view.getUint32(4, true), view.getUint32(8, true)];
  if (version !== 2) throw new UsageError(`${where}: is GLB of version ${version}; export it as glTF 2.0.`);
  if (length > bytes.length) {
    throw new UsageError(`${where}: ends after ${bytes.length} of ${length} bytes; give a whole file.`);
  }
  let json: unknown;
  let binary: Uint8Array | null = null;
  for (let at = 12, chunk = 0; at + 8 <= length; chunk++) {
    const [size, type] = [view.getUint32(at, true), view.getUint32(at + 4, true)];
    if (at + 8 + size > length) throw new UsageError(`${where}: chunk ${chunk} is cut off; give a whole file.`);
    const content = bytes.subarray(at + 8, at + 8 + size);
    if (chunk === 0 && type === JSON_CHUNK) json = parse(content, where);
    else if (chunk === 1 && type === BINARY_CHUNK) binary = content;
    else if (chunk === 0) throw new UsageError(`${where}: begins with no JSON chunk; give an undamaged GLB file.`);
    at += 8 + size;
  }
  return { json, binary };
}

function parse(bytes: Uint8Array, where: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new UsageError(`${where}: is neither GLB nor whole JSON; give a .glb or .gltf file of glTF 2.0.`);
  }
}
