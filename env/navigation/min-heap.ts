/** Integers in the order of their keys, smallest first; equal keys come out in an order that depends on insertions alone. */
export class MinHeap {
  readonly #keys: number[] = [];
  readonly #values: number[] = [];

  get size(): number {
    return this.#values.length;
  }

  push(key: number, value: number): void {
    const keys = this.#keys;
    const values = this.#values;
    let i = keys.length;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (keys[parent] <= key) break;
      keys[i] = keys[parent];
      values[i] = values[parent];
      i = parent;
    }
    keys[i] = key;
    values[i] = value;
  }

  /** Takes the value with the smallest key. @throws RangeError when there is none. */
  pop(): { readonly key: number; readonly value: number } {
    const keys = this.#keys;
    const values = this.#values;
    const lastKey = keys.pop();
    const lastValue = values.pop();
    if (lastKey === undefined || lastValue === undefined) throw new RangeError('MinHeap.pop: the heap is empty.');
    const size = keys.length;
    if (size === 0) return { key: lastKey, value: lastValue };
    const top = { key: keys[0], value: values[0] };
    let i = 0;
    for (let child = 1; child < size; child = 2 * i + 1) {
      if (child + 1 < size && keys[child + 1] < keys[child]) child++;
      if (keys[child] >= lastKey) break;
      keys[i] = keys[child];
      values[i] = values[child];
      i = child;
    }
    keys[i] = lastKey;
    values[i] = lastValue;
    return top;
  }
}
