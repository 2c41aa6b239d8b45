import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from './tf.ts';
import { WasmHeap } from './wasm-heap.ts';

/**
 * Multiply-adds of one matrix product from which XNNPACK, called once per matrix, beats the backend's own loop over
 * the whole batch (a call costs about 8 µs, the loop 2 to 4 GFLOP/s).
 */
const XNNPACK_WORTH = 32_768;

type Shape = readonly number[];
type Batched = Record<'a' | 'b', tf.TensorInfo>;
type Unary = Record<'x', tf.TensorInfo>;
type Gathered = Record<'x' | 'indices', tf.TensorInfo>;
type Segmented = Record<'x' | 'segmentIds', tf.TensorInfo>;

const sizeOf = (shape: Shape): number => shape.reduce((product, length) => product * length, 1);

/**
 * Replaces the wasm kernels that training needs and the package draws slowly or lacks: matrix products with transposes
 * or batches through XNNPACK (the package falls back to a scalar loop), transposes in tiles, sums over leading axes
 * without a transpose, row gathers by memory copy, identities (one for every tensor kept for a gradient) without a copy,
 * and `UnsortedSegmentSum`, the gradient of a gather.
 * A dense layer's forward and backward pass becomes about fifteen times faster.
 *
 * @see https://github.com/tensorflow/tfjs `tfjs-backend-wasm/src/cc/batch_mat_mul_impl.cc` for the fallback.
 */
export function installWasmKernels(): void {
  const heap = new WasmHeap(tf.backend() as BackendWasm);
  replaceKernel<Batched, tf.BatchMatMulAttrs>('BatchMatMul', (inputs, attrs) => batchMatMul(heap, inputs, attrs));
  replaceKernel<Unary, tf.TransposeAttrs>('Transpose', ({ x }, { perm }) => transpose(heap, x, perm));
  replaceKernel<Unary, tf.SumAttrs & { keepDims: boolean }>('Sum', ({ x }, attrs) => sum(heap, x, attrs));
  replaceKernel<Unary, object>('Identity', ({ x }) => (x.dtype === 'string' ? null : heap.share(x)));
  replaceKernel<Gathered, tf.GatherV2Attrs>('GatherV2', (inputs, attrs) => gatherRows(heap, inputs, attrs));
  replaceKernel<Segmented, tf.UnsortedSegmentSumAttrs>('UnsortedSegmentSum', (inputs, { numSegments }) =>
    segmentSum(heap, inputs, numSegments),
  );
}

/** Registers a kernel that may decline a case by answering null; then the package's own kernel, if any, takes it. */
function replaceKernel<Inputs, Attrs>(
  kernelName: string,
  kernel: (inputs: Inputs, attrs: Attrs) => tf.TensorInfo | null,
): void {
  const packaged: tf.KernelConfig | undefined = tf.getKernel(kernelName, 'wasm');
  if (packaged) tf.unregisterKernel(kernelName, 'wasm');
  const kernelFunc: tf.KernelFunc = (params) => {
    const out = kernel(params.inputs as Inputs, params.attrs as Attrs);
    if (out) return out;
    if (!packaged) throw new Error(`${kernelName}: the wasm backend has no kernel for these inputs.`);
    return packaged.kernelFunc(params);
  };
  tf.registerKernel({ kernelName, backendName: 'wasm', kernelFunc });
}

