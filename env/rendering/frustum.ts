/** Half space a x + b y + c z + d >= 0 with unit (a, b, c). */
export type Plane = readonly [a: number, b: number, c: number, d: number];

/** What an eye can see. */
export interface Frustum {
  /** The near plane first, then the four sides. */
  readonly planes: readonly Plane[];
  /** What is smaller than this at a distance of 1 m does not fill a pixel, metres of radius. */
  readonly leastRadius: number;
}

/** Indices of the spheres, (count, 4) centre and radius, of which something is seen. */
export function spheresSeen(spheres: Float32Array, count: number, { planes, leastRadius }: Frustum): number[] {
  const seen: number[] = [];
  for (let i = 0; i < count; i++) {
    const [x, y, z, radius] = [spheres[4 * i], spheres[4 * i + 1], spheres[4 * i + 2], spheres[4 * i + 3]];
    const ahead = distance(planes[0], x, y, z);
    if (radius < leastRadius * ahead) continue;
    if (planes.every((plane) => distance(plane, x, y, z) >= -radius)) seen.push(i);
  }
  return seen;
}

function distance(plane: Plane, x: number, y: number, z: number): number {
  return plane[0] * x + plane[1] * y + plane[2] * z + plane[3];
}
