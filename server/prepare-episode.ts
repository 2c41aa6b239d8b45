import {
  episodeSeed,
  episodeSource,
  type EpisodeOptions,
  type EpisodeSource,
  type GeneratedEpisode,
} from '../env/episode.ts';
import { UsageError } from '../env/errors.ts';
import type { House } from '../env/house.ts';
import type { ModelLibrary } from '../env/model.ts';
import { episodesInRooms } from '../scenes/episodes-in-rooms.ts';
import { parseJson } from '../scenes/json.ts';
import { readProcthor } from '../scenes/procthor.ts';
import { askFor } from './ask-for.ts';
import type { EpisodeRequest } from './client-message.ts';

/** A house that takes much longer to live in than any home does would hold up all other sessions. */
const MOST = { rooms: 20, walls: 300, doors: 40, windows: 80, objects: 400 } as const;
/** Metres from one end to the other. */
const LONGEST = 40;
/** What the house of a client is called in episodes. */
const OWN_HOUSE = 'own';

export interface PrepareOptions {
  readonly library: ModelLibrary;
  /** How many people go about a house where a request does not say; none when left out. */
  readonly residents?: number;
}

/**
 * The episode a request means; needs `initNavigation` first.
 *
 * @throws UsageError for an instruction nobody understands, or a house in which nothing can be asked
 */
export function prepareEpisode(
  request: EpisodeRequest,
  ownHouse: House | null,
  { library, residents }: PrepareOptions,
): GeneratedEpisode {
  const { seed, split, episode, task, rooms, instruction } = request;
  if (request.ownHouse && ownHouse === null) {
    throw new UsageError('Session: no house of your own was brought; send "useHouse" first, or leave ownHouse out.');
  }
  const asked = { task, split, library, residents: request.residents ?? residents };
  const source = request.ownHouse && ownHouse ? episodesIn(ownHouse, asked) : episodesInRooms(asked, rooms);
  const generated = source(episodeSeed(seed, split, episode));
  return instruction === undefined ? generated : askFor(instruction, generated, library);
}

/** Episodes in a client's own house. */
function episodesIn(house: House, options: Omit<EpisodeOptions, 'houseForSeed'>): EpisodeSource {
  let numTried = 0;
  const source = episodeSource({
    ...options,
    houseForSeed: () => {
      if (numTried++ === 0) return house;
      throw new UsageError('Session: nothing in your house can be asked for; add things and free floor between them.');
    },
  });
  return (seed) => {
    const { spec, ...episode } = source(seed);
    return { ...episode, spec: { ...spec, house: OWN_HOUSE } };
  };
}

/** Reads a house file a client sent. @throws UsageError that says what is wrong with it */
export function readOwnHouse(json: string): House {
  const house = readProcthor(parseJson(json, 'Your house'), 'Your house');
  for (const kind of Object.keys(MOST) as (keyof typeof MOST)[]) {
    const { length } = house[kind];
    if (length > MOST[kind]) {
      throw new UsageError(`Your house: ${length} ${kind} are too many; keep to ${MOST[kind]}.`);
    }
  }
  const corners = house.rooms.flatMap(({ polygon }) => polygon);
  for (const axis of [0, 1] as const) {
    const along = corners.map((corner) => corner[axis]);
    const length = Math.max(...along) - Math.min(...along);
    if (length > LONGEST) {
      throw new UsageError(`Your house: ${length.toFixed(0)} m from end to end is too long; keep to ${LONGEST} m.`);
    }
  }
  return house;
}
