import type { EpisodeSpec } from '../../env/env.ts';
import type { GeneratedEpisode } from '../../env/episode.ts';
import type { House } from '../../env/house.ts';
import { makeObject, twoRoomHouse } from './small-house.ts';

/** Two rooms with a bed in the left one and a fridge at the far end of the right one. */
export function furnishedHouse(): House {
  return twoRoomHouse({
    objects: [
      makeObject('Bed', [1, 0.25, 3.2], [1.6, 0.5, 1.4]),
      makeObject('Fridge', [7.6, 0.9, 2], [0.7, 1.8, 0.7]),
      makeObject('BasketBall', [6, 0.12, 2], [0.24, 0.24, 0.24], { fixed: false }),
    ],
  });
}

/** A way of three metres straight ahead (towards +X) in the left room of `furnishedHouse`. */
export function straightSpec(changes: Partial<EpisodeSpec> = {}): EpisodeSpec {
  return {
    seed: 'test/straight',
    house: 'furnished',
    task: 'pointnav',
    start: { position: [0.5, 0, 1], yaw: -Math.PI / 2, pitch: 0 },
    instruction: 'go to the point 3.0 m ahead and 0.0 m to the left',
    category: null,
    goals: [[3.5, 0, 1]],
    geodesicDistance: 3,
    ...changes,
  };
}

/** The straight way under any seed. */
export function straightEpisode(seed: string): GeneratedEpisode {
  return { spec: straightSpec({ seed }), house: furnishedHouse(), rejected: 0 };
}
