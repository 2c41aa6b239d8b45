/** Mean squared error of two images of bytes. */
export function meanSquaredError(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2;
  return sum / a.length;
}

/** Peak signal-to-noise ratio of bytes, decibels; Infinity without error. */
export function psnrOf(meanSquare: number): number {
  return 10 * Math.log10(255 ** 2 / meanSquare);
}

const WINDOW = 11;
const DEVIATION = 1.5;
const C1 = (0.01 * 255) ** 2;
const C2 = (0.03 * 255) ** 2;

const KERNEL = ((): number[] => {
  const bell = Array.from({ length: WINDOW }, (_, i) =>
    Math.exp(-((i - (WINDOW - 1) / 2) ** 2) / (2 * DEVIATION ** 2)),
  );
  const sum = bell.reduce((total, value) => total + value, 0);
  return bell.map((value) => value / sum);
})();

/**
 * Structural similarity of the luminance of two square images (H, W, 3), at most 1: Gaussian windows of 11 pixels that
 * lie wholly inside.
 *
 * @see Wang, Bovik, Sheikh, Simoncelli: Image quality assessment, 2004, equation 13
 */
export function ssim(a: Uint8Array, b: Uint8Array, size: number): number {
  const x = luminance(a);
  const y = luminance(b);
  const product = (p: Float64Array, q: Float64Array): Float64Array => p.map((value, i) => value * q[i]);
  const [meanX, meanY, squareX, squareY, cross] = [x, y, product(x, x), product(y, y), product(x, y)].map((image) =>
    blur(image, size),
  );
  let sum = 0;
  for (let i = 0; i < meanX.length; i++) {
    const mx = meanX[i];
    const my = meanY[i];
    const similarity =
      ((2 * mx * my + C1) * (2 * (cross[i] - mx * my) + C2)) /
      ((mx * mx + my * my + C1) * (squareX[i] - mx * mx + squareY[i] - my * my + C2));
    sum += similarity;
  }
  return sum / meanX.length;
}

/** ITU-R BT.601. */
function luminance(rgb: Uint8Array): Float64Array {
  return Float64Array.from(
    { length: rgb.length / 3 },
    (_, i) => 0.299 * rgb[i * 3] + 0.587 * rgb[i * 3 + 1] + 0.114 * rgb[i * 3 + 2],
  );
}

/** The image under the window, one direction after the other: (size - 10)² values. */
function blur(image: Float64Array, size: number): Float64Array {
  const inner = size - WINDOW + 1;
  const rows = new Float64Array(size * inner);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < inner; x++) {
      for (let k = 0; k < WINDOW; k++) rows[y * inner + x] += KERNEL[k] * image[y * size + x + k];
    }
  }
  const out = new Float64Array(inner * inner);
  for (let y = 0; y < inner; y++) {
    for (let x = 0; x < inner; x++) {
      for (let k = 0; k < WINDOW; k++) out[y * inner + x] += KERNEL[k] * rows[(y + k) * inner + x];
    }
  }
  return out;
}
