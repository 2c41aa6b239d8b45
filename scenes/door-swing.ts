import type { Door, HouseObject } from '../env/house.ts';
import { footprintPolygon } from './footprint.ts';
import { boundsOf, grow, overlap } from './polygon.ts';
import type { Rect } from './polygon.ts';

/** The square an open leaf sweeps on one side of its wall: as deep as the leaf is wide. */
export function sweptSquare(door: Door, swing: 1 | -1): Rect {
  const [ax, az] = door.along;
  const [nx, nz] = [az * swing, -ax * swing];
  const [x, , z] = door.position;
  const half = door.width / 2;
  return boundsOf([
    [x - ax * half, z - az * half],
    [x + ax * half + nx * door.width, z + az * half + nz * door.width],
  ]);
}

/** Lets a leaf open to the side with less furniture in its way; one that has no free side is taken off its hinge. */
export function chooseSwing(door: Door, objects: readonly HouseObject[]): Door {
  if (!door.hasLeaf || door.front) return door;
  const standing = objects
    .filter((object) => object.position[1] - object.size[1] / 2 < door.height)
    .map((object) => boundsOf(footprintPolygon(object)));
  const [left, right] = ([1, -1] as const).map((swing) => {
    const square = grow(sweptSquare(door, swing), -0.02);
    return standing.filter((rect) => overlap(rect, square)).length;
  });
  const swing = left <= right ? 1 : -1;
  return { ...door, swing, hasLeaf: Math.min(left, right) === 0 };
}
