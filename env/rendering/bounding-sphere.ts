/** The model whose triangle spans 0 to 1; all others fill the cube from -0.5 to 0.5. */
export const TRIANGLE_MODEL = 'Floor/0';

/** Centre and radius of a sphere round a model that an affine map (column-major 3x4) places: the farthest corner bounds it. */
export function boundingSphere(m: readonly number[], model: string): [number, number, number, number] {
  const middle = model === TRIANGLE_MODEL ? 0.5 : 0;
  const [x, y, z] = [0, 1, 2].map((k) => m[9 + k] + middle * (m[k] + m[3 + k] + m[6 + k]));
  let radius = 0;
  for (let corner = 0; corner < 4; corner++) {
    const [sy, sz] = [corner & 1 ? 0.5 : -0.5, corner & 2 ? 0.5 : -0.5];
    radius = Math.max(radius, Math.hypot(...[0, 1, 2].map((k) => 0.5 * m[k] + sy * m[3 + k] + sz * m[6 + k])));
  }
  return [x, y, z, radius];
}
