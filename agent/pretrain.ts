import { UsageError } from '../env/errors.ts';
import { Rng } from '../env/random.ts';
import { openTf } from './backend.ts';
import type { Checkpoint } from './checkpoint.ts';
import { ClipDataset } from './clip-dataset.ts';
import { corrupt } from './corrupt.ts';
import { OnlineClips, type OnlineSource, recordWalks } from './online-clips.ts';
import { Parameters } from './parameters.ts';
import { PRETRAIN_PRESETS, type Preset } from './presets.ts';
import { RunFolder } from './run-folder.ts';
import { Trainer, type TrainingEvents } from './trainer.ts';
import { WorldModel, type PretrainBatch, type WorldModelConfig } from './world-model.ts';

export interface PretrainOptions {
  /** Recorded episodes, or houses to walk in while it trains. */
  readonly data: ClipDataset | OnlineSource;
  /** Folder of the run. */
  readonly out: string;
  readonly seed: number;
  readonly preset: Preset;
  /** Overrides the preset's number of steps. */
  readonly numSteps?: number;
  readonly resume?: boolean;
  readonly onMetrics?: TrainingEvents['onMetrics'];
  readonly signal?: AbortSignal;
}

/** Clips of a run's sample picture, and frames imagined of each. */
const SAMPLE_CLIPS = 4;
const SAMPLE_STEPS = 4;

/**
 * Trains a world model on recorded episodes, or on what is seen meanwhile, and leaves it in a run folder. Resumed, a run
 * on recordings goes on bit by bit; one without walks on in houses it has not been in.
 *
 * @throws UsageError when the data comes from other than training houses or fits no preset, or the folder is taken.
 */
export async function pretrain(options: PretrainOptions): Promise<{ step: number }> {
  const { preset, seed } = options;
  const { model: config, batchSize, learningRate, numSteps: presetSteps } = PRETRAIN_PRESETS[preset];
  const numSteps = options.numSteps ?? presetSteps;
  const { backend } = await openTf();
  const isOnline = !(options.data instanceof ClipDataset);
  const data = isOnline ? await recordWalks(options.data, walkSeeds(seed), config.size) : options.data;
  checkData(data, config);
  const record = {
    kind: 'world-model',
    objective: 'generative',
    preset,
    seed,
    numSteps,
    batchSize,
    learningRate,
    model: config,
  };
  const run = await RunFolder.open(
    options.out,
    { ...record, ...(isOnline ? { online: true } : { numFrames: data.numFrames }), backend },
    options.resume ?? false,
  );
  const rng = new Rng(`${seed}/pretrain`);
  const model = new WorldModel(config, new Parameters(rng.child('weights')));
  const trainer = new Trainer<PretrainBatch>(model, run, { numSteps, learningRate });
  let online: OnlineClips | null = null;
  try {
    if (options.resume) await trainer.resume();
    if (isOnline) {
      const staysOnGpu = backend === 'webgpu';
      const walks = `${seed}/train/walks-from-${trainer.step}`;
      online = await OnlineClips.create({
        ...options.data,
        model: config,
        numClips: batchSize,
        walks,
        staysOnGpu,
      });
    }
    const sample = (step: number): PretrainBatch | Promise<PretrainBatch> => {
      const stream = rng.child('batch').child(step);
      return online?.next(stream) ?? corrupt(data.sample(stream, batchSize, config.contextLength), stream);
    };
    await trainer.train(sample, {
      onMetrics: options.onMetrics,
      signal: options.signal,
      onSave: async (step) => {
        await run.writeModel({ record: { ...record, step }, weights: await model.parameters.read() });
        await writeSamples(run, model, data, rng.child('samples'), step);
      },
    });
    return { step: trainer.step };
  } finally {
    await online?.close();
    trainer.dispose();
    model.parameters.dispose();
  }
}

/** The world model of a checkpoint that `pretrain` or `finetune` wrote. @throws UsageError when it holds none. */
export function createWorldModel(checkpoint: Checkpoint, where: string): WorldModel {
  const { model: config } = checkpoint.record as { readonly model?: WorldModelConfig };
  if (!config) throw new UsageError(`createWorldModel: ${where} holds no world model; give a run of oikos pretrain.`);
  const model = new WorldModel(config, new Parameters(new Rng('loaded')));
  model.parameters.load(checkpoint.weights);
  return model;
}

/** Episodes whose first steps are shown in a run's sample pictures. */
function walkSeeds(seed: number): string[] {
  return Array.from({ length: SAMPLE_CLIPS }, (_, i) => `${seed}/train/sample-${i}`);
}

function checkData(data: ClipDataset, config: WorldModelConfig): void {
  const foreign = data.houses.find((house) => !house.startsWith('train/'));
  if (foreign) {
    throw new UsageError(
      `pretrain: the data holds house ${foreign}, which is kept for evaluation; collect with oikos collect, which walks through training houses only.`,
    );
  }
  if (data.size !== config.size) {
    throw new UsageError(
      `pretrain: the data's frames are ${data.size} pixels wide, the model takes ${config.size}; collect again.`,
    );
  }
}

/** Each row: the last frame known, then pairs of the frame that came and the frame as it was imagined. */
async function writeSamples(
  run: RunFolder,
  model: WorldModel,
  data: ClipDataset,
  rng: Rng,
  step: number,
): Promise<void> {
  const { size, contextLength } = model.config;
  const frame = size * size * 3;
  const length = contextLength - 1 + SAMPLE_STEPS;
  const clips = data.sample(rng, SAMPLE_CLIPS, length);
  const rows = Array.from({ length: SAMPLE_CLIPS }, (_, clip) =>
    clips.rgb.subarray(clip * (length + 1) * frame, (clip + 1) * (length + 1) * frame),
  );
  const context = Buffer.concat(rows.map((row) => row.subarray(0, contextLength * frame)));
  const imagined = await model.imagine(context, clips.actions, SAMPLE_CLIPS, SAMPLE_STEPS);
  const sheet = rows.flatMap((row, clip) => [
    row.subarray((contextLength - 1) * frame, contextLength * frame),
    ...Array.from({ length: SAMPLE_STEPS }, (_, k) => [
      row.subarray((contextLength + k) * frame, (contextLength + k + 1) * frame),
      imagined.subarray((clip * SAMPLE_STEPS + k) * frame, (clip * SAMPLE_STEPS + k + 1) * frame),
    ]).flat(),
  ]);
  await run.writeSamples(`step-${String(step).padStart(6, '0')}`, Buffer.concat(sheet), size, 1 + 2 * SAMPLE_STEPS);
}
