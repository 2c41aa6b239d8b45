import type { Vec3 } from '../../env/geometry.ts';
import { yawQuat } from '../../env/geometry.ts';
import type { House, HouseObject } from '../../env/house.ts';
import type { ColliderBox, Model, ModelLibrary, ModelPart } from '../../env/model.ts';
import { boxLibrary, makeObject, oneRoomHouse } from './small-house.ts';

const box = (center: Vec3, half: Vec3): ColliderBox => ({ center, half });

/** Boards around a hollow that is open in front, with a shelf at half the height. */
const CARCASS: readonly ColliderBox[] = [
  box([-0.48, 0, 0.02], [0.02, 0.5, 0.48]),
  box([0.48, 0, 0.02], [0.02, 0.5, 0.48]),
  box([0, -0.48, 0.02], [0.46, 0.02, 0.48]),
  box([0, 0.48, 0.02], [0.46, 0.02, 0.48]),
  box([0, 0, 0.48], [0.46, 0.46, 0.02]),
];
const SHELF = box([0, 0, 0.02], [0.46, 0.01, 0.44]);

const DOOR: ModelPart = {
  name: 'door',
  model: 'Fridge.0.door/0',
  joint: 'hinge',
  axis: [0, 1, 0],
  pivot: [-0.5, 0, -0.5],
  travel: 1.6,
  colliders: [box([0, 0, -0.48], [0.5, 0.5, 0.02])],
};

const DRAWER: ModelPart = {
  name: 'drawer',
  model: 'Dresser.0.drawer/0',
  joint: 'slider',
  axis: [0, 0, -1],
  pivot: [0, 0, 0],
  travel: 0.7,
  colliders: [box([0, 0, -0.48], [0.46, 0.44, 0.02]), box([0, -0.4, 0], [0.44, 0.02, 0.44])],
};

/** As `boxLibrary`, but fridges have a shelf and a door, and dressers are one big drawer. */
export const partsLibrary: ModelLibrary = {
  ...boxLibrary,
  getModel(category, variant): Model {
    const model = boxLibrary.getModel(category, variant);
    if (category === 'Fridge') return { ...model, colliders: [...CARCASS, SHELF], parts: [DOOR] };
    if (category === 'Dresser') return { ...model, colliders: CARCASS, parts: [DRAWER] };
    return model;
  },
};

const loose = { fixed: false } as const;
/** Fronts that look along +Z, into the room. */
const front = { rotation: yawQuat(Math.PI) } as const;

/**
 * One room of 4 by 4 metres. Along the wall z = 0: a fridge around x = 1 with an apple on its shelf, a dresser around
 * x = 2.2 with a pen in its drawer, a table around x = 3.3 with a mug and a lamp on it; a ball on the floor.
 */
export function kitchen(more: readonly HouseObject[] = []): House {
  return oneRoomHouse([
    { ...makeObject('Fridge', [1, 0.8, 0.4], [0.7, 1.6, 0.7], front), id: 'fridge' },
    { ...makeObject('Dresser', [2.2, 0.3, 0.4], [0.8, 0.6, 0.6], front), id: 'dresser' },
    { ...makeObject('DiningTable', [3.3, 0.35, 0.5], [0.8, 0.7, 0.8]), id: 'table' },
    { ...makeObject('DeskLamp', [3.5, 0.85, 0.3], [0.15, 0.3, 0.15]), id: 'lamp' },
    { ...makeObject('Apple', [1, 0.86, 0.5], [0.08, 0.08, 0.08], loose), id: 'apple' },
    { ...makeObject('Pen', [2.2, 0.08, 0.4], [0.02, 0.02, 0.14], loose), id: 'pen' },
    { ...makeObject('Mug', [3.2, 0.752, 0.7], [0.1, 0.1, 0.1], loose), id: 'mug' },
    { ...makeObject('BasketBall', [2, 0.12, 2.4], [0.24, 0.24, 0.24], loose), id: 'ball' },
    ...more,
  ]);
}
