import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type * as tf from './tf.ts';

/** A WebAssembly function: numbers, and shapes as the bytes of an Int32Array. */
type WasmFunction = (...args: readonly (number | Uint8Array)[]) => void;

/** What this file needs of the emscripten module behind the backend; the package's own types hide it. */
interface WasmModule {
  readonly HEAPU8: Uint8Array;
  readonly HEAPF32: Float32Array;
  readonly tfjs: { registerTensor(id: number, size: number, offset: number): void; disposeData(id: number): void };
  cwrap(name: string, returns: null, args: readonly string[]): WasmFunction;
  _malloc(bytes: number): number;
  _free(offset: number): void;
}

interface OpenBackend {
  readonly wasm: WasmModule;
  dataIdNextNumber: number;
  readonly dataIdMap: { get(dataId: object): { readonly id: number; readonly memoryOffset: number } };
  makeOutput(shape: readonly number[], dtype: tf.DataType): tf.TensorInfo;
  incRef(dataId: object): void;
  typedArrayFromHeap(tensor: tf.TensorInfo): Float32Array | Int32Array | Uint8Array;
}

const shapeBytes = (shape: readonly number[]): Uint8Array => new Uint8Array(new Int32Array(shape).buffer);

/** Columns of one tile of `transpose`: a tile of 16 x 16 floats fits the first cache. */
const TILE = 16;

/**
 * The heap of the wasm backend, by byte offset. Offsets returned by `malloc` are the caller's to `free`;
 * any `malloc` may grow the memory, so views of the heap are never kept.
 */
export class WasmHeap {
  readonly #backend: OpenBackend;
  readonly #matMul: WasmFunction;
  readonly #add: WasmFunction;

  constructor(backend: BackendWasm) {
    this.#backend = backend as unknown as OpenBackend;
    const n = 'number';
    const { wasm } = this.#backend;
    this.#matMul = wasm.cwrap('BatchMatMul', null, [n, 'array', n, n, 'array', n, n, n, n]);
    this.#add = wasm.cwrap('Add', null, [n, 'array', n, n, 'array', n, n, n]);
  }

  get floats(): Float32Array {
    return this.#backend.wasm.HEAPF32;
  }

  offsetOf(tensor: tf.TensorInfo): number {
    return this.#backend.dataIdMap.get(tensor.dataId).memoryOffset;
  }

  view(tensor: tf.TensorInfo): Float32Array | Int32Array | Uint8Array {
    return this.#backend.typedArrayFromHeap(tensor);
  }

  makeOutput(shape: readonly number[]): tf.TensorInfo {
    return this.#backend.makeOutput(shape, 'float32');
  }

  /** Another tensor over the same memory, which is freed with the last of them. */
  share({ dataId, shape, dtype }: tf.TensorInfo): tf.TensorInfo {
    this.#backend.incRef(dataId);
    return { dataId, shape, dtype };
  }

  malloc(numFloats: number): number {
    return this.#backend.wasm._malloc(Math.max(4, numFloats * 4)) >>> 0;
  }

  free(offset: number): void {
    this.#backend.wasm._free(offset);
  }

  copy(to: number, from: number, numFloats: number): void {
    this.#backend.wasm.HEAPU8.copyWithin(to, from, from + numFloats * 4);
  }

  /** out (M, N) = a (M, K) b (K, N), the one form that the backend hands to XNNPACK. */
  multiply(a: number, b: number, out: number, m: number, k: number, n: number): void {
    this.#withTensors([a, m * k], [b, k * n], [out, m * n], (idA, idB, idOut) =>
      this.#matMul(idA, shapeBytes([1, m, k]), 3, idB, shapeBytes([1, k, n]), 3, 0, 0, idOut),
    );
  }

  add(a: number, b: number, out: number, size: number): void {
    const shape = shapeBytes([size]);
    this.#withTensors([a, size], [b, size], [out, size], (idA, idB, idOut) =>
      this.#add(idA, shape, 1, idB, shape, 1, 0, idOut),
    );
  }

  /** out (columns, rows) = from (rows, columns) transposed, tile by tile. */
  transpose(from: number, rows: number, columns: number, out: number): void {
    const heap = this.floats;
    const source = from >>> 2;
    const target = out >>> 2;
    for (let r0 = 0; r0 < rows; r0 += TILE) {
      const r1 = Math.min(rows, r0 + TILE);
      for (let c0 = 0; c0 < columns; c0 += TILE) {
        const c1 = Math.min(columns, c0 + TILE);
        for (let c = c0; c < c1; c++) {
          const to = target + c * rows;
          for (let r = r0; r < r1; r++) heap[to + r] = heap[source + r * columns + c];
        }
      }
    }
  }

  /** out (columns) = the sum of the rows of from (rows, columns), in pairs: halves are added until one row is left. */
  sumRows(from: number, rows: number, columns: number, out: number): void {
    const scratch = this.malloc((rows >> 1) * columns);
    let current = from;
    let left = rows;
    while (left > 1) {
      const half = left >> 1;
      this.add(current, current + half * columns * 4, scratch, half * columns);
      if (left % 2 === 1) this.add(scratch, current + 2 * half * columns * 4, scratch, columns);
      current = scratch;
      left = half;
    }
    this.copy(out, current, columns);
    this.free(scratch);
  }

  /** Registers three stretches of the heap as tensors for the time of one call; XNNPACK caches packed operands by id. */
  #withTensors(
    a: readonly [offset: number, size: number],
    b: readonly [offset: number, size: number],
    out: readonly [offset: number, size: number],
    call: (a: number, b: number, out: number) => void,
  ): void {
    const { tfjs } = this.#backend.wasm;
    const ids = [a, b, out].map(([offset, size]) => {
      const id = this.#backend.dataIdNextNumber++;
      tfjs.registerTensor(id, size, offset);
      return id;
    });
    call(ids[0], ids[1], ids[2]);
    for (const id of ids) tfjs.disposeData(id);
  }
}
