import { episodeSeed, episodeSource, type GeneratedEpisode } from '../env/episode.ts';
import { UsageError } from '../env/errors.ts';
import type { House } from '../env/house.ts';
import type { ModelLibrary } from '../env/model.ts';
import { houseForSeed } from '../scenes/house-source.ts';
import { parseJson } from '../scenes/json.ts';
import { readProcthor } from '../scenes/procthor.ts';
import { askFor } from './ask-for.ts';
import type { EpisodeRequest } from './client-message.ts';

/** A house that takes much longer to live in than any home does would hold up all other sessions. */
const MOST = { rooms: 20, objects: 400 } as const;
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
  const house = request.ownHouse ? ownHouse : null;
  const nameOf = (path: string): string => (house ? OWN_HOUSE : rooms === undefined ? path : `${path}/rooms-${rooms}`);
  let numTried = 0;
  const source = episodeSource({
    task,
    split,
    library,
    residents: request.residents ?? residents,
    houseForSeed: (path) => {
      if (house && numTried++ > 0) throw new UsageError(`Session: your house has nothing to ask for in ${task}.`);
      return house ?? houseForSeed(nameOf(path));
    },
  });
  const generated = source(episodeSeed(seed, split, episode));
  const named = { ...generated, spec: { ...generated.spec, house: nameOf(generated.spec.house) } };
  return instruction === undefined ? named : askFor(instruction, named, library);
}

/** Reads a house file a client sent. @throws UsageError that says what is wrong with it */
export function readOwnHouse(json: string): House {
  const house = readProcthor(parseJson(json, 'Your house'), 'Your house');
  const { rooms, objects } = house;
  if (rooms.length > MOST.rooms || objects.length > MOST.objects) {
    throw new UsageError(
      `Your house: ${rooms.length} rooms and ${objects.length} objects are too many; keep to ${MOST.rooms} and ${MOST.objects}.`,
    );
  }
  return house;
}
