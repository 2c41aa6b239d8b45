import type { Vec2 } from '../geometry.ts';
import type { SwingingLeaf } from './swinging-leaf.ts';
import { type Way, along } from './way.ts';

/** A leaf is turned by this much at a time until it lets one through, radians. */
const TURN = (2 / 180) * Math.PI;
/** A way past leaves is looked at in pieces no longer than this, metres. */
const STRIDE = 0.02;

/** A disc that walks, and the middles of the others, into which it pushes no leaf. */
export interface Pusher {
  readonly radius: number;
  readonly others: readonly Vec2[];
}

/**
 * Lets a disc walk its way and turn leaves out of it, away from itself; gives the metres it makes. Where a leaf turns no
 * further, it waits. To this a leaf is a line: its edge at the hinge is within the wall's.
 */
export function pushLeaves(way: Way, leaves: readonly SwingingLeaf[], pusher: Pusher): number {
  const pieces = Math.ceil(way.allowed / STRIDE);
  let before: Vec2 = [way.start[0], way.start[2]];
  for (let piece = 1; piece <= pieces; piece++) {
    const [x, , z] = along(way, (way.allowed * piece) / pieces);
    const after: Vec2 = [x, z];
    if (!leaves.every((leaf) => makeRoom(leaf, before, after, pusher))) return (way.allowed * (piece - 1)) / pieces;
    before = after;
  }
  return way.allowed;
}

/** Whether a disc can go from one place to another, a leaf turned away if need be. Who is in a leaf's line may leave it. */
function makeRoom(leaf: SwingingLeaf, from: Vec2, to: Vec2, { radius, others }: Pusher): boolean {
  if (leaf.distanceTo(to) >= Math.min(radius, leaf.distanceTo(from))) return true;
  const side = leaf.sideOf(from);
  while (leaf.distanceTo(to) < radius) {
    const { angle } = leaf;
    const distances = others.map((other) => leaf.distanceTo(other));
    leaf.turnTo(angle + side * TURN);
    const isInSomebody = others.some((other, i) => leaf.distanceTo(other) < Math.min(radius, distances[i]));
    if (isInSomebody) leaf.turnTo(angle);
    if (leaf.angle === angle) return false;
  }
  return true;
}
