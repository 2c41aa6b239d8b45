import type { RoomType } from '../../env/house.ts';
import type { Rng } from '../../env/random.ts';

/** What a room is for: a room of the house file, or a studio, which is a living room one also cooks and sleeps in. */
export type RoomUse = RoomType | 'Studio';

/** A room that is wanted, and how large. */
export interface WantedRoom {
  readonly use: RoomUse;
  /** Square metres. */
  readonly area: number;
}

/** Which rooms a home has; `id` names the list the way ProcTHOR does. */
export interface Programme {
  readonly id: string;
  readonly rooms: readonly WantedRoom[];
}

interface Spec {
  readonly id: string;
  readonly weight: number;
  /** One letter a room, see `USES`. */
  readonly rooms: string;
}

const USES: Readonly<Record<string, RoomUse>> = {
  K: 'Kitchen',
  L: 'LivingRoom',
  B: 'Bedroom',
  T: 'Bathroom',
  H: 'Hallway',
  S: 'Studio',
};

/**
 * Every kind of home there is: ProcTHOR's sixteen room specifications by their names, and ours, which add studios and hallways.
 *
 * @see Deitke et al. 2022, ProcTHOR, whose room specifications the names without a hallway are taken from
 */
export const SPECS: readonly Spec[] = [
  { id: 'living-room', weight: 3, rooms: 'L' },
  { id: 'bedroom', weight: 2, rooms: 'B' },
  { id: 'kitchen', weight: 1.5, rooms: 'K' },
  { id: 'studio', weight: 2, rooms: 'S' },
  { id: 'bathroom', weight: 0.3, rooms: 'T' },
  { id: 'kitchen-living-room', weight: 4, rooms: 'KL' },
  { id: 'bedroom-bathroom', weight: 3, rooms: 'BT' },
  { id: 'living-bedroom-room', weight: 1.5, rooms: 'LB' },
  { id: 'studio-bathroom', weight: 2, rooms: 'ST' },
  { id: 'kitchen-living-bedroom-room', weight: 2, rooms: 'KLB' },
  { id: 'kitchen-living-bedroom-room2', weight: 1, rooms: 'LKB' },
  { id: 'living-bedroom-bathroom-room', weight: 2, rooms: 'LBT' },
  { id: 'kitchen-living-bathroom-room', weight: 1, rooms: 'KLT' },
  { id: 'studio-bathroom-hallway', weight: 1, rooms: 'STH' },
  { id: '4-room', weight: 5, rooms: 'KLBT' },
  { id: '1-bed-1-bath-hallway', weight: 1.5, rooms: 'LBTH' },
  { id: '2-bed-1-bath', weight: 2, rooms: 'KLBBT' },
  { id: '5-room', weight: 1, rooms: 'LKBTB' },
  { id: '4-room-hallway', weight: 3, rooms: 'KLBTH' },
  { id: '2-bed-2-bath', weight: 2, rooms: 'KLBBTT' },
  { id: '3-bed-1-bath', weight: 1, rooms: 'KLBBBT' },
  { id: '2-bed-1-bath-hallway', weight: 4, rooms: 'KLBBTH' },
  { id: '7-room-3-bed', weight: 1, rooms: 'KLLTBBB' },
  { id: '2-bed-2-bath-hallway', weight: 3, rooms: 'KLBBTTH' },
  { id: '3-bed-1-bath-hallway', weight: 2, rooms: 'KLBBBTH' },
  { id: '8-room-3-bed', weight: 1, rooms: 'KLLTBBBT' },
  { id: '3-bed-2-bath-hallway', weight: 3, rooms: 'KLBBBTTH' },
  { id: '3-bed-2-bath-2-living-hallway', weight: 1, rooms: 'KLLBBBTTH' },
  { id: '4-bed-2-bath-hallway', weight: 2, rooms: 'KLBBBBTTH' },
  { id: '12-room', weight: 1, rooms: 'KLBTBTBTBT' },
  { id: '12-room-3-bed', weight: 1, rooms: 'KLLLBTBTBT' },
  { id: '5-bed-2-bath-hallway', weight: 3, rooms: 'KLBBBBBTTH' },
];

/** Shares of homes with one to ten rooms: small ones are common, half have three rooms or fewer. */
const ROOM_COUNT_WEIGHTS = [0.13, 0.18, 0.21, 0.18, 0.11, 0.08, 0.05, 0.03, 0.02, 0.01];
export const MAX_ROOMS = ROOM_COUNT_WEIGHTS.length;

const AREAS: Readonly<Record<RoomUse, readonly [low: number, high: number]>> = {
  Kitchen: [10, 16],
  LivingRoom: [16, 27],
  Bedroom: [11.5, 18],
  Bathroom: [5, 8.5],
  Hallway: [5, 8],
  Studio: [25, 34],
};

/** Chooses the rooms of a home and their sizes. */
export function chooseProgramme(rng: Rng, numRooms?: number): Programme {
  const counts = ROOM_COUNT_WEIGHTS.map((_, index) => index + 1);
  const count = numRooms ?? rng.pickWeighted(counts, ROOM_COUNT_WEIGHTS);
  const specs = SPECS.filter(({ rooms }) => rooms.length === count);
  const { id, rooms } = rng.pickWeighted(
    specs,
    specs.map(({ weight }) => weight),
  );
  const uses = [...rooms].map((letter) => USES[letter]);
  return { id, rooms: uses.map((use) => ({ use, area: rng.uniform(...AREAS[use]) * (count === 1 ? 1.15 : 1) })) };
}
