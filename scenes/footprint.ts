import type { Vec2 } from '../env/geometry.ts';
import { rotate } from '../env/geometry.ts';
import type { HouseObject } from '../env/house.ts';
import { cos, sin } from '../env/trigonometry.ts';

/** The four ground corners of an object's box (for a tilted object, of the box around it turned by its yaw alone). */
export function footprintPolygon(object: HouseObject, scale = 1): Vec2[] {
  const { position, size, rotation } = object;
  const ahead = rotate(rotation, [0, 0, -1]);
  const tilted = Math.abs(rotate(rotation, [0, 1, 0])[1]) < 0.999;
  const yaw = tilted ? 0 : Math.atan2(-ahead[0], -ahead[2]);
  const axes = (
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ] as const
  ).map((axis) => rotate(rotation, axis));
  const reach = (k: 0 | 2): number => axes.reduce((sum, axis, i) => sum + Math.abs(axis[k]) * size[i], 0) / 2;
  const [halfX, halfZ] = tilted ? [reach(0), reach(2)] : [size[0] / 2, size[2] / 2];
  const [c, s] = [cos(yaw) * scale, sin(yaw) * scale];
  return (
    [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
    ] as const
  ).map(([i, j]): Vec2 => {
    const [x, z] = [i * halfX, j * halfZ];
    return [position[0] + x * c + z * s, position[2] - x * s + z * c];
  });
}

/** Half the height of the box around an object as it stands or lies, metres. */
export function halfHeight({ rotation, size }: HouseObject): number {
  const axes = (
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ] as const
  ).map((axis) => rotate(rotation, axis));
  return axes.reduce((sum, axis, i) => sum + Math.abs(axis[1]) * size[i], 0) / 2;
}
