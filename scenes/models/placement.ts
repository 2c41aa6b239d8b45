import type { Vec3 } from '../../env/geometry.ts';
import { multiplyQuat, rotate, yawQuat } from '../../env/geometry.ts';
import type { Quat } from '../../env/geometry.ts';
import type { Patch } from './patch.ts';
import { normalize } from './patch.ts';

/** Where a part goes: scaled, then rolled about Z, pitched about X, turned about Y (radians), then moved (metres). */
export interface Placement {
  readonly at?: Vec3;
  readonly yaw?: number;
  readonly pitch?: number;
  readonly roll?: number;
  readonly scale?: Vec3;
}

/** The patch moved to its place; sizes stay positive, so triangles keep their sense. */
export function placePatch(patch: Patch, { at = [0, 0, 0], scale = [1, 1, 1], ...angles }: Placement): Patch {
  const turn = orientation(angles);
  return {
    positions: patch.positions.map(([x, y, z]) => {
      const turned = rotate(turn, [x * scale[0], y * scale[1], z * scale[2]]);
      return [turned[0] + at[0], turned[1] + at[1], turned[2] + at[2]];
    }),
    normals: patch.normals.map(([x, y, z]) => normalize(rotate(turn, [x / scale[0], y / scale[1], z / scale[2]]))),
    triangles: patch.triangles,
  };
}

function orientation({ yaw = 0, pitch = 0, roll = 0 }: Placement): Quat {
  const aboutX: Quat = [Math.sin(pitch / 2), 0, 0, Math.cos(pitch / 2)];
  const aboutZ: Quat = [0, 0, Math.sin(roll / 2), Math.cos(roll / 2)];
  return multiplyQuat(yawQuat(yaw), multiplyQuat(aboutX, aboutZ));
}
