import { UsageError } from '../env/errors.ts';
import type { Hole, House, HouseObject, TimeOfDay, Wall } from '../env/house.ts';
import { TIMES_OF_DAY } from '../env/house.ts';
import type { Rng } from '../env/random.ts';
import type { ObjectStyle } from './object-styles.ts';
import { readProcthor } from './procthor-read.ts';
import { writeProcthor } from './procthor-write.ts';
import { furnishBathroom } from './stages/bathroom.ts';
import { furnishBedroom } from './stages/bedroom.ts';
import { scatter } from './stages/clutter.ts';
import { placeDoors } from './stages/doors.ts';
import { chooseFinishes } from './stages/finishes.ts';
import type { Finishes } from './stages/finishes.ts';
import { planFloor } from './stages/floor-plan.ts';
import type { PlannedRoom } from './stages/floor-plan.ts';
import { furnishHallway } from './stages/hallway.ts';
import { furnishKitchen } from './stages/kitchen.ts';
import { placeLights } from './stages/lights.ts';
import { furnishLivingRoom } from './stages/living-room.ts';
import { clearWays } from './stages/passable.ts';
import { chooseProgramme, MAX_ROOMS } from './stages/programme.ts';
import { randomiseLooks } from './stages/randomise.ts';
import { RoomSpace } from './stages/room-space.ts';
import { furnishStudio } from './stages/studio.ts';
import { hangThings } from './stages/wall-objects.ts';
import { raiseWalls } from './stages/walls.ts';
import type { WallStretch } from './stages/walls.ts';
import { placeWindows } from './stages/windows.ts';

/** What may be asked of a generated house. */
export interface GenerateHouseOptions {
  /** How many rooms, hallways included, 1 to 10; drawn (half of all homes have three or fewer) when left out. */
  readonly rooms?: number;
  /** Of which shapes and colours the objects are; the training style when left out. */
  readonly style?: ObjectStyle;
  /** Draws colours, materials and light at random, whatever a person would choose. */
  readonly randomise?: boolean;
}

/** Metres, and how common they are; period flats and new houses have the high ones. */
const CEILING_HEIGHTS = [2.4, 2.5, 2.6, 2.7, 2.85, 3, 3.3, 3.6];
const CEILING_WEIGHTS = [1, 2, 3, 2, 2, 1.5, 0.7, 0.3];
/** Of day, evening and night. */
const TIME_WEIGHTS = [0.7, 0.17, 0.13];

/** Plans tried where walls leave no way into a room, which is rare. */
const MAX_ATTEMPTS = 20;

/**
 * Makes a furnished home, one stage after the other; the same stream makes the same home, to the bit, as its file read back.
 *
 * @throws UsageError when the number of rooms is not 1 to 10.
 * @see Deitke et al. 2022, ProcTHOR, whose stages and room programme this follows in spirit
 */
export function generateHouse(rng: Rng, options: GenerateHouseOptions = {}): House {
  const { rooms: numRooms, randomise = false } = options;
  if (numRooms !== undefined && !(Number.isInteger(numRooms) && numRooms >= 1 && numRooms <= MAX_ROOMS)) {
    throw new UsageError(`generateHouse: ${numRooms} rooms; ask for 1 to ${MAX_ROOMS}.`);
  }
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const house = clearWays(furnishHome(attempt === 0 ? rng : rng.child(`attempt-${attempt}`), options));
    if (house === null) continue;
    const finished = randomise ? randomiseLooks(rng.child('randomise'), house) : house;
    return readProcthor(JSON.parse(writeProcthor({ ...finished, id: rng.path })), rng.path);
  }
  throw new Error(`generateHouse: ${MAX_ATTEMPTS} plans of "${rng.path}" had a room without a way in.`);
}

