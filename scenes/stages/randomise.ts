import type { Color } from '../../env/geometry.ts';
import { TIMES_OF_DAY } from '../../env/house.ts';
import type { House, Surface } from '../../env/house.ts';
import type { Rng } from '../../env/random.ts';
import { surfaceOf } from '../materials.ts';

/** One material of every texture that floors and walls can have. */
const MATERIALS = [
  ...['PureWhite', 'RedBrick', 'SubwayTilesAO', 'CeramicTiles1', 'WoodGrain_Tan', 'DarkWoodFloors'],
  ...['Carpet2', 'BlackMarble', 'ConcreteBoards1', 'RoboTHOR_Wall_Panel_Fabric_Mat', 'Brass'],
];

/**
 * Domain randomisation: every colour, every material of floors and walls, the lamps and the time of day at random. Where
 * things stand and what they are stays.
 *
 * @see Tobin et al. 2017, Domain Randomization for Transferring Deep Neural Networks
 */
export function randomiseLooks(rng: Rng, house: House): House {
  const of = (name: string): Rng => rng.child(name);
  return {
    ...house,
    rooms: house.rooms.map((room) => ({ ...room, floor: anySurface(of(`floor/${room.id}`)) })),
    walls: house.walls.map((wall) => ({ ...wall, surface: anySurface(of(`wall/${wall.roomId}/${wall.exterior}`)) })),
    doors: house.doors.map((door) => ({ ...door, color: anyColor(of(`door/${door.id}`)) })),
    objects: house.objects.map((object) => ({ ...object, color: anyColor(of(`object/${object.id}`)) })),
    lights: house.lights.map((light) => {
      const stream = of(`light/${light.id}`);
      const color = anyColor(stream, 0.6);
      return { ...light, color, intensity: roundTo(light.intensity * stream.uniform(0.5, 1.5), 100) };
    }),
    ceiling: anySurface(of('ceiling')),
    timeOfDay: of('time').pick(TIMES_OF_DAY),
  };
}

function anySurface(rng: Rng): Surface {
  const [r, g, b] = anyColor(rng, 0.1);
  return surfaceOf(rng.pick(MATERIALS), { r, g, b });
}

/** sRGB, each channel from `low` to 1. */
function anyColor(rng: Rng, low = 0): Color {
  const channel = (): number => roundTo(rng.uniform(low, 1), 1000);
  return [channel(), channel(), channel()];
}

function roundTo(value: number, steps: number): number {
  return Math.round(value * steps) / steps;
}
