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
    numSteps: 1000,
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
