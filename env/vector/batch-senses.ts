import type { Frame, Observation } from '../env.ts';
import type { Pose } from '../geometry.ts';
import type { Gpu } from '../gpu.ts';
import type { ModelLibrary } from '../model.ts';
import { RenderLanes, type TakeDrawing } from '../rendering/render-lanes.ts';
import { type RenderLayout, eyePose } from '../rendering/renderer.ts';
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

/** An episode under way in one environment, and what senses it. */
export interface SensedEpisode {
  readonly index: number;
  readonly view: EnvView;
  readonly rejected: number;
  readonly rig: SensorRig;
  /** ImageNav's picture of the goal; null until it is taken, and for other tasks. */
  imageGoal: Uint8Array | null;
}

/** The senses of all agents of a batch, drawn together; no renderer where nothing is to be drawn. */
export class BatchSenses {
  private constructor(
    readonly suite: SensorSuite,
    readonly renderer: RenderLanes | null,
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
    if (sensors.length === 0) return new BatchSenses(suite, null);
    if (gpu === undefined) {
      throw new Error(
        `VectorEnv.create: sensors ${sensors.join(', ')} need a GPU; pass one (openGpu), or ask for none.`,
      );
    }
    const { camera } = suite;
    return new BatchSenses(
      suite,
      await RenderLanes.create({ gpu, library, numEnvs, sensors, camera, layout, shadows, onDrawing }),
    );
  }

  /** Turns an environment's senses to its next episode. @throws UsageError when the house is too large to be drawn */
  begin(index: number, { view, rejected, scene }: Begun): SensedEpisode {
    if (scene) this.renderer?.setScene(index, scene);
    const rig = new SensorRig(this.suite, view.rules.agent.cameraHeight, view.spec.seed);
    return { index, view, rejected, rig, imageGoal: null };
  }

  /** Sorts what belongs to environments into what is observed together. */
  partsOf<Item extends { readonly index: number }>(items: readonly Item[]): Item[][] {
    return this.renderer?.partsOf(items) ?? [[...items]];
  }

  /** What the agents are given; it is drawn before this first waits, so that other parts can be stepped meanwhile. */
  async observe(episodes: readonly SensedEpisode[]): Promise<Observation[]> {
    const lookers = this.#lookersForGoals(episodes);
    if (lookers.length > 0) await this.#takeGoalPictures(lookers);
    const frames = await this.#draw(episodes, ({ view }) => view.pose);
    return episodes.map(({ rig, view, imageGoal }, i) => {
      const observation = rig.sense(frames[i], view.observe());
      return imageGoal ? { ...observation, imageGoal } : observation;
    });
  }

  dispose(): void {
    this.renderer?.dispose();
  }

  /** Episodes that show their agent a picture of the goal and have not taken it yet. */
  #lookersForGoals(episodes: readonly SensedEpisode[]): SensedEpisode[] {
    if (this.renderer === null || !this.suite.sensors.includes('rgb')) return [];
    return episodes.filter(({ view, imageGoal }) => view.spec.goalView && !imageGoal);
  }

  async #takeGoalPictures(lookers: readonly SensedEpisode[]): Promise<void> {
    const frames = await this.#draw(lookers, ({ view }) => view.spec.goalView ?? view.pose);
    lookers.forEach((episode, i) => (episode.imageGoal = frames[i].rgb ?? null));
  }

  /** Draws what is seen from a pose in each environment. */
  async #draw(episodes: readonly SensedEpisode[], poseIn: (episode: SensedEpisode) => Pose): Promise<Frame[]> {
    const { renderer } = this;
    const { width, height } = this.suite.camera;
    if (renderer === null) return episodes.map(() => ({ width, height }));
    const frames = new Map<SensedEpisode, Frame>();
    const drawing = renderer.partsOf(episodes).map(async (part) => {
      for (const episode of part) this.#aim(renderer, episode, poseIn(episode));
      const drawn = await renderer.render(part.map(({ index }) => index));
      part.forEach((episode, i) => frames.set(episode, drawn[i]));
    });
    await Promise.all(drawing);
    return episodes.map((episode) => frames.get(episode) ?? { width, height });
  }

  #aim(renderer: RenderLanes, { index, view }: SensedEpisode, pose: Pose): void {
    const { height = view.rules.agent.cameraHeight, tilt = 0 } = this.suite.mount ?? {};
    renderer.setPoses(index, view.poses);
    renderer.setSwitches(index, view.switches);
    renderer.setCamera(index, eyePose({ ...pose, pitch: pose.pitch + tilt }, height));
  }
}
