import type { Observation } from '../env/env.ts';

/** Squares along the side of the grid in which what is looked for is searched in the image. */
export const BELIEF_SIDE = 8;
/** Share of a square's pixels from which it counts as showing the thing. */
const SHARE = 0.15;

/** 1 in each square (side · side, row by row) that shows the category asked for, by the semantic sensor. */
export function trueBeliefs({ semantic, width, height, objectGoal }: Observation, side = BELIEF_SIDE): Float32Array {
  return semantic ? squaresShowing(semantic, width, height, objectGoal, side) : new Float32Array(side * side);
}

/** 1 in each square (side · side, row by row) of an image (H, W) of category ids that shows the category. */
export function squaresShowing(
  semantic: ArrayLike<number>,
  width: number,
  height: number,
  category: number,
  side = BELIEF_SIDE,
): Float32Array {
  const shares = new Float32Array(side * side);
  const share = (side * side) / (width * height);
  for (let v = 0; v < height; v++) {
    const row = Math.floor((v * side) / height) * side;
    for (let u = 0; u < width; u++) {
      if (semantic[v * width + u] === category) shares[row + Math.floor((u * side) / width)] += share;
    }
  }
  return shares.map((value) => (value >= SHARE ? 1 : 0));
}
