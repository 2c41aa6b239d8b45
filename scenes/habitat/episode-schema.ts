import { z } from 'zod';
import { UsageError } from '../../env/errors.ts';

const number = z.number().min(-1e6).max(1e6);
const vector = z.tuple([number, number, number]);
/** x, y, z, w */
const quaternion = z.tuple([number, number, number, number]);

const viewPoint = z.looseObject({
  agent_state: z.looseObject({ position: vector, rotation: quaternion.nullish() }),
});

const goal = z.looseObject({
  position: vector.nullish(),
  radius: number.nullish(),
  object_category: z.string().nullish(),
  object_id: z.union([z.int(), z.string()]).nullish(),
  view_points: z.array(viewPoint).nullish(),
});

const imageGoal = z.looseObject({ position: vector, rotation: quaternion });
const instanceGoal = goal.extend({ image_goals: z.array(imageGoal).default([]) });

const episode = z.looseObject({
  episode_id: z.union([z.string(), z.int()]),
  scene_id: z.string().min(1),
  start_position: vector,
  start_rotation: quaternion,
  info: z.looseObject({ geodesic_distance: z.number().nullish() }).nullish(),
  goals: z.array(goal).nullish(),
  object_category: z.string().nullish(),
  goal_object_id: z.union([z.string(), z.int()]).nullish(),
  goal_image_id: z.int().nullish(),
});

const dataset = z.looseObject({
  episodes: z.array(episode),
  goals_by_category: z.record(z.string(), z.array(goal)).optional(),
  /** InstanceImageNav, by `scene_objectid`. */
  goals: z.record(z.string(), instanceGoal).optional(),
});

/** A Habitat episode file, with every key that it came with: written as JSON it is the file again. */
export type HabitatDataset = z.infer<typeof dataset>;
export type HabitatEpisode = z.infer<typeof episode>;
export type HabitatGoal = z.infer<typeof goal>;

/** Checks a Habitat episode file. @throws UsageError naming the first place that is wrong */
export function parseHabitatDataset(json: unknown, where: string): HabitatDataset {
  const result = dataset.safeParse(json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new UsageError(
    `${where}: ${issue.path.join('.') || 'the file'}: ${issue.message}; give a Habitat episode file (.json or .json.gz).`,
  );
}
