/** A house of one's own, as plain data: one room with a bed, a plant and a television, and an episode in it. */
import {
  type House,
  type HouseObject,
  IDENTITY,
  type Surface,
  type Vec2,
  type Vec3,
  library,
  makeEnv,
  validateHouse,
  walkToGoal,
  yawQuat,
} from 'oikos';

const HEIGHT = 2.6;
const plaster: Surface = { material: 'Plaster', texture: 'plaster', color: [0.9, 0.88, 0.82] };
const oak: Surface = { material: 'Oak', texture: 'planks', color: [0.55, 0.38, 0.22] };

// Metres, x and z; counter-clockwise seen from above (y is up).
const corners: Vec2[] = [
  [0, 0],
  [0, 5],
  [6, 5],
  [6, 0],
];

/** A thing on the floor; `size` is its extent, and its front looks along -Z until it is turned. */
function place(category: string, [x, z]: Vec2, size: Vec3, turned = 0): HouseObject {
  return {
    id: `${category}|1`,
    assetId: `${category}_1`,
    category,
    position: [x, size[1] / 2, z],
    rotation: turned === 0 ? IDENTITY : yawQuat(turned),
    size,
    variant: 0,
    color: [0.35, 0.45, 0.6],
    fixed: true,
    parentId: null,
    roomId: 'room|1',
    openness: null,
    isOn: null,
  };
}

const house: House = {
  id: 'studio',
  rooms: [{ id: 'room|1', type: 'Bedroom', polygon: corners, floor: oak }],
  walls: corners.map((from, i) => ({
    id: `wall|${i}`,
    roomId: 'room|1',
    from,
    to: corners[(i + 1) % corners.length],
    height: HEIGHT,
    surface: plaster,
    exterior: false,
    empty: false,
    holes: [],
  })),
  doors: [],
  windows: [],
  objects: [
    place('Bed', [1.1, 4], [1.6, 0.6, 2]),
    place('HousePlant', [5.5, 0.5], [0.5, 1.1, 0.5]),
    place('FloorLamp', [0.4, 0.4], [0.4, 1.6, 0.4]),
  ],
  lights: [
    {
      id: 'light|1',
      type: 'point',
      position: [3, 2.4, 2.5],
      direction: [0, -1, 0],
      color: [1, 0.95, 0.85],
      intensity: 1,
      roomId: 'room|1',
    },
  ],
  ceilingHeight: HEIGHT,
  ceiling: plaster,
  roomSpecId: 'studio',
};

const faults = validateHouse(house, library);
console.log(`${faults.length} faults${faults.map((fault) => `; ${fault}`).join('')}`);

const env = await makeEnv({ house, task: 'objectnav', sensors: ['rgb'] });
const { observation } = await env.reset('studio/1');
console.log(`"${observation.instruction}" in ${env.episode.house}`);
const oracle = walkToGoal(env.world);
let result = await env.step(oracle());
while (!result.terminated) result = await env.step(oracle());
console.log(`success ${result.measures.success} in ${result.measures.steps} steps`);
await env.close();
