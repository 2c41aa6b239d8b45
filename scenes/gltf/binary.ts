/** glTF's numbers for what a buffer view is for. */
const VERTICES = 34962;
const INDICES = 34963;
const FLOAT = 5126;
const UNSIGNED_SHORT = 5123;
const UNSIGNED_INT = 5125;
const SPACE = 0x20;

/** Gathers what a GLB's binary chunk holds, and the accessors that say what is where. */
export class BinaryWriter {
  readonly accessors: object[] = [];
  readonly bufferViews: object[] = [];
  readonly #pieces: Uint8Array[] = [];
  #length = 0;

  /** Points or directions, (V, 3). Gives the accessor's index; `bounded` notes least and greatest, as positions need. */
  addVectors(values: Float32Array, bounded: boolean): number {
    const range = (pick: (...values: number[]) => number, start: number): number[] =>
      [0, 1, 2].map((axis) => {
        let found = start;
        for (let i = axis; i < values.length; i += 3) found = pick(found, values[i]);
        return found;
      });
    const limits = bounded ? { min: range(Math.min, Infinity), max: range(Math.max, -Infinity) } : {};
    return this.#add(values, VERTICES, { componentType: FLOAT, count: values.length / 3, type: 'VEC3', ...limits });
  }

  /** Linear-light colours 0 to 1, (V, 3), kept in 16 bits each. */
  addColors(values: Float32Array): number {
    const count = values.length / 3;
    // A fourth component keeps every element on a multiple of four bytes.
    const packed = new Uint16Array(count * 4).fill(0xffff);
    values.forEach((value, i) => (packed[Math.floor(i / 3) * 4 + (i % 3)] = Math.round(Math.min(1, value) * 0xffff)));
    return this.#add(packed, VERTICES, { componentType: UNSIGNED_SHORT, normalized: true, count, type: 'VEC4' });
  }

  /** Corners of triangles, in as few bytes as the number of vertices allows. */
  addIndices(indices: readonly number[], numVertices: number): number {
    const isShort = numVertices < 0xffff;
    const packed = isShort ? Uint16Array.from(indices) : Uint32Array.from(indices);
    const componentType = isShort ? UNSIGNED_SHORT : UNSIGNED_INT;
    return this.#add(packed, INDICES, { componentType, count: indices.length, type: 'SCALAR' });
  }

  /** The whole file: header, the document with this content, and the content. @see glTF 2.0, section 4 */
  toGlb(document: object): Uint8Array {
    const { accessors, bufferViews } = this;
    const whole = { ...document, accessors, bufferViews, buffers: [{ byteLength: this.#length }] };
    const json = new TextEncoder().encode(JSON.stringify(whole));
    const padded = new Uint8Array(Math.ceil(json.length / 4) * 4).fill(SPACE);
    padded.set(json);
    const total = 12 + 8 + padded.length + 8 + this.#length;
    return concatenate([
      words(0x46546c67, 2, total),
      words(padded.length, 0x4e4f534a),
      padded,
      words(this.#length, 0x004e4942),
      ...this.#pieces,
    ]);
  }

  #add(values: Float32Array | Uint16Array | Uint32Array, target: number, accessor: object): number {
    const bytes = new Uint8Array(Math.ceil(values.byteLength / 4) * 4);
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    this.bufferViews.push({ buffer: 0, byteOffset: this.#length, byteLength: values.byteLength, target });
    this.accessors.push({ bufferView: this.bufferViews.length - 1, ...accessor });
    this.#pieces.push(bytes);
    this.#length += bytes.length;
    return this.accessors.length - 1;
  }
}

function words(...values: readonly number[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(values).buffer);
}

function concatenate(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
