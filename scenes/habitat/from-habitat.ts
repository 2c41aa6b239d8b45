import { AGENT, type EpisodeSpec } from '../../env/env.ts';
import { type Pose, type Quat, type Vec3, rotate, towards } from '../../env/geometry.ts';
import { askForObject, askForPoint } from '../../env/tasks/instructions.ts';
import { Rng } from '../../env/random.ts';
import { fromHabitatCategory } from './categories.ts';
import type { HabitatDataset, HabitatEpisode, HabitatGoal } from './episode-schema.ts';

/** An episode as its file has it: where it is lived is still to be found. */
export interface ImportedEpisode {
  /** For example `TEEsavR23oF/3`. */
  readonly seed: string;
  readonly sceneId: string;
  /** Height of the start in the scene, about that of the floor, metres. */
  readonly startHeight: number;
  /** Heights are the scene's own. Null where the episode asks for nothing known here, or for it on another storey. */
  readonly spec: PlacelessSpec | null;
}

export type PlacelessSpec = Omit<EpisodeSpec, 'house'>;

export interface ImportOptions {
  /** Begins the episodes' seed paths. */
  readonly name: string;
  /** Point goals are asked for by pictures taken there, as habitat-lab's ImageNav does with PointNav's episodes. */
  readonly asImages: boolean;
}

/** What a goal on another storey is higher or lower than the start, at least, metres. */
const STOREY = 1;
/** A picture of an object is to be found as ObjectNav's objects are (habitat-challenge 2023, InstanceImageNav). */
const INSTANCE_RULES = { successDistance: 0.1, stepLimit: 1000, agent: AGENT };

/** The episodes of a Habitat file, in its order. */
export function importEpisodes(dataset: HabitatDataset, { name, asImages }: ImportOptions): ImportedEpisode[] {
  return dataset.episodes.map((episode, i) => {
    // Ids need not be unique: habitat-lab counts a file's episodes anew, too.
    const seed = `${name}/${i}`;
    const [, startHeight] = episode.start_position;
    const asked = ask(dataset, episode, seed, asImages);
    return { seed, sceneId: episode.scene_id, startHeight, spec: asked && toSpec(episode, asked, seed) };
  });
}

function toSpec(
  { start_position, start_rotation, info }: HabitatEpisode,
  asked: Asked,
  seed: string,
): PlacelessSpec | null {
  const { task, category, goalView, rules } = asked;
  const start = poseOf(start_position, start_rotation);
  const goals = asked.goals.filter(([, y]) => Math.abs(y - start_position[1]) < STOREY);
  if (goals.length === 0) return null;
  const told = info?.instruction;
  return {
    seed,
    task,
    start,
    category,
    goals,
    instruction: typeof told === 'string' ? told : wordsFor({ ...asked, goals }, start, seed),
    geodesicDistance: Math.max(0, info?.geodesic_distance ?? 0),
    ...(goalView && { goalView }),
    ...(rules && { rules }),
  };
}

/** What is asked, and how it is called in words. */
interface Asked extends Pick<EpisodeSpec, 'task' | 'goals' | 'category' | 'goalView' | 'rules'> {
  readonly called: string;
}

const PICTURE = 'where this picture was taken';

/** What an episode asks for, by the keys it has; null where that is nothing known here. */
function ask(dataset: HabitatDataset, episode: HabitatEpisode, seed: string, asImages: boolean): Asked | null {
  const { scene_id, goal_object_id, goal_image_id, goals } = episode;
  // The first files name what is looked for with its goals alone.
  const object_category = episode.object_category ?? goals?.at(0)?.object_category;
  if (goal_object_id != null) {
    const goal = ownEntry(dataset.goals, `${basename(scene_id)}_${goal_object_id}`);
    const image = goal?.image_goals.at(goal_image_id ?? 0);
    if (goal === undefined || image === undefined) return null;
    const goalView = poseOf(image.position, image.rotation);
    return {
      task: 'imagenav',
      category: null,
      called: PICTURE,
      goals: placesOf([goal]),
      goalView,
      rules: INSTANCE_RULES,
    };
  }
  if (object_category != null) {
    const listed = ownEntry(dataset.goals_by_category, `${basename(scene_id)}_${object_category}`) ?? goals ?? [];
    const category = fromHabitatCategory(object_category);
    return { task: 'objectnav', category, called: object_category.replaceAll('_', ' '), goals: placesOf(listed) };
  }
  const [goal] = placesOf(goals ?? []);
  if (goal === undefined) return null;
  if (!asImages) return { task: 'pointnav', category: null, called: 'the point', goals: [goal] };
  const goalView = { position: goal, yaw: goalYaw(episode, seed), pitch: 0 };
  return { task: 'imagenav', category: null, called: PICTURE, goals: [goal], goalView };
}

/** What a table of the file lists under a name; not what every object inherits. */
function ownEntry<T>(table: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}

/** Viewpoints where a goal has some, else the goal itself. */
function placesOf(goals: readonly HabitatGoal[]): Vec3[] {
  return goals.flatMap(({ position, view_points }) => {
    const views = view_points?.map(({ agent_state }) => agent_state.position) ?? [];
    return views.length > 0 ? views : position == null ? [] : [position];
  });
}

/** As the file tells it, else drawn for the episode: habitat-lab draws it too (`ImageGoalSensor`). */
function goalYaw({ info }: HabitatEpisode, seed: string): number {
  const told = info?.goal_yaw;
  return typeof told === 'number' ? told : new Rng(seed).child('goal-yaw').int(0, 11) * AGENT.turnAngle;
}

function wordsFor({ task, category, called, goals }: Asked, start: Pose, seed: string): string {
  if (task === 'objectnav') return askForObject(category ?? called, new Rng(seed).child('words'));
  if (task === 'imagenav') return `go to ${called}`;
  const { forward, left } = towards(start, goals[0]);
  return askForPoint(forward, left);
}

/** Habitat's agent stands upright: of its turn only the heading counts. */
function poseOf(position: Vec3, rotation: Quat): Pose {
  const length = Math.hypot(...rotation) || 1;
  const [x, y, z, w] = rotation.map((value) => value / length);
  const [ahead, , back] = rotate([x, y, z, w], [0, 0, -1]);
  // Engines differ in the last bit of `Math.atan2`.
  return { position, yaw: Math.round(Math.atan2(-ahead, -back) * 1e12) / 1e12, pitch: 0 };
}

/** The last part of a scene's id, by which goals are listed. */
export function basename(sceneId: string): string {
  return sceneId.slice(sceneId.lastIndexOf('/') + 1);
}
