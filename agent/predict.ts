import { MOVE_FORWARD, TURN_LEFT, TURN_RIGHT } from '../env/env.ts';
import type { Rng } from '../env/random.ts';
import { warpFrame } from './egomotion-warp.ts';
import { meanSquaredError, psnrOf, ssim } from './image-metrics.ts';
import type { Recording } from './recording.ts';
import type { WorldModel } from './world-model.ts';

/** Steps ahead at which predictions are scored. */
export const HORIZONS = [1, 2, 4, 8] as const;
const LONGEST = Math.max(...HORIZONS);
/** The zoom of one step forward is fitted among these, on the scored frames themselves, in the baseline's favour. */
const ZOOMS = [1, 1.04, 1.08, 1.12, 1.16, 1.2, 1.25, 1.3];
/** Clips imagined at once. */
const BATCH = 16;

/** PSNR of the mean squared error over all frames, decibels, and mean SSIM. */
export interface PictureScore {
  readonly psnr: number;
  readonly ssim: number;
}

export interface HorizonReport {
  readonly k: number;
  readonly model: PictureScore;
  readonly copyLast: PictureScore;
  readonly warp: PictureScore;
  readonly meanFrame: PictureScore;
}

export interface PredictionReport {
  readonly numClips: number;
  readonly horizons: HorizonReport[];
  /** PSNR one step ahead with the true action, minus that with another one: how far the action is used. */
  readonly deltaPsnr: number;
  /** One step ahead, by what the action did. */
  readonly byAction: readonly {
    readonly action: string;
    readonly numClips: number;
    readonly model: number;
    readonly warp: number;
  }[];
}

/** A clip to score: frames known, frames to come, and the actions between all of them. */
interface Clip {
  readonly context: Uint8Array;
  readonly future: Uint8Array[];
  readonly actions: Uint8Array;
  readonly blocked: boolean;
}

/**
 * Scores the model's imagined frames of unseen recordings against three baselines: the last frame again, the last frame
 * warped by the known camera motion, and the mean of all frames known.
 *
 * @throws RangeError when no recording has as many frames as the context and the longest horizon.
 */
export async function reportPrediction(
  model: WorldModel,
  recordings: readonly Recording[],
  rng: Rng,
): Promise<PredictionReport> {
  const { size, contextLength } = model.config;
  const clips = recordings.flatMap((recording) => cutForScoring(recording, contextLength));
  if (clips.length === 0) throw new RangeError(`reportPrediction: no recording of ${contextLength + LONGEST} frames.`);
  const zoom = fitZoom(clips, size);
  const mean = meanFrame(clips, size);

  const tallies = HORIZONS.map(() => ({
    model: new Tally(size),
    copyLast: new Tally(size),
    warp: new Tally(size),
    meanFrame: new Tally(size),
  }));
  const other = new Tally(size);
  const kinds = ['forward', 'blocked', 'turn'].map((action) => ({
    action,
    model: new Tally(size),
    warp: new Tally(size),
  }));
  for (let first = 0; first < clips.length; first += BATCH) {
    const batch = clips.slice(first, first + BATCH);
    const imagined = await imagineClips(model, batch, LONGEST, (clip) => clip.actions);
    const misled = await imagineClips(model, batch, 1, (clip) => {
      const actions = clip.actions.slice(0, contextLength);
      const told = actions[contextLength - 1];
      actions[contextLength - 1] = rng.pick([MOVE_FORWARD, TURN_LEFT, TURN_RIGHT].filter((action) => action !== told));
      return actions;
    });
    batch.forEach((clip, index) => {
      const last = clip.context.subarray(-size * size * 3);
      const coming = [...clip.actions.subarray(contextLength - 1)];
      HORIZONS.forEach((k, horizon) => {
        const truth = clip.future[k - 1];
        tallies[horizon].model.add(imagined[index][k - 1], truth);
        tallies[horizon].copyLast.add(last, truth);
        tallies[horizon].warp.add(warpFrame(last, size, coming.slice(0, k), zoom), truth);
        tallies[horizon].meanFrame.add(mean, truth);
      });
      other.add(misled[index][0], clip.future[0]);
      const kind = kinds[coming[0] !== MOVE_FORWARD ? 2 : clip.blocked ? 1 : 0];
      kind.model.add(imagined[index][0], clip.future[0]);
      kind.warp.add(warpFrame(last, size, coming.slice(0, 1), zoom), clip.future[0]);
    });
  }
  const horizons = HORIZONS.map((k, index) => ({
    k,
    model: tallies[index].model.score,
    copyLast: tallies[index].copyLast.score,
    warp: tallies[index].warp.score,
    meanFrame: tallies[index].meanFrame.score,
  }));
  return {
    numClips: clips.length,
    horizons,
    deltaPsnr: horizons[0].model.psnr - other.score.psnr,
    byAction: kinds
      .filter((kind) => kind.model.count > 0)
      .map((kind) => ({
        action: kind.action,
        numClips: kind.model.count,
        model: kind.model.score.psnr,
        warp: kind.warp.score.psnr,
      })),
  };
}

