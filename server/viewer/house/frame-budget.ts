const MAX_PIXEL_RATIO = 2;
const MIN_PIXEL_RATIO = 0.6;
/** Slower frames than this make the picture coarser. */
const SLOW_FRAME_MS = 70;
/** Slower frames than this leave shadows where they are while things move. */
const SHADOW_FRAME_MS = 30;
/** After a longer rest a frame says nothing about how fast the machine draws. */
const REST_MS = 500;

/** What this machine can draw in time: one that draws slowly gets a coarser picture rather than a stuttering one. */
export class FrameBudget {
  pixelRatio = Math.min(MAX_PIXEL_RATIO, devicePixelRatio);
  #slowness = 0;

  /** Learns how long a frame took; true when the picture became coarser. */
  spend(frameMs: number): boolean {
    if (frameMs > REST_MS) return false;
    this.#slowness = 0.9 * this.#slowness + 0.1 * frameMs;
    if (this.#slowness < SLOW_FRAME_MS || this.pixelRatio <= MIN_PIXEL_RATIO) return false;
    this.#slowness = 0;
    this.pixelRatio = Math.max(MIN_PIXEL_RATIO, this.pixelRatio * 0.8);
    return true;
  }

  /** Shadows can follow what moves. */
  get affordsShadows(): boolean {
    return this.#slowness < SHADOW_FRAME_MS;
  }
}
