import { describe, expect, it } from 'vitest';
import { Hasher } from '../../env/hash.ts';

describe('Hasher', () => {
  it('gives 16 hexadecimal digits that stay the same', () => {
    expect(new Hasher().addNumbers([1, 2.5, -3]).addText('oikos').digest()).toMatch(/^[0-9a-f]{16}$/);
    expect(new Hasher().addNumbers([1, 2]).digest()).toBe(new Hasher().addNumbers([1]).addNumbers([2]).digest());
  });

  it('tells the last bit of a number, its sign of zero and the order apart', () => {
    const hash = (...values: number[]): string => new Hasher().addNumbers(values).digest();
    expect(hash(0.1 + 0.2)).not.toBe(hash(0.3));
    expect(hash(0)).not.toBe(hash(-0));
    expect(hash(1, 2)).not.toBe(hash(2, 1));
  });

  it('has no two equal digests among 50,000 close numbers', () => {
    const digests = new Set(Array.from({ length: 50_000 }, (_, i) => new Hasher().addNumbers([i / 1000]).digest()));
    expect(digests.size).toBe(50_000);
  });
});
