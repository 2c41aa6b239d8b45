import { NUM_SUBSTEPS, SUBSTEP } from './physics-constants.ts';

/** What is pushed slows a walker a little; as long as they lag by no more than this, they still make their step. Metres. */
const PUSH_LAG = 0.02;
/** A body pressed deeper than this does not give way, and the walker waits. Metres. */
const MAX_PRESS = 0.01;
/** Who was held up for a moment catches up at most this fast, metres per second. */
const MAX_SPEED = 1.5;

/** One step of `length` metres among things that may have to be pushed: it takes `NUM_SUBSTEPS`. */
export class Advance {
  /** Metres made so far. */
  progress = 0;
  readonly #length: number;
  #substeps = 0;
  #waits = false;

  constructor(length: number) {
    this.#length = length;
  }

  /** Metres per second to go at in the coming substep. */
  get speed(): number {
    const wanted = (this.#length - this.progress) / ((NUM_SUBSTEPS - this.#substeps) * SUBSTEP);
    return this.#waits ? 0 : Math.min(MAX_SPEED, wanted);
  }

  /** What the substep brought: how far along the way the walker got, and how deep they were pressed into something, metres. */
  note(reached: number, press: number): void {
    this.#substeps++;
    this.#waits = press > MAX_PRESS;
    if (!this.#waits) this.progress = Math.min(this.#length, Math.max(this.progress, reached));
  }

  /** Something stopped the walker on the way. */
  get held(): boolean {
    return this.progress < this.#length - PUSH_LAG;
  }

  /** Metres made in the end. */
  get reached(): number {
    return this.held ? this.progress : this.#length;
  }
}
