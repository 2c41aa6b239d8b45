import { initialAngle, leafPose } from './door-leaf.ts';
import type { House, MovableRef } from '../house.ts';
import { OUT_OF_SIGHT, type Placement, initialOpenness, placePart, placePerson } from './joint.ts';
import type { ModelLibrary } from '../model.ts';

/** Where the house has a thing that may move. */
export function initialPlacement(house: House, library: ModelLibrary, movable: MovableRef): Placement {
  const { kind, index } = movable;
  if (kind === 'door') return leafPose(house.doors[index], initialAngle(house.doors[index]));
  if (kind === 'person') {
    const { start } = (house.people ?? [])[index];
    return movable.posture === 'standing' ? placePerson(start, 'standing') : OUT_OF_SIGHT;
  }
  const object = house.objects[index];
  const part = kind === 'part' && library.getModel(object.category, object.variant).parts?.[movable.part];
  return part ? placePart(object, object.size, part, initialOpenness(object)) : object;
}
