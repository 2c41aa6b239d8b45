import { type Command, resolveCommand } from './actions.ts';
import type { CameraOptions, Frame, SensorName, StepResult } from './env.ts';
import { CAMERA_DEFAULTS } from './env.ts';
import type { EpisodeSource } from './episode.ts';
import type { Gpu } from './gpu.ts';
import type { ModelLibrary } from './model.ts';
import { initNavigation } from './navigation.ts';
import { type RenderLayout, Renderer, eyePose } from './renderer.ts';
import { buildScene } from './scene.ts';
import { type Outcome, World } from './world.ts';

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
  /** `targets` makes frames independent of how many environments there are; the default is the faster one. */
  readonly layout?: RenderLayout;
}

/** One environment of the batch. */
interface Slot {
  readonly world: World;
  readonly rejected: number;
  /** What its last reset or step led to; null until that is seen. */
  result: StepResult | null;
}

/** N episodes side by side, rendered in one batch. An episode that ended waits until it is reset; nothing resets by itself. */
export class VectorEnv {
  readonly #slots: (Slot | null)[];

  private constructor(
    readonly options: VectorEnvOptions,
    readonly renderer: Renderer | null,
  ) {
    this.#slots = Array.from({ length: options.numEnvs }, () => null);
  }

  /** @throws Error when sensors are asked for without a GPU */
  static async create(options: VectorEnvOptions): Promise<VectorEnv> {
    await initNavigation();
    return new VectorEnv(options, await createRenderer(options));
  }

  get numEnvs(): number {
    return this.options.numEnvs;
  }

  /** Everything about one environment, the state that agents may not see included. @throws Error before its first reset */
  worldAt(index: number): World {
    return this.#slotAt(index).world;
  }

  /** Proposals that were thrown away before this environment's episode was found. @throws Error before its first reset */
  rejectedAt(index: number): number {
    return this.#slotAt(index).rejected;
  }

  /**
   * Starts the episode each seed names; where the seed is null, that environment is left as it is.
   * Gives the latest result of every environment.
   *
   * @throws RangeError when the number of seeds is not N
   */
  async reset(seeds: readonly (string | null)[]): Promise<StepResult[]> {
    this.#checkLength('reset', seeds.length);
    const outcomes = seeds.map((seed, index) => (seed === null ? null : this.#start(index, seed)));
    return this.#observe(outcomes);
  }

  /** Starts one environment's episode; the others are left as they are. */
  async resetOne(index: number, seed: string): Promise<StepResult> {
    const results = await this.reset(this.#slots.map((_, i) => (i === index ? seed : null)));
    return results[index];
  }

  /**
   * Steps the environments that have a command; those with null wait. Gives the latest result of every environment.
   *
   * @throws RangeError for what is no command, or when their number is not N; Error for a command in an episode that
   * ended. In all cases nothing changes.
   */
  async step(commands: readonly (Command | null)[]): Promise<StepResult[]> {
    this.#checkLength('step', commands.length);
    commands.forEach((command, index) => {
      if (command === null) return;
      resolveCommand(command);
      const { world } = this.#slotAt(index);
      if (world.ended) {
        throw new Error(`VectorEnv.step: episode ${world.spec.seed} of environment ${index} ended; reset it first.`);
      }
    });
    return this.#observe(commands.map((command, i) => (command === null ? null : this.worldAt(i).step(command))));
  }

  /** Frees what this created; the GPU belongs to the caller. */
  async close(): Promise<void> {
    for (const slot of this.#slots) slot?.world.dispose();
    this.#slots.fill(null);
    this.renderer?.dispose();
  }

  #start(index: number, seed: string): Outcome {
    const { library, episodes } = this.options;
    const { spec, house, rejected } = episodes(seed);
    const world = new World({ house, spec, library });
    this.#slots[index]?.world.dispose();
    this.renderer?.setScene(index, buildScene(house, this.options.library));
    this.#slots[index] = { world, rejected, result: null };
    return { reward: 0, terminated: false, truncated: false, measures: world.measures };
  }

  /** Lets the environments that changed be seen, in one batch. */
  async #observe(outcomes: readonly (Outcome | null)[]): Promise<StepResult[]> {
    const changed = [...outcomes.keys()].filter((index) => outcomes[index] !== null);
    const frames = await this.#render(changed);
    outcomes.forEach((outcome, index) => {
      if (outcome === null) return;
      const slot = this.#slotAt(index);
      slot.result = { observation: { ...frames[changed.indexOf(index)], ...slot.world.observe() }, ...outcome };
    });
    return this.#slots.map((_, index) => this.#resultAt(index));
  }

  async #render(indices: readonly number[]): Promise<Frame[]> {
    const { renderer } = this;
    if (renderer === null) {
      const { width, height } = { ...CAMERA_DEFAULTS, ...this.options.camera };
      return indices.map(() => ({ width, height }));
    }
    if (indices.length === 0) return [];
    for (const index of indices) {
      const { physics, pose } = this.worldAt(index);
      renderer.setPoses(index, physics.poses);
      renderer.setCamera(index, eyePose(pose));
    }
    return renderer.render(indices);
  }

  #slotAt(index: number): Slot {
    const slot = this.#slots[index];
    if (!slot) throw new Error(`VectorEnv: environment ${index} has no episode; reset it first.`);
    return slot;
  }

  #resultAt(index: number): StepResult {
    const { result } = this.#slotAt(index);
    if (result === null) throw new Error(`VectorEnv: environment ${index} was reset but never seen; reset it again.`);
    return result;
  }

  #checkLength(method: string, length: number): void {
    if (length === this.numEnvs) return;
    throw new RangeError(`VectorEnv.${method}: ${length} entries for ${this.numEnvs} environments; give one each.`);
  }
}

async function createRenderer(options: VectorEnvOptions): Promise<Renderer | null> {
  const { sensors = [], gpu, numEnvs, library, camera, layout } = options;
  if (sensors.length === 0) return null;
  if (gpu === undefined) {
    throw new Error(`VectorEnv.create: sensors ${sensors.join(', ')} need a GPU; pass one (openGpu), or ask for none.`);
  }
  return Renderer.create({ gpu, library, numEnvs, sensors, camera, layout });
}
