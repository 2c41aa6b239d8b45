import { LEAF_THICKNESS, initialAngle, leafPose, shutYaw } from './door-leaf.ts';
import { type Quat, type Vec3, wrapAngle } from './geometry.ts';
import { type Door, type House, type HouseObject, listMovables } from './house.ts';
import type { ModelLibrary } from './model.ts';
import { type Rectangle, STEP_OVER, footprintOf, heightRange, objectBoxes, standsInTheWay } from './static-boxes.ts';

/** A leaf that stands less open than this fills its doorway and is to be pushed, not gone around. Radians. */
const AJAR = Math.PI / 4;

/** Footprints of the loose objects that stand on the floor in the agent's way, where the house puts them. */
export function looseFootprints(house: House, library: ModelLibrary): Rectangle[] {
  return house.objects.filter((object) => !object.fixed).flatMap((object) => objectFootprints(object, library));
}

/**
 * What an agent may want to go around: loose objects on the floor and door leaves that stand open, where `poses`
 * (`Physics.poses`) has them, or where the house puts them.
 */
export function movableFootprints(house: House, library: ModelLibrary, poses?: Float64Array): Rectangle[] {
  return listMovables(house).flatMap(({ kind, index }, body) => {
    const pose = poses?.subarray(body * 7, body * 7 + 7);
    if (kind === 'door') return leafFootprints(house.doors[index], pose);
    const object = house.objects[index];
    return objectFootprints(pose ? { ...object, ...toPlace(pose) } : object, library);
  });
}

function objectFootprints(object: HouseObject, library: ModelLibrary): Rectangle[] {
  const boxes = objectBoxes(object, library);
  if (boxes.every((box) => heightRange(box).low >= STEP_OVER)) return [];
  return boxes.filter(standsInTheWay).map(footprintOf);
}

function leafFootprints(door: Door, pose: Float64Array | undefined): Rectangle[] {
  const { position, rotation } = pose ? toPlace(pose) : leafPose(door, initialAngle(door));
  const yaw = 2 * Math.atan2(rotation[1], rotation[3]);
  if (Math.abs(wrapAngle(yaw - shutYaw(door))) < AJAR) return [];
  return [{ center: [position[0], position[2]], half: [door.width / 2, LEAF_THICKNESS / 2], yaw }];
}

function toPlace([x, y, z, qx, qy, qz, qw]: Float64Array): { position: Vec3; rotation: Quat } {
  return { position: [x, y, z], rotation: [qx, qy, qz, qw] };
}