/** Sums of the errors of pictures. */
class Tally {
  count = 0;
  #squares = 0;
  #similarity = 0;

  constructor(readonly size: number) {}

  add(predicted: Uint8Array, truth: Uint8Array): void {
    this.count++;
    this.#squares += meanSquaredError(predicted, truth);
    this.#similarity += ssim(predicted, truth, this.size);
  }

  get score(): PictureScore {
    return { psnr: psnrOf(this.#squares / this.count), ssim: this.#similarity / this.count };
  }
}

/** Clips that follow each other without sharing a frame to come. */
function cutForScoring(recording: Recording, contextLength: number): Clip[] {
  const { rgb, actions, collided, width: size } = recording;
  const frame = size * size * 3;
  const clips: Clip[] = [];
  for (let start = 0; start + contextLength + LONGEST <= actions.length + 1; start += LONGEST) {
    const now = start + contextLength;
    clips.push({
      context: rgb.subarray(start * frame, now * frame),
      future: Array.from({ length: LONGEST }, (_, k) => rgb.subarray((now + k) * frame, (now + k + 1) * frame)),
      actions: actions.subarray(start, now - 1 + LONGEST),
      blocked: collided[now - 1] === 1,
    });
  }
  return clips;
}

/** The imagined frames of each clip, `steps` of them. */
async function imagineClips(
  model: WorldModel,
  clips: readonly Clip[],
  steps: number,
  actionsOf: (clip: Clip) => Uint8Array,
): Promise<Uint8Array[][]> {
  const frame = model.config.size ** 2 * 3;
  const context = Buffer.concat(clips.map((clip) => clip.context));
  const actions = Buffer.concat(clips.map(actionsOf));
  const frames = await model.imagine(context, actions, clips.length, steps);
  return clips.map((_, clip) =>
    Array.from({ length: steps }, (__, k) =>
      frames.subarray((clip * steps + k) * frame, (clip * steps + k + 1) * frame),
    ),
  );
}

/** The zoom that predicts the frames after a step forward best. */
function fitZoom(clips: readonly Clip[], size: number): number {
  const errorOf = (zoom: number): number => {
    let sum = 0;
    for (const { context, actions, future } of clips) {
      const last = context.subarray(-size * size * 3);
      const action = actions[actions.length - LONGEST];
      if (action === MOVE_FORWARD) sum += meanSquaredError(warpFrame(last, size, [action], zoom), future[0]);
    }
    return sum;
  };
  const errors = ZOOMS.map(errorOf);
  return ZOOMS[errors.indexOf(Math.min(...errors))];
}

function meanFrame(clips: readonly Clip[], size: number): Uint8Array {
  const sums = new Float64Array(size * size * 3);
  let count = 0;
  for (const { context } of clips) {
    for (let i = 0; i < context.length; i++) sums[i % sums.length] += context[i];
    count += context.length / sums.length;
  }
  return Uint8Array.from(sums, (sum) => Math.round(sum / count));
}
