import type { Observation } from '../env/env.ts';

/** Squares along the side of the grid in which what is looked for is searched in the image. */
export const BELIEF_SIDE = 16;
/** Share of a square's pixels from which it counts as showing the thing. */
export const SHOWN_SHARE = 0.15;

/** 1 in each square (side · side, row by row) that shows the category asked for, by the semantic sensor. */
export function trueBeliefs({ semantic, width, height, objectGoal }: Observation, side = BELIEF_SIDE): Float32Array {
  if (!semantic) return new Float32Array(side * side);
  return sharesOf(semantic, width, height, [objectGoal], side).map((share) => Number(share >= SHOWN_SHARE));
}

/** Share (side · side, C) that each category has of each square of an image (H, W) of category ids. */
export function sharesOf(
  semantic: ArrayLike<number>,
  width: number,
  height: number,
  categories: readonly number[],
  side = BELIEF_SIDE,
): Float32Array {
  const places = new Map(categories.map((category, place) => [category, place]));
  const shares = new Float32Array(side * side * categories.length);
  const share = (side * side) / (width * height);
  for (let v = 0; v < height; v++) {
    const row = Math.floor((v * side) / height) * side;
    for (let u = 0; u < width; u++) {
      const place = places.get(semantic[v * width + u]);
      if (place !== undefined) shares[(row + Math.floor((u * side) / width)) * categories.length + place] += share;
    }
  }
  return shares;
}

/** The smallest depth (grid · grid), metres, in each square of an image (H, W) of which every `stride`th column is read. */
export function nearestOfSquares(depth: Float32Array, width: number, grid: number, stride: number): Float32Array {
  const nearest = new Float32Array(grid * grid).fill(Infinity);
  const height = depth.length / width;
  for (let v = 0; v < height; v++) {
    for (let u = 0; u < width; u += stride) {
      const ahead = depth[v * width + u];
      const square = Math.floor((v * grid) / height) * grid + Math.floor((u * grid) / width);
      if (ahead > 0 && ahead < nearest[square]) nearest[square] = ahead;
    }
  }
  return nearest;
}
