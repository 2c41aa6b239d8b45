import type { EpisodeSpec } from '../../env/env.ts';
import { UsageError } from '../../env/errors.ts';
import { type Quat, type Vec3, yawQuat } from '../../env/geometry.ts';
import type { House, HouseObject } from '../../env/house.ts';
import { habitatCategoryIds, toHabitatCategory } from './categories.ts';
import type { HabitatDataset, HabitatEpisode, HabitatGoal } from './episode-schema.ts';
import { basename } from './from-habitat.ts';

/** An episode and the house it is lived in. */
export interface LivedEpisode {
  readonly spec: EpisodeSpec;
  readonly house: House;
}

/** Tasks that Habitat has files for. */
export const HABITAT_TASKS: readonly string[] = ['objectnav', 'pointnav', 'imagenav'];

/**
 * Our episodes as a Habitat file: ObjectNav v1 (goals listed by scene and category) or PointNav. A scene's id is the
 * house's seed path or file. What Habitat has no key for stands in `info`: the seed, the words, and the heading of a
 * picture taken at the goal.
 *
 * @throws UsageError for a task that Habitat has no file for
 */
export function exportEpisodes(episodes: readonly LivedEpisode[]): HabitatDataset {
  const goalsByCategory = new Map<string, HabitatGoal[]>();
  const categories: string[] = [];
  const written = episodes.map((episode, i): HabitatEpisode => {
    const { spec, house } = episode;
    if (!HABITAT_TASKS.includes(spec.task)) {
      throw new UsageError(
        `exportEpisodes: Habitat has no file for ${spec.task}; take one of ${HABITAT_TASKS.join(', ')}.`,
      );
    }
    const common = writeCommon(spec, i);
    if (spec.category === null) return { ...common, goals: [{ position: round(spec.goals[0]), radius: null }] };
    const name = toHabitatCategory(spec.category);
    const key = `${basename(spec.house)}_${name}`;
    const goals = goalsByCategory.get(key) ?? writeGoals(spec.category, spec.goals, house);
    goalsByCategory.set(key, goals);
    categories.push(name);
    return { ...common, goals: [], object_category: name };
  });
  if (goalsByCategory.size === 0) return { episodes: written };
  const ids = habitatCategoryIds(categories);
  return {
    goals_by_category: Object.fromEntries(goalsByCategory),
    episodes: written,
    category_to_task_category_id: ids,
    category_to_scene_annotation_category_id: ids,
  };
}

function writeCommon(
  { seed, house, start, goals, geodesicDistance, instruction, goalView }: EpisodeSpec,
  i: number,
): HabitatEpisode {
  const euclidean = Math.min(...goals.map((goal) => Math.hypot(...difference(goal, start.position))));
  return {
    episode_id: `${i}`,
    scene_id: house,
    start_position: round(start.position),
    start_rotation: heading(start.yaw),
    info: {
      geodesic_distance: roundNumber(geodesicDistance),
      euclidean_distance: roundNumber(euclidean),
      seed,
      instruction,
      ...(goalView && { goal_yaw: goalView.yaw }),
    },
    start_room: null,
    shortest_paths: null,
  };
}

/** Each object of the category with the places nearest to it, looking at it. */
function writeGoals(category: string, places: readonly Vec3[], house: House): HabitatGoal[] {
  const objects = house.objects.flatMap((object, index) => (object.category === category ? [{ object, index }] : []));
  const nearest = places.map((place) =>
    objects.reduce((best, next) => (away(next.object, place) < away(best.object, place) ? next : best)),
  );
  return objects.map(({ object, index }): HabitatGoal => ({
    position: round(object.position),
    radius: null,
    object_id: index,
    object_name: object.id,
    object_name_id: null,
    object_category: toHabitatCategory(category),
    room_id: null,
    room_name: null,
    view_points: places
      .filter((_, i) => nearest[i].index === index)
      .map((place) => {
        const [dx, , dz] = difference(object.position, place);
        return { agent_state: { position: round(place), rotation: heading(Math.atan2(-dx, -dz)) }, iou: null };
      }),
  }));
}

function away({ position }: HouseObject, place: Vec3): number {
  return Math.hypot(...difference(position, place));
}

function difference([ax, ay, az]: Vec3, [bx, by, bz]: Vec3): [number, number, number] {
  return [ax - bx, ay - by, az - bz];
}

/** Turns are written in full: many add up over an episode. */
function heading(yaw: number): [number, number, number, number] {
  const [x, y, z, w]: Quat = yawQuat(yaw);
  return [x, y, z, w];
}

function round([x, y, z]: Vec3): [number, number, number] {
  return [roundNumber(x), roundNumber(y), roundNumber(z)];
}

/** Five decimals, as habitat-lab writes them (`DatasetFloatJSONEncoder`). */
function roundNumber(value: number): number {
  return Math.round(value * 1e5) / 1e5 || 0;
}
