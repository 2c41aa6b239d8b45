/** A linear map with a bias: (inputs + 1, outputs), the bias last. */
export interface LinearMap {
  readonly weights: Float64Array;
  readonly numInputs: number;
  readonly numOutputs: number;
}

/** Rows of numbers, one after another. */
export interface Rows {
  readonly values: Float32Array;
  readonly width: number;
}

/**
 * Ridge regression from rows `x` to rows `y`, each row counted by its weight: the linear map of least squared error, its
 * weights kept small by `penalty` times the sum of weights. Solved exactly, by Cholesky's factorisation.
 */
export function fitRidge(x: Rows, y: Rows, weights: Float32Array, penalty = 1e-3): LinearMap {
  const n = x.width + 1;
  const gram = new Float64Array(n * n);
  const moments = new Float64Array(n * y.width);
  const row = new Float64Array(n);
  let total = 0;
  for (let r = 0; r < weights.length; r++) {
    for (let i = 0; i < x.width; i++) row[i] = x.values[r * x.width + i];
    row[x.width] = 1;
    total += weights[r];
    for (let i = 0; i < n; i++) {
      const scaled = weights[r] * row[i];
      for (let j = 0; j <= i; j++) gram[i * n + j] += scaled * row[j];
      for (let k = 0; k < y.width; k++) moments[i * y.width + k] += scaled * y.values[r * y.width + k];
    }
  }
  for (let i = 0; i < n; i++) gram[i * n + i] += penalty * total;
  return { weights: solve(gram, moments, n, y.width), numInputs: x.width, numOutputs: y.width };
}

/** Rows through the map. */
export function applyLinear({ weights, numInputs, numOutputs }: LinearMap, x: Rows): Rows {
  const count = x.values.length / numInputs;
  const values = new Float32Array(count * numOutputs);
  for (let r = 0; r < count; r++) {
    for (let k = 0; k < numOutputs; k++) {
      let sum = weights[numInputs * numOutputs + k];
      for (let i = 0; i < numInputs; i++) sum += x.values[r * numInputs + i] * weights[i * numOutputs + k];
      values[r * numOutputs + k] = sum;
    }
  }
  return { values, width: numOutputs };
}

/** The solution of `a` z = `b` for a symmetric positive definite `a` (n, n), of which the lower half is read. */
function solve(a: Float64Array, b: Float64Array, n: number, columns: number): Float64Array {
  const factor = a.slice();
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = factor[i * n + j];
      for (let k = 0; k < j; k++) sum -= factor[i * n + k] * factor[j * n + k];
      factor[i * n + j] = i === j ? Math.sqrt(sum) : sum / factor[j * n + j];
    }
  }
  const z = b.slice();
  for (let c = 0; c < columns; c++) {
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < i; k++) z[i * columns + c] -= factor[i * n + k] * z[k * columns + c];
      z[i * columns + c] /= factor[i * n + i];
    }
    for (let i = n - 1; i >= 0; i--) {
      for (let k = i + 1; k < n; k++) z[i * columns + c] -= factor[k * n + i] * z[k * columns + c];
      z[i * columns + c] /= factor[i * n + i];
    }
  }
  return z;
}
