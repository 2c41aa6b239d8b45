import { AGENT } from '../../env/env.ts';
import type { Pose, Vec3 } from '../../env/geometry.ts';
import { type House, listMovables } from '../../env/house.ts';
import { distanceTo, REACH } from '../../env/interaction/reach.ts';
import type { Placement } from '../../env/physics/joint.ts';
import { placementAt } from '../../env/physics/movable-footprints.ts';
import { library } from '../../scenes/library.ts';

/** A kind of thing, and how far the nearest of it is from an agent's eye, metres. */
export interface NearThing {
  readonly name: string;
  readonly metres: number;
}

/** What is within an agent's reach in a house whose doors and loose things have these poses (M, 7), nearest first. */
export function thingsNear(house: House, { position: [x, y, z] }: Pose, poses: Float32Array): NearThing[] {
  const eye: Vec3 = [x, y + AGENT.cameraHeight, z];
  const rows = Float64Array.from(poses);
  const nearest = new Map<string, number>();
  const note = (name: string, { position, rotation }: Placement, size: Vec3): void => {
    const half: Vec3 = [size[0] / 2, size[1] / 2, size[2] / 2];
    const metres = distanceTo(eye, [{ center: position, half, rotation }]);
    if (metres <= REACH) nearest.set(name, Math.min(nearest.get(name) ?? Infinity, metres));
  };
  for (const object of house.objects) if (object.fixed) note(object.category, object, object.size);
  listMovables(house, library).forEach(({ kind, index }, row) => {
    if (kind === 'door') note('Door', placementAt(rows, row), [house.doors[index].width, house.doors[index].height, 0]);
    else if (kind === 'object') note(house.objects[index].category, placementAt(rows, row), house.objects[index].size);
  });
  return [...nearest].map(([name, metres]) => ({ name, metres })).sort((a, b) => a.metres - b.metres);
}
