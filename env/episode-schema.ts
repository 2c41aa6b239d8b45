import { z } from 'zod';
import { ROOM_TYPES } from './house.ts';
import { TASKS } from './tasks.ts';

const number = z.number();
const positive = z.number().positive();
const point = z.tuple([number, number, number]);
const pose = z.object({ position: point, yaw: number, pitch: number });
const category = z.string();
const goals = z.array(point).min(1);

const rules = z.object({
  successDistance: positive,
  stepLimit: z.int().min(1).max(100_000),
  actuationNoise: z.number().min(0).optional(),
  sliding: z.boolean().optional(),
  agent: z.object({
    radius: positive,
    height: positive,
    cameraHeight: positive,
    stepLength: positive,
    turnAngle: positive,
    tiltAngle: positive,
    maxPitch: z.number().min(0),
  }),
});

/** What an `EpisodeSpec` in a file must look like. */
export const episodeSpec = z.object({
  seed: z.string(),
  house: z.string(),
  task: z.enum(TASKS),
  start: pose,
  instruction: z.string(),
  category: category.nullable(),
  goals,
  geodesicDistance: number,
  goalView: pose.optional(),
  target: z.string().optional(),
  room: z.enum(ROOM_TYPES).optional(),
  subGoals: z
    .array(z.object({ category, goals, geodesicDistance: number }))
    .min(1)
    .optional(),
  errand: z.object({ object: z.string(), receptacle: z.string() }).optional(),
  residents: z.int().min(0).max(20).optional(),
  rules: rules.optional(),
});
