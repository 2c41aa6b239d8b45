import { type EpisodeOptions, type EpisodeSource, episodeSource } from '../env/episode.ts';
import { houseForSeed } from './house-source.ts';

/** Episodes in houses of a number of rooms, which their names tell: `val/17/rooms-2`. Any number when left out. */
export function episodesInRooms(options: Omit<EpisodeOptions, 'houseForSeed'>, rooms?: number): EpisodeSource {
  const nameOf = (path: string): string => (rooms === undefined ? path : `${path}/rooms-${rooms}`);
  const source = episodeSource({ ...options, houseForSeed: (path) => houseForSeed(nameOf(path)) });
  return (seed) => {
    const episode = source(seed);
    return { ...episode, spec: { ...episode.spec, house: nameOf(episode.spec.house) } };
  };
}