function batchMatMul(
  heap: WasmHeap,
  { a, b }: Batched,
  { transposeA, transposeB }: tf.BatchMatMulAttrs,
): tf.TensorInfo | null {
  const outerA = a.shape.slice(0, -2);
  const outerB = b.shape.slice(0, -2);
  const numA = sizeOf(outerA);
  const numB = sizeOf(outerB);
  const [rowsA, columnsA] = a.shape.slice(-2);
  const [rowsB, columnsB] = b.shape.slice(-2);
  const [m, k] = transposeA ? [columnsA, rowsA] : [rowsA, columnsA];
  const n = transposeB ? rowsB : columnsB;
  const packagedIsFast = !transposeA && !transposeB && numA === 1 && numB === 1;
  const unlikeBatches = numA !== numB && numA !== 1 && numB !== 1;
  if (packagedIsFast || unlikeBatches || a.dtype !== 'float32' || b.dtype !== 'float32') return null;
  if (m * k * n < XNNPACK_WORTH) return null;

  const outer = tf.broadcast_util.assertAndGetBroadcastShape(outerA, outerB);
  const out = heap.makeOutput([...outer, m, n]);
  const left = transposeA ? transposeEach(heap, heap.offsetOf(a), numA, k, m) : heap.offsetOf(a);
  const right = transposeB ? transposeEach(heap, heap.offsetOf(b), numB, n, k) : heap.offsetOf(b);
  const product = heap.offsetOf(out);
  for (let i = 0; i < Math.max(numA, numB); i++) {
    heap.multiply(left + (i % numA) * m * k * 4, right + (i % numB) * k * n * 4, product + i * m * n * 4, m, k, n);
  }
  if (transposeA) heap.free(left);
  if (transposeB) heap.free(right);
  return out;
}

function transposeEach(heap: WasmHeap, from: number, count: number, rows: number, columns: number): number {
  const out = heap.malloc(count * rows * columns);
  for (let i = 0; i < count; i++) {
    heap.transpose(from + i * rows * columns * 4, rows, columns, out + i * rows * columns * 4);
  }
  return out;
}

function transpose(heap: WasmHeap, x: tf.TensorInfo, perm: Shape): tf.TensorInfo | null {
  if (x.dtype !== 'float32' || x.shape.length !== 2 || perm[0] !== 1) return null;
  const [rows, columns] = x.shape;
  const out = heap.makeOutput([columns, rows]);
  heap.transpose(heap.offsetOf(x), rows, columns, heap.offsetOf(out));
  return out;
}

function sum(
  heap: WasmHeap,
  x: tf.TensorInfo,
  { axis, keepDims }: tf.SumAttrs & { keepDims: boolean },
): tf.TensorInfo | null {
  const axes = tf.util.parseAxisParam(axis, x.shape).sort((a, b) => a - b);
  const leading = axes.length < x.shape.length && axes.every((value, index) => value === index);
  if (x.dtype !== 'float32' || !leading) return null;
  const summed = x.shape.slice(0, axes.length);
  const kept = x.shape.slice(axes.length);
  const out = heap.makeOutput(keepDims ? [...summed.map(() => 1), ...kept] : kept);
  heap.sumRows(heap.offsetOf(x), sizeOf(summed), sizeOf(kept), heap.offsetOf(out));
  return out;
}

function gatherRows(
  heap: WasmHeap,
  { x, indices }: Gathered,
  { axis, batchDims }: tf.GatherV2Attrs,
): tf.TensorInfo | null {
  if (x.dtype !== 'float32' || axis !== 0 || batchDims !== 0) return null;
  const row = x.shape.slice(1);
  const width = sizeOf(row);
  const out = heap.makeOutput([...indices.shape, ...row]);
  const from = heap.offsetOf(x);
  const to = heap.offsetOf(out);
  heap.view(indices).forEach((index, i) => heap.copy(to + i * width * 4, from + index * width * 4, width));
  return out;
}

function segmentSum(heap: WasmHeap, { x, segmentIds }: Segmented, numSegments: number): tf.TensorInfo {
  const row = x.shape.slice(segmentIds.shape.length);
  const width = sizeOf(row);
  const out = heap.makeOutput([numSegments, ...row]);
  const sums = heap.view(out).fill(0);
  const values = heap.view(x);
  heap.view(segmentIds).forEach((segment, i) => {
    if (segment < 0 || segment >= numSegments) return;
    for (let j = 0; j < width; j++) sums[segment * width + j] += values[i * width + j];
  });
  return out;
}
