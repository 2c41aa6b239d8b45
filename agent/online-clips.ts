import type { Observation } from '../env/env.ts';
import type { Gpu } from '../env/gpu.ts';
import type { Rng } from '../env/random.ts';
import { FrameRing } from '../env/rendering/frame-ring.ts';
import { VectorEnv, type VectorEnvOptions } from '../env/vector-env.ts';
import { type ClipBatch, ClipDataset, type ClipSteps, cutSteps } from './clip-dataset.ts';
import { CORRUPT_DEFAULTS, corrupt, hideActions, noiseRows } from './corrupt.ts';
import { numPatches, patchLength } from './patches.ts';
import { recordEpisodes } from './record-episodes.ts';
import * as tf from './tf.ts';
import { Wanderer } from './wanderer.ts';
import type { PretrainBatch, WorldModelConfig } from './world-model.ts';

/** The houses to walk in, for training alone, and what draws them. */
export interface OnlineSource extends Pick<VectorEnvOptions, 'episodes' | 'library' | 'source' | 'workers' | 'level'> {
  readonly gpu: Gpu;
}

export interface OnlineClipsOptions extends OnlineSource {
  readonly model: WorldModelConfig;
  /** Environments side by side, which are also the clips of a batch. */
  readonly numClips: number;
  /** Path of the walks' seeds. */
  readonly walks: string;
  /** Frames stay on the GPU, for a `webgpu` backend on the same device; else they are handed over as typed arrays. */
  readonly staysOnGpu: boolean;
}

/** Moments of an episode before all begin new ones, in other houses. */
const LAP = 64;
/** Moments from one batch to the next. */
const STRIDE = 4;
/** Different rows of noise for frames on the GPU. */
const NOISE_ROWS = 64;

/** One walker's way through its episode. */
interface Track {
  readonly wanderer: Wanderer;
  readonly actions: number[];
  readonly poses: number[];
  readonly collided: number[];
  /** Frames of the last T + 1 moments, where they are handed over as arrays. */
  readonly frames: Uint8Array[];
}

/**
 * Clips to pretrain on straight from environments that run beside the training, without a recording: each batch is the
 * last T + 1 frames of every environment. On the GPU they go from the render target to the model's tensors by a compute
 * pass and are never read back.
 */
export class OnlineClips {
  #tracks: Track[] = [];
  #observations: readonly Observation[] = [];
  /** Moments of the lap so far, and laps begun. */
  #moment = 0;
  #laps = 0;
  /** The last batch's tensors. */
  #lent: tf.Tensor[] = [];

  private constructor(
    readonly options: OnlineClipsOptions,
    readonly env: VectorEnv,
    readonly ring: FrameRing | null,
    readonly noise: tf.Tensor2D | null,
    /** The place in the ring of what is drawn next. */
    readonly slot: { now: number },
  ) {}

  static async create(options: OnlineClipsOptions): Promise<OnlineClips> {
    const { gpu, model, numClips, staysOnGpu, episodes, library, source, workers, level } = options;
    const { size, patch, contextLength } = model;
    const slot = { now: 0 };
    const length = contextLength + 1;
    const ring = staysOnGpu ? new FrameRing({ device: gpu.device, numEnvs: numClips, length, size, patch }) : null;
    const env = await VectorEnv.create({
      ...{ episodes, library, source, workers, level, gpu },
      numEnvs: numClips,
      sensors: ['rgb'],
      camera: { width: size, height: size },
      ...(ring && { onDrawing: (drawing, envs) => ring.write(drawing, envs, slot.now) }),
    });
    const row = size * size * 3;
    const noise = staysOnGpu ? tf.tensor2d(noiseRows(NOISE_ROWS, row), [NOISE_ROWS, row]) : null;
    return new OnlineClips(options, env, ring, noise, slot);
  }

