import type { CameraOptions, PhysicsLevel, SensorName } from '../env.ts';
import type { EpisodeSource } from '../episode.ts';
import type { Gpu } from '../gpu.ts';
import type { ModelLibrary } from '../model.ts';
import type { TakeDrawing } from '../rendering/render-lanes.ts';
import type { RenderLayout } from '../rendering/renderer.ts';
import type { SensorSuite } from '../sensors/sensor-suite.ts';
import type { AutoresetMode, NextSeed } from './autoreset.ts';
import type { StartedWorld } from './world-host.ts';
import type { WorldSource } from './world-source.ts';

/** What a batch of environments is made of, and how it runs. */
export interface VectorEnvOptions {
  readonly numEnvs: number;
  /** Where the episode of a seed comes from; see `episodeSource`. */
  readonly episodes: EpisodeSource;
  readonly library: ModelLibrary;
  /** What is rendered; nothing, and then no GPU is needed, when left out. */
  readonly sensors?: readonly SensorName[];
  /** Needed when there are sensors; belongs to the caller. */
  readonly gpu?: Gpu;
  readonly camera?: Partial<CameraOptions>;
  /** How the houses move; `rigid` when left out. */
  readonly level?: PhysicsLevel;
  /** Senses in full, in place of `sensors` and `camera`. */
  readonly suite?: SensorSuite;
  /** Makes each environment's world; by default one of its own for the episode of the seed. Takes `workers: 0`. */
  readonly createWorld?: (index: number, seed: string) => StartedWorld;
  /** `targets` makes frames independent of how many environments there are; the default is the faster one. */
  readonly layout?: RenderLayout;
  /** Lets ceiling lamps throw shadows; see `RendererOptions`. */
  readonly shadows?: boolean;
  /** Takes what was drawn while it is on the GPU, in place of reading it back: no result then holds pictures. */
  readonly onDrawing?: TakeDrawing;
  /** What becomes of an environment whose episode ended; `disabled`, and it waits for its reset, when left out. */
  readonly autoreset?: AutoresetMode;
  /** Which episode follows in an environment that resets by itself; `countUp` when left out. */
  readonly nextSeed?: NextSeed;
  /** Threads the worlds live in and step side by side; 0, this thread, when left out. No result depends on it. */
  readonly workers?: number;
  /**
   * Threads that make ready the episodes that come next (house, navigation mesh, drawn scene), before they begin; 1 when
   * left out if there are workers, else 0. No result depends on it.
   */
  readonly preparers?: number;
  /** Where threads find `episodes` and `library`: needed when there are any. */
  readonly source?: WorldSource;
  /** Awaited between one world of this thread and the next, for those who want others served in between; see `LocalWorlds`. */
  readonly rest?: () => Promise<void>;
  /** Runs once all is freed, for who opened something, such as the GPU, for this environment alone. */
  readonly onClose?: () => Promise<void>;
}
