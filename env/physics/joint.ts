import { IDENTITY, type Pose, type Quat, type Vec3, multiplyQuat, rotate, yawQuat } from '../geometry.ts';
import { type HouseObject, PERSON_SIZE, type Posture } from '../house.ts';
import type { ColliderBox, ModelPart } from '../model.ts';
import type { SolidBox } from './static-boxes.ts';
import { cos, sin } from '../trigonometry.ts';

/** Where something rigid is. */
export interface Placement {
  readonly position: Vec3;
  readonly rotation: Quat;
}

/**
 * The frame of an object's part that stands open by `openness`, 0 shut to 1: shut, it is the object's own frame, so that
 * the part is drawn by its model, as large as the whole, in this frame.
 */
export function placePart(
  object: Placement,
  size: Vec3,
  { joint, axis, pivot, travel }: ModelPart,
  openness: number,
): Placement {
  if (joint === 'slider') {
    const way = multiply(axis, size);
    return { position: moveFrom(object, multiply(way, uniform(travel * openness))), rotation: object.rotation };
  }
  const [s, c] = [sin((travel * openness) / 2), cos((travel * openness) / 2)];
  const turn: Quat = [axis[0] * s, axis[1] * s, axis[2] * s, c];
  const hinge = multiply(pivot, size);
  const [x, y, z] = rotate(turn, hinge);
  return {
    position: moveFrom(object, [hinge[0] - x, hinge[1] - y, hinge[2] - z]),
    rotation: multiplyQuat(object.rotation, turn),
  };
}

/** Where nobody sees what is not there. */
export const OUT_OF_SIGHT: Placement = { position: [0, -100, 0], rotation: IDENTITY };

/** The middle of a person whose feet are on the floor at a pose's place. */
export function placePerson({ position: [x, y, z], yaw }: Pose, posture: Posture): Placement {
  return { position: [x, y + PERSON_SIZE[posture][1] / 2, z], rotation: yawQuat(yaw) };
}

/** How far the house has an object's parts open, 0 to 1. */
export function initialOpenness({ openness }: HouseObject): number {
  return openness ?? 0;
}

/** Boxes of the unit cube in the world, for a thing of some size in its frame. */
export function placeBoxes(boxes: readonly ColliderBox[], frame: Placement, size: Vec3): SolidBox[] {
  return boxes.map(({ center, half }) => ({
    center: moveFrom(frame, multiply(center, size)),
    half: multiply(half, size),
    rotation: frame.rotation,
  }));
}

/** The point of the world that has these coordinates in a frame. */
export function moveFrom({ position, rotation }: Placement, offset: Vec3): Vec3 {
  const [x, y, z] = rotate(rotation, offset);
  return [position[0] + x, position[1] + y, position[2] + z];
}

/** Where a thing gets that is fixed to a frame, when the frame moves. */
export function carryAlong({ position, rotation }: Placement, before: Placement, after: Placement): Placement {
  const [x, y, z, w] = before.rotation;
  return {
    position: moveFrom(after, toFrame(before, position)),
    rotation: multiplyQuat(multiplyQuat(after.rotation, [-x, -y, -z, w]), rotation),
  };
}

/** The coordinates that a point of the world has in a frame. */
export function toFrame({ position, rotation: [x, y, z, w] }: Placement, point: Vec3): Vec3 {
  return rotate([-x, -y, -z, w], [point[0] - position[0], point[1] - position[1], point[2] - position[2]]);
}

function multiply(a: Vec3, b: Vec3): Vec3 {
  return [a[0] * b[0], a[1] * b[1], a[2] * b[2]];
}

function uniform(value: number): Vec3 {
  return [value, value, value];
}
