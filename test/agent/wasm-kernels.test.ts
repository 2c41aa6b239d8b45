import { beforeAll, describe, expect, it } from 'vitest';
import '@tensorflow/tfjs-backend-wasm';
import { Rng } from '../../env/random.ts';
import * as tf from '../../agent/tf.ts';
import { installWasmKernels } from '../../agent/wasm-kernels.ts';

/** Inputs are made once, the expected values by the package's own kernels before ours replace them. */
const rng = new Rng('kernels');
const random = (shape: number[]): tf.Tensor => {
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, () => rng.uniform(-1, 1)),
    shape,
  );
};

/** A clone of a copy that is disposed. */
function cloneAndForget(tensor: tf.Tensor): tf.Tensor {
  const copy = tf.add(tensor, 1);
  const clone = copy.clone();
  copy.dispose();
  return clone;
}

interface Case {
  readonly name: string;
  run(): tf.Tensor;
}

let cases: Case[] = [];
let expected: Float32Array[] = [];

beforeAll(async () => {
  await tf.setBackend('wasm');
  const a = random([70, 50]);
  const b = random([50, 45]);
  const aT = tf.transpose(a);
  const bT = tf.transpose(b);
  const batchA = random([3, 40, 35]);
  const batchB = random([3, 35, 50]);
  const wide = random([1, 35, 50]);
  const grid = random([5, 7, 33]);
  const table = random([9, 21]);
  const ids = tf.tensor1d([3, 0, 8, 3], 'int32');
  cases = [
    { name: 'a product with the left side transposed', run: () => tf.matMul(aT, b, true, false) },
    { name: 'a product with the right side transposed', run: () => tf.matMul(a, bT, false, true) },
    { name: 'a product with both sides transposed', run: () => tf.matMul(aT, bT, true, true) },
    { name: 'a batch of products', run: () => tf.matMul(batchA, batchB) },
    {
      name: 'a batch with the right side transposed',
      run: () => tf.matMul(batchA, tf.transpose(batchB, [0, 2, 1]), false, true),
    },
    { name: 'a batch against one matrix', run: () => tf.matMul(batchA, wide) },
    { name: 'a product too small for XNNPACK', run: () => tf.matMul(grid, grid, false, true) },
    { name: 'a transpose whose sides no tile divides', run: () => tf.transpose(a) },
    { name: 'a sum over the first axis', run: () => tf.sum(grid, 0) },
    { name: 'a sum over the first two axes that keeps them', run: () => tf.sum(grid, [0, 1], true) },
    { name: 'a sum over the last axis', run: () => tf.sum(grid, -1) },
    { name: 'rows gathered by index', run: () => tf.gather(table, ids) },
    { name: 'a clone, also after the original is gone', run: () => cloneAndForget(grid) },
    { name: 'columns gathered by index', run: () => tf.gather(table, ids, 1) },
  ];
  expected = cases.map(({ run }) => run().dataSync() as Float32Array);
  installWasmKernels();
});

describe('installWasmKernels', () => {
  it('gives what the packaged kernels give, to rounding', () => {
    cases.forEach(({ name, run }, index) => {
      const values = run().dataSync();
      const worst = Math.max(...expected[index].map((value, i) => Math.abs(value - values[i])));
      expect(values.length, name).toBe(expected[index].length);
      expect(worst, name).toBeLessThan(2e-5);
    });
  });

  it('sums the gradient of a gather by row', () => {
    const table = tf.zeros([4, 2]);
    const gradient = tf.grad((x) => tf.sum(tf.mul(tf.gather(x, tf.tensor1d([1, 3, 1], 'int32')), 2)))(table);
    expect([...gradient.dataSync()]).toEqual([0, 0, 4, 4, 0, 0, 2, 2]);
  });

  it('gives the gradients of a dense layer that finite differences give', () => {
    const x = random([40, 30]);
    const w = random([30, 40]) as tf.Tensor2D;
    const loss = (weights: tf.Tensor): tf.Scalar => tf.mean(tf.square(tf.matMul(x, weights))) as tf.Scalar;
    const gradient = tf.grad(loss)(w).dataSync();
    const step = 1e-2;
    for (const index of [0, 31, 599, 1199]) {
      const moved = (by: number): number => {
        const values = w.dataSync().slice();
        values[index] += by;
        return loss(tf.tensor(values, w.shape)).dataSync()[0];
      };
      // The loss is quadratic in a weight, so the central difference is exact but for rounding.
      expect((moved(step) - moved(-step)) / (2 * step)).toBeCloseTo(gradient[index], 3);
    }
  });

  it('keeps no memory', () => {
    const before = tf.memory().numTensors;
    for (let i = 0; i < 3; i++) tf.tidy(() => cases.forEach(({ run }) => run()));
    expect(tf.memory().numTensors).toBe(before);
  });
});
