import type { Command } from '../env/interaction/actions.ts';
import type { EpisodeSpec, PhysicsLevel, StepResult } from '../env/env.ts';
import type { EpisodeSource, GeneratedEpisode } from '../env/episode.ts';
import type { Vec3, Pose } from '../env/geometry.ts';
import type { House } from '../env/house.ts';
import { HouseEnv, type HouseEnvOptions } from '../env/house-env.ts';
import type { World } from '../env/world.ts';
import type { WatchedEnv } from './watched.ts';

/** A house environment that is given its episodes one by one, and shows all there is to see. */
export class HouseWatch implements WatchedEnv {
  private constructor(
    readonly level: PhysicsLevel,
    readonly env: HouseEnv,
    readonly next: { episode: GeneratedEpisode | null },
  ) {}

  static async create(options: Omit<HouseEnvOptions, 'episodes'> & { level: PhysicsLevel }): Promise<HouseWatch> {
    const next: { episode: GeneratedEpisode | null } = { episode: null };
    const episodes: EpisodeSource = (seed) => {
      if (next.episode?.spec.seed === seed) return next.episode;
      throw new Error(`HouseWatch: episode "${seed}" was not handed over; call begin.`);
    };
    return new HouseWatch(options.level, await HouseEnv.create({ ...options, episodes }), next);
  }

  begin(episode: GeneratedEpisode): Promise<StepResult> {
    this.next.episode = episode;
    return this.env.reset(episode.spec.seed);
  }

  step(command: Command): Promise<StepResult> {
    return this.env.step(command);
  }

  /** Everything about the episode, the state that agents may not see included. */
  get world(): World {
    return this.env.world;
  }

  get traceHash(): string {
    return this.env.traceHash;
  }

  get house(): House {
    return this.env.house;
  }

  get episode(): EpisodeSpec {
    return this.env.episode;
  }

  get pose(): Pose {
    return this.env.pose;
  }

  get movables(): Float64Array {
    return this.env.movables;
  }

  get switches(): Uint8Array {
    return this.env.switches;
  }

  get pathToGoal(): readonly Vec3[] {
    const { navMesh, spec, pose } = this.world;
    const { goal } = navMesh.nearestOf(pose.position, spec.goals);
    return (goal && navMesh.path(pose.position, goal)) ?? [];
  }

  close(): Promise<void> {
    return this.env.close();
  }
}
