import type { Command } from './interaction/actions.ts';
import type { Env, EpisodeSpec, StepResult } from './env.ts';
import type { Pose } from './geometry.ts';
import type { House } from './house.ts';
import type { EnvView } from './vector/env-view.ts';
import { VectorEnv, type VectorEnvOptions } from './vector-env.ts';
import type { World } from './world.ts';

/** What one environment is made of. */
export type HouseEnvOptions = Omit<VectorEnvOptions, 'numEnvs' | 'autoreset' | 'nextSeed'>;

/** One environment: `VectorEnv` with N = 1. */
export class HouseEnv implements Env {
  private constructor(readonly batch: VectorEnv) {}

  /** @throws Error when sensors are asked for without a GPU */
  static async create(options: HouseEnvOptions): Promise<HouseEnv> {
    return new HouseEnv(await VectorEnv.create({ ...options, numEnvs: 1 }));
  }

  /** @throws what the episode fails of, besides what `Env` says */
  async reset(seed: string): Promise<StepResult> {
    return this.#whole(await this.batch.reset([seed]));
  }

  /** @throws what the step fails of, besides what `Env` says */
  async step(command: Command): Promise<StepResult> {
    return this.#whole(await this.batch.step([command]));
  }

  /** Everything about the episode. @throws Error before the first reset, and where the world lives in another thread */
  get world(): World {
    return this.batch.worldAt(0);
  }

  /** What can be read of the episode wherever it lives, the state that agents may not see included. @throws Error before the first reset */
  get view(): EnvView {
    return this.batch.viewAt(0);
  }

  /** The house of the episode. @throws Error before the first reset */
  get house(): House {
    return this.view.house;
  }

  /** What is asked in the episode. @throws Error before the first reset */
  get episode(): EpisodeSpec {
    return this.view.spec;
  }

  get traceHash(): string {
    return this.view.traceHash;
  }

  /** Where the agent's feet are and where it looks. @throws Error before the first reset */
  get pose(): Pose {
    return this.view.pose;
  }

  /** (M, 7): x y z qx qy qz qw in the order of `listMovables(house)`; valid until the next step. */
  get movables(): Float64Array {
    return this.view.poses;
  }

  /** (numObjects) which objects are on: 1 on, 0 off. */
  get switches(): Uint8Array {
    return this.view.switches;
  }

  /** Frees what this created, and a GPU that was opened for it alone. */
  close(): Promise<void> {
    return this.batch.close();
  }

  #whole([result]: readonly StepResult[]): StepResult {
    const failure = this.batch.failureAt(0);
    if (failure) throw failure;
    return result;
  }
}
