import { type Command, resolveCommand } from './interaction/actions.ts';
import type { CameraOptions, Frame, PhysicsLevel, SensorName, StepResult } from './env.ts';
import { CAMERA_DEFAULTS } from './env.ts';
import type { EpisodeSource } from './episode.ts';
import type { Pose } from './geometry.ts';
import type { Gpu } from './gpu.ts';
import type { ModelLibrary } from './model.ts';
import { initNavigation } from './navigation/navigation.ts';
import { type RenderLayout, Renderer, eyePose } from './rendering/renderer.ts';
import { buildScene } from './rendering/scene.ts';
import { SensorRig } from './sensors/sensor-rig.ts';
import { type SensorSuite, channelsOf } from './sensors/sensor-suite.ts';
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
  /** How the houses move; `rigid` when left out. */
  readonly level?: PhysicsLevel;
  /** Senses in full, in place of `sensors` and `camera`. */
  readonly suite?: SensorSuite;
  /** Makes each environment's world; by default one of its own for the episode of the seed. */
  readonly createWorld?: (index: number, seed: string) => StartedWorld;
  /** `targets` makes frames independent of how many environments there are; the default is the faster one. */
  readonly layout?: RenderLayout;
  /** Runs once all is freed, for who opened something, such as the GPU, for this environment alone. */
  readonly onClose?: () => Promise<void>;
}

/** A world that has just begun. */
export interface StartedWorld {
  readonly world: World;
  /** Proposals that were thrown away before its episode was found. */
  readonly rejected: number;
}

/** One environment of the batch. */
interface Slot extends StartedWorld {
  readonly rig: SensorRig;
  /** ImageNav's picture of the goal; null until it is taken, and for other tasks. */
  imageGoal: Uint8Array | null;
  /** What its last reset or step led to; null until that is seen. */
  result: StepResult | null;
}

/** N episodes side by side, rendered in one batch. An episode that ended waits until it is reset; nothing resets by itself. */
export class VectorEnv {
  readonly #slots: (Slot | null)[];

  private constructor(
    readonly options: VectorEnvOptions,
    readonly suite: SensorSuite,
    readonly renderer: Renderer | null,
  ) {
    this.#slots = Array.from({ length: options.numEnvs }, () => null);
  }

  /** @throws Error when sensors are asked for without a GPU */
  static async create(options: VectorEnvOptions): Promise<VectorEnv> {
    await initNavigation();
    const suite = suiteOf(options);
    return new VectorEnv(options, suite, await createRenderer(options, suite));
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
    await this.options.onClose?.();
  }

  #start(index: number, seed: string): Outcome {
    const { library, createWorld = (_: number, name: string) => this.#createWorld(name) } = this.options;
    const { world, rejected } = createWorld(index, seed);
    this.#slots[index]?.world.dispose();
    this.renderer?.setScene(index, buildScene(world.house, library));
    const rig = new SensorRig(this.suite, world.rules.agent.cameraHeight, seed);
    this.#slots[index] = { world, rejected, rig, imageGoal: null, result: null };
    return { reward: 0, terminated: false, truncated: false, measures: world.measures };
  }

  #createWorld(seed: string): StartedWorld {
    const { library, episodes, level } = this.options;
    const { rejected, ...episode } = episodes(seed);
    return { world: new World({ ...episode, library, level }), rejected };
  }

  /** Lets the environments that changed be seen, in one batch. */
  async #observe(outcomes: readonly (Outcome | null)[]): Promise<StepResult[]> {
    const changed = [...outcomes.keys()].filter((index) => outcomes[index] !== null);
    await this.#takeGoalPictures(changed);
    const frames = await this.#render(changed);
    outcomes.forEach((outcome, index) => {
      if (outcome === null) return;
      const slot = this.#slotAt(index);
      const { rig, world, imageGoal } = slot;
      const observation = rig.sense(frames[changed.indexOf(index)], world.observe());
      slot.result = { observation: { ...observation, ...(imageGoal && { imageGoal }) }, ...outcome };
    });
    return this.#slots.map((_, index) => this.#resultAt(index));
  }

  /** Takes the pictures of goals that a new episode shows its agent. */
  async #takeGoalPictures(indices: readonly number[]): Promise<void> {
    if (this.renderer === null || !this.suite.sensors.includes('rgb')) return;
    const waiting = indices.filter((index) => this.worldAt(index).spec.goalView && !this.#slotAt(index).imageGoal);
    const frames = await this.#render(waiting, (world) => world.spec.goalView ?? world.pose);
    waiting.forEach((index, i) => (this.#slotAt(index).imageGoal = frames[i].rgb ?? null));
  }

  /** Draws what is seen from a pose in each of some environments, by default the agent's. */
  async #render(indices: readonly number[], poseIn = (world: World): Pose => world.pose): Promise<Frame[]> {
    const { renderer, suite } = this;
    if (renderer === null) {
      const { width, height } = suite.camera;
      return indices.map(() => ({ width, height }));
    }
    if (indices.length === 0) return [];
    const { height, tilt = 0 } = suite.mount ?? {};
    for (const index of indices) {
      const world = this.worldAt(index);
      const pose = poseIn(world);
      const eye = eyePose({ ...pose, pitch: pose.pitch + tilt }, height ?? world.rules.agent.cameraHeight);
      renderer.setPoses(index, world.poses);
      renderer.setSwitches(index, world.switches);
      renderer.setCamera(index, eye);
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

function suiteOf({ suite, sensors = [], camera }: VectorEnvOptions): SensorSuite {
  return suite ?? { sensors, camera: { ...CAMERA_DEFAULTS, ...camera } };
}

async function createRenderer(options: VectorEnvOptions, suite: SensorSuite): Promise<Renderer | null> {
  const { gpu, numEnvs, library, layout } = options;
  const { camera } = suite;
  const sensors = channelsOf(suite);
  if (sensors.length === 0) return null;
  if (gpu === undefined) {
    throw new Error(`VectorEnv.create: sensors ${sensors.join(', ')} need a GPU; pass one (openGpu), or ask for none.`);
  }
  return Renderer.create({ gpu, library, numEnvs, sensors, camera, layout });
}