  /** Lets the agents walk on and gives what they saw last; the batch's tensors are valid until the next call. */
  async next(rng: Rng): Promise<PretrainBatch> {
    tf.dispose(this.#lent);
    const { contextLength } = this.options.model;
    if (this.#moment === 0 || this.#moment + STRIDE > LAP) await this.#beginLap();
    const until = Math.max(this.#moment + STRIDE, contextLength + 1);
    while (this.#moment < until) await this.#walk();
    const steps = this.#steps();
    return this.ring ? this.#fromGpu(steps, this.ring, rng) : corrupt(this.#fromArrays(steps), rng);
  }

  async close(): Promise<void> {
    tf.dispose([...this.#lent, ...(this.noise ? [this.noise] : [])]);
    await this.env.close();
    this.ring?.dispose();
  }

  async #beginLap(): Promise<void> {
    const { walks, numClips } = this.options;
    const seedsOf = (lap: number): string[] => Array.from({ length: numClips }, (_, i) => `${walks}/${lap}-${i}`);
    const seeds = seedsOf(this.#laps++);
    this.#tracks = seeds.map((name) => {
      const wanderer = new Wanderer();
      wanderer.reset(name);
      return { wanderer, actions: [], poses: [], collided: [], frames: [] };
    });
    this.#moment = 0;
    await this.#look(() => this.env.reset(seeds));
    this.env.expect(seedsOf(this.#laps));
  }

  async #walk(): Promise<void> {
    const actions = this.#tracks.map(({ wanderer }, i) => wanderer.act(this.#observations[i]));
    await this.#look(() => this.env.step(actions));
    this.#tracks.forEach((track, i) => {
      track.actions.push(actions[i]);
      track.collided.push(Number(this.#observations[i].collided));
    });
  }

  /** Notes what all see after a reset or a step. */
  async #look(act: () => Promise<{ readonly observation: Observation }[]>): Promise<void> {
    const { contextLength } = this.options.model;
    flush();
    this.slot.now = this.#moment % (contextLength + 1);
    this.#observations = (await act()).map(({ observation }) => observation);
    this.#moment++;
    this.#tracks.forEach(({ poses, frames }, i) => {
      const { gps, compass, pitch, rgb } = this.#observations[i];
      poses.push(-gps[1], -gps[0], compass, pitch);
      if (rgb) frames.push(rgb);
      if (frames.length > contextLength + 1) frames.shift();
    });
  }

  #steps(): ClipSteps {
    const { contextLength } = this.options.model;
    const start = this.#moment - 1 - contextLength;
    const cuts = this.#tracks.map(({ actions, poses, collided }) => ({
      start,
      recording: {
        actions: Uint8Array.from(actions),
        poses: Float32Array.from(poses),
        collided: Uint8Array.from(collided),
      },
    }));
    return cutSteps(cuts, contextLength);
  }

  #fromArrays(steps: ClipSteps): ClipBatch {
    const rgb = Buffer.concat(this.#tracks.flatMap(({ frames }) => frames));
    return { ...steps, size: this.options.model.size, rgb };
  }

  #fromGpu(steps: ClipSteps, ring: FrameRing, rng: Rng): PretrainBatch {
    const { model, numClips } = this.options;
    const { contextLength: numFrames, size } = model;
    const row = size * size * 3;
    const length = numFrames + 1;
    const first = this.#moment - length;
    const slots = Array.from({ length }, (_, t) => (first + t) % length);
    const rows = Array.from({ length: numClips * numFrames }, () => rng.int(0, NOISE_ROWS - 1));
    const [context, next] = tf.tidy(() => {
      const all = tf.tensor({ buffer: ring.buffer, zeroCopy: true }, [length, numClips, row], 'float32');
      const cut = (from: number): tf.Tensor2D =>
        tf
          .transpose(tf.gather(all, slots.slice(from, from + numFrames)), [1, 0, 2])
          .reshape([numClips * numFrames, row]);
      const noise = tf.mul(tf.gather(this.noise ?? tf.zeros([NOISE_ROWS, row]), rows), CORRUPT_DEFAULTS.noise / 127.5);
      const shape: [number, number] = [numClips * numFrames * numPatches(model), patchLength(model)];
      return [tf.add(cut(0), noise).reshape<tf.Tensor2D>(shape), cut(1).reshape<tf.Tensor2D>(shape)];
    });
    this.#lent = [context, next];
    return { ...steps, context, next, conditions: hideActions(steps.actions, rng) };
  }
}

/** Walks that a run's sample pictures are cut from. */
export async function recordWalks(source: OnlineSource, seeds: readonly string[], size: number): Promise<ClipDataset> {
  const camera = { width: size, height: size };
  const env = await VectorEnv.create({ ...source, workers: 0, numEnvs: seeds.length, sensors: ['rgb'], camera });
  try {
    const walks = await recordEpisodes(env, seeds, () => new Wanderer(), LAP);
    return new ClipDataset(walks ?? [], 'recordWalks');
  } finally {
    await env.close();
  }
}

/**
 * Hands the GPU all that TensorFlow.js still holds back, so that it reads the frames before the next are drawn over them.
 */
function flush(): void {
  const backend = tf.backend() as Partial<DeferringBackend>;
  if (!backend.commandEncoder) return;
  backend.endComputePassEncoder?.();
  backend.submitQueue?.();
}

/** What the `webgpu` backend offers: it gathers commands, and holds an encoder while there are some. */
interface DeferringBackend {
  readonly commandEncoder: GPUCommandEncoder | null;
  endComputePassEncoder(): void;
  submitQueue(): void;
}
