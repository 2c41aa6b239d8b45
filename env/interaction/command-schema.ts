import { z } from 'zod';
import { MAX_VELOCITY, MOTION_NAMES, OBJECT_ACTIONS } from './actions.ts';
import { ACTIONS } from '../env.ts';

const MAX_TARGET_LENGTH = 256;
const within = (limit: number): z.ZodNumber => z.number().min(-limit).max(limit);

/** What a `Command` that comes from outside must look like. */
export const command = z.union([
  z
    .int()
    .min(0)
    .max(ACTIONS.length - 1),
  z.strictObject({ action: z.enum(MOTION_NAMES) }),
  z.strictObject({ action: z.enum(OBJECT_ACTIONS), target: z.string().max(MAX_TARGET_LENGTH) }),
  z.strictObject({
    action: z.literal('Velocity'),
    linear: within(MAX_VELOCITY.linear),
    angular: within(MAX_VELOCITY.angular),
  }),
]);
