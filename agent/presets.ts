import type { WorldModelConfig } from './world-model.ts';

export const PRESETS = ['tiny', 'small', 'gpu'] as const;
export type Preset = (typeof PRESETS)[number];

/** How a world model is built and trained. */
export interface PretrainPreset {
  readonly model: WorldModelConfig;
  readonly numSteps: number;
  /** Clips of one step. */
  readonly batchSize: number;
  readonly learningRate: number;
}

/** `tiny` trains in minutes on two cores, `small` in an hour; `gpu` has smaller patches and wants a real GPU. */
export const PRETRAIN_PRESETS: Record<Preset, PretrainPreset> = {
  tiny: {
    model: { size: 64, patch: 16, contextLength: 8, width: 128, numLayers: 4, numHeads: 4 },
    numSteps: 720,
    batchSize: 12,
    learningRate: 1.5e-3,
  },
  small: {
    model: { size: 64, patch: 16, contextLength: 8, width: 192, numLayers: 4, numHeads: 4 },
    numSteps: 8000,
    batchSize: 12,
    learningRate: 1e-3,
  },
  gpu: {
    model: { size: 64, patch: 8, contextLength: 8, width: 256, numLayers: 6, numHeads: 4 },
    numSteps: 30_000,
    batchSize: 32,
    learningRate: 6e-4,
  },
};

/** One round of lessons and training on all lessons so far. */
export interface FinetuneRound {
  readonly numEpisodes: number;
  /** Share of steps the learner takes itself; the first round has none. */
  readonly trust: number;
  /** Share of steps taken at random. */
  readonly noise: number;
  readonly numSteps: number;
}

/** How a policy is taught. */
export interface FinetunePreset {
  /** Houses looked around in before the first lesson. */
  readonly numHouses: number;
  readonly rounds: readonly FinetuneRound[];
  /** Steps after which an episode is cut. */
  readonly length: number;
  /** Episodes side by side. */
  readonly numEnvs: number;
  readonly learningRate: number;
}

export const FINETUNE_PRESETS: Record<Preset, FinetunePreset> = {
  tiny: {
    numHouses: 800,
    rounds: [
      { numEpisodes: 128, trust: 0, noise: 0.15, numSteps: 1200 },
      { numEpisodes: 80, trust: 0.7, noise: 0.05, numSteps: 1200 },
    ],
    length: 160,
    numEnvs: 8,
    learningRate: 1e-3,
  },
  small: {
    numHouses: 2000,
    rounds: [
      { numEpisodes: 240, trust: 0, noise: 0.15, numSteps: 1500 },
      { numEpisodes: 160, trust: 0.6, noise: 0.05, numSteps: 1500 },
      { numEpisodes: 160, trust: 0.9, noise: 0.05, numSteps: 2000 },
    ],
    length: 160,
    numEnvs: 8,
    learningRate: 1e-3,
  },
  gpu: {
    numHouses: 10_000,
    rounds: [
      { numEpisodes: 4000, trust: 0, noise: 0.15, numSteps: 8000 },
      { numEpisodes: 2000, trust: 0.5, noise: 0.05, numSteps: 8000 },
      { numEpisodes: 2000, trust: 0.9, noise: 0.05, numSteps: 12_000 },
    ],
    length: 250,
    numEnvs: 64,
    learningRate: 6e-4,
  },
};