function furnishHome(rng: Rng, { rooms: numRooms, style = 'train' }: GenerateHouseOptions): House {
  const programme = chooseProgramme(rng.child('programme'), numRooms);
  const rooms = planFloor(rng.child('floor-plan'), programme.rooms);
  const stretches = raiseWalls(rooms);
  const { doors, openWalls, keepFree } = placeDoors(rng.child('doors'), stretches, style);
  const windows = placeWindows(rng.child('windows'), stretches, doors);
  const finishes = chooseFinishes(rng.child('finishes'), openWalls);
  const ceilingHeight = rng.child('ceiling').pickWeighted(CEILING_HEIGHTS, CEILING_WEIGHTS);
  const objects: HouseObject[] = [];
  for (const room of livingRoomsLast(rooms)) {
    const space = new RoomSpace(room, {
      doors: doors.filter((door) => door.rooms.includes(room.id)),
      windows: windows.filter((window) => window.roomId === room.id),
      openWalls: openWalls.filter((wall) => wall.room === room || wall.behind === room),
      ceilingHeight,
      keepFree,
      style,
    });
    furnish(rng.child(room.id), space, !objects.some(({ category }) => category === 'DiningTable'));
    objects.push(...space.objects);
  }
  const open = new Set(openWalls.flatMap(({ id, behindId }) => [id, behindId]));
  return {
    id: rng.path,
    rooms: rooms.map(({ id, type, polygon }) => ({ id, type, polygon, floor: finishes.floorOf(type, id) })),
    walls: stretches
      .flatMap((stretch) => facesOf(stretch, finishes, ceilingHeight, [...doors, ...windows]))
      .map((wall) => ({ ...wall, empty: open.has(wall.id) })),
    doors,
    windows,
    objects,
    lights: placeLights(rng.child('lights'), rooms, ceilingHeight),
    ceilingHeight,
    ceiling: finishes.ceiling,
    roomSpecId: programme.id,
    timeOfDay: rng.child('time').pickWeighted<TimeOfDay>(TIMES_OF_DAY, TIME_WEIGHTS),
  };
}

/** One dines in the kitchen; only where it has no room for that, in the living room. */
function livingRoomsLast(rooms: readonly PlannedRoom[]): PlannedRoom[] {
  return [...rooms].sort((a, b) => Number(a.use === 'LivingRoom') - Number(b.use === 'LivingRoom'));
}

function furnish(rng: Rng, space: RoomSpace, dining: boolean): void {
  const furniture = rng.child('furniture');
  const { use } = space.room;
  if (use === 'Kitchen') furnishKitchen(furniture, space);
  else if (use === 'LivingRoom') furnishLivingRoom(furniture, space, { dining });
  else if (use === 'Bedroom') furnishBedroom(furniture, space);
  else if (use === 'Studio') furnishStudio(furniture, space);
  else if (use === 'Hallway') furnishHallway(furniture, space);
  else furnishBathroom(furniture, space);
  hangThings(rng.child('walls'), space);
  scatter(rng.child('clutter'), space);
}

type Opening = Pick<
  House['doors'][number] | House['windows'][number],
  'id' | 'walls' | 'position' | 'width' | 'height'
>;

/** The room's face of a wall and, at the edge of the house, the face that looks outside. */
function facesOf(stretch: WallStretch, finishes: Finishes, height: number, openings: readonly Opening[]): Wall[] {
  const { id, room, behind, behindId, from, to } = stretch;
  const surface = finishes.wallOf(room.type, room.id);
  const inner: Wall = { id, roomId: room.id, from, to, height, surface, exterior: false, empty: false, holes: [] };
  const outer = { ...inner, id: behindId, from: to, to: from, surface: finishes.outside, exterior: true };
  const faces = behind === null ? [inner, outer] : [inner];
  return faces.map((face) => ({
    ...face,
    holes: openings.filter(({ walls }) => walls.includes(face.id)).map((opening) => holeIn(face, opening)),
  }));
}

/** Doors are given by their middle on the floor, windows by their middle. */
function holeIn({ from }: Wall, { id, position, width, height }: Opening): Hole {
  const x = Math.hypot(position[0] - from[0], position[2] - from[1]);
  const y0 = position[1] === 0 ? 0 : position[1] - height / 2;
  return { id, x0: x - width / 2, x1: x + width / 2, y0, y1: y0 + height };
}
