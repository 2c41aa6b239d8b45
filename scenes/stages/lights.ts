import type { Color } from '../../env/geometry.ts';
import type { Light } from '../../env/house.ts';
import type { Rng } from '../../env/random.ts';
import { cos, sin } from '../../env/trigonometry.ts';
import { contains, areaOf } from '../polygon.ts';
import type { PlannedRoom } from './floor-plan.ts';

/** Of bulbs from warm to neutral white. */
const BULBS: readonly Color[] = [
  [1, 0.855, 0.722],
  [1, 0.9, 0.8],
  [1, 0.945, 0.88],
  [0.98, 0.97, 0.95],
];
/** From the ceiling down to the lamp, metres. */
const DROP = 0.2;

/** The sun, and one lamp a room at the ceiling; larger rooms have stronger lamps. */
export function placeLights(rng: Rng, rooms: readonly PlannedRoom[], ceilingHeight: number): Light[] {
  const angle = rng.uniform(0, 2 * Math.PI);
  const sun: Light = {
    id: 'DirectionalLight',
    type: 'directional',
    position: [0, ceilingHeight + 2, 0],
    direction: [cos(angle) * 0.4, -0.9165, sin(angle) * 0.4],
    color: [1, 1, 1],
    intensity: 1,
    roomId: null,
  };
  const bulb = rng.pick(BULBS);
  const lamps = rooms.map((room): Light => {
    const [x, z] = heartOf(room);
    const color = rng.chance(0.8) ? bulb : rng.pick(BULBS);
    const strength = Math.min(0.75, 0.4 + areaOf(room.polygon) / 80);
    return {
      id: `light_${room.id.slice('room|'.length)}`,
      type: 'point',
      position: [x, ceilingHeight - DROP, z],
      direction: [0, -1, 0],
      color,
      intensity: Math.round(strength * rng.uniform(0.9, 1.1) * 100) / 100,
      roomId: room.id,
    };
  });
  return [sun, ...lamps];
}

/** The mean of the corners, or, in a room bent round it, the point half way to the first corner that lies inside. */
function heartOf({ polygon }: PlannedRoom): readonly [number, number] {
  const mean = [0, 1].map((k) => polygon.reduce((sum, point) => sum + point[k], 0) / polygon.length);
  const middle = [mean[0], mean[1]] as const;
  if (contains(polygon, middle)) return middle;
  const halves = polygon.map(([x, z]) => [(x + middle[0]) / 2, (z + middle[1]) / 2] as const);
  return halves.find((half) => contains(polygon, half)) ?? middle;
}
