import type { Command } from './interaction/actions.ts';
import type { Env, EpisodeSpec, StepResult } from './env.ts';
import type { Pose } from './geometry.ts';
import type { House } from './house.ts';
import { VectorEnv, type VectorEnvOptions } from './vector-env.ts';
import type { World } from './world.ts';

export type HouseEnvOptions = Omit<VectorEnvOptions, 'numEnvs'>;

/** One environment: `VectorEnv` with N = 1. */
export class HouseEnv implements Env {
  private constructor(readonly batch: VectorEnv) {}

  /** @throws Error when sensors are asked for without a GPU */
  static async create(options: HouseEnvOptions): Promise<HouseEnv> {
    return new HouseEnv(await VectorEnv.create({ ...options, numEnvs: 1 }));
  }

  reset(seed: string): Promise<StepResult> {
    return this.batch.resetOne(0, seed);
  }

  async step(command: Command): Promise<StepResult> {
    const [result] = await this.batch.step([command]);
    return result;
  }

  /** Everything about the episode, the state that agents may not see included. @throws Error before the first reset */
  get world(): World {
    return this.batch.worldAt(0);
  }

  get house(): House {
    return this.world.house;
  }

  get episode(): EpisodeSpec {
    return this.world.spec;
  }

  get traceHash(): string {
    return this.world.traceHash;
  }

  get pose(): Pose {
    return this.world.pose;
  }

  /** (M, 7): x y z qx qy qz qw in the order of `listMovables(house)`; valid until the next step. */
  get movables(): Float64Array {
    return this.world.physics.poses;
  }

  /** (numObjects) which objects are on: 1 on, 0 off. */
  get switches(): Uint8Array {
    return this.world.switches;
  }

  close(): Promise<void> {
    return this.batch.close();
  }
}
