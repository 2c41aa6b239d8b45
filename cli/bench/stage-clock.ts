import { RenderBatch } from '../../env/rendering/render-buffers.ts';
import { Renderer } from '../../env/rendering/renderer.ts';
import { LocalWorlds } from '../../env/vector/local-worlds.ts';
import { ThreadedWorlds } from '../../env/vector/threaded-worlds.ts';

/** What a step of all environments is made of. */
export const STAGES = ['physics', 'cull', 'encode', 'gpu', 'readback', 'rest'] as const;
/**
 * - `physics`: the worlds' step, or waiting for the threads that make it
 * - `cull`: choosing what is in sight
 * - `encode`: poses, cameras and commands for the driver
 * - `gpu`: waiting for the driver to draw and copy
 * - `readback`: asking for the copy, and cutting the frames out of it
 * - `rest`: observations, tasks, measures and the loop itself
 */
export type Stage = (typeof STAGES)[number];

/** Shares of the time, which add up to 1. */
export type StageShares = Readonly<Record<Stage, number>>;

type Method = (...args: never[]) => unknown;

/**
 * Watches the program's own methods while it runs as always: each is wrapped for as long as the clock lives. A stage is
 * charged for what no stage inside it, or beside it while it waited, has been charged for.
 */
export class StageClock {
  readonly #spent = new Map<Stage, number>();
  readonly #unwrap: (() => void)[] = [];
  #booked = 0;
  #start = performance.now();

  constructor() {
    this.#watch(LocalWorlds.prototype, 'step', 'physics');
    this.#watch(ThreadedWorlds.prototype, 'step', 'physics');
    this.#watch(RenderBatch.prototype, 'cull', 'cull');
    for (const name of ['setPoses', 'setSwitches', 'setCamera', 'draw'] as const)
      this.#watch(Renderer.prototype, name, 'encode');
    this.#watch(Renderer.prototype, 'read', 'readback');
    this.#watch(GPUBuffer.prototype, 'mapAsync', 'gpu');
  }

  /** Forgets what was spent so far. */
  restart(): void {
    this.#spent.clear();
    this.#booked = 0;
    this.#start = performance.now();
  }

  /** Of the time since the last restart. */
  shares(): StageShares {
    const total = performance.now() - this.#start;
    const share = (stage: Stage): number => (this.#spent.get(stage) ?? 0) / total;
    return {
      physics: share('physics'),
      cull: share('cull'),
      encode: share('encode'),
      gpu: share('gpu'),
      readback: share('readback'),
      rest: Math.max(0, 1 - this.#booked / total),
    };
  }

  /** Gives the methods back as they were. */
  dispose(): void {
    for (const unwrap of this.#unwrap) unwrap();
  }

  #watch<Name extends string>(owner: Record<Name, Method>, name: Name, stage: Stage): void {
    const method = owner[name];
    const watch = (): (() => void) => this.#open(stage);
    owner[name] = function (this: unknown, ...args: never[]): unknown {
      const close = watch();
      const result = method.apply(this, args);
      if (!(result instanceof Promise)) {
        close();
        return result;
      }
      return result.finally(close);
    };
    this.#unwrap.push(() => (owner[name] = method));
  }

  /** Begins a span of a stage; what it returns ends it. */
  #open(stage: Stage): () => void {
    const start = performance.now();
    const bookedBefore = this.#booked;
    return () => {
      const own = Math.max(0, performance.now() - start - (this.#booked - bookedBefore));
      this.#spent.set(stage, (this.#spent.get(stage) ?? 0) + own);
      this.#booked += own;
    };
  }
}
