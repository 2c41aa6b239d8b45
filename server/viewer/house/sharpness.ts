import type { WebGPURenderer } from 'three/webgpu';
import type { FrameBudget } from './frame-budget.ts';

/** A picture that has not changed for so long is drawn in full. */
const REST_MS = 400;

/** How fine the picture is: as the budget says while things move, and in full soon after they came to rest. */
export class Sharpness {
  readonly #renderer: WebGPURenderer;
  readonly #budget: FrameBudget;
  readonly #draw: () => void;
  #timer = 0;
  #isSharp = false;

  /** @param draw draws the picture as it is */
  constructor(renderer: WebGPURenderer, budget: FrameBudget, draw: () => void) {
    this.#renderer = renderer;
    this.#budget = budget;
    this.#draw = draw;
  }

  /** Things move: no finer than can be drawn in time. */
  loosen(): void {
    clearTimeout(this.#timer);
    this.#set(false);
  }

  /** Things have come to rest. */
  sharpenSoon(): void {
    if (this.#budget.pixelRatio === this.#budget.sharpPixelRatio) return;
    this.#timer = window.setTimeout(() => {
      this.#set(true);
      this.#draw();
    }, REST_MS);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #set(isSharp: boolean): void {
    if (isSharp === this.#isSharp) return;
    this.#isSharp = isSharp;
    this.#renderer.setPixelRatio(isSharp ? this.#budget.sharpPixelRatio : this.#budget.pixelRatio);
  }
}
