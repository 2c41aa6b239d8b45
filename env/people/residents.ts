import type { EpisodeSpec } from '../env.ts';
import type { Pose, Vec3 } from '../geometry.ts';
import type { House, Person } from '../house.ts';
import type { NavMesh } from '../navigation/navigation.ts';
import type { Stroll } from '../physics/physics.ts';
import { Rng } from '../random.ts';
import { type Activity, Resident, type ResidentSite } from './resident.ts';

/** Nobody is set down nearer than this to anybody else, metres. */
const ROOMY = 1;
const MAX_DRAWS = 100;
/** What people wear. */
const CLOTHES: readonly Person['color'][] = [
  [0.72, 0.22, 0.2],
  [0.2, 0.42, 0.66],
  [0.85, 0.66, 0.25],
  [0.3, 0.52, 0.33],
  [0.5, 0.34, 0.58],
  [0.86, 0.86, 0.84],
];

/** What is known of somebody who lives in the house; no agent may know it. */
export interface ResidentState {
  readonly id: string;
  readonly pose: Pose;
  readonly activity: Activity;
  /** Id of the room, or null in a doorway. */
  readonly room: string | null;
  /** Index of the object carried, or null. */
  readonly held: number | null;
}

/** The house with some more people in it, who stand anywhere on the mesh but near `others`. */
export function withPeople(
  house: House,
  navMesh: NavMesh,
  options: { readonly count: number; readonly name: string; readonly others: readonly Vec3[]; readonly rng: Rng },
): House {
  const { count, name, rng } = options;
  const taken = [...options.others];
  const people = Array.from({ length: count }, (_, i): Person => {
    const position = drawPlace(navMesh, taken, rng);
    taken.push(position);
    const start: Pose = { position, yaw: rng.uniform(-Math.PI, Math.PI), pitch: 0 };
    return { id: `${name}|${i + 1}`, start, color: rng.pick(CLOTHES) };
  });
  return { ...house, people: [...(house.people ?? []), ...people] };
}

/** The house with the residents that an episode asks for, who keep away from its agent and from each other. */
export function withResidents(
  house: House,
  navMesh: NavMesh,
  { start, seed, residents: count = 0 }: Pick<EpisodeSpec, 'start' | 'seed' | 'residents'>,
): House {
  if (count === 0) return house;
  const others = [start.position, ...(house.people ?? []).map((person) => person.start.position)];
  const rng = new Rng(seed).child('people');
  return withPeople(house, navMesh, { count, name: 'resident', others, rng });
}

/** A place on the mesh away from others; where there is none, any. */
function drawPlace(navMesh: NavMesh, others: readonly Vec3[], rng: Rng): Vec3 {
  let place = navMesh.randomPoint(rng);
  const isRoomy = ([x, , z]: Vec3): boolean => others.every((other) => Math.hypot(other[0] - x, other[2] - z) > ROOMY);
  for (let i = 0; i < MAX_DRAWS && !isRoomy(place); i++) place = navMesh.randomPoint(rng);
  return [place[0], 0, place[2]];
}

/** All who live in a house besides its agents, in the order of the house's people. */
export class Residents {
  readonly #site: ResidentSite;
  readonly #residents: readonly Resident[];
  readonly #first: number;

  /** The people from number `first` on are residents. Each has a stream of chance of their own, under `seed`. */
  constructor(site: ResidentSite, first: number, seed: string) {
    this.#site = site;
    this.#first = first;
    const people = site.house.people?.slice(first) ?? [];
    const rng = new Rng(seed).child('residents');
    this.#residents = people.map(({ id }, i) => new Resident(site, site.physics.walkerOf(first + i), rng.child(id)));
  }

  /** What each does in the next quarter of a second, by walker. */
  next(): ReadonlyMap<number, Stroll> {
    return new Map(this.#residents.map((resident) => [resident.walker, resident.next()]));
  }

  get states(): ResidentState[] {
    return this.#residents.map(({ walker, activity, room }, i) => ({
      id: this.#site.house.people?.[this.#first + i].id ?? '',
      pose: this.#site.physics.poseOf(walker),
      activity,
      room,
      held: this.#site.interaction.heldBy(walker),
    }));
  }
}
