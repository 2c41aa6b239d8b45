import { CAMERA_DEFAULTS, type Frame } from '../env.ts';
import type { Pose } from '../geometry.ts';
import { type Drawing, type RenderLayout, Renderer, type RendererOptions } from './renderer.ts';
import type { Scene } from './scene.ts';

/** Takes what was drawn of some environments while it is on the GPU; see `FrameRing`. */
export type TakeDrawing = (drawing: Drawing, indices: readonly number[]) => void;

export interface RenderLanesOptions extends RendererOptions {
  /** Takes what is drawn in place of reading it back; all is drawn on `gpu.device` then. */
  readonly onDrawing?: TakeDrawing;
}

/** With fewer environments each, lanes cost more than they bring. */
const LEAST_IN_LANE = 4;
/** Where each environment has a target of its own, so many parts cost nothing. */
const PARTS_OF_TARGETS = 2;

/**
 * Renderers that draw side by side, with the environments dealt out to them in turn. What is drawn apart is named by
 * `partsOf`, so that one part can be drawn while the next one's worlds still step.
 */
export class RenderLanes {
  readonly layout: RenderLayout;

  private constructor(
    readonly options: RenderLanesOptions,
    private readonly renderers: readonly Renderer[],
  ) {
    this.layout = renderers[0].layout;
  }

  static async create(options: RenderLanesOptions): Promise<RenderLanes> {
    const { gpu, numEnvs, onDrawing } = options;
    const most = Math.max(1, Math.floor(numEnvs / LEAST_IN_LANE));
    const devices = gpu.lanes.filter((device) => !onDrawing || device === gpu.device).slice(0, most);
    const renderers: Renderer[] = [];
    for (const [lane, device] of devices.entries()) {
      const share = Math.ceil((numEnvs - lane) / devices.length);
      renderers.push(await Renderer.create({ ...options, gpu: { ...gpu, device }, numEnvs: share }));
    }
    return new RenderLanes(options, renderers);
  }

  setScene(env: number, scene: Scene): void {
    this.#rendererOf(env).setScene(this.#slotOf(env), scene);
  }

  setPoses(env: number, poses: Float64Array): void {
    this.#rendererOf(env).setPoses(this.#slotOf(env), poses);
  }

  setSwitches(env: number, on: Uint8Array): void {
    this.#rendererOf(env).setSwitches(this.#slotOf(env), on);
  }

  setCamera(env: number, eye: Pose): void {
    this.#rendererOf(env).setCamera(this.#slotOf(env), eye);
  }

  /** Sorts what belongs to environments into what is drawn together. */
  partsOf<Item extends { readonly index: number }>(items: readonly Item[]): Item[][] {
    const numLanes = this.renderers.length;
    const isHalved = numLanes === 1 && this.layout === 'targets';
    const numParts = isHalved ? PARTS_OF_TARGETS : numLanes;
    const partOf = isHalved
      ? (_: Item, place: number): number => Math.floor((place * numParts) / items.length)
      : ({ index }: Item): number => index % numLanes;
    const parts = Array.from({ length: numParts }, (): Item[] => []);
    items.forEach((item, place) => parts[partOf(item, place)].push(item));
    return parts.filter((part) => part.length > 0);
  }

  /** Draws environments of one part and brings their pictures back; empty ones where `onDrawing` takes them. */
  render(envs: readonly number[]): Promise<Frame[]> {
    const renderer = this.#rendererOf(envs[0]);
    const drawing = renderer.draw(envs.map((env) => this.#slotOf(env)));
    const { onDrawing, camera } = this.options;
    if (!onDrawing) return renderer.read(drawing);
    onDrawing(drawing, envs);
    const { width, height } = { ...CAMERA_DEFAULTS, ...camera };
    return Promise.resolve(envs.map(() => ({ width, height })));
  }

  dispose(): void {
    for (const renderer of this.renderers) renderer.dispose();
  }

  #rendererOf(env: number): Renderer {
    return this.renderers[env % this.renderers.length];
  }

  #slotOf(env: number): number {
    return Math.floor(env / this.renderers.length);
  }
}
