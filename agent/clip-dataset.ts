import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { wrapAngle } from '../env/geometry.ts';
import { AGENT } from '../env/env.ts';
import { UsageError } from '../env/errors.ts';
import type { Rng } from '../env/random.ts';
import type { Recording } from './recording.ts';
import { readShard } from './shard.ts';

/** The T steps of clips: what was done, and how far that went. */
export interface ClipSteps {
  readonly numClips: number;
  /** T. */
  readonly numFrames: number;
  /** (B, T) index into `ACTIONS`. */
  readonly actions: Uint8Array;
  /** (B, T, 2) metres moved over the step length, radians turned over the turn angle. */
  readonly motion: Float32Array;
  /** (B, T) 1 where the action ended against an obstacle. */
  readonly blocked: Uint8Array;
}

/** Clips of T + 1 frames with the T actions between them. */
export interface ClipBatch extends ClipSteps {
  /** Width and height of a frame. */
  readonly size: number;
  /** (B, T + 1, H, W, 3) */
  readonly rgb: Uint8Array;
}

/** A stretch of a recording, from its frame `start` on. */
export interface Cut<Source> {
  readonly recording: Source;
  readonly start: number;
}

/** Name of the n-th shard of a data folder. */
export function shardName(index: number): string {
  return `episodes-${String(index).padStart(5, '0')}.bin`;
}

/** The shards of a folder that `oikos collect` wrote, in order. @throws UsageError when there is no such folder */
export async function listShards(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => {
    throw new UsageError(`listShards: no folder ${folder}; run oikos collect --out ${folder} first.`);
  });
  return names
    .filter((name) => /^episodes-\d+\.bin$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}

/** Recorded episodes in memory, sampled as clips. */
export class ClipDataset {
  readonly numFrames: number;

  /** @throws UsageError when no recording is there, or their frames differ in size. */
  constructor(
    readonly recordings: readonly Recording[],
    where = 'ClipDataset',
  ) {
    if (recordings.length === 0) throw new UsageError(`${where}: no episodes; run oikos collect first.`);
    const sizes = new Set(recordings.map(({ width, height }) => `${width}x${height}`));
    const { width, height } = recordings[0];
    if (sizes.size > 1 || width !== height) {
      throw new UsageError(`${where}: frames of ${[...sizes].join(', ')}; all must be square and of one size.`);
    }
    this.numFrames = recordings.reduce((sum, { actions }) => sum + actions.length + 1, 0);
  }

  /** Reads every shard of a folder that `oikos collect` wrote. @throws UsageError when it holds none, or a damaged one. */
  static async open(folder: string): Promise<ClipDataset> {
    const recordings: Recording[] = [];
    for (const file of await listShards(folder)) recordings.push(...(await readShard(file)));
    return new ClipDataset(recordings, `ClipDataset ${folder}`);
  }

  get size(): number {
    return this.recordings[0].width;
  }

  /** Houses the frames come from, in the order of their first episode. */
  get houses(): string[] {
    return [...new Set(this.recordings.map(({ house }) => house))];
  }

  /**
   * Clips of T + 1 frames, each frame of the data as likely as another to be the first.
   *
   * @throws UsageError when every episode is too short.
   */
  sample(rng: Rng, numClips: number, numFrames: number): ClipBatch {
    const numStarts = this.recordings.map(({ actions }) => Math.max(0, actions.length + 1 - numFrames));
    const total = numStarts.reduce((sum, count) => sum + count, 0);
    if (total === 0) {
      throw new UsageError(`ClipDataset: no episode has ${numFrames + 1} frames; collect longer ones.`);
    }
    const clips = Array.from({ length: numClips }, () => {
      let start = rng.int(0, total - 1);
      let episode = 0;
      while (start >= numStarts[episode]) start -= numStarts[episode++];
      return { recording: this.recordings[episode], start };
    });
    return cutClips(clips, numFrames);
  }
}

/** Cuts T + 1 frames out of each recording. */
export function cutClips(clips: readonly Cut<Recording>[], numFrames: number): ClipBatch {
  const size = clips[0].recording.width;
  const frame = size * size * 3;
  const rgb = new Uint8Array(clips.length * (numFrames + 1) * frame);
  clips.forEach(({ recording, start }, clip) => {
    const cut = recording.rgb.subarray(start * frame, (start + numFrames + 1) * frame);
    rgb.set(cut, clip * (numFrames + 1) * frame);
  });
  return { ...cutSteps(clips, numFrames), size, rgb };
}

/** The T steps of each stretch. */
export function cutSteps(
  clips: readonly Cut<Pick<Recording, 'actions' | 'poses' | 'collided'>>[],
  numFrames: number,
): ClipSteps {
  const numClips = clips.length;
  const steps = {
    numClips,
    numFrames,
    actions: new Uint8Array(numClips * numFrames),
    motion: new Float32Array(numClips * numFrames * 2),
    blocked: new Uint8Array(numClips * numFrames),
  };
  clips.forEach(({ recording, start }, clip) => {
    const end = start + numFrames;
    steps.actions.set(recording.actions.subarray(start, end), clip * numFrames);
    steps.blocked.set(recording.collided.subarray(start, end), clip * numFrames);
    for (let t = 0; t < numFrames; t++) {
      steps.motion.set(motionBetween(recording.poses, start + t), (clip * numFrames + t) * 2);
    }
  });
  return steps;
}

function motionBetween(poses: Float32Array, index: number): [moved: number, turned: number] {
  const [x0, z0, yaw0] = poses.subarray(index * 4, index * 4 + 3);
  const [x1, z1, yaw1] = poses.subarray(index * 4 + 4, index * 4 + 7);
  return [Math.hypot(x1 - x0, z1 - z0) / AGENT.stepLength, wrapAngle(yaw1 - yaw0) / AGENT.turnAngle];
}
