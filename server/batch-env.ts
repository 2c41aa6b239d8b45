import type { Command } from '../env/interaction/actions.ts';
import type { StepResult } from '../env/env.ts';
import type { EnvView } from '../env/vector/env-view.ts';
import type { BatchOptions } from './batch-request.ts';

/** The environments of a batch, as `VectorEnv` gives them. */
export interface BatchEnv {
  readonly numEnvs: number;
  /** Starts the episode each seed names; null leaves that environment as it is. Gives the latest result of each. */
  reset(seeds: readonly (string | null)[]): Promise<StepResult[]>;
  /** Steps the environments that have a command. Gives the latest result of each. */
  step(commands: readonly (Command | null)[]): Promise<StepResult[]>;
  viewAt(index: number): Pick<EnvView, 'spec' | 'house' | 'traceHash' | 'ended'>;
  close(): Promise<void>;
}

/** Where lock-step clients get their environments from. */
export interface BatchSources {
  /** Long work waits for `rest` now and then, so that others are served as well. */
  createBatch(options: BatchOptions, rest: () => Promise<void>): Promise<BatchEnv>;
  /** Who draws, in words; null where nobody does. */
  readonly device: string | null;
}
