import type { Frame, Observation } from '../env.ts';
import type { Pose } from '../geometry.ts';
import type { Gpu } from '../gpu.ts';
import type { ModelLibrary } from '../model.ts';
import { type Drawing, type RenderLayout, Renderer, eyePose } from '../rendering/renderer.ts';
import { SensorRig } from '../sensors/sensor-rig.ts';
import { type SensorSuite, channelsOf } from '../sensors/sensor-suite.ts';
import type { EnvView } from './env-view.ts';
import type { Begun } from './worlds.ts';

/** What the agents of a batch sense, and what with. */
export interface BatchSensesOptions {
  readonly suite: SensorSuite;
  readonly numEnvs: number;
  readonly library: ModelLibrary;
  /** Needed when there is anything to draw; belongs to the caller. */
  readonly gpu?: Gpu;
  readonly layout?: RenderLayout;
  readonly shadows?: boolean;
  readonly onDrawing?: TakeDrawing;
}

/** Takes what was drawn of some environments while it is on the GPU; see `FrameRing`. */
export type TakeDrawing = (drawing: Drawing, indices: readonly number[]) => void;

/** An episode under way in one environment, and what senses it. */
export interface SensedEpisode {
  readonly index: number;
  readonly view: EnvView;
  readonly rejected: number;
  readonly rig: SensorRig;
  /** ImageNav's picture of the goal; null until it is taken, and for other tasks. */
  imageGoal: Uint8Array | null;
}

/** The senses of all agents of a batch, with one renderer for all; none where nothing is to be drawn. */
export class BatchSenses {
  private constructor(
    readonly suite: SensorSuite,
    readonly renderer: Renderer | null,
    readonly onDrawing: TakeDrawing | undefined,
  ) {}

  /** @throws Error when there is something to draw and no GPU */
  static async create({
    suite,
    numEnvs,
    library,
    gpu,
    layout,
    shadows,
    onDrawing,
  }: BatchSensesOptions): Promise<BatchSenses> {
    const sensors = channelsOf(suite);
    if (sensors.length === 0) return new BatchSenses(suite, null, onDrawing);
    if (gpu === undefined) {
      throw new Error(
        `VectorEnv.create: sensors ${sensors.join(', ')} need a GPU; pass one (openGpu), or ask for none.`,
      );
    }
    const { camera } = suite;
    return new BatchSenses(
      suite,
      await Renderer.create({ gpu, library, numEnvs, sensors, camera, layout, shadows }),
      onDrawing,
    );
  }

  /** Turns an environment's senses to its next episode. @throws UsageError when the house is too large to be drawn */
  begin(index: number, { view, rejected, scene }: Begun): SensedEpisode {
    if (scene) this.renderer?.setScene(index, scene);
    const rig = new SensorRig(this.suite, view.rules.agent.cameraHeight, view.spec.seed);
    return { index, view, rejected, rig, imageGoal: null };
  }

  /** What the agents are given, drawn in one batch. */
  async observe(episodes: readonly SensedEpisode[]): Promise<Observation[]> {
    await this.#takeGoalPictures(episodes);
    const frames = await this.#draw(episodes, ({ view }) => view.pose);
    return episodes.map(({ rig, view, imageGoal }, i) => {
      const observation = rig.sense(frames[i], view.observe());
      return { ...observation, ...(imageGoal && { imageGoal }) };
    });
  }

  dispose(): void {
    this.renderer?.dispose();
  }

  /** Takes the pictures of goals that a new episode shows its agent. */
  async #takeGoalPictures(episodes: readonly SensedEpisode[]): Promise<void> {
    if (this.renderer === null || !this.suite.sensors.includes('rgb')) return;
    const waiting = episodes.filter(({ view, imageGoal }) => view.spec.goalView && !imageGoal);
    const frames = await this.#draw(waiting, ({ view }) => view.spec.goalView ?? view.pose);
    waiting.forEach((episode, i) => (episode.imageGoal = frames[i].rgb ?? null));
  }

  /** Draws what is seen from a pose in each environment. */
  async #draw(episodes: readonly SensedEpisode[], poseIn: (episode: SensedEpisode) => Pose): Promise<Frame[]> {
    const { renderer } = this;
    const { width, height } = this.suite.camera;
    const blank = episodes.map(() => ({ width, height }));
    if (renderer === null || episodes.length === 0) return blank;
    for (const episode of episodes) this.#aim(renderer, episode, poseIn(episode));
    const indices = episodes.map(({ index }) => index);
    const drawing = renderer.draw(indices);
    if (!this.onDrawing) return renderer.read(drawing);
    this.onDrawing(drawing, indices);
    return blank;
  }

  #aim(renderer: Renderer, { index, view }: SensedEpisode, pose: Pose): void {
    const { height = view.rules.agent.cameraHeight, tilt = 0 } = this.suite.mount ?? {};
    renderer.setPoses(index, view.poses);
    renderer.setSwitches(index, view.switches);
    renderer.setCamera(index, eyePose({ ...pose, pitch: pose.pitch + tilt }, height));
  }
}
