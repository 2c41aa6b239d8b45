import { LEAF_THICKNESS, shutYaw } from './door-leaf.ts';
import { AGENT, type AgentBody } from '../env.ts';
import { wrapAngle } from '../geometry.ts';
import { type Door, type House, type HouseObject, listMovables } from '../house.ts';
import { initialPlacement } from './initial-placement.ts';
import { type Placement, placeBoxes } from './joint.ts';
import type { ModelLibrary } from '../model.ts';
import { type Rectangle, STEP_OVER, footprintOf, heightRange, objectBoxes, standsInTheWay } from './static-boxes.ts';

/** A leaf that stands less open than this fills its doorway and is to be pushed, not gone around. Radians. */
const AJAR = Math.PI / 4;

/** Footprints of the loose objects that stand on the floor in the agent's way, where the house puts them. */
export function looseFootprints(house: House, library: ModelLibrary): Rectangle[] {
  return house.objects.filter((object) => !object.fixed).flatMap((object) => objectFootprints(object, library));
}

/**
 * What an agent may want to go around: loose objects on the floor, people, door leaves that stand open and, in `poses`
 * (`Physics.poses`), parts of furniture that have been moved. Without `poses` things are where the house puts them.
 */
export function movableFootprints(house: House, library: ModelLibrary, poses?: Float64Array): Rectangle[] {
  return listMovables(house, library).flatMap((movable, body) => {
    if (movable.kind === 'part' && !poses) return [];
    const first = initialPlacement(house, library, movable);
    const now = poses ? placementAt(poses, body) : first;
    if (movable.kind === 'door') return leafFootprints(house.doors[movable.index], now);
    if (movable.kind === 'person') return personFootprints(now);
    const object = house.objects[movable.index];
    if (movable.kind !== 'part') return objectFootprints({ ...object, ...now }, library);
    return isSame(first, now) ? [] : partFootprints(object, library, movable.part, now);
  });
}

/** Footprints of an object's boxes that are in an agent's way; none where all of it is above the floor. */
export function objectFootprints(object: HouseObject, library: ModelLibrary, agent: AgentBody = AGENT): Rectangle[] {
  const boxes = objectBoxes(object, library);
  if (boxes.every((box) => heightRange(box).low >= STEP_OVER)) return [];
  return boxes.filter((box) => standsInTheWay(box, agent)).map(footprintOf);
}

function leafFootprints(door: Door, { position, rotation }: Placement): Rectangle[] {
  const yaw = 2 * Math.atan2(rotation[1], rotation[3]);
  if (Math.abs(wrapAngle(yaw - shutYaw(door))) < AJAR) return [];
  return [{ center: [position[0], position[2]], half: [door.width / 2, LEAF_THICKNESS / 2], yaw }];
}

function partFootprints(object: HouseObject, library: ModelLibrary, part: number, pose: Placement): Rectangle[] {
  const { colliders = [] } = library.getModel(object.category, object.variant).parts?.[part] ?? {};
  return placeBoxes(colliders, pose, object.size)
    .filter((box) => object.fixed && standsInTheWay(box, AGENT))
    .map(footprintOf);
}

function isSame(a: Placement, b: Placement): boolean {
  return [...a.position, ...a.rotation].every((value, i) => value === [...b.position, ...b.rotation][i]);
}

function personFootprints({ position: [x, y, z] }: Placement): Rectangle[] {
  // They are in the other posture.
  if (y < 0) return [];
  return [{ center: [x, z], half: [AGENT.radius, AGENT.radius], yaw: 0 }];
}

/** Where a body is, from its row of `poses`. */
export function placementAt(poses: Float64Array, body: number): Placement {
  const [x, y, z, qx, qy, qz, qw] = poses.subarray(body * 7, body * 7 + 7);
  return { position: [x, y, z], rotation: [qx, qy, qz, qw] };
}
