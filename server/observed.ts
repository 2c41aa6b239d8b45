import { meanSquaredError, psnrOf } from '../agent/image-metrics.ts';
import type { Observation, StepResult } from '../env/env.ts';
import { findBoundingBoxes } from '../env/sensors/bounding-boxes.ts';
import type { FramesMessage, PredictedFrame, StateMessage } from './protocol.ts';
import { bytesOf } from './protocol.ts';
import type { Picture, WatchedEnv } from './watched.ts';

/** A thing of which fewer pixels show gets no box. */
const LEAST_PIXELS = 6;

/** What the state message adds to the environment's own answer. */
export type StepContext = Pick<StateMessage, 'action' | 'actor' | 'probabilities' | 'dropped'>;

/** The state message of a step. */
export function toState(
  env: WatchedEnv,
  result: StepResult,
  context: StepContext & Pick<StateMessage, 'explored'>,
): StateMessage {
  const { observation, measures, reward, terminated, truncated } = result;
  return {
    type: 'state',
    step: observation.step,
    ...context,
    pose: env.pose,
    movables: bytesOf(Float32Array.from(env.movables)),
    switches: Uint8Array.from(env.switches),
    path: bytesOf(Float32Array.from(env.pathToGoal.flatMap(([x, , z]) => [x, z]))),
    measures,
    reward,
    collided: observation.collided,
    error: observation.error,
    held: observation.held,
    terminated,
    truncated,
  };
}

/** The frames message of an observation; null when the environment renders nothing. */
export function toFrames(observation: Observation, predicted: Picture | null): FramesMessage | null {
  const { step, width, height, rgb, depth, semantic } = observation;
  if (!rgb || !depth || !semantic) return null;
  return {
    type: 'frames',
    step,
    width,
    height,
    rgb,
    depth: bytesOf(toMillimetres(depth)),
    semantic: Uint8Array.from(semantic),
    boxes: observation.instance ? findBoundingBoxes(observation, LEAST_PIXELS) : null,
    predicted: predicted && compareWith(predicted, observation),
  };
}

function toMillimetres(depth: Float32Array): Uint16Array {
  return Uint16Array.from(depth, (metres) => Math.min(65535, Math.round(metres * 1000)));
}

function compareWith({ width, height, rgb }: Picture, came: Observation): PredictedFrame | null {
  if (!came.rgb || came.width !== width || came.height !== height) return null;
  return { width, height, rgb, psnr: psnrOf(meanSquaredError(rgb, came.rgb)) };
}
