import type { Command } from '../env/interaction/actions.ts';
import { MAX_VELOCITY } from '../env/interaction/actions.ts';
import { ACTIONS } from '../env/env.ts';
import { UsageError } from '../env/errors.ts';
import type { StepRequest } from './batch-request.ts';
import { WAIT } from './batch-request.ts';
import { float32Of } from './protocol.ts';

/** The commands of a step, one for each of N environments; null waits. @throws UsageError for any that is none */
export function readActions({ actions, velocities }: StepRequest, numEnvs: number): (Command | null)[] {
  if ((actions === undefined) === (velocities === undefined)) {
    throw new UsageError('Batch: give "actions" or "velocities", one of them.');
  }
  if (velocities) return readVelocities(velocities, numEnvs);
  const given = [...(actions ?? [])];
  checkLength('actions', given.length, numEnvs);
  return given.map((action) => {
    if (action === WAIT) return null;
    if (typeof action !== 'number' || ACTIONS[action] !== undefined) return action;
    throw new UsageError(`Batch: ${action} is no action; use 0 to ${ACTIONS.length - 1}, or ${WAIT} to wait.`);
  });
}

/** A pair of NaN waits; what is beyond the fastest is brought back to it, as float32 knows no pi. */
function readVelocities(bytes: Uint8Array, numEnvs: number): (Command | null)[] {
  checkLength('velocities', bytes.length / 8, numEnvs);
  const numbers = float32Of(bytes);
  const { linear, angular } = MAX_VELOCITY;
  return Array.from({ length: numEnvs }, (_, i) => {
    const [forward, turn] = numbers.subarray(2 * i, 2 * i + 2);
    if (Number.isNaN(forward) && Number.isNaN(turn)) return null;
    if (Number.isNaN(forward + turn))
      throw new UsageError(`Batch: velocity ${i} is half a number; give both, or none.`);
    return { action: 'Velocity', linear: clamp(forward, linear), angular: clamp(turn, angular) };
  });
}

function clamp(value: number, limit: number): number {
  return Math.min(limit, Math.max(-limit, value));
}

/** @throws UsageError when there is not one for each environment */
export function checkLength(what: string, length: number, numEnvs: number): void {
  if (length === numEnvs) return;
  throw new UsageError(`Batch: ${length} ${what} came for ${numEnvs} environments; give one each.`);
}
