import { type Box, type Shape, boxRound, isClosed } from './pieces.ts';

/** What is so near a plane is held to lie in it, in edges of the unit cube. */
const NEAR = 1e-5;
/** Bodies of more sides hide hardly more than it costs to ask. */
const MOST_SIDES = 200;

/** A closed convex piece: all inside it lies behind all of its sides. */
interface ConvexBody {
  readonly box: Box;
  /** (S, 4) unit normal and offset of each side: a x + b y + c z + d is how far a point lies before it. */
  readonly sides: Float64Array;
}

/**
 * Pieces of one shape without the triangles that nobody outside can see, for they lie inside another piece that is
 * closed and convex: the end of a table's leg in its board, the back of a drawer's front.
 */
export function withoutHiddenFaces(pieces: readonly Shape[]): Shape[] {
  const bodies = pieces.map(bodyOf);
  return pieces.map((piece) => {
    const box = boxRound(piece.positions);
    const near = bodies.filter((body) => body !== null).filter((body) => overlap(body.box, box));
    const { positions, indices } = piece;
    const seen: number[] = [];
    for (let i = 0; i < indices.length; i += 3) {
      const corners = [3 * indices[i], 3 * indices[i + 1], 3 * indices[i + 2]] as const;
      if (near.some((body) => hides(body, positions, corners))) continue;
      seen.push(indices[i], indices[i + 1], indices[i + 2]);
    }
    return seen.length === indices.length ? piece : { ...piece, indices: Uint32Array.from(seen) };
  });
}

/** The body that a piece encloses; null for a piece that is open, or bent inwards somewhere. */
function bodyOf(piece: Shape): ConvexBody | null {
  const { positions, indices } = piece;
  if (indices.length > 3 * MOST_SIDES || !isClosed(piece)) return null;
  const sides: number[] = [];
  for (let i = 0; i < indices.length; i += 3) {
    const plane = planeOf(positions, [3 * indices[i], 3 * indices[i + 1], 3 * indices[i + 2]]);
    if (plane === null) continue;
    for (let at = 0; at < positions.length; at += 3) if (heightOver(plane, 0, positions, at) > NEAR) return null;
    sides.push(...plane);
  }
  return { box: boxRound(positions), sides: Float64Array.from(sides) };
}

/** Whether a triangle lies inside a body, and not in one of its sides with its face outwards. */
function hides({ sides }: ConvexBody, positions: Float32Array, corners: Corners): boolean {
  const own = planeOf(positions, corners);
  for (let side = 0; side < sides.length; side += 4) {
    let lowest = Infinity;
    for (const corner of corners) {
      const height = heightOver(sides, side, positions, corner);
      if (height > NEAR) return false;
      lowest = Math.min(lowest, height);
    }
    const looksOut = own !== null && own[0] * sides[side] + own[1] * sides[side + 1] + own[2] * sides[side + 2] > 0;
    if (lowest > -NEAR && looksOut) return false;
  }
  return true;
}

function overlap(a: Box, b: Box): boolean {
  return [0, 1, 2].every(
    (axis) => a.low[axis] <= b.low[axis] + b.extent[axis] + NEAR && b.low[axis] <= a.low[axis] + a.extent[axis] + NEAR,
  );
}

/** Where the three corners of a triangle begin in (V, 3) positions. */
type Corners = readonly [number, number, number];

/** Unit normal and offset of a triangle's plane; null for one without area. */
function planeOf(p: Float32Array, [a, b, c]: Corners): [number, number, number, number] | null {
  const [ux, uy, uz] = [p[b] - p[a], p[b + 1] - p[a + 1], p[b + 2] - p[a + 2]];
  const [vx, vy, vz] = [p[c] - p[a], p[c + 1] - p[a + 1], p[c + 2] - p[a + 2]];
  const [x, y, z] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
  const length = Math.sqrt(x * x + y * y + z * z);
  if (length < 1e-12) return null;
  return [x / length, y / length, z / length, -(x * p[a] + y * p[a + 1] + z * p[a + 2]) / length];
}

function heightOver(sides: ArrayLike<number>, side: number, p: Float32Array, at: number): number {
  return sides[side] * p[at] + sides[side + 1] * p[at + 1] + sides[side + 2] * p[at + 2] + sides[side + 3];
}
