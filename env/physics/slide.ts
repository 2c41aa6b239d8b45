import type { Vec2 } from '../geometry.ts';

/** Who has less than this part of their way left along what they meet stays where they are. */
const LEAST = 1e-3;

/** How one goes on along what one has met. */
export interface Slide {
  /** Unit vector. */
  readonly heading: Vec2;
  /** The part of the way that is left. */
  readonly part: number;
}

/** What is left of a heading along the one of some sides, by the unit vectors away from them, that is most in its way. */
export function slideAlong(heading: Vec2, sides: readonly Vec2[]): Slide | null {
  const into = sides.map((side) => heading[0] * side[0] + heading[1] * side[1]);
  const most = Math.min(0, ...into);
  const side = sides[into.indexOf(most)];
  if (side === undefined || most === 0) return null;
  const [x, z] = [heading[0] - most * side[0], heading[1] - most * side[1]];
  const part = Math.hypot(x, z);
  return part < LEAST ? null : { heading: [x / part, z / part], part };
}
