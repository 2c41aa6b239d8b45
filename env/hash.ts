/**
 * A running 64-bit hash of numbers and words, the same in every JavaScript engine.
 *
 * Two 32-bit lanes mixed as in MurmurHash3 (public domain, A. Appleby); meant for telling states apart, not for secrets.
 */
export class Hasher {
  #low = 0x9747b28c;
  #high = 0x2545f491;
  readonly #float = new Float64Array(1);
  readonly #words = new Uint32Array(this.#float.buffer);

  /** Adds the exact bits of each number, so that 0 and -0 differ. */
  addNumbers(values: Iterable<number>): this {
    for (const value of values) {
      this.#float[0] = value;
      this.#addWord(this.#words[0]);
      this.#addWord(this.#words[1]);
    }
    return this;
  }

  addText(text: string): this {
    this.#addWord(text.length);
    for (let i = 0; i < text.length; i++) this.#addWord(text.charCodeAt(i));
    return this;
  }

  /** 16 hexadecimal digits of all that was added so far. */
  digest(): string {
    const low = finish(this.#low ^ this.#high);
    const high = finish(this.#high + Math.imul(low, 5));
    return hex(high) + hex(low);
  }

  #addWord(word: number): void {
    this.#low = Math.imul(rotateLeft(this.#low ^ mix(word, 0xcc9e2d51, 15, 0x1b873593), 13), 5) + 0xe6546b64;
    this.#high = Math.imul(rotateLeft(this.#high ^ mix(word, 0x85ebca6b, 16, 0xc2b2ae35), 17), 9) + this.#low;
  }
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

function mix(word: number, before: number, bits: number, after: number): number {
  return Math.imul(rotateLeft(Math.imul(word, before), bits), after);
}

/** MurmurHash3's final avalanche. */
function finish(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
