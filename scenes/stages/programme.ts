import type { RoomType } from '../../env/house.ts';
import type { Rng } from '../../env/random.ts';

/** A room that is wanted, and how large. */
export interface WantedRoom {
  readonly type: RoomType;
  /** Square metres. */
  readonly area: number;
}

/** Which rooms a home has; `id` names the list the way ProcTHOR does. */
export interface Programme {
  readonly id: string;
  readonly rooms: readonly WantedRoom[];
}

const SPECS: Readonly<Record<number, readonly { readonly id: string; readonly weight: number }[]>> = {
  1: [
    { id: 'living-room', weight: 4 },
    { id: 'bedroom', weight: 3 },
    { id: 'kitchen', weight: 2 },
  ],
  2: [
    { id: 'kitchen-living-room', weight: 4 },
    { id: 'bathroom-bedroom-room', weight: 3 },
    { id: 'living-bedroom-room', weight: 2 },
  ],
  3: [
    { id: 'kitchen-living-bedroom-room', weight: 3 },
    { id: 'living-bedroom-bathroom-room', weight: 2 },
    { id: 'kitchen-living-bathroom-room', weight: 1 },
  ],
  4: [{ id: 'kitchen-living-bedroom-bathroom-room', weight: 1 }],
  5: [{ id: 'kitchen-living-bedroom-bedroom-bathroom-room', weight: 1 }],
  6: [
    { id: 'kitchen-living-bedroom-bedroom-bathroom-bathroom-room', weight: 2 },
    { id: 'kitchen-living-bedroom-bedroom-bedroom-bathroom-room', weight: 1 },
  ],
};

/** Shares of homes with one to six rooms; about three on average. */
const ROOM_COUNT_WEIGHTS = [0.15, 0.22, 0.26, 0.2, 0.1, 0.07];
export const MAX_ROOMS = ROOM_COUNT_WEIGHTS.length;

const AREAS: Readonly<Record<RoomType, readonly [low: number, high: number]>> = {
  Kitchen: [10, 16],
  LivingRoom: [16, 27],
  Bedroom: [11.5, 18],
  Bathroom: [5, 8.5],
};

const TYPE_WORDS: Readonly<Record<string, RoomType>> = {
  kitchen: 'Kitchen',
  living: 'LivingRoom',
  bedroom: 'Bedroom',
  bathroom: 'Bathroom',
};

/** Chooses the rooms of a home and their sizes. */
export function chooseProgramme(rng: Rng, numRooms?: number): Programme {
  const count = numRooms ?? rng.pickWeighted([1, 2, 3, 4, 5, 6], ROOM_COUNT_WEIGHTS);
  const specs = SPECS[count];
  const { id } = rng.pickWeighted(
    specs,
    specs.map((spec) => spec.weight),
  );
  const types = id.split('-').flatMap((word) => TYPE_WORDS[word] ?? []);
  return {
    id,
    rooms: types.map((type) => ({ type, area: rng.uniform(...AREAS[type]) * (count === 1 ? 1.15 : 1) })),
  };
}
