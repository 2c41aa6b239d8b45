import { OBJECT_CATEGORIES, categoryWords } from '../env/categories.ts';
import type { EpisodeSpec } from '../env/env.ts';
import type { GeneratedEpisode } from '../env/episode.ts';
import { UsageError } from '../env/errors.ts';
import type { House, RoomType } from '../env/house.ts';
import { ROOM_TYPES } from '../env/house.ts';
import type { ModelLibrary } from '../env/model.ts';
import { findGoalViewpoints } from '../env/navigation/goal-viewpoints.ts';
import { NavMesh } from '../env/navigation/navigation.ts';
import { Rng } from '../env/random.ts';
import { rulesOf } from '../env/tasks.ts';
import { namesOf } from '../env/tasks/instructions.ts';
import { roomnav } from '../env/tasks/roomnav.ts';
import type { Site } from '../env/tasks/task.ts';

/** Draws until it is asked for one room of ten. */
const MAX_DRAWS = 200;

/** What a person's words mean: a kind of thing, or a kind of room. */
export type Wish = { readonly category: string } | { readonly room: RoomType };

/**
 * Understands an instruction by the thing or room it names; the longest name counts, so "coffee table" is no table.
 *
 * @throws UsageError when it names nothing known
 */
export function understand(instruction: string): Wish {
  const text = ` ${instruction.toLowerCase().replace(/[^a-z]+/g, ' ')} `;
  const wishes: { name: string; wish: Wish }[] = [
    ...OBJECT_CATEGORIES.flatMap((category) => namesOf(category).map((name) => ({ name, wish: { category } }))),
    ...ROOM_TYPES.map((room) => ({ name: categoryWords(room), wish: { room } })),
  ];
  const named = wishes.filter(({ name }) => text.includes(` ${name} `) || text.includes(` ${name}s `));
  const [longest] = named.sort((a, b) => b.name.length - a.name.length);
  if (longest) return longest.wish;
  throw new UsageError(
    `Instruction: "${instruction}" names nothing known; name a room or a thing, for example the kitchen, a sofa or the fridge.`,
  );
}

/**
 * The same house and start as an episode has, but what is asked is what a person typed; needs `initNavigation` first.
 *
 * @throws UsageError when the words name nothing known, or nothing that can be reached in this house
 */
export function askFor(instruction: string, episode: GeneratedEpisode, library: ModelLibrary): GeneratedEpisode {
  const wish = understand(instruction);
  const { spec, house } = episode;
  const { seed, start, residents } = spec;
  const task = 'room' in wish ? 'roomnav' : 'objectnav';
  const rules = rulesOf({ task });
  const navMesh = NavMesh.build(house, library, rules.agent);
  try {
    const site: Site = { house, library, navMesh, rules, seed };
    const goals = 'room' in wish ? goalsInRoom(wish.room, site) : goalsAt(wish.category, site);
    const geodesicDistance = navMesh.distanceToAny(start.position, goals);
    if (!Number.isFinite(geodesicDistance)) throw new UsageError(describeHouse(wish, house));
    const asked: EpisodeSpec = {
      seed,
      house: spec.house,
      task,
      start,
      instruction,
      category: null,
      ...wish,
      goals,
      geodesicDistance,
      ...(residents && { residents }),
    };
    return { spec: asked, house, rejected: 0 };
  } finally {
    navMesh.dispose();
  }
}

function goalsAt(category: string, { house, library, navMesh, rules }: Site): EpisodeSpec['goals'] {
  const objects = house.objects.filter((object) => object.category === category);
  return objects.length === 0 ? [] : findGoalViewpoints(objects, house, library, navMesh, rules.agent);
}

function goalsInRoom(room: RoomType, site: Site): EpisodeSpec['goals'] {
  const propose = roomnav.createProposer(site);
  const rng = new Rng(site.seed).child('asked');
  for (let i = 0; i < MAX_DRAWS; i++) {
    const proposal = propose(rng.child(i));
    if (proposal?.room === room) return proposal.goals;
  }
  return [];
}

function describeHouse(wish: Wish, house: House): string {
  const missing = categoryWords('room' in wish ? wish.room : wish.category);
  const rooms = new Set(house.rooms.map(({ type }) => type));
  const things = new Set(house.objects.map(({ category }) => category));
  const known = [...rooms, ...things].map(categoryWords).sort().join(', ');
  return `Instruction: no ${missing} can be reached in this house; ask for one of ${known}.`;
}
