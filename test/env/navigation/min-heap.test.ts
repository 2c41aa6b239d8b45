import { describe, expect, it } from 'vitest';
import { MinHeap } from '../../../env/navigation/min-heap.ts';
import { Rng } from '../../../env/random.ts';

describe('MinHeap', () => {
  it('gives values back by rising key, among pushes', () => {
    const rng = new Rng('heap');
    const heap = new MinHeap();
    const held: number[] = [];
    for (let i = 0; i < 2000; i++) {
      if (held.length > 0 && rng.chance(0.45)) {
        const { key, value } = heap.pop();
        held.sort((a, b) => a - b);
        expect(key).toBe(held.shift());
        expect(value).toBe(Math.round(key * 1000));
      } else {
        const key = rng.int(0, 500) / 1000;
        held.push(key);
        heap.push(key, Math.round(key * 1000));
      }
    }
    expect(heap.size).toBe(held.length);
  });

  it('refuses to give what it does not hold', () => {
    expect(() => new MinHeap().pop()).toThrow('empty');
  });
});
