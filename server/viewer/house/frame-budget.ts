const MAX_PIXEL_RATIO = 2;
const MIN_PIXEL_RATIO = 0.6;
const SMOOTH_PIXEL_RATIO = 1.5;
/** Slower frames than this make the picture coarser, faster ones than that finer again. */
const SLOW_FRAME_MS = 70;
const FAST_FRAME_MS = 22;
/** Slower frames than this leave shadows where they are while things move. */
const SHADOW_FRAME_MS = 30;
/** What a frame is counted as before any was seen. */
const USUAL_FRAME_MS = 35;
/** More is counted as this: the page may have been hidden meanwhile. */
const LONGEST_FRAME_MS = 500;
/** Of the picture's sides, from one fineness to the next. */
const COARSER = 0.8;

/** What this machine can draw in time: one that draws slowly gets a coarser picture rather than a stuttering one. */
export class FrameBudget {
  /** Of a picture that stands still. */
  readonly sharpPixelRatio: number;
  #pixelRatio: number;
  #slowness = USUAL_FRAME_MS;

  /** @param isSoftware begins coarse, and smooths edges only of pictures that stand still, by drawing them larger */
  constructor(isSoftware: boolean) {
    const own = Math.min(MAX_PIXEL_RATIO, devicePixelRatio);
    this.sharpPixelRatio = isSoftware ? Math.max(own, SMOOTH_PIXEL_RATIO) : own;
    this.#pixelRatio = isSoftware ? MIN_PIXEL_RATIO : own;
  }

  /** While things move. */
  get pixelRatio(): number {
    return this.#pixelRatio;
  }

  /** Learns how long one of several frames in a row took; true when the pixel ratio is another now. */
  spend(frameMs: number): boolean {
    this.#slowness = 0.9 * this.#slowness + 0.1 * Math.min(frameMs, LONGEST_FRAME_MS);
    if (this.#slowness > SLOW_FRAME_MS) return this.#setPixelRatio(this.#pixelRatio * COARSER);
    if (this.#slowness < FAST_FRAME_MS) return this.#setPixelRatio(this.#pixelRatio / COARSER);
    return false;
  }

  /** Shadows can follow what moves. */
  get affordsShadows(): boolean {
    return this.#slowness < SHADOW_FRAME_MS;
  }

  #setPixelRatio(wanted: number): boolean {
    const next = Math.min(this.sharpPixelRatio, Math.max(MIN_PIXEL_RATIO, wanted));
    if (next === this.#pixelRatio) return false;
    this.#pixelRatio = next;
    this.#slowness = USUAL_FRAME_MS;
    return true;
  }
}
