import { IndirectStorageBufferAttribute, StorageBufferAttribute } from 'three/webgpu';
import type { IndexRange } from './merged-geometry.ts';

/** Words of one indexed indirect draw: index count, instance count, first index, base vertex, first instance. */
export const DRAW_WORDS = 5;

export interface DrawListOptions {
  /** The shapes that can be drawn. */
  readonly ranges: readonly IndexRange[];
  /** Most instances that are listed together. */
  readonly maxListed: number;
  /** Most groups that are drawn by themselves. */
  readonly maxGroups: number;
  /** Most instances of one group. */
  readonly maxInGroup: number;
}

/** What is to be drawn: instances sorted by shape, and one indirect draw for each shape of each group. */
export class DrawList {
  /** Listed instances, by group and shape: indices into the buffer of instances. */
  readonly visible: StorageBufferAttribute;
  readonly draws: IndirectStorageBufferAttribute;
  readonly #ranges: readonly IndexRange[];
  /** Instances of the open group and their shapes, in the order they came. */
  readonly #instances: Uint32Array;
  readonly #shapes: Uint16Array;
  readonly #counts: Uint32Array;
  #open = 0;
  #numVisible = 0;
  #numDraws = 0;

  constructor({ ranges, maxListed, maxGroups, maxInGroup }: DrawListOptions) {
    this.#ranges = ranges;
    this.visible = new StorageBufferAttribute(new Uint32Array(maxListed), 1);
    const maxDraws = maxGroups === 1 ? ranges.length : maxGroups * Math.min(ranges.length, maxInGroup);
    this.draws = new IndirectStorageBufferAttribute(new Uint32Array(maxDraws * DRAW_WORDS), DRAW_WORDS);
    this.#instances = new Uint32Array(maxInGroup);
    this.#shapes = new Uint16Array(maxInGroup);
    this.#counts = new Uint32Array(ranges.length);
  }

  dispose(): void {
    this.visible.dispose();
    this.draws.dispose();
  }

  /** Forgets everything that was listed. */
  clear(): void {
    this.#open = 0;
    this.#numVisible = 0;
    this.#numDraws = 0;
  }

  /** Lists an instance in the open group. */
  add(instance: number, shape: number): void {
    this.#instances[this.#open] = instance;
    this.#shapes[this.#open++] = shape;
    this.#counts[shape]++;
  }

  /** Ends the open group and returns where its draws lie, byte offsets into `draws` in the order of shapes. */
  closeGroup(): number[] {
    const visible = this.visible.array as Uint32Array;
    const words = this.draws.array as Uint32Array;
    const offsets: number[] = [];
    const first = this.#numVisible;
    this.#ranges.forEach((range, shape) => {
      const count = this.#counts[shape];
      if (count === 0) return;
      const word = this.#numDraws++ * DRAW_WORDS;
      words[word] = range.count;
      words[word + 1] = count;
      words[word + 2] = range.first;
      words[word + 4] = this.#numVisible;
      offsets.push(word * 4);
      this.#counts[shape] = this.#numVisible; // from here on the place for the shape's next instance
      this.#numVisible += count;
    });
    for (let i = 0; i < this.#open; i++) visible[this.#counts[this.#shapes[i]]++] = this.#instances[i];
    for (let i = 0; i < this.#open; i++) this.#counts[this.#shapes[i]] = 0;
    this.#open = 0;
    if (this.#numVisible > first) markChanged(this.visible, first, this.#numVisible - first);
    return offsets;
  }

  /** Lets all that was listed since `clear` be handed to the GPU. */
  upload(): void {
    if (this.#numDraws > 0) markChanged(this.draws, 0, this.#numDraws * DRAW_WORDS);
  }
}

/** three uploads only the ranges named since the last draw. */
export function markChanged(attribute: StorageBufferAttribute, start: number, count: number): void {
  attribute.addUpdateRange(start, count);
  attribute.needsUpdate = true;
}
